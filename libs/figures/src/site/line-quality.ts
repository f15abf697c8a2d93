import {
  activityGrade,
  crossCheck,
  factorGrade,
  lineGrade,
  type DataQuality,
  type CrossCheck,
} from '@zerofab/accounting';
import { decimalText, UnitError } from '@zerofab/units';
import type { SourceActivityData } from '../activity/binding.js';
import type { SourceFigure } from '../domain/figure.js';
import { totalActivity } from '../activity/activity.js';
import { activityBasis } from '../quality-plan/activity-basis.js';

/** Grade of a line: its activity data, and the weakest of its factors; null without a figure. */
export const qualityOfLine = (
  data: SourceActivityData,
  figure: SourceFigure,
  today: string,
  nowMs: number,
): DataQuality | null => {
  if (figure.status === 'missing') return null;
  const { value, estimated } = totalActivity(data.activity.periods, nowMs);
  const share =
    value === null || value.isZero() ? '0' : decimalText(estimated.div(value).abs().toDecimalPlaces(6));
  const rungs = figure.factors.flatMap(({ rung }) => rung ?? []);
  return lineGrade(
    activityGrade(activityBasis(data.binding.kind, share, undefined, today)),
    rungs.map(factorGrade),
  );
};

/** The second account of the same activity beside the first; null where the source names none. */
export const crossCheckOf = (
  { activity, crossCheck: second }: SourceActivityData,
  nowMs: number,
): CrossCheck | null => {
  if (second === null) return null;
  const text = ({ periods }: typeof activity): string | null => {
    const { value } = totalActivity(periods, nowMs);
    return value === null ? null : decimalText(value);
  };
  try {
    return crossCheck(
      { value: text(activity), unit: activity.unit },
      { value: text(second.activity), unit: second.activity.unit },
    );
  } catch (error) {
    if (!(error instanceof UnitError)) throw error;
    return {
      value: null,
      unit: activity.unit,
      difference: null,
      differencePercent: null,
      withinTolerance: null,
    };
  }
};
