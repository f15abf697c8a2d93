import type { EvaluationAnswer, ScoreIndicator } from '@zerofab/contracts';
import type { Evaluation } from '@zerofab/scoring';
import { ExactDecimal } from '@zerofab/units';

/** Points are shown with 2 decimals, halves up. */
const points = (text: string): number =>
  new ExactDecimal(text).toDecimalPlaces(2, ExactDecimal.ROUND_HALF_UP).toNumber();
const pointsOrNull = (text: string | null): number | null => (text === null ? null : points(text));
const number = (text: string | null | undefined): number | null =>
  (text ?? null) === null ? null : Number(text);

type Indicator = Evaluation['indicators'][number];

const nextOf = (next: Indicator['next']): ScoreIndicator['next'] =>
  next === null ? null : { ...next, points: points(next.points), changePercent: number(next.changePercent) };

const indicatorOf = (each: Indicator): ScoreIndicator => ({
  id: each.id,
  name: each.name,
  title: each.title,
  direction: each.direction,
  value: number(each.value),
  exactValue: each.value,
  unit: each.valueUnit,
  origin: each.origin,
  uses: [...each.uses],
  note: each.note,
  baseline: number(each.baseline?.value),
  leading: number(each.leading?.value),
  points: points(each.points),
  exactPoints: each.points,
  upperBound: points(each.upperBound),
  weight: Number(each.weight),
  schemeWeight: Number(each.schemeWeight.value),
  share: number(each.share),
  status: each.status,
  reason: each.reason,
  lacks: [...each.lacks],
  products: [...each.products],
  source: {
    indicator: each.source,
    weight: each.schemeWeight.source,
    baseline: each.baseline?.source ?? null,
    leading: each.leading?.source ?? null,
    curve: each.curveSource,
  },
  evidence: each.evidence,
  next: nextOf(each.next),
  trace: each.trace,
});

const variantOf = (variant: Evaluation['variants'][number]): EvaluationAnswer['variants'][number] => ({
  switches: variant.switches,
  score: pointsOrNull(variant.score),
  upperBound: pointsOrNull(variant.upperBound),
  indicators: variant.indicators.map(({ id, value, points: earned }) => ({
    id,
    value: number(value),
    points: points(earned),
  })),
  core: variant.core.map((each) => ({ ...each, value: number(each.value) })),
  level: variant.level,
});

/** An evaluation as it is answered: numbers to show beside the digits to check. */
export const evaluationAnswer = (found: Evaluation): EvaluationAnswer => ({
  scheme: found.scheme,
  version: found.version,
  year: found.year,
  switches: found.switches,
  applicant: found.applicant,
  naMode: found.naMode,
  score: pointsOrNull(found.score),
  upperBound: pointsOrNull(found.upperBound),
  exactScore: found.score,
  exactUpperBound: found.upperBound,
  bonus: found.bonus === null ? null : { ...found.bonus, points: points(found.bonus.points) },
  completeness: number(found.completeness),
  band: found.band,
  eligibility: found.eligibility,
  gates: [...found.gates],
  groups: found.groups.map((group) => ({
    ...group,
    indicators: [...group.indicators],
    weight: Number(group.weight),
    schemeWeight: Number(group.schemeWeight.value),
    points: points(group.points),
    upperBound: points(group.upperBound),
  })),
  indicators: found.indicators.map(indicatorOf),
  bonusIndicators: found.bonusIndicators.map(indicatorOf),
  core: found.core.map((each) => ({
    ...each,
    dependsOn: [...each.dependsOn],
    value: number(each.value),
    gapToEntry: number(each.gapToEntry),
    gapToTarget: number(each.gapToTarget),
  })),
  levels: found.levels.map((level) => ({ ...level, reasons: [...level.reasons] })),
  level: found.level,
  paths: found.paths.map((path) => ({ ...path, progress: number(path.progress), items: [...path.items] })),
  quantities: [...found.quantities],
  variants: found.variants.map(variantOf),
  needs: found.needs.map((need) => ({
    ...need,
    points: points(need.points),
    percentPerPoint: number(need.percentPerPoint),
  })),
  lost: found.lost.map(({ id, points: lost }) => ({ id, points: points(lost) })),
});
