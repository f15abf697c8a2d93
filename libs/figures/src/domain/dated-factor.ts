import type { EarlierFactor, FactorChoice, ResidualStep } from './source.js';

interface Dated {
  readonly factor: FactorChoice | null;
  readonly residual?: ResidualStep | undefined;
  /** Oldest first. */
  readonly earlier?: readonly EarlierFactor[] | undefined;
}

/** The factor that applies in a month, YYYY-MM: that of the first entry that ends after it, or the present one. */
export const factorIn = (
  { factor, residual, earlier = [] }: Dated,
  month: string,
): Omit<EarlierFactor, 'until'> => earlier.find(({ until }) => month < until) ?? { factor, residual };

/**
 * What a new factor from a month on leaves of the past: every month before it keeps what applied in it; what was planned
 * for later is overtaken.
 * @param before the definition as it was
 * @param from first month of the new factor, YYYY-MM
 */
export const earlierFactors = (before: Dated, from: string): readonly EarlierFactor[] => {
  const kept = (before.earlier ?? []).filter(({ until }) => until < from);
  // The month just before `from`: nothing ends between the last kept entry and it.
  const last = (before.earlier ?? []).find(({ until }) => until >= from) ?? before;
  const { factor, residual } = last;
  return [...kept, { until: from, factor, ...(residual === undefined ? {} : { residual }) }];
};
