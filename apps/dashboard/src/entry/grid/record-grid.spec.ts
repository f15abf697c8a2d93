import type { ActivityRecord, Source } from '@zerofab/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesOf, requestOf, type Draft, type ServerRefusal } from '../record/changes';
import { entryRows } from './entry-rows';
import { entryGrid, versionsOf, yearTotal, type EntryGrid } from './record-grid';

const TODAY = '2026-04-10';
const BASE = {
  category: 'mobileCombustion',
  scope: 'direct',
  activity: { kind: 'manual', unit: 't' },
  factor: null,
  calculation: null,
  gas: null,
  method: 'GB/T 32150-2025',
  part: null,
  facility: null,
  system: 'main',
  included: true,
  reason: null,
  validFrom: null,
  validTo: null,
  crossCheck: null,
  version: 1,
};
const source = (code: string, more: Partial<Source> = {}): Source => ({
  ...(BASE as unknown as Source),
  code,
  name: { zh: code, en: code },
  ...more,
});
const record = (
  id: string,
  from: string,
  to: string,
  quantity: string,
  more: Partial<ActivityRecord> = {},
) => ({
  id,
  source: 'diesel',
  stream: '',
  from: `${from}T00:00:00+08:00`,
  to: `${to}T00:00:00+08:00`,
  quantity,
  unit: 't',
  evidence: null,
  note: null,
  enteredBy: 'manager',
  enteredAt: '2026-02-01T00:00:00Z',
  replacedBy: null,
  ...more,
});
const gridOf = (records: ActivityRecord[], sources = [source('diesel')]): EntryGrid =>
  entryGrid(entryRows(sources), records, 2026, TODAY);
const changes = (
  grid: EntryGrid,
  drafts: Record<string, Draft>,
  refused = new Map<string, ServerRefusal>(),
) => changesOf(grid, drafts, refused, TODAY);

const JAN = record('1', '2026-01-01', '2026-02-01', '12.50');
const QUARTER = record('2', '2026-02-01', '2026-05-01', '30');
const INVOICE = record('3', '2025-12-16', '2026-01-16', '9');

describe('rows', () => {
  it('stand for every stream entered by hand, and for no meter', () => {
    const sources = [
      source('power', { activity: { kind: 'meters', registers: [{ meter: 'm', register: 'e', sign: 1 }] } }),
      source('coal', { activity: { kind: 'stock', unit: 't' }, crossCheck: { kind: 'manual', unit: 'kg' } }),
      source('kiln', {
        calculation: {
          formulas: [{ id: 'carbon-balance' }],
          inputs: {
            'inflow.coke.amount': { kind: 'manual', unit: 't' },
            carbon: {
              kind: 'formula',
              id: 'mean',
              inputs: { 'batch.a.amount': { kind: 'manual', unit: 'kg' } },
            },
          },
        },
      }),
    ];
    expect(entryRows(sources).map(({ key, part, unit }) => [key, part, unit])).toEqual([
      ['coal|purchased', 'purchased', 't'],
      ['coal|sold', 'sold', 't'],
      ['coal|stock', 'stock', 't'],
      ['coal|crossCheck', 'crossCheck', 'kg'],
      ['kiln|', 'activity', 't'],
      ['kiln|inflow.coke.amount', 'input', 't'],
      ['kiln|carbon/batch.a.amount', 'input', 'kg'],
    ]);
  });
});

describe('records of a year', () => {
  it('stand in their month; another span stands beside the grid and covers its months', () => {
    const grid = gridOf([JAN, QUARTER]);
    const cells = grid.rows[0]!.cells;
    expect(
      cells.map((cell) => cell.record?.id ?? cell.over.map(({ id }) => `(${id})`).join('')).slice(0, 6),
    ).toEqual(['1', '(2)', '(2)', '(2)', '', '']);
    expect(grid.others.map((other) => other.record.id)).toEqual(['2']);
    expect(cells.filter(({ due }) => due).map(({ month }) => month)).toEqual([
      '2026-01',
      '2026-02',
      '2026-03',
    ]);
  });

  it('hides none in force: also of a stream that is gone, and over the turn of the year', () => {
    const gone = record('9', '2026-01-01', '2026-02-01', '1', { source: 'scrapped' });
    const { others } = gridOf([INVOICE, gone]);
    expect(others.map((other) => [other.record.id, other.row?.key ?? null])).toEqual([
      ['3', 'diesel|'],
      ['9', null],
    ]);
  });

  it('takes a count of a stock for the month at whose beginning it was taken', () => {
    const coal = source('coal', { activity: { kind: 'stock', unit: 't' } });
    const count = record('5', '2026-03-01', '2026-03-02', '80', { source: 'coal', stream: 'stock' });
    const bought = record('6', '2026-03-01', '2026-03-02', '40', { source: 'coal', stream: 'purchased' });
    const grid = gridOf([count, bought], [coal]);
    const march = (key: string) => grid.rows.find(({ row }) => row.key === key)?.cells[2];
    expect(march('coal|stock')?.record?.id).toBe('5');
    expect(march('coal|purchased')).toMatchObject({ record: null, over: [{ id: '6' }] });
    expect(yearTotal(grid.rows[2]!, grid.others, new Map()).value).toBeNull();
  });

  it('knows every version of a value', () => {
    const records = [
      record('1', '2026-01-01', '2026-02-01', '1', { replacedBy: '4' }),
      record('4', '2026-01-01', '2026-02-01', '2', { replacedBy: '7' }),
      record('7', '2026-01-01', '2026-02-01', '3'),
    ];
    expect(versionsOf(records[2]!, records).map(({ id }) => id)).toEqual(['1', '4', '7']);
    expect(gridOf(records).rows[0]!.cells[0]!.record?.id).toBe('7');
  });

  it('asks for nothing outside the boundary', () => {
    const leased = source('diesel', { validFrom: '2026-02-15', validTo: '2026-03-01' });
    const due = gridOf([], [leased]).rows[0]!.cells.filter((cell) => cell.due);
    expect(due.map(({ month }) => month)).toEqual(['2026-02']);
  });

  it('holds a month for missing that other spans cover in part', () => {
    const next = record('4', '2026-01-16', '2026-02-16', '9');
    const missing = (records: ActivityRecord[]) =>
      gridOf(records)
        .rows[0]!.cells.filter((cell) => cell.missing)
        .map(({ month }) => month);
    expect(missing([INVOICE, next])).toEqual(['2026-02', '2026-03']);
    expect(missing([QUARTER])).toEqual(['2026-01']);
    expect(missing([next])).toEqual(['2026-01', '2026-02', '2026-03']);
  });

  it('adds the year up in the unit of the row, exactly, and names what is left out', () => {
    // 12.50 t + 500 kg = 13 t; the invoice reaches into 2025 and is left out; March is missing
    const kilo = record('8', '2026-02-01', '2026-03-01', '500', { unit: 'kg' });
    const invoice = record('3', '2025-12-16', '2026-01-01', '9');
    const cut = record('4', '2026-12-16', '2027-01-16', '9');
    const grid = gridOf([JAN, kilo, invoice, cut]);
    expect(yearTotal(grid.rows[0]!, grid.others, new Map())).toEqual({ value: '13', missing: 1, cut: 1 });
    expect(yearTotal(grid.rows[0]!, grid.others, new Map([['diesel|@2026-03', '0.1']]))).toEqual({
      value: '13.1',
      missing: 0,
      cut: 1,
    });
  });

  it('never loses or doubles one, whatever the spans', () => {
    const day = fc
      .integer({ min: 0, max: 400 })
      .map((n) => new Date(Date.UTC(2025, 11, 1 + n)).toISOString().slice(0, 10));
    const month = fc
      .integer({ min: 1, max: 11 })
      .map((n) => [`2026-${String(n).padStart(2, '0')}-01`, `2026-${String(n + 1).padStart(2, '0')}-01`]);
    const span = fc.oneof(
      month,
      fc.tuple(day, day).filter(([a, b]) => a < b),
    );
    fc.assert(
      fc.property(fc.array(span, { maxLength: 8 }), (spans) => {
        const records = spans.map(([from = '', to = ''], index) => record(String(index), from, to, '1'));
        const grid = gridOf(records);
        const shown = [
          ...grid.rows[0]!.cells.flatMap((cell) => (cell.record === null ? [] : [cell.record.id])),
          ...grid.others.map((other) => other.record.id),
        ];
        const wanted = records.filter(({ from, to }) => from < '2027' && to.slice(0, 10) > '2026-01-01');
        expect(shown.toSorted()).toEqual(wanted.map(({ id }) => id).toSorted());
      }),
    );
  });
});

describe('what saving would do', () => {
  const drafts = (entries: Record<string, string>): Record<string, Draft> =>
    Object.fromEntries(Object.entries(entries).map(([key, raw]) => [key, { raw }]));

  it('tells new, changed, unchanged and refused, and skips what is empty', () => {
    const found = changes(
      gridOf([JAN, record('8', '2026-02-01', '2026-03-01', '500', { unit: 'kg' })]),
      drafts({
        'diesel|@2026-01': '12.5',
        'diesel|@2026-02': '0.6',
        'diesel|@2026-03': '7',
        'diesel|@2026-04': 'n/a',
        'diesel|@2026-05': ' ',
      }),
    );
    expect(
      found.map(({ month, status, value, reason, old }) => [month, status, value, reason, old?.id]),
    ).toEqual([
      ['2026-01', 'unchanged', '12.5', null, '1'],
      ['2026-02', 'changed', '0.6', null, '8'],
      ['2026-03', 'new', '7', null, undefined],
      ['2026-04', 'refused', null, 'noValue', undefined],
    ]);
  });

  it('writes the request: a correction keeps the span, names what it replaces and why', () => {
    const [first, second] = changes(
      gridOf([JAN]),
      drafts({ 'diesel|@2026-01': '13', 'diesel|@2026-03': '7' }),
    );
    const words = { evidence: 'slip, evidence:3', note: 'scale was off' };
    expect(requestOf({ ...first!, value: '13' }, words)).toEqual({
      source: 'diesel',
      from: '2026-01-01T00:00:00+08:00',
      to: '2026-02-01T00:00:00+08:00',
      quantity: '13',
      unit: 't',
      evidence: 'slip, evidence:3',
      replaces: '1',
      note: 'scale was off',
    });
    expect(requestOf({ ...second!, value: '7' }, { evidence: '', note: 'x' })).toEqual({
      source: 'diesel',
      from: '2026-03',
      to: '2026-04',
      quantity: '7',
      unit: 't',
    });
  });

  it('refuses a month that another record covers; that record is corrected in its own place', () => {
    const found = changes(gridOf([QUARTER]), drafts({ 'diesel|@2026-03': '7', '#2': '31' }));
    expect(found.map(({ key, status, reason }) => [key, status, reason])).toEqual([
      ['diesel|@2026-03', 'refused', 'covered'],
      ['#2', 'changed', null],
    ]);
  });

  it('keeps the refusal of the server until the text changes, and that of the paste', () => {
    const problem = { type: '/problems/validation', title: '', status: 422, detail: 'no' };
    const refused = new Map([['diesel|@2026-03', { raw: '7', old: null, problem }]]);
    const at = (draft: Draft) => changes(gridOf([]), { 'diesel|@2026-03': draft }, refused)[0];
    expect(at({ raw: '7' })).toMatchObject({ status: 'refused', reason: 'server', problem });
    expect(at({ raw: '7.5' })).toMatchObject({ status: 'new' });
    expect(at({ raw: '1,234', reason: 'ambiguous' })).toMatchObject({
      status: 'refused',
      reason: 'ambiguous',
    });
  });

  it('asks again, as a correction, when somebody recorded another value meanwhile', () => {
    const problem = { type: '/problems/overlapping-activity-data', title: '', status: 422, detail: 'no' };
    const refused = new Map([['diesel|@2026-03', { raw: '7', old: null, problem }]]);
    const meanwhile = gridOf([record('9', '2026-03-01', '2026-04-01', '8')]);
    expect(changes(meanwhile, { 'diesel|@2026-03': { raw: '7' } }, refused)).toMatchObject([
      { status: 'changed', old: { id: '9' }, warnings: ['meanwhile'] },
    ]);
  });

  it('warns of a month that is not over, of one outside the boundary, and of a tenfold value', () => {
    const leased = source('diesel', { validTo: '2026-06-01' });
    const known = ['01', '02', '03'].map((month, index) =>
      record(String(index), `2026-${month}-01`, `2026-0${String(index + 2)}-01`, '10'),
    );
    const found = changes(
      gridOf(known, [leased]),
      drafts({ 'diesel|@2026-04': '100', 'diesel|@2026-07': '10', 'diesel|@2026-05': '0' }),
    );
    expect(found.map(({ month, warnings }) => [month, warnings])).toEqual([
      ['2026-04', ['notOver', 'unlikely']],
      ['2026-05', ['notOver']],
      ['2026-07', ['notOver', 'outsideBoundary']],
    ]);
  });
});
