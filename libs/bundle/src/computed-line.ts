import { monthLabel } from '@zerofab/calendar';
import {
  halfWidthsOf,
  inventoryLine,
  siteFigures,
  thawInputs,
  totalActivity,
  type InventoryLine,
  type SourceActivityData,
} from '@zerofab/figures';
import { decimalText } from '@zerofab/units';
import type { BundleParts } from './stated.js';

/** What an inventory shows of the activity data of a source, as far as its frozen parts tell. */
const activityOf = ({ activity }: SourceActivityData, nowMs: number, zone: string) => {
  const total = totalActivity(activity.periods, nowMs);
  return {
    exact: total.value === null ? null : decimalText(total.value),
    unit: activity.unit,
    estimated: decimalText(total.estimated),
    readings: total.readings,
    periods: activity.periods.map(({ span, value, estimated, coverage, quality, readings }) => ({
      label: monthLabel(span.fromMs, zone),
      value: value === null ? null : decimalText(value),
      estimated: decimalText(estimated),
      coverage,
      quality,
      readings,
    })),
  };
};

/** A line of an inventory as it comes out, and as an inventory shows it. */
export interface ComputedLine {
  readonly data: SourceActivityData;
  readonly nowMs: number;
  readonly line: InventoryLine;
  readonly shown: unknown;
}

/** The lines of an inventory, from what it rests on. */
export const computedLines = ({ frozen, method }: BundleParts): ComputedLine[] => {
  const { facts, data } = thawInputs(frozen);
  const halfWidthOf = halfWidthsOf(data, facts.nowMs, facts.library);
  return siteFigures(facts, data, method)
    .filter(({ figure }) => figure.outside !== true)
    .map(({ data: own, figure }) => {
      const line = inventoryLine(own, figure, method, facts, halfWidthOf);
      // Warnings of doubly bound meters come from outside these parts; terms are not shown.
      const { terms: _terms, warnings: _warnings, ...told } = line;
      const activity = { ...activityOf(own, facts.nowMs, facts.zone), ...line.activity };
      return { data: own, nowMs: facts.nowMs, line, shown: { ...told, activity } };
    });
};
