import { isoIn } from '@zerofab/calendar';
import { ExactDecimal } from '@zerofab/units';
import type { DemandLine } from './contract.js';
import type { Interval, MonthIntervals } from './intervals.js';

const MINUTE_MS = 60_000;
const WINDOW = 15;
/** Least billed demand of a contract, share of the capacity. */
const FLOOR = '0.4';
/** What lies above is charged twice. */
const TOLERANCE = '1.05';

/** The month's highest mean power. */
export interface Demand {
  readonly kW: ExactDecimal;
  readonly start: string;
  /** sliding by one minute · block of 15 minutes · longer: only means of longer intervals are known. */
  readonly method: 'sliding' | 'block' | 'longer';
}

const meanOf = (intervals: readonly Interval[], minutes: number): ExactDecimal =>
  intervals
    .reduce((energy, { quantity }) => energy.plus(quantity), new ExactDecimal(0))
    .times(60)
    .div(minutes);

/**
 * The highest 15-minute mean, kW: sliding by one minute where minutes are known, by quarter hours otherwise. Windows with
 * a gap do not count; means of longer intervals stand for themselves and understate the demand.
 */
export const highestDemand = ({
  intervals,
  stepMinutes,
  fromMs,
  zone,
}: MonthIntervals): Demand | undefined => {
  const count = Math.max(1, WINDOW / stepMinutes);
  const length = Math.max(WINDOW, stepMinutes);
  let highest: { readonly kW: ExactDecimal; readonly startMs: number } | undefined;
  intervals.forEach(({ startMs }, index) => {
    const last = intervals[index + count - 1];
    if (last === undefined || last.startMs - startMs !== (count - 1) * stepMinutes * MINUTE_MS) return;
    if (stepMinutes !== 1 && (startMs - fromMs) % (length * MINUTE_MS) !== 0) return;
    const kW = meanOf(intervals.slice(index, index + count), length);
    if (highest === undefined || kW.gt(highest.kW)) highest = { kW, startMs };
  });
  if (highest === undefined) return undefined;
  const method = stepMinutes === 1 ? 'sliding' : stepMinutes > WINDOW ? 'longer' : 'block';
  return { kW: highest.kW, start: isoIn(highest.startMs, zone), method };
};

/**
 * Demand that is billed, kW. By actual demand it is the highest mean. By contract it is at least the contract and 40 % of
 * the capacity; what lies above 105 % of that is charged twice (发改办价格〔2016〕1583号), what lies between is charged once
 * or not, as the contract says.
 * @param capacityKva left out: no floor is known
 */
export const billedDemand = (
  highestKw: ExactDecimal,
  line: Pick<DemandLine, 'basis' | 'contractKw' | 'tolerance'>,
  capacityKva: ExactDecimal | undefined,
): ExactDecimal => {
  if (line.basis === 'actual') return highestKw;
  const contract = ExactDecimal.max(line.contractKw ?? 0, capacityKva?.times(FLOOR) ?? 0);
  const limit = contract.times(TOLERANCE);
  const twice = ExactDecimal.max(0, highestKw.minus(limit)).times(2);
  const between =
    line.tolerance === 'free' ? 0 : ExactDecimal.max(0, ExactDecimal.min(highestKw, limit).minus(contract));
  return contract.plus(between).plus(twice);
};
