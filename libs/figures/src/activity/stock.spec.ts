import { describe, expect, it } from 'vitest';
import { record, ZONE } from '../../fixtures/planted-site.js';
import { stockUse } from './stock.js';

const count = (from: string, to: string, quantity: string, stream = 'stock') =>
  record('coal', from, to, quantity, 't', stream);
const COUNTS = [count('2026-02-01', '2026-02-02', '80'), count('2026-01-01', '2026-01-02', '120')];
const use = (...more: ReturnType<typeof record>[]) => stockUse('', [...COUNTS, ...more], 't', ZONE);

describe('use between counts', () => {
  it('lies from one count to the next, whatever the order of the records, and is named by both', () => {
    const { records, problem } = use();
    // 120 − 80
    expect(problem).toBeNull();
    expect(records).toMatchObject([
      {
        id: 'coal-stock-2026-01-01–coal-stock-2026-02-01',
        quantity: '40',
        unit: 't',
        fromMs: Date.parse('2025-12-31T16:00:00Z'),
        toMs: Date.parse('2026-01-31T16:00:00Z'),
      },
    ]);
  });

  it.each([
    ['ends on the first count: not in it', '2025-12-20', '2026-01-01', '40'],
    ['begins on the first count', '2026-01-01', '2026-01-02', '50'],
    ['ends on the second count', '2026-01-31', '2026-02-01', '50'],
    ['begins on the second count: not in it', '2026-02-01', '2026-02-05', '40'],
    ['straddles the second count, half of it', '2026-01-31', '2026-02-02', '45'],
    ['straddles the first count, half of it', '2025-12-31', '2026-01-02', '45'],
  ])('a purchase of 10 t that %s', (_what, from, to, quantity) => {
    expect(use(record('coal', from, to, '10', 't', 'purchased')).records[0]?.quantity).toBe(quantity);
  });

  it('takes sales away, in their own unit: 120 − 80 + 30 − 5.5', () => {
    const { records } = use(
      record('coal', '2026-01-05', '2026-01-06', '30', 't', 'purchased'),
      record('coal', '2026-01-07', '2026-01-08', '5500', 'kg', 'sold'),
    );
    expect(records[0]?.quantity).toBe('64.5');
  });

  it('may be exactly 0, and not less', () => {
    const sold = (t: string) => use(record('coal', '2026-01-05', '2026-01-06', t, 't', 'sold'));
    expect(sold('40').records[0]?.quantity).toBe('0');
    expect(sold('40.1')).toMatchObject({
      records: [],
      problem: {
        zh: '库存平衡为负（2026-01-01 – 2026-02-01: -0.1 t）；请核对期初、购入、外销与期末数量',
      },
    });
  });

  it('is of its own stream only', () => {
    const ofInput = [
      record('coal', '2026-01-01', '2026-01-02', '9', 't', 'inflow.stock'),
      record('coal', '2026-02-01', '2026-02-02', '4', 't', 'inflow.stock'),
    ];
    expect(
      stockUse('inflow', [...COUNTS, ...ofInput], 't', ZONE).records.map(({ quantity }) => quantity),
    ).toEqual(['5']);
    expect(stockUse('', [...COUNTS, ...ofInput], 'kg', ZONE).records.map(({ quantity }) => quantity)).toEqual(
      ['40000'],
    );
  });

  it('needs two counts', () => {
    expect(stockUse('', [], 't', ZONE)).toEqual({ records: [], problem: null });
    expect(stockUse('', COUNTS.slice(0, 1), 't', ZONE)).toEqual({ records: [], problem: null });
  });

  it('takes the unit by its symbol, and keeps one it does not know', () => {
    expect(stockUse('', COUNTS, 'tonne', ZONE).records[0]?.unit).toBe('t');
    expect(() => stockUse('', COUNTS, 'furlong', ZONE)).toThrow('furlong');
  });
});
