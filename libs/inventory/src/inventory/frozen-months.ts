import { startOf } from '@zerofab/calendar';
import {
  boundarySpan,
  bucketGases,
  bucketTotal,
  bucketValues,
  figureContext,
  RateTable,
  type SourceActivityData,
} from '@zerofab/figures';
import type { ConsumptionSum } from '@zerofab/metering';
import type { FrozenBasis } from '../periods/frozen-inventories.service.js';
import { requireMethod } from './inventory.service.js';

type Sums = ReadonlyMap<number, ReadonlyMap<number, ConsumptionSum>>;

/** A month as its version holds it, whole and by gas. */
type FrozenMonth = ReturnType<typeof bucketTotal> & { readonly gases: ReturnType<typeof bucketGases> };

/** Sums of the registers of a source as they were frozen: register → start of the month → sum. */
const sumsOf = ({ sums }: SourceActivityData): Sums => {
  const byRegister = new Map<number, Map<number, ConsumptionSum>>();
  for (const sum of sums) {
    const own = byRegister.get(sum.registerId) ?? new Map<number, ConsumptionSum>();
    byRegister.set(sum.registerId, own.set(sum.startMs, sum));
  }
  return byRegister;
};

/**
 * Months of a locked period as its version holds them, for charts: the same activity data under the method it was frozen
 * with, whatever the records say today.
 * @param borders of the chart
 * @returns the bucket that begins at `borders[index]`; undefined where it is no whole month of the period
 */
export const frozenMonths = (
  { period, facts, data }: Pick<FrozenBasis, 'period' | 'facts' | 'data'>,
  borders: readonly number[],
): ((index: number) => FrozenMonth | undefined) => {
  const { zone, nowMs } = facts;
  const rates = new RateTable(data, figureContext(facts, requireMethod(period.method)));
  const parts = data.map((part) => ({
    code: part.source.code,
    metered: part.source.activity.kind === 'meters',
    values: bucketValues(part, sumsOf(part), borders, boundarySpan(part.source, zone), nowMs),
  }));
  return (index) => {
    const [fromMs, toMs] = [borders[index] ?? Number.NaN, borders[index + 1] ?? Number.NaN];
    const inside = fromMs >= period.fromMs && toMs <= period.toMs;
    const whole = startOf(fromMs, 'month', zone) === fromMs && startOf(fromMs, 'month', zone, 1) === toMs;
    if (!inside || !whole) return undefined;
    const rate = rates.at(fromMs);
    return { ...bucketTotal(parts, rate, index), gases: bucketGases(parts, rate, index) };
  };
};
