import { describe, expect, it } from 'vitest';
import { at, dataOf, JAN_FEB, NOW_MS, ofMeter, record, source, used } from '../../fixtures/planted-site.js';
import { dataWithin, mergedData } from './merged-data.js';

const [jan = 0, feb = 0, mar = 0] = JAN_FEB;
const balance = source('x', 'process', ofMeter('main', 'e'), {
  calculation: {
    formulas: [{ id: 'carbon-balance' }],
    inputs: { 'inflow.coke.amount': { kind: 'manual', unit: 't' } },
  },
});
const data = dataOf(balance, {
  sums: [used(1, jan, feb, 10), used(1, feb, mar, 20, { estimated: 20, quality: 2 })],
  records: [record('x', '2026-01-01', '2026-03-01', '59', 't', 'inflow.coke.amount')],
  borders: JAN_FEB,
});
const amounts = (of: typeof data) =>
  [of, ...of.inputs.values()].map(({ activity }) => activity.periods.map(({ value }) => value?.toFixed()));

describe('periods as one', () => {
  it('adds the source and its streams up over what is kept', () => {
    const one = mergedData(data, () => true, NOW_MS);
    expect(amounts(one)).toEqual([['30'], ['59']]);
    expect(one.activity.periods).toMatchObject([{ span: { fromMs: jan, toMs: mar }, quality: 'estimated' }]);
  });

  it('keeps only what is asked for, with its own span', () => {
    const one = mergedData(data, ({ span }) => span.fromMs >= feb, NOW_MS);
    expect(amounts(one)).toEqual([['20'], ['28']]);
    expect(one.activity.periods[0]?.span).toEqual({ fromMs: feb, toMs: mar });
    expect(amounts(mergedData(data, () => false, NOW_MS))).toEqual([[], []]);
  });
});

describe('periods of a part of the span', () => {
  it('stay apart, of the source and of its streams', () => {
    expect(amounts(dataWithin(data, () => true))).toEqual([
      ['10', '20'],
      ['31', '28'],
    ]);
    expect(amounts(dataWithin(data, ({ span }) => span.fromMs === at('2026-01-01')))).toEqual([
      ['10'],
      ['31'],
    ]);
    expect(amounts(dataWithin(data, () => false))).toEqual([[], []]);
  });
});
