import { describe, expect, it } from 'vitest';
import { dataOfInventory, type SampledInventory, type SampledLine } from './data-of-inventory.js';

const month = (label: string, value: string | null, estimated = '0') => {
  const next = String(Number(label.slice(5)) + 1).padStart(2, '0');
  return {
    label,
    from: `${label}-01T00:00:00+08:00`,
    to: `${label.slice(0, 5)}${next}-01T00:00:00+08:00`,
    value,
    estimated,
  };
};
const register = (meter: string, value: string | null, more: object = {}) => ({
  meter,
  meterName: { zh: meter, en: meter },
  register: 'e',
  registerUnit: 'kWh',
  value,
  estimated: '0',
  ...more,
});
const grid = (year: string, tonnes: string | null, more: object = {}): SampledLine => ({
  code: 'grid',
  category: 'purchasedElectricity',
  name: { zh: '外购电力', en: 'Grid' },
  exact: tonnes,
  weight: 1,
  dataQuality: { grade: 'high' },
  activity: {
    exact: '1000',
    unit: 'kWh',
    estimated: '50',
    periods: [month(`${year}-01`, '600'), month(`${year}-02`, '400', '100')],
    registers: [register('a', '1200'), register('b', '-200')],
    records: [],
  },
  ...more,
});
const trucks = (records: SampledLine['activity']['records'], exact: string | null = '30'): SampledLine => ({
  code: 'trucks',
  category: 'mobileCombustion',
  name: { zh: '车队', en: 'Trucks' },
  exact,
  dataQuality: null,
  activity: {
    exact: '10',
    unit: 't',
    estimated: '0',
    periods: [month('2025-01', '10')],
    registers: [],
    records,
  },
});
const record = (id: string, share: string, more: object = {}) => ({
  id,
  stream: '',
  from: '2025-01-01T00:00:00+08:00',
  to: '2025-02-01T00:00:00+08:00',
  share,
  quantity: share,
  unit: 't',
  evidence: 'invoice 1',
  ...more,
});
const inventory = (
  year: string,
  sources: readonly SampledLine[],
  months: Record<string, Record<string, number | null>>,
): SampledInventory => ({
  from: `${year}-01-01T00:00:00+08:00`,
  to: `${String(Number(year) + 1)}-01-01T00:00:00+08:00`,
  sources,
  months: new Map(Object.entries(months).map(([code, own]) => [code, new Map(Object.entries(own))])),
});
const by = (data: ReturnType<typeof dataOfInventory>) => new Map(data.map((datum) => [datum.id, datum]));

describe('dataOfInventory', () => {
  it('has each source by month and each register, with its part of the emissions', () => {
    const data = by(
      dataOfInventory(
        inventory('2025', [grid('2025', '500')], { grid: { '2025-01': 310.5, '2025-02': null } }),
        inventory('2024', [grid('2024', '400')], { grid: { '2024-01': 290, '2024-02': 110 } }),
      ),
    );
    expect([...data.keys()]).toEqual([
      'line:grid:2025-01',
      'line:grid:2025-02',
      'register:grid:a:e',
      'register:grid:b:e',
    ]);
    expect(data.get('line:grid:2025-01')).toMatchObject({
      tco2e: '310.5',
      lastYearTco2e: '290',
      estimatedShare: 0,
      grade: 'high',
      manual: false,
      evidence: 'readings',
    });
    expect(data.get('line:grid:2025-02')).toMatchObject({
      tco2e: null,
      lastYearTco2e: '110',
      estimatedShare: 0.25,
    });
    // 500 · 1200/1400, and the year before 400 · 1200/1400.
    expect(Number(data.get('register:grid:a:e')?.tco2e)).toBeCloseTo(428.571429, 6);
    expect(Number(data.get('register:grid:a:e')?.lastYearTco2e)).toBeCloseTo(342.857143, 6);
    expect(Number(data.get('register:grid:b:e')?.tco2e)).toBeCloseTo(71.428571, 6);
  });

  it('takes a register as large as its source where its part cannot be told', () => {
    const mixed = {
      ...grid('2025', '500').activity,
      registers: [register('a', '1'), register('b', '2', { registerUnit: 'MWh' })],
    };
    const gone = { ...mixed, registers: [register('a', '1'), register('b', null)] };
    for (const activity of [mixed, gone]) {
      const data = dataOfInventory(inventory('2025', [grid('2025', '500', { activity })], {}), undefined);
      expect(data.filter(({ kind }) => kind === 'register')).toMatchObject([
        { tco2e: '500', size: 'line', lastYearTco2e: null },
        { tco2e: '500', size: 'line' },
      ]);
    }
  });

  it('has each record by hand once, with its part and whether it names a document', () => {
    const records = [
      record('1', '8'),
      record('2', '2', { evidence: null }),
      record('3', '4', { stream: 'stock' }),
    ];
    const data = by(
      dataOfInventory(
        inventory('2025', [trucks(records)], { trucks: { '2025-01': 30 } }),
        inventory('2024', [trucks([], '15')], {}),
      ),
    );
    expect(data.get('record:1')).toMatchObject({
      tco2e: '24',
      lastYearTco2e: '12',
      evidence: 'named',
      size: 'own',
      manual: true,
    });
    expect(data.get('record:2')).toMatchObject({ tco2e: '6', evidence: 'missing' });
    expect(data.get('record:3')).toMatchObject({ tco2e: '30', size: 'line' });
    expect(data.get('line:trucks:2025-01')).toMatchObject({
      tco2e: '30',
      evidence: 'missing',
      manual: true,
      grade: null,
    });
  });

  it('has nothing that does not count in the total, and nothing twice', () => {
    const beside = grid('2025', '500', { weight: 0 });
    expect(dataOfInventory(inventory('2025', [beside], {}), undefined)).toEqual([]);
    const twice = [record('1', '8'), record('1', '8')];
    const data = dataOfInventory(inventory('2025', [trucks(twice)], {}), undefined);
    expect(data.filter(({ id }) => id === 'record:1')).toHaveLength(1);
  });

  it('of a source without a figure are not known, never 0', () => {
    const data = dataOfInventory(inventory('2025', [trucks([record('1', '8')], null)], {}), undefined);
    expect(data.map(({ tco2e }) => tco2e)).toEqual([null, null]);
  });

  it('takes a subtracted line by its size', () => {
    const out = grid('2025', '-70', { weight: -1 });
    const data = by(dataOfInventory(inventory('2025', [out], { grid: { '2025-01': -40 } }), undefined));
    expect(data.get('line:grid:2025-01')?.tco2e).toBe('40');
    expect(Number(data.get('register:grid:a:e')?.tco2e)).toBeCloseTo(60, 6);
  });
});
