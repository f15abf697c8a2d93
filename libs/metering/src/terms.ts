import type { RegisterSpec, RegisterTerms, TermsFrom } from './reading.js';

/** Terms as somebody recorded them: they hold from `fromMs` on, whatever was recorded for later before. */
export interface RecordedTerms extends TermsFrom {
  readonly recordedMs: number;
}

/** Terms of a register over time, by their start; the first ones have no beginning. */
export type Timeline = readonly [TermsFrom, ...TermsFrom[]];

const plainTerms = ({ fromMs, multiplier, scale, rollover, intervalMs, inUse }: TermsFrom): TermsFrom => ({
  fromMs,
  multiplier,
  scale,
  rollover,
  intervalMs,
  inUse,
});

const isSameTerms = (a: RegisterTerms, b: RegisterTerms): boolean =>
  a.multiplier === b.multiplier &&
  a.scale === b.scale &&
  a.rollover === b.rollover &&
  a.intervalMs === b.intervalMs &&
  a.inUse === b.inUse;

/**
 * The terms over time that follow from what was recorded. What is recorded later holds from its instant on, over
 * everything that was recorded earlier.
 * @param recorded in the order of recording
 * @param knownAtMs only what was recorded until then; before the first record, as that one says
 * @returns undefined without a record
 */
export const timelineOf = (
  recorded: readonly RecordedTerms[],
  knownAtMs = Number.POSITIVE_INFINITY,
): Timeline | undefined => {
  const [first, ...later] = recorded;
  if (first === undefined) return undefined;
  let pieces: [TermsFrom, ...TermsFrom[]] = [{ ...plainTerms(first), fromMs: Number.NEGATIVE_INFINITY }];
  for (const terms of later.filter(({ recordedMs }) => recordedMs <= knownAtMs)) {
    const [head, ...tail] = pieces;
    const kept = tail.filter(({ fromMs }) => fromMs < terms.fromMs);
    if (terms.fromMs === Number.NEGATIVE_INFINITY) pieces = [plainTerms(terms)];
    else if (isSameTerms(kept.at(-1) ?? head, terms)) pieces = [head, ...kept];
    else pieces = [head, ...kept, plainTerms(terms)];
  }
  return pieces;
};

/** Whether two timelines say the same at every instant. */
export const isSameTimeline = (a: Timeline, b: Timeline): boolean =>
  a.length === b.length &&
  a.every((terms, index) => {
    const other = b[index];
    return other !== undefined && terms.fromMs === other.fromMs && isSameTerms(terms, other);
  });

/** What consumption needs to know of a register whose terms change over time. */
export const specOver = (kind: RegisterSpec['kind'], timeline: Timeline): RegisterSpec => {
  const [first, ...later] = timeline;
  const { multiplier, rollover, intervalMs, scale, inUse } = first;
  return { kind, multiplier, rollover, intervalMs, scale, inUse, later };
};

/** The terms of a register that never changed; undefined where they did. */
export const constantTerms = (spec: RegisterSpec): RegisterTerms | undefined =>
  (spec.later?.length ?? 0) === 0 ? termsAt(spec, 0) : undefined;

/** The terms of a register at an instant. */
export const termsAt = (spec: RegisterSpec, ms: number): RegisterTerms => {
  const later = spec.later?.findLast(({ fromMs }) => fromMs <= ms);
  const { multiplier, rollover, intervalMs, scale = 1, inUse = true } = spec;
  return later ?? { multiplier, rollover, intervalMs, scale, inUse };
};

/** A stretch [fromMs, toMs) with the terms that hold in all of it. */
export interface TermsStretch {
  readonly fromMs: number;
  readonly toMs: number;
  readonly terms: RegisterTerms;
}

/** [fromMs, toMs) parted where the terms change. */
export const termsBetween = (spec: RegisterSpec, fromMs: number, toMs: number): TermsStretch[] => {
  const changes = (spec.later ?? []).map((terms) => terms.fromMs).filter((ms) => ms > fromMs && ms < toMs);
  return [fromMs, ...changes].map((startMs, index) => ({
    fromMs: startMs,
    toMs: changes[index] ?? toMs,
    terms: termsAt(spec, startMs),
  }));
};

/** The longest interval a register ever had, in ms; 0 where none was declared. */
export const longestInterval = ({ intervalMs, later = [] }: RegisterSpec): number =>
  Math.max(intervalMs ?? 0, ...later.map((terms) => terms.intervalMs ?? 0));
