import { describe, expect, it } from 'vitest';
import { at, dataOf, JAN_FEB, ofMeter, record, source, used } from '../../fixtures/planted-site.js';
import { dataWithin } from './data-within.js';

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
