import { type Rung, type UsedFactor, weakestOf } from '@zerofab/vocabulary';

/** By what the source of a factor is; the first that fits. */
const BY_SOURCE: readonly (readonly [RegExp, Rung])[] = [
  [/GB\/T 3215[01]|GB\/T 36/, 'sector-part'],
  [/^NDRC provincial|provincial/i, 'regional'],
  [/NDRC|sector guide/, 'sector-part'],
  [/NCSC|MEE|NBS|生态环境部|国家统计局|公告|announcement/i, 'national-database'],
  [/IPCC/, 'ipcc'],
];

/**
 * The rung of the ladder a factor stands on; null for GWP values, which are a convention of the method.
 * What a site entered without saying how it was found counts as a supplier's figure, not as measured.
 */
export const rungOf = (factor: UsedFactor): Rung | null => {
  if (factor.role === 'gwp') return null;
  if (factor.choice.how === 'site') return factor.choice.rule === 'rung-measured' ? 'measured' : 'supplier';
  if (factor.id.startsWith('elec-')) return 'national-database';
  return rungOfSource(factor.source);
};

/** The rung of a published factor by the words of its source; what names none of the known sources is `regional`. */
export const rungOfSource = (source: string): Rung =>
  BY_SOURCE.find(([pattern]) => pattern.test(source))?.[1] ?? 'regional';

/** The weakest rung among the factors of a figure; null without any. */
export const weakestRung = (factors: readonly UsedFactor[]): Rung | null => {
  return weakestOf(factors.flatMap((factor) => rungOf(factor) ?? []));
};
