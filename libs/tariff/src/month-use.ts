import { ExactDecimal } from '@zerofab/units';
import type { Band } from '@zerofab/vocabulary';
import type { BandCalendar } from './band-calendar.js';
import { addByBand, minutesByBand } from './band-energy.js';
import type { Contract } from './contract.js';
import { highestDemand, type Demand } from './demand.js';
import type { MonthIntervals } from './intervals.js';
import { sum } from './money.js';

/** What only papers tell, by name: `kvarh`, `capacityKva`, `demandKw`, `usedBefore`, and whatever stated lines ask for. */
export type Facts = Readonly<Record<string, string>>;

/** Everything a line may be charged on. */
export interface MonthUse {
  readonly contract: Contract;
  readonly calendar: BandCalendar | undefined;
  readonly intervals: MonthIntervals;
  readonly facts: Facts;
  readonly quantity: ExactDecimal;
  readonly exported: ExactDecimal;
  /** Reactive energy of the month; undefined where an interval does not tell it. */
  readonly kvarh: ExactDecimal | undefined;
  readonly byBand: ReadonlyMap<Band, ExactDecimal>;
  readonly demand: Demand | undefined;
  readonly capacityKva: ExactDecimal | undefined;
  readonly hasGaps: boolean;
}

const reactiveOf = ({ intervals }: MonthIntervals, facts: Facts): ExactDecimal | undefined => {
  if (facts['kvarh'] !== undefined) return new ExactDecimal(facts['kvarh']).abs();
  const known = intervals.flatMap(({ kvarh }) => (kvarh === undefined ? [] : [kvarh]));
  return known.length === intervals.length && known.length > 0 ? sum(known) : undefined;
};

/** Adds a month up. */
export const monthUse = (
  contract: Contract,
  calendar: BandCalendar | undefined,
  intervals: MonthIntervals,
  facts: Facts,
): MonthUse => {
  const byBand = new Map<Band, ExactDecimal>();
  if (calendar !== undefined)
    for (const { startMs, quantity } of intervals.intervals)
      addByBand(byBand, minutesByBand(calendar, startMs, intervals), quantity);
  const capacity = facts['capacityKva'] ?? contract.capacityKva;
  return {
    contract,
    calendar,
    intervals,
    facts,
    quantity: sum(intervals.intervals.map(({ quantity }) => quantity)),
    exported: sum(intervals.intervals.map(({ exported }) => exported)),
    kvarh: reactiveOf(intervals, facts),
    byBand,
    demand: highestDemand(intervals),
    capacityKva: capacity === undefined ? undefined : new ExactDecimal(capacity),
    hasGaps: intervals.intervals.length < intervals.expected,
  };
};
