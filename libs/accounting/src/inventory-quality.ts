import { decimalText, ExactDecimal } from '@zerofab/units';
import type { Bilingual, DataGrade } from '@zerofab/vocabulary';
import type { DataQuality } from './data-quality.js';

/** A line of the inventory; `tco2e` null where it has no figure. */
export interface GradedLine {
  readonly quality: DataQuality | null;
  /** Decimal text. */
  readonly tco2e: string | null;
}

export interface InventoryQuality extends DataQuality {
  /** Share of the emissions by grade of the line, decimal text 0 to 1; `ungraded` for lines without a grade. */
  readonly shares: Readonly<Record<DataGrade | 'ungraded', string>>;
}

const POINTS: Readonly<Record<DataGrade, number>> = { high: 3, medium: 2, low: 1 };
/** A mean of points is rounded to the nearest grade, halves up. */
const gradeOf = (points: ExactDecimal): DataGrade =>
  points.gte('2.5') ? 'high' : points.gte('1.5') ? 'medium' : 'low';

interface Weighed {
  readonly quality: DataQuality;
  readonly weight: ExactDecimal;
}
const sum = (weights: readonly ExactDecimal[]): ExactDecimal =>
  weights.reduce((total, weight) => total.plus(weight), new ExactDecimal(0));
const mean = (
  lines: readonly Weighed[],
  of: (quality: DataQuality) => DataGrade | null,
): DataGrade | null => {
  const used = lines.flatMap(({ quality, weight }) => {
    const grade = of(quality);
    return grade === null ? [] : [{ points: POINTS[grade], weight }];
  });
  const total = sum(used.map(({ weight }) => weight));
  if (total.isZero()) return null;
  return gradeOf(sum(used.map(({ points, weight }) => weight.times(points))).div(total));
};

const whyOf = (shares: InventoryQuality['shares'], missing: number): Bilingual => {
  const text = (grade: DataGrade | 'ungraded'): string =>
    `${new ExactDecimal(shares[grade]).times(100).toSignificantDigits(3).toString()} %`;
  const without = {
    zh: missing === 0 ? '' : `；${String(missing)} 个排放源没有数据，未计入权重`,
    en: missing === 0 ? '' : `; ${String(missing)} sources have no figure and no weight`,
  };
  const ungraded = new ExactDecimal(shares.ungraded).isZero()
    ? { zh: '', en: '' }
    : { zh: `，未评级 ${text('ungraded')}`, en: `, not graded ${text('ungraded')}` };
  return {
    zh: `按排放量加权：高 ${text('high')}，中 ${text('medium')}，低 ${text('low')}${ungraded.zh}${without.zh}`,
    en: `Weighted by emissions: high ${text('high')}, medium ${text('medium')}, low ${text('low')}${ungraded.en}${without.en}`,
  };
};

/**
 * Grade of a whole inventory: the mean of the grades of its lines (high 3, medium 2, low 1), weighted by the magnitude
 * of their emissions, so that an export counts like a purchase; with the share of each grade. _Ours_: GB/T 32150-2025
 * grades data, not inventories.
 * @returns null when no line has both a figure other than 0 and a grade
 */
export const inventoryGrade = (lines: readonly GradedLine[]): InventoryQuality | null => {
  const figures = lines.flatMap(({ quality, tco2e }) =>
    tco2e === null ? [] : [{ quality, weight: new ExactDecimal(tco2e).abs() }],
  );
  const weighed = figures.flatMap(({ quality, weight }) => (quality === null ? [] : [{ quality, weight }]));
  const grade = mean(weighed, (quality) => quality.grade);
  const activity = mean(weighed, (quality) => quality.activity);
  if (grade === null || activity === null) return null;
  const total = sum(figures.map(({ weight }) => weight));
  const share = (wanted: DataGrade | undefined): string =>
    decimalText(
      sum(figures.filter(({ quality }) => quality?.grade === wanted).map(({ weight }) => weight)).div(total),
    );
  const shares = {
    high: share('high'),
    medium: share('medium'),
    low: share('low'),
    ungraded: share(undefined),
  };
  const missing = lines.filter(({ tco2e }) => tco2e === null).length;
  return {
    grade,
    activity,
    factor: mean(weighed, (quality) => quality.factor),
    why: whyOf(shares, missing),
    shares,
  };
};
