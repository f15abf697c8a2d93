import { ExactDecimal } from '@zerofab/units';
import type { DataGrade, RiskPart } from '@zerofab/vocabulary';
import type { Datum } from './datum.js';
import { materialityOf, type MaterialityInTonnes } from './materiality.js';

/**
 * Points of the parts of likelihood, together 100. Ours: ISO 14064-3 asks for a risk assessment and names no weights.
 * Inherent risk never is 0, so that what looks perfect and is large is looked at all the same.
 */
export const RISK_POINTS: Readonly<Record<RiskPart, number>> = {
  inherent: 25,
  quality: 15,
  estimated: 15,
  manual: 10,
  change: 15,
  evidence: 20,
};

/** Ours: a change of half of last year's emissions or more takes all points of its part. */
const FULL_CHANGE = 0.5;

/** Part of the points of data quality that a grade takes. Ours. */
const GRADE_PART: Readonly<Record<DataGrade, number>> = { high: 0, medium: 0.5, low: 1 };

/** The risk of a datum, and how it comes: score = size × likelihood, 0 to 100. */
export interface Risk {
  readonly score: number;
  /** Emissions over materiality, at most 1; 1 where either is not known. */
  readonly size: number;
  /** Sum of the parts, 0 to 100. */
  readonly likelihood: number;
  readonly parts: readonly { readonly part: RiskPart; readonly points: number; readonly most: number }[];
}

const limited = (share: number): number => Math.min(1, Math.max(0, share));
const tenth = (value: number): number => Math.round(value * 10) / 10;

/** Part of materiality that a datum is; what is not known is taken as large. */
const sizeOf = ({ tco2e }: Datum, limit: string | null): number => {
  if (tco2e === null || limit === null) return 1;
  const whole = new ExactDecimal(limit);
  return whole.isZero() ? 1 : limited(new ExactDecimal(tco2e).abs().div(whole).toNumber());
};

/** Change against the year before as a part of `FULL_CHANGE`; what cannot be compared takes all. */
const changeOf = ({ tco2e, lastYearTco2e }: Datum): number => {
  if (tco2e === null || lastYearTco2e === null) return 1;
  const before = new ExactDecimal(lastYearTco2e).abs();
  const moved = new ExactDecimal(tco2e).abs().minus(before).abs();
  if (moved.isZero()) return 0;
  return before.isZero() ? 1 : limited(moved.div(before).div(FULL_CHANGE).toNumber());
};

const shares = (datum: Datum): Readonly<Record<RiskPart, number>> => ({
  inherent: 1,
  quality: datum.grade === null ? 1 : GRADE_PART[datum.grade],
  estimated: limited(datum.estimatedShare ?? 1),
  manual: datum.manual ? 1 : 0,
  change: changeOf(datum),
  evidence: datum.evidence === 'missing' ? 1 : 0,
});

/**
 * Risk of a material error in a datum.
 * @param limits materiality in tonnes of the engagement
 */
export const riskOf = (datum: Datum, limits: MaterialityInTonnes): Risk => {
  const own = shares(datum);
  const parts = (Object.keys(RISK_POINTS) as RiskPart[]).map((part) => ({
    part,
    points: tenth(RISK_POINTS[part] * own[part]),
    most: RISK_POINTS[part],
  }));
  const likelihood = tenth(parts.reduce((sum, { points }) => sum + points, 0));
  const size = sizeOf(datum, materialityOf(limits, datum.category));
  return { score: tenth(size * likelihood), size: Math.round(size * 1000) / 1000, likelihood, parts };
};
