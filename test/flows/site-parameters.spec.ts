import { parameterListSchema, parameterSchema, type Inventory } from '@zerofab/contracts';
import { recompute } from '@zerofab/accounting';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Platform } from './platform.fixture.js';

const platform = new Platform();
const parameter = (body: object) =>
  platform.post('/sites/works/parameters', { name: 'NCV of coal', source: 'laboratory report', ...body });
const ncv = (value: string, validFrom: string, validTo: string, more: object = {}) =>
  parameter({ code: 'ncv-coal', value, unit: 'GJ/t', validFrom, validTo, testMethod: 'GB/T 213', ...more });
const refused = async (body: object) => {
  const answer = await platform.call<{ detail: string; errors?: { field: string }[] }>(
    'POST',
    '/sites/works/parameters',
    {
      code: 'x',
      name: 'x',
      source: 'lab',
      value: '1',
      unit: 'GJ/t',
      validFrom: '2025',
      validTo: '2026',
      ...body,
    },
  );
  return { status: answer.status, detail: answer.body.detail, field: answer.body.errors?.[0]?.field };
};
const boiler = async (query: string) => {
  const inventory = await platform.get<Inventory>(`/sites/works/inventory?${query}`);
  return inventory.sources.find(({ code }) => code === 'boiler');
};

beforeAll(async () => {
  await platform.start();
  await platform.put('/sites/works', { name: 'Works', timezone: 'Asia/Shanghai', gridRegion: 'CN' });
  await platform.put('/sites/works/sources/boiler', {
    name: 'Boiler',
    category: 'stationaryCombustion',
    activity: { kind: 'manual', unit: 't' },
    calculation: {
      formulas: [{ id: 'fuel-combustion-mass' }],
      inputs: {
        netCalorificValue: { kind: 'parameter', code: 'ncv-coal' },
        carbonContent: { kind: 'value', value: '0.025', unit: 'tC/GJ', source: 'report 7' },
        oxidationFactor: { kind: 'value', value: '96', unit: '%', source: 'slag analysis' },
      },
    },
  });
  await platform.post('/sites/works/activity-data', {
    source: 'boiler',
    from: '2025-01',
    to: '2025-03',
    quantity: '590',
    unit: 't',
    evidence: 'belt scale',
  });
});
afterAll(async () => {
  await platform.destroy();
});

const pause = () => new Promise((resolve) => setTimeout(resolve, 20));

/** 590 t over 59 days: 310 in January, 280 in February. × 0.025 × 0.96 × 44/12 = × 0.088. */
describe('laboratory values with validity and history', () => {
  it('gives no figure for a month without a value, and says which', async () => {
    await ncv('20', '2025-01-01', '2025-02-01');
    const source = await boiler('from=2025-01-01&to=2025-03-01');
    expect(source).toMatchObject({ status: 'missing', tco2e: null });
    expect(source?.reason?.en).toContain('ncv-coal');
    expect(source?.reason?.en).toContain('2025-02-01');
  });

  it('takes each month with its own value: (310 × 20 + 280 × 21.5) × 0.088', async () => {
    await ncv('21.5', '2025-02-01', '2025-03-01');
    const source = await boiler('from=2025-01-01&to=2025-03-01');
    expect(source?.exact).toBe('1075.36');
    expect(source?.parts.map(({ tco2e }) => tco2e)).toEqual(['545.6', '529.76']);
    expect(source?.factors.map(({ value, choice }) => [value, choice.how])).toEqual([
      ['20', 'site'],
      ['21.5', 'site'],
    ]);
    expect(recompute(source!.trace!).mismatches).toEqual([]);
  });

  it('changes a value with an effective date in the past: known today, and as believed before', async () => {
    const { items } = parameterListSchema.parse(await platform.get('/sites/works/parameters?code=ncv-coal'));
    await pause();
    const before = new Date().toISOString();
    await pause();
    await ncv('22', '2025-01-01', '2025-02-01', { replaces: items[0]?.id, source: 'corrected report' });
    // 310 × 22 × 0.088 + 529.76
    expect((await boiler('from=2025-01-01&to=2025-03-01'))?.exact).toBe('1129.92');
    const believed = await boiler(`from=2025-01-01&to=2025-03-01&knownAt=${encodeURIComponent(before)}`);
    expect(believed?.exact).toBe('1075.36');
    const history = parameterListSchema.parse(await platform.get('/sites/works/parameters?code=ncv-coal'));
    expect(history.items.map(({ value, replacedBy }) => [value, replacedBy === null])).toEqual([
      ['20', false],
      ['22', true],
      ['21.5', true],
    ]);
    const then = parameterListSchema.parse(
      await platform.get(`/sites/works/parameters?at=2025-01-15&knownAt=${encodeURIComponent(before)}`),
    );
    expect(then.items.map(({ value }) => value)).toEqual(['20']);
  });

  it('weighs batches by tonnage, and the mean is a formula in the trace: (100 × 20 + 300 × 24)/400 = 23', async () => {
    await platform.put('/sites/works/sources/kiln', {
      name: 'Kiln',
      category: 'stationaryCombustion',
      activity: { kind: 'manual', unit: 't' },
      calculation: {
        formulas: [{ id: 'fuel-combustion-mass' }],
        inputs: {
          netCalorificValue: { kind: 'parameter', code: 'ncv-kiln' },
          carbonContent: { kind: 'value', value: '0.025', unit: 'tC/GJ', source: 'report 7' },
          oxidationFactor: { kind: 'value', value: '96', unit: '%', source: 'slag analysis' },
        },
      },
    });
    await platform.post('/sites/works/activity-data', {
      source: 'kiln',
      from: '2025-06',
      to: '2025-07',
      quantity: '400',
      unit: 't',
    });
    const batch = (value: string, tonnage: string, name: string, confirmed?: string) =>
      parameter({
        confirmed,
        code: 'ncv-kiln',
        value,
        unit: 'GJ/t',
        validFrom: '2025-06-01',
        validTo: '2025-07-01',
        tonnage,
        batch: name,
      });
    parameterSchema.parse(await batch('20', '100', 'lot 1'));
    await expect(batch('24000', '300', 'lot 2')).rejects.toThrow('needs-confirmation');
    await batch('24000', '300', 'lot 2', 'the laboratory says so');
    const inventory = await platform.get<Inventory>('/sites/works/inventory?from=2025-06-01&to=2025-07-01');
    const kiln = inventory.sources.find(({ code }) => code === 'kiln');
    // lot 2 was recorded as 24000 GJ/t: corrected, it gives 400 × 23 × 0.088
    const { items } = parameterListSchema.parse(await platform.get('/sites/works/parameters?code=ncv-kiln'));
    const wrong = items.find(({ value }) => value === '24000');
    expect(wrong?.confirmed).toBe('the laboratory says so');
    await parameter({
      code: 'ncv-kiln',
      value: '24',
      unit: 'GJ/t',
      validFrom: '2025-06-01',
      validTo: '2025-07-01',
      tonnage: '300',
      batch: 'lot 2',
      replaces: wrong?.id,
    });
    const corrected = (
      await platform.get<Inventory>('/sites/works/inventory?from=2025-06-01&to=2025-07-01')
    ).sources.find(({ code }) => code === 'kiln');
    expect(kiln?.exact).not.toBe(corrected?.exact);
    expect(corrected?.exact).toBe('809.6');
    const mean = corrected?.trace?.inputs.find(({ name }) => name === 'netCalorificValue')?.trace;
    expect(mean?.formula.id).toBe('weighted-mean-ncv-mass');
    expect(recompute(corrected!.trace!).mismatches).toEqual([]);
  });

  it('serves as the factor of a supplier beside the official one', async () => {
    await parameter({
      code: 'steam-supplier',
      value: '0.095',
      unit: 'tCO2/GJ',
      validFrom: '2025-01-01',
      validTo: '2026-01-01',
      rung: 'supplier',
      source: 'verified statement of the supplier',
    });
    await platform.put('/sites/works/sources/steam', {
      name: 'Steam',
      category: 'purchasedHeat',
      activity: { kind: 'manual', unit: 'GJ' },
      factor: { kind: 'parameter', code: 'steam-supplier' },
    });
    await platform.post('/sites/works/activity-data', {
      source: 'steam',
      from: '2025',
      to: '2026',
      quantity: '1000',
      unit: 'GJ',
    });
    const inventory = await platform.get<Inventory>('/sites/works/inventory?from=2025-01-01&to=2026-01-01');
    const steam = inventory.sources.find(({ code }) => code === 'steam');
    expect(steam).toMatchObject({ exact: '95', factors: [{ choice: { rule: 'rung-supplier' } }] });
  });

  it.each([
    [
      'an overlap of two validities',
      { code: 'ncv-coal', validFrom: '2025-01-15', validTo: '2025-02-15' },
      'validFrom',
      'overlaps record',
    ],
    ['a validity that ends before it begins', { validFrom: '2026', validTo: '2025' }, 'validTo', 'half-open'],
    ['no validity', { validFrom: undefined }, 'validFrom', ''],
    ['an oxidation above 100 %', { value: '101', unit: '%' }, 'value', 'above 100 %'],
    ['a carbon share above 1', { value: '1.2', unit: 'tC/t' }, 'value', 'above 100 %'],
    ['a negative value', { value: '-1' }, 'value', '0 or more'],
    ['an unknown unit', { unit: 'barrel' }, 'unit', 'barrel'],
    [
      'another dimension than before',
      { code: 'ncv-coal', unit: 'tC/t', value: '0.5', validFrom: '2030', validTo: '2031' },
      'unit',
      'keeps its dimension',
    ],
    ['no source', { source: '' }, 'source', ''],
  ])('refuses %s', async (_title, body, field, part) => {
    const problem = await refused(body);
    expect(problem).toMatchObject({ status: 422, field });
    expect(problem.detail).toContain(part);
  });
});
