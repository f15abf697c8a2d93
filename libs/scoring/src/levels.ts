import { ExactDecimal } from '@zerofab/units';
import { allOf, judgeBound, type Judged } from './gates.js';
import type { Measured } from './indicator.js';
import type { Quantities } from './quantities.js';
import type { LevelResult, Verdict } from './result.js';
import { sourceOf } from './scheme-walk.js';
import type { Bound, Level } from './scheme.js';

/** Whether a core indicator is so far on the way from entry to target. */
const reached = (measured: Measured, share: string, applicant: string | null): Verdict => {
  const { indicator, status, raw } = measured;
  if (status === 'na') return 'na';
  if (share === '0' && applicant !== null && indicator.thresholds?.entryExempt.includes(applicant) === true)
    return 'na';
  if (raw === null) return 'open';
  return raw.gte(new ExactDecimal(share)) ? 'pass' : 'fail';
};

/** A bound may name an indicator as well as a quantity. */
const judged = (bound: Bound, quantities: Quantities, measured: readonly Measured[]): Judged => {
  const { scheme } = quantities;
  const own = measured.find(({ indicator }) => indicator.name === bound.quantity);
  if (own === undefined) return judgeBound(scheme, bound, quantities.quantity(bound.quantity));
  if (own.amount !== null) return judgeBound(scheme, bound, own.amount);
  return { verdict: own.status === 'na' ? 'na' : 'open', reason: own.reason };
};

/** The levels of a scheme in their order; one whose condition lacks data is open. */
export const judgeLevels = (
  levels: readonly Level[],
  quantities: Quantities,
  measured: readonly Measured[],
  applicant: string | null,
): readonly LevelResult[] =>
  levels.map((level) => {
    const core = measured.filter(({ indicator }) => indicator.thresholds !== null);
    const { coreShare } = level;
    const bounds = level.bounds.map((bound) => judged(bound, quantities, measured));
    return {
      id: level.id,
      name: level.name,
      verdict: allOf([
        ...(coreShare === null ? [] : core.map((each) => reached(each, coreShare, applicant))),
        ...bounds.map(({ verdict }) => verdict),
      ]),
      reasons: bounds.flatMap(({ reason }) => reason ?? []),
      source: sourceOf(quantities.scheme, level.source),
    };
  });

/** The highest level that is reached with all before it; null where there is none. */
export const levelReached = (levels: readonly LevelResult[]): string | null => {
  const stop = levels.findIndex(({ verdict }) => verdict !== 'pass');
  return levels.slice(0, stop === -1 ? levels.length : stop).at(-1)?.id ?? null;
};
