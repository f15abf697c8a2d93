import { CONSTANT, type Regression } from './regression.js';
import { studentT } from './student.js';
import { columnOf, type Row, type Term } from './terms.js';

/** A point of the reporting period. */
interface SavingPoint {
  readonly expected: number;
  readonly saving: number;
  /** Running sum of the savings. */
  readonly cusum: number;
  /** Drivers outside the range of the baseline. */
  readonly extrapolated: readonly string[];
}

/** What was saved against the baseline (IPMVP option C). */
export interface Saving {
  readonly points: readonly SavingPoint[];
  readonly expected: number;
  readonly actual: number;
  readonly saving: number;
  /** F, the saved share of what was expected; null where nothing was expected. */
  readonly share: number | null;
  /** ± of the saving at 90 %, in its unit; null where it cannot be told. */
  readonly uncertainty: number | null;
  /** Whether the saving is above its uncertainty. */
  readonly demonstrable: boolean;
}

/** What of the baseline's energy does not depend on any driver. */
export const constantShare = ({ coefficients, fitted }: Regression): number | null => {
  const constant = coefficients.find(({ name }) => name === CONSTANT);
  const total = fitted.reduce((sum, value) => sum + value, 0);
  return constant === undefined || total === 0 ? null : (constant.value * fitted.length) / total;
};

/** The range of each driver in the baseline. */
export const rangesOf = (
  rows: readonly Row[],
  drivers: readonly string[],
): Record<string, { min: number; max: number }> =>
  Object.fromEntries(
    [...new Set(drivers)].map((driver) => {
      const values = rows.map(({ x }) => x[driver] ?? 0);
      return [
        driver,
        { min: values.reduce((a, b) => Math.min(a, b)), max: values.reduce((a, b) => Math.max(a, b)) },
      ];
    }),
  );

/**
 * ΔS of a saving at 90 %: t·1.26·CV(RMSE)/F·√((n/n′)·(1 + 2/n′)/m) of the saving, n′ = n·(1−ρ)/(1+ρ), which is
 * t·1.26·CV(RMSE)·expected·√(…) (ASHRAE Guideline 14-2014, Annex B; from memory). A negative ρ counts as 0.
 */
const uncertaintyOf = (
  { n, degreesOfFreedom, cvRmse, autocorrelation }: Regression,
  expected: number,
  m: number,
): number | null => {
  if (cvRmse === null || m === 0) return null;
  const rho = Math.max(0, autocorrelation ?? 0);
  const effective = (n * (1 - rho)) / (1 + rho);
  const t = studentT(0.9, degreesOfFreedom);
  return t * 1.26 * Math.abs(cvRmse * expected) * Math.sqrt(((n / effective) * (1 + 2 / effective)) / m);
};

/** Saving of a span: Σ(expected by the model at the actual drivers − actual). */
export const savingOf = (
  regression: Regression,
  baseline: readonly Row[],
  reporting: readonly Row[],
  terms: readonly Term[],
): Saving => {
  const columns = terms.map((term, index) => columnOf(reporting, term, regression.columns[index]?.base));
  const offset = regression.hasConstant ? 1 : 0;
  const constant = regression.hasConstant ? (regression.coefficients[0]?.value ?? 0) : 0;
  const drivers = columns.map(({ driver }) => driver);
  const ranges = rangesOf(baseline, drivers);
  let cusum = 0;
  const points = reporting.map(({ y, x }, row): SavingPoint => {
    const expected = columns.reduce(
      (sum, { values }, index) =>
        sum + (regression.coefficients[index + offset]?.value ?? 0) * (values[row] ?? 0),
      constant,
    );
    cusum += expected - y;
    const extrapolated = Object.entries(ranges).flatMap(([driver, { min, max }]) => {
      const value = x[driver] ?? 0;
      return value < min || value > max ? [driver] : [];
    });
    return { expected, saving: expected - y, cusum, extrapolated };
  });
  const expected = points.reduce((sum, point) => sum + point.expected, 0);
  const actual = reporting.reduce((sum, { y }) => sum + y, 0);
  const saving = expected - actual;
  const uncertainty = uncertaintyOf(regression, expected, reporting.length);
  return {
    points,
    expected,
    actual,
    saving,
    share: expected === 0 ? null : saving / expected,
    uncertainty,
    demonstrable: uncertainty !== null && saving > uncertainty,
  };
};
