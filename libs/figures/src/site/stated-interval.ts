import type { Bilingual } from '@zerofab/vocabulary';

/**
 * Below this coverage no interval is stated. Ours: an interval speaks of the values that are there; of what is not there
 * it knows nothing, and ± 3.6 % beside a fifth of a year would be taken for the year's. A verifier may ask for less.
 */
const INTERVAL_COVERAGE = 0.95;

/** An interval, or why none is stated. */
export interface StatedInterval<I> {
  readonly interval: I | null;
  readonly withheld: Bilingual | null;
}

/** The interval of a figure, withheld where too little of it is known. */
export const statedInterval = <I>(interval: I | null, coverage: number): StatedInterval<I> => {
  if (interval === null || coverage >= INTERVAL_COVERAGE) return { interval, withheld: null };
  const known = `${(Math.floor(coverage * 1000) / 10).toFixed(1)} %`;
  const bound = `${String(INTERVAL_COVERAGE * 100)} %`;
  return {
    interval: null,
    withheld: {
      zh: `覆盖率 ${known}，低于 ${bound}，不给出不确定度（本平台规则）`,
      en: `coverage is ${known}, below ${bound}: no uncertainty is stated (rule of this platform)`,
    },
  };
};
