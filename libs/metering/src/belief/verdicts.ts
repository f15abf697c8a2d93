import type { FindingReason } from '@zerofab/vocabulary';
import type { RegisterSpec } from '../reading.js';
import { lastReset, passesReset } from './daily.js';
import { ceilingLimit, nameplateLimit, type Point } from './limits.js';
import { canBeRestart, canBeUse, isUnitStep, isUnusual, rolloverAt, wrapOf } from './rises.js';

const HOUR_MS = 3_600_000;

/** What one step is taken for. */
interface Verdict {
  readonly rise: number | undefined;
  readonly reason?: FindingReason;
  /** At stake, before the multiplier. */
  readonly amount?: number;
  /** Where what was used before is not known: since when the rise counts. */
  readonly sinceMs?: number;
}

/** A step over the hour at which the register begins anew: what it shows counts, since that hour where days lie between. */
const dailyVerdict = ({ dailyReset }: RegisterSpec, before: Point, after: Point): Verdict | undefined => {
  if (dailyReset === undefined || dailyReset === null) return undefined;
  if (!passesReset(dailyReset, before, after)) return undefined;
  const days = (after.atMs - before.atMs) / (24 * HOUR_MS);
  return days <= 1
    ? { rise: after.value }
    : { rise: after.value, sinceMs: lastReset(dailyReset, after.atMs) };
};

const netVerdict = (spec: RegisterSpec, before: Point, after: Point): Verdict => {
  const rise = after.value - before.value;
  const limit = nameplateLimit(spec, before, after) ?? ceilingLimit(spec, before, after);
  return Math.abs(rise) <= limit ? { rise } : { rise: undefined, reason: 'too-fast', amount: rise };
};

/** What a step into a reading is taken for that a person called true. */
const acceptedVerdict = (spec: RegisterSpec, before: Point, after: Point): Verdict => {
  const rise = after.value - before.value;
  const rollover = rolloverAt(spec, before.atMs);
  if (rise >= 0) return { rise };
  return rollover === null ? { rise: undefined, reason: 'fall', amount: -rise } : { rise: rollover + rise };
};

const fallVerdict = (spec: RegisterSpec, kept: readonly Point[], index: number): Verdict => {
  const [before = 0, after = 0] = [kept[index - 1]?.value, kept[index]?.value];
  const rise = wrapOf(spec, kept, index);
  if (rise !== undefined) return { rise, reason: 'wrap', amount: rise };
  if (isUnitStep(before, after)) return { rise: undefined, reason: 'unit-step', amount: before - after };
  if (canBeRestart(kept, index)) return { rise: undefined, reason: 'reset', amount: after };
  return { rise: undefined, reason: 'fall', amount: before - after };
};

/**
 * What the step between two readings that count is taken for.
 * @param kept the readings that count, `index` the one the step ends at
 * @param accepted instants whose reading a person called true
 */
export const verdictOf = (
  spec: RegisterSpec,
  kept: readonly Point[],
  index: number,
  accepted: ReadonlySet<number>,
): Verdict => {
  const [before, after] = [kept[index - 1], kept[index]];
  if (before === undefined || after === undefined) return { rise: undefined };
  if (accepted.has(after.atMs)) return acceptedVerdict(spec, before, after);
  const daily = dailyVerdict(spec, before, after);
  if (daily !== undefined) return daily;
  if (spec.net === true) return netVerdict(spec, before, after);
  if (after.value < before.value) return fallVerdict(spec, kept, index);
  const rise = after.value - before.value;
  if (!isUnusual(spec, before, after)) return { rise };
  if (canBeUse(spec, kept, index)) return { rise, reason: 'unusual', amount: rise };
  const reason = isUnitStep(before.value, after.value) ? 'unit-step' : 'too-fast';
  return { rise: undefined, reason, amount: rise };
};
