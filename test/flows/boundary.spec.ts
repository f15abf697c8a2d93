import {
  baseYearSchema,
  boundarySchema,
  type BaseYear,
  type Boundary,
  type Problem,
} from '@zerofab/contracts';
import { recompute } from '@zerofab/accounting';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Platform } from './platform.fixture.js';

const platform = new Platform();
const PASSWORD = 'a long enough password';
let token = '';

const gas = { kind: 'library', id: 'heat-default-gbt32151-34-2024' };
/** Heat at 0.11 tCO2/GJ: figures a person can check in the head. */
const heatSource = (code: string, more: object = {}) =>
  platform.put(`/sites/works/sources/${code}`, {
    name: code,
    category: 'HEAT_IN',
    activity: { kind: 'manual', unit: 'GJ' },
    factor: gas,
    ...more,
  });
const heat = (source: string, year: number, quantity: string, more: object = {}) =>
  platform.post('/sites/works/activity-data', {
    source,
    from: String(year),
    to: String(year + 1),
    quantity,
    unit: 'GJ',
    ...more,
  });

/** 2024: mill 8000 GJ × 0.11 = 880, annex 2000 × 0.11 = 220; together 1100 tCO2. */
beforeAll(async () => {
  await platform.start();
  await platform.put('/sites/works', { name: 'works', timezone: 'Asia/Shanghai', gridRegion: 'CN' });
  await heatSource('mill');
  await heatSource('annex', { system: 'auxiliary' });
  await heat('mill', 2024, '8000');
  await heat('annex', 2024, '2000');
  await platform.put('/users/author', {
    name: 'author',
    role: 'energy_manager',
    password: PASSWORD,
    sites: ['works'],
  });
  token = await platform.logIn('author', PASSWORD);
});
afterAll(async () => {
  await platform.destroy();
});

const record = (more: object = {}) => ({
  entity: {
    legalName: '示例制造有限公司',
    creditCode: '914403001922038216',
    sector: '3011 cement',
    address: 'Shenzhen, Road 1',
    contacts: [{ name: 'Li Ming', role: 'report', phone: '0755-1' }],
  },
  systems: {
    main: [{ name: 'Mill', holds: 'raw mill, kiln', sources: ['mill'] }],
    auxiliary: [{ name: 'Boiler house', sources: ['annex'] }],
    ancillary: [{ name: 'Canteen', holds: 'kitchen' }],
  },
  outside: [{ name: 'Living quarters', reason: 'not production (GB/T 32150)' }],
  ...more,
});
const base = { year: 2024, reason: 'first whole year with meters' };
const annex = { code: 'annex', name: 'Annex', tenure: 'owned', sources: ['annex'] };
const putBoundary = (body: object) =>
  platform.put('/sites/works/boundary', body) as Promise<unknown> as Promise<Boundary>;
const baseYear = async () => {
  const answer = await platform.get<BaseYear>('/sites/works/base-year');
  expect(baseYearSchema.safeParse(answer).error).toBeUndefined();
  return answer;
};

describe('boundary record', () => {
  it('says what to do while there is none', async () => {
    expect((await platform.call<Problem>('GET', '/sites/works/boundary')).body).toMatchObject({
      status: 404,
      type: '/problems/no-boundary',
    });
    expect((await platform.call<Problem>('GET', '/sites/works/base-year')).status).toBe(404);
  });

  it('keeps every version: who, when; the same again makes none', async () => {
    const first = await putBoundary(record());
    expect(boundarySchema.safeParse(first).error).toBeUndefined();
    expect(first).toMatchObject({ version: 1, recordedBy: 'admin', baseYear: null, warnings: [] });
    expect((await putBoundary(record())).version).toBe(1);
    const noted = record({ units: [annex], note: 'annex bought' });
    const { body } = await platform.call('PUT', '/sites/works/boundary', noted, token);
    expect(body).toMatchObject({ version: 2, recordedBy: 'author', note: 'annex bought' });
    // A note alone is no change of the record.
    expect((await putBoundary(record({ units: [annex], note: 'again' }))).version).toBe(2);
    expect(await platform.get('/sites/works/boundary?version=1')).toMatchObject({ version: 1, units: [] });
    const { items } = await platform.get<{ items: object[] }>('/sites/works/boundary/versions');
    expect(items).toMatchObject([
      { version: 2, recordedBy: 'author', note: 'annex bought' },
      { version: 1, recordedBy: 'admin' },
    ]);
    expect((await platform.call('GET', '/sites/works/boundary?version=9')).status).toBe(404);
  });

  it('warns where a unit that was sold still counts', async () => {
    const { warnings } = await putBoundary(record({ units: [{ ...annex, to: '2025-07-01' }] }));
    expect(warnings).toHaveLength(1);
    expect(warnings[0]?.zh).toContain('validFrom / validTo');
    await heatSource('annex', { system: 'auxiliary', validTo: '2025-07-01' });
    expect((await platform.get<Boundary>('/sites/works/boundary')).warnings).toEqual([]);
  });

  it.each([
    [
      'a source that does not exist',
      { systems: { ...record().systems, main: [{ name: 'M', sources: ['ghost'] }] } },
      'systems.main.0.sources.0',
      /ghost/,
    ],
    ['an unknown method', { baseYear: { ...base, method: 'magic' } }, 'baseYear.method', /GB\/T 32150/],
    ['a base year that is not over', { baseYear: { ...base, year: 2099 } }, 'baseYear.year', /not over/],
    ['a base year without a figure', { baseYear: { ...base, year: 2020 } }, 'baseYear', /no total/],
    [
      'evidence nobody uploaded',
      { units: [{ ...annex, evidence: 'contract, evidence:77' }] },
      'units.0.evidence',
      /evidence:77/,
    ],
    [
      'an effect of a unit that merely closed',
      {
        changes: [
          {
            id: 'close',
            kind: 'shutdown',
            date: '2025-07-01',
            description: 'closed',
            effect: { kind: 'given', tco2e: 220, source: 'x' },
          },
        ],
      },
      'changes.0.effect',
      /organic/,
    ],
    [
      'an error given by hand where the platform computes the base year',
      {
        baseYear: base,
        changes: [
          {
            id: 'typo',
            kind: 'errorCorrection',
            date: '2025-07-01',
            description: 'typing error',
            effect: { kind: 'totals', before: 1, after: 2, source: 'x' },
          },
        ],
      },
      'changes.0.effect',
      /count twice/,
    ],
  ])('refuses %s', async (_what, more, field, message) => {
    const { status, body } = await platform.call<Problem>('PUT', '/sites/works/boundary', record(more));
    expect([status, body.errors?.[0]?.field]).toEqual([422, field]);
    expect(body.detail).toMatch(message);
  });
});

describe('base year', () => {
  const change = (id: string, kind: string, more: object = {}) => ({
    id,
    kind,
    date: '2025-07-01',
    description: id,
    ...more,
  });
  const close = change('line-2', 'shutdown');
  const small = change('kiosk', 'sale', { effect: { kind: 'given', tco2e: '22', source: 'ledger' } });
  const sale = change('annex-sold', 'sale', { effect: { kind: 'sources', sources: ['annex'] } });

  it('fixes the total of the inventory, and stays unaffected by organic change', async () => {
    const { baseYear: fixed } = await putBoundary(record({ baseYear: base, changes: [close] }));
    // (8000 + 2000) × 0.11
    expect(fixed).toMatchObject({
      tco2e: '1100',
      origin: 'inventory',
      thresholdPercent: '5',
      complete: true,
    });
    expect(await baseYear()).toMatchObject({
      state: 'unaffected',
      recomputed: { tco2e: '1100' },
      effects: [{ id: 'line-2', counted: false, tco2e: null }],
    });
    expect((await baseYear()).note.en).toContain('leaves its number open');
  });

  it('says below the threshold, and says to recalculate once the changes add up', async () => {
    await putBoundary(record({ baseYear: base, changes: [close, small] }));
    // 22 ÷ 1100 = 2 %
    expect(await baseYear()).toMatchObject({ state: 'below-threshold', cumulativePercent: 2 });
    await putBoundary(record({ baseYear: base, changes: [close, small, sale] }));
    // (22 + 220) ÷ 1100 = 22 %; 1100 − 242 = 858
    const answer = await baseYear();
    expect(answer).toMatchObject({ state: 'recalculate', cumulativePercent: 22, recalculatedTco2e: '858' });
    expect(answer.effects.find(({ id }) => id === 'annex-sold')?.tco2e).toBe('-220');
    expect(recompute(answer.cumulative!).mismatches).toEqual([]);
    // The trace of the sale goes down to the activity data of the source that was sold.
    expect(JSON.stringify(answer.cumulative)).toContain('"2000"');
  });

  it('is undecided while an effect is not known', async () => {
    await putBoundary(record({ baseYear: base, changes: [change('bought', 'acquisition')] }));
    const answer = await baseYear();
    expect(answer).toMatchObject({ state: 'undecided', effects: [{ counted: true, tco2e: null }] });
    const refused = await platform.call<Problem>('POST', '/sites/works/base-year/recalculate', {
      reason: 'too early',
    });
    expect([refused.status, refused.body.detail]).toEqual([422, expect.stringContaining('bought')]);
  });

  it('shows a correction of the base year by itself', async () => {
    await putBoundary(record({ baseYear: base, changes: [small] }));
    const { items } = await platform.get<{ items: { id: string; source: string }[] }>(
      '/sites/works/activity-data?source=mill',
    );
    await heat('mill', 2024, '8200', { replaces: items[0]?.id });
    // 200 GJ × 0.11 = 22 more; (22 + 22) ÷ 1100 = 4 %; 1100 + 22 − 22 = 1100
    expect(await baseYear()).toMatchObject({
      state: 'below-threshold',
      cumulativePercent: 4,
      recalculatedTco2e: '1100',
      fixed: { tco2e: '1100' },
      effects: [
        { id: 'recomputed-inventory', tco2e: '22' },
        { id: 'kiosk', tco2e: '-22' },
      ],
    });
  });

  it('takes a change of method from both inventories, and recalculates once, on record', async () => {
    const methods = await platform.get<{ items: { id: string }[] }>('/accounting/methods');
    const other = methods.items.find(({ id }) => id.includes('location'))?.id;
    const method = change('to-ghg', 'methodChange', { effect: { kind: 'method', method: other } });
    await putBoundary(record({ baseYear: base, changes: [small, sale, method] }));
    // annex still 220 in 2024: it left in 2025. 1100 + 22 − 22 − 220; heat is the same under both methods.
    const before = await baseYear();
    expect(before).toMatchObject({ state: 'recalculate', recalculatedTco2e: '880' });
    expect(before.effects.find(({ id }) => id === 'to-ghg')?.tco2e).toBe('0');
    const renewed = await platform.call<BaseYear>('POST', '/sites/works/base-year/recalculate', {
      reason: 'annex sold, meter corrected',
    });
    expect(renewed.status).toBe(200);
    expect(renewed.body).toMatchObject({
      state: 'unaffected',
      fixed: {
        tco2e: '880',
        origin: 'recalculated',
        method: other,
        includes: ['kiosk', 'annex-sold', 'to-ghg'],
        inventoryTco2e: '1122',
      },
    });
    expect(recompute(renewed.body.fixed.trace!)).toMatchObject({ value: '880', mismatches: [] });
    const latest = await platform.get<Boundary>('/sites/works/boundary');
    const { items } = await platform.get<{ items: object[] }>('/sites/works/boundary/versions');
    expect(items[0]).toMatchObject({ version: latest.version, note: 'annex sold, meter corrected' });
    expect(
      (await platform.call<Problem>('POST', '/sites/works/base-year/recalculate', { reason: 'again' })).body
        .detail,
    ).toContain('nothing has changed');
    // Another record with the same base year keeps the recalculated total.
    const { baseYearInput } = await platform.get<Boundary>('/sites/works/boundary');
    expect(baseYearInput).toEqual({ ...base, thresholdPercent: '5' });
    const kept = await putBoundary(
      record({ baseYear: baseYearInput, changes: [small, sale, method, close] }),
    );
    expect(kept.baseYear).toMatchObject({ tco2e: '880', origin: 'recalculated' });
  });

  it('refuses a sale of more than the base year holds', async () => {
    const all = change('all', 'sale', { effect: { kind: 'given', tco2e: '9000', source: 'x' } });
    const answer = await platform.call<Problem>(
      'PUT',
      '/sites/works/boundary',
      record({ baseYear: { ...base, reason: 'anew' }, changes: [all] }),
    );
    expect([answer.status, answer.body.detail]).toEqual([422, expect.stringContaining('below 0')]);
  });

  it('two people at once: both are kept, or one is told to read again', async () => {
    const put = async (reason: string) =>
      platform.call<Problem>(
        'PUT',
        '/sites/works/boundary',
        record({ outside: [{ name: 'flats', reason }] }),
      );
    const answers = await Promise.all([put('one'), put('two'), put('three')]);
    const bad = answers.filter(({ status }) => status !== 200);
    expect(bad.every(({ body }) => body.type === '/problems/stale-version')).toBe(true);
    const { items } = await platform.get<{ items: { version: number }[] }>('/sites/works/boundary/versions');
    expect(items.map(({ version }) => version)).toEqual(items.map((_, index) => items.length - index));
  });

  it('takes a total from elsewhere', async () => {
    const given = { tco2e: '5000', source: 'verified report 2019' };
    const buy = change('bought', 'acquisition', {
      effect: { kind: 'given', tco2e: '250', source: 'report of the seller' },
    });
    await putBoundary(record({ baseYear: { ...base, year: 2019, given }, changes: [buy] }));
    // 250 ÷ 5000 = 5 %: at the threshold
    expect(await baseYear()).toMatchObject({
      state: 'recalculate',
      cumulativePercent: 5,
      recomputed: null,
      recalculatedTco2e: '5250',
    });
  });
});
