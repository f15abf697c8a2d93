import type { Bilingual } from '@zerofab/vocabulary';
import { CONSTANT, type Regression } from './regression.js';

/** Points of a baseline: the longer, the closer it must fit. */
const FREQUENCIES = ['monthly', 'daily', 'hourly'] as const;
export type Frequency = (typeof FREQUENCIES)[number];

/** Bounds of acceptance: common practice (ASHRAE Guideline 14, IPMVP), defaults of ours. */
const CRITERIA = {
  cvRmse: { monthly: 0.15, daily: 0.25, hourly: 0.3 },
  nmbe: 0.05,
  p: 0.1,
} as const;

/** Why a model is not accepted. */
export interface Reason {
  readonly code: 'cvRmse' | 'nmbe' | 'p' | 'sign';
  readonly term: string | null;
  readonly text: Bilingual;
}

export type Sign = 'positive' | 'negative';

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

const wantedSign = (kind: string | undefined, told: Sign | undefined): Sign | undefined =>
  told ?? (kind === 'heating' || kind === 'cooling' ? 'positive' : undefined);

const ofTerms = ({ coefficients, columns }: Regression, signs: Readonly<Record<string, Sign>>): Reason[] =>
  coefficients
    .filter(({ name }) => name !== CONSTANT)
    .flatMap(({ name, p, value }, index) => {
      const reasons: Reason[] = [];
      if (p > CRITERIA.p)
        reasons.push({
          code: 'p',
          term: name,
          text: {
            zh: `“${name}”不显著：p = ${p.toFixed(3)}，应不大于 ${String(CRITERIA.p)}`,
            en: `"${name}" is not significant: p = ${p.toFixed(3)}, at most ${String(CRITERIA.p)}`,
          },
        });
      const told = Object.hasOwn(signs, name) ? signs[name] : undefined;
      const wanted = wantedSign(columns[index]?.kind, told);
      if ((wanted === 'positive' && value < 0) || (wanted === 'negative' && value > 0))
        reasons.push({
          code: 'sign',
          term: name,
          text: {
            zh: `“${name}”的符号不合理：系数为 ${value.toPrecision(4)}`,
            en: `the sign of "${name}" is not plausible: ${value.toPrecision(4)}`,
          },
        });
      return reasons;
    });

/**
 * Why a model is not accepted; empty: it is. CV(RMSE) by the frequency of its points, |NMBE|, p of every driver (the
 * constant stays whatever its p), plausible signs (degree days add energy). A rejected model is shown all the same.
 */
export const reasonsAgainst = (
  regression: Regression,
  frequency: Frequency,
  signs: Readonly<Record<string, Sign>> = {},
): Reason[] => {
  const { cvRmse, nmbe } = regression;
  const reasons: Reason[] = [];
  const limit = CRITERIA.cvRmse[frequency];
  if (cvRmse === null || Math.abs(cvRmse) > limit)
    reasons.push({
      code: 'cvRmse',
      term: null,
      text:
        cvRmse === null
          ? { zh: '平均值为 0，CV(RMSE) 无意义', en: 'the mean is 0: there is no CV(RMSE)' }
          : {
              zh: `CV(RMSE) 为 ${percent(cvRmse)}，应不大于 ${percent(limit)}`,
              en: `CV(RMSE) is ${percent(cvRmse)}, at most ${percent(limit)}`,
            },
    });
  if (nmbe !== null && Math.abs(nmbe) > CRITERIA.nmbe)
    reasons.push({
      code: 'nmbe',
      term: null,
      text: {
        zh: `NMBE 为 ${percent(nmbe)}，绝对值应不大于 ${percent(CRITERIA.nmbe)}`,
        en: `NMBE is ${percent(nmbe)}, at most ${percent(CRITERIA.nmbe)} either way`,
      },
    });
  return [...reasons, ...ofTerms(regression, signs)];
};
