import { describe, expect, it } from 'vitest';
import { at, dataOf, JAN, METERS, ofMeter, record, source, used } from '../../fixtures/planted-site.js';
import { bindSource, registerIds, sourceActivityData, usesStock } from './binding.js';

const [from = 0, to = 0] = JAN;
const coke = { 'inflow.coke.amount': { kind: 'manual', unit: 't' } as const };
const rich = source('x', 'process', ofMeter('main', 'e', -1, '0.5'), {
  calculation: {
    formulas: [{ id: 'carbon-balance' }],
    inputs: { ...coke, 'outflow.slag.amount': ofMeter('gas', 'v') },
  },
  crossCheck: { kind: 'manual', unit: 'kWh' },
});

describe('the amounts of a source', () => {
  it('are its own, then those of its formulas, then the second account', () => {
    const bound = bindSource(rich, METERS);
    expect(bound.map(({ stream, problem }) => [stream, problem])).toEqual([
      ['', null],
      ['inflow.coke.amount', null],
      ['outflow.slag.amount', null],
      ['crossCheck', null],
    ]);
    expect(registerIds(bound)).toEqual([1, 5]);
    expect(bound[0]?.bound[0]).toMatchObject({ sign: -1, share: '0.5', register: { code: 'e' } });
  });

  it.each([
    ['no-such', 'e', 'no-such/e does not exist; change', 'no-such/e 不存在；请'],
    ['main', 'no-such', 'main/no-such does not exist; the meter has e; change', '不存在，该表有 e；请'],
    // A gauge counts nothing: it is no register for activity data.
    ['main', 'p', 'main/p does not exist; the meter has e', '该表有 e'],
  ])('say that %s/%s is gone', (meter, register, en, zh) => {
    const [bound] = bindSource(source('x', 'purchasedElectricity', ofMeter(meter, register)), METERS);
    expect(bound).toMatchObject({ bound: [] });
    expect(bound?.problem?.en).toContain(en);
    expect(bound?.problem?.zh).toContain(zh);
  });

  it('know a stock in any place', () => {
    const stock = { kind: 'stock', unit: 't' } as const;
    expect(usesStock(rich)).toBe(false);
    expect(usesStock(source('x', 'process', stock))).toBe(true);
    expect(usesStock({ ...rich, crossCheck: stock })).toBe(true);
    expect(usesStock({ ...rich, calculation: { formulas: [], inputs: { a: stock } } })).toBe(true);
    expect(usesStock(source('x', 'process', ofMeter('main', 'e')))).toBe(false);
  });
});

describe('activity data of a source', () => {
  const records = [
    record('x', '2026-01-01', '2026-02-01', '3', 't', 'inflow.coke.amount'),
    record('x', '2026-01-01', '2026-02-01', '100', 'kWh', 'crossCheck'),
  ];
  const sums = [used(1, from, to, 200), used(5, from, to, 8), used(2, from, to, 99)];

  it('takes of registers and records what belongs to each amount', () => {
    const data = dataOf(rich, { sums, records });
    expect(data.activity.periods[0]?.value?.toFixed()).toBe('-100');
    expect(data.sums).toEqual([sums[0]]);
    expect([...data.inputs.keys()]).toEqual(['inflow.coke.amount', 'outflow.slag.amount']);
    expect(data.inputs.get('inflow.coke.amount')).toMatchObject({
      records: [records[0]],
      spread: [records[0]],
      sums: [],
    });
    expect(data.inputs.get('outflow.slag.amount')?.activity.periods[0]?.value?.toFixed()).toBe('8');
    expect(data.crossCheck?.activity.periods[0]?.value?.toFixed()).toBe('100');
    expect(dataOf(source('x', 'process', ofMeter('main', 'e')), { sums }).crossCheck).toBeNull();
  });

  it('hands the problem of a binding on, and gives no amount', () => {
    const data = dataOf(source('x', 'process', ofMeter('no-such', 'e')), { sums });
    expect(data.activity).toMatchObject({ unit: '', periods: [] });
    expect(data.activity.problem?.en).toContain('no-such/e');
  });

  it('measures a stock between counts that lie outside the span, and names those at its borders', () => {
    const counts = [
      record('x', '2025-12-01', '2025-12-02', '100', 't', 'stock'),
      record('x', '2026-02-01', '2026-02-02', '38', 't', 'stock'),
      record('x', '2026-03-01', '2026-03-02', '30', 't', 'stock'),
    ];
    const data = dataOf(source('x', 'process', { kind: 'stock', unit: 't' }), { records: counts });
    // 62 t in 62 days from 1 December on, 31 of which lie in January.
    expect(data.activity.periods[0]?.value?.toFixed()).toBe('31');
    expect(data.spread.map(({ quantity }) => quantity)).toEqual(['62', '8']);
    // A count on the last border ends the span's use; one that ended before the first border does not belong to it.
    expect(data.records.map(({ fromMs }) => fromMs)).toEqual([at('2026-02-01')]);
  });

  it('says that a balance is below zero', () => {
    const counts = [
      record('x', '2026-01-01', '2026-01-02', '1', 't', 'stock'),
      record('x', '2026-02-01', '2026-02-02', '2', 't', 'stock'),
    ];
    const data = dataOf(source('x', 'process', { kind: 'stock', unit: 't' }), { records: counts });
    expect(data.activity.periods).toEqual([]);
    expect(data.activity.problem?.en).toContain('below zero');
  });

  it('needs a binding', () => {
    const none = { sums: [], records: [], counts: [], borders: JAN, zone: 'UTC', nowMs: 0 };
    expect(() => sourceActivityData(rich, [], none)).toThrow(RangeError);
  });
});
