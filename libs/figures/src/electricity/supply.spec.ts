import { describe, expect, it } from 'vitest';
import { at, dataOf, JAN_FEB, ofMeter, record, source, used } from '../../fixtures/planted-site.js';
import { ExactDecimal } from '@zerofab/units';
import { closureOf, isPurchase, isWithin, purchasePeriods } from './supply.js';

const [jan = 0, feb = 0, mar = 0] = JAN_FEB;
const grid = source('grid', 'purchasedElectricity', ofMeter('main', 'e'));
const data = (value: number | null, next: number | null = null) =>
  dataOf(grid, { sums: [used(1, jan, feb, value), used(1, feb, mar, next)], borders: JAN_FEB });

describe('a purchase that claims apply to', () => {
  it('is electricity of the inventory with a factor', () => {
    expect(isPurchase(grid)).toBe(true);
    expect(isPurchase({ ...grid, included: true })).toBe(true);
    expect(isPurchase({ ...grid, included: false })).toBe(false);
    expect(isPurchase({ ...grid, calculation: { formulas: [], inputs: {} } })).toBe(false);
    expect(isPurchase({ ...grid, category: 'purchasedHeat' })).toBe(false);
    expect(isPurchase({ ...grid, category: 'exportedElectricity' })).toBe(false);
  });
});

describe('within', () => {
  it.each([
    [0, 10, true],
    [1, 9, true],
    [-1, 10, false],
    [0, 11, false],
  ])('[%i, %i) of [0, 10): %s', (fromMs, toMs, expected) => {
    expect(isWithin({ fromMs, toMs }, { fromMs: 0, toMs: 10 })).toBe(expected);
  });
});

describe('what was bought by stretch', () => {
  it('adds sources up in MWh, and tells nothing known from nothing bought', () => {
    const second = dataOf(
      { ...grid, code: 'hall', activity: { kind: 'manual', unit: 'GJ' } },
      {
        records: [record('hall', '2026-01-01', '2026-02-01', '3.6', 'GJ')],
        borders: JAN_FEB,
      },
    );
    const [first, last] = purchasePeriods([data(2500), second], JAN_FEB);
    // 2500 kWh + 3.6 GJ
    expect(first).toMatchObject({ fromMs: jan, toMs: feb, purchasedMwh: '3.5', ownMwh: undefined });
    expect([...(first?.bySource ?? [])].map(([code, mwh]) => [code, mwh.toFixed()])).toEqual([
      ['grid', '2.5'],
      ['hall', '1'],
    ]);
    expect(last).toMatchObject({ fromMs: feb, toMs: mar, purchasedMwh: null });
    expect(purchasePeriods([data(0)], JAN_FEB)[0]?.purchasedMwh).toBe('0');
    expect(purchasePeriods([], JAN_FEB)[0]?.purchasedMwh).toBeNull();
    expect(purchasePeriods([data(1)], [jan])).toEqual([]);
  });

  it('never goes below 0, where a meter also counts what is delivered', () => {
    const [period] = purchasePeriods([data(-4000)], JAN_FEB, [new ExactDecimal(-1), null]);
    expect(period).toMatchObject({ purchasedMwh: '0', ownMwh: '0' });
    expect(period?.bySource.get('grid')?.toFixed()).toBe('-4');
  });

  it('adds the parts of a stretch, and takes own generation beside it, null where it is not known', () => {
    const [whole] = purchasePeriods([data(1000, 500)], [jan, mar]);
    expect(whole?.purchasedMwh).toBe('1.5');
    expect(
      purchasePeriods([data(1)], JAN_FEB, [new ExactDecimal('2.5'), null]).map(({ ownMwh }) => ownMwh),
    ).toEqual(['2.5', null]);
  });

  it('does not know the energy of what is no energy', () => {
    const odd = dataOf(
      { ...grid, activity: { kind: 'manual', unit: 't' } },
      { records: [record('grid', '2026-01-01', '2026-02-01', '1', 't')] },
    );
    expect(purchasePeriods([odd], JAN_FEB)[0]).toMatchObject({ purchasedMwh: null });
  });
});

describe('the span of a question with its claims', () => {
  const span = (from: string, to: string) => ({ fromMs: at(from), toMs: at(to) });
  const may = span('2026-05-01', '2026-06-01');

  it('is the question where no claim touches it, also not at its border', () => {
    expect(closureOf(may, [])).toEqual({ span: may, proofs: [] });
    const beside = [span('2026-04-01', '2026-05-01'), span('2026-06-01', '2026-07-01')];
    expect(closureOf(may, beside)).toEqual({ span: may, proofs: [] });
  });

  it('grows by claims that touch claims, on both sides', () => {
    const quarter = span('2026-04-01', '2026-07-01');
    const before = span('2026-03-15', '2026-04-02');
    const after = span('2026-06-30', '2026-08-01');
    const far = span('2026-08-01', '2026-09-01');
    expect(closureOf(may, [far, after, before, quarter])).toEqual({
      span: span('2026-03-15', '2026-08-01'),
      proofs: [after, before, quarter],
    });
  });
});
