import { decimalText, ExactDecimal } from '@zerofab/units';
import { stated } from './benchmark.js';
import { measure, score } from './indicator.js';
import type { Quantities } from './quantities.js';
import type { Evaluation, GroupResult, IndicatorResult, QuantityResult } from './result.js';
import { leavesOf } from './scheme-walk.js';
import type { IndicatorGroup, Scheme, SchemeSource } from './scheme.js';

const ZERO = new ExactDecimal(0);

/** Sum of decimal texts. */
export const sumOf = (values: readonly string[]): ExactDecimal =>
  values.reduce((total, value) => total.plus(value), ZERO);

/** Share of the weight that is scored on a value, 0 to 1; null where nothing weighs anything. */
export const completenessOf = (scheme: Scheme, results: readonly IndicatorResult[]): string | null => {
  const whole = sumOf(results.map(({ weight }) => weight));
  if (scheme.tree.length === 0 || whole.isZero()) return null;
  const known = sumOf(
    results.filter(({ status }) => status === 'ok' || status === 'manual').map(({ weight }) => weight),
  );
  return decimalText(known.div(whole));
};

/** Dimensions and groups with what their indicators weigh and earn. */
export const groupResults = (scheme: Scheme, results: readonly IndicatorResult[]): readonly GroupResult[] => {
  const byId = new Map(results.map((result) => [result.id, result]));
  const walk = (group: IndicatorGroup, parent: string | null): readonly GroupResult[] => {
    const ids = leavesOf(group).map(({ id }) => id);
    const inside = ids.flatMap((id) => byId.get(id) ?? []);
    const total = (of: 'weight' | 'points' | 'upperBound') =>
      decimalText(sumOf(inside.map((each) => each[of])));
    return [
      {
        id: group.id,
        title: group.title,
        parent,
        weight: total('weight'),
        schemeWeight: stated(scheme, group.weight, 'point') ?? {
          value: '0',
          unit: 'point',
          source: null,
          note: null,
        },
        points: total('points'),
        upperBound: total('upperBound'),
        indicators: ids,
      },
      ...group.children.flatMap((child) => (child.kind === 'group' ? walk(child, group.id) : [])),
    ];
  };
  return scheme.tree.flatMap((group) => walk(group, null));
};

/** Points beside the hundred, up to their ceiling; what is missing is not claimed. */
export const bonusOf = (
  scheme: Scheme,
  quantities: Quantities,
): Pick<Evaluation, 'bonus' | 'bonusIndicators'> => {
  if (scheme.bonus === null) return { bonus: null, bonusIndicators: [] };
  const results = scheme.bonus.indicators.map((indicator) =>
    score(measure(indicator, quantities), quantities, new ExactDecimal(indicator.weight.value)),
  );
  const most = stated(scheme, scheme.bonus.most, 'point');
  const points = sumOf(results.map((result) => result.points));
  return {
    bonus: most === null ? null : { points: decimalText(ExactDecimal.min(points, most.value)), most },
    bonusIndicators: results,
  };
};

/** The first band whose lower end is reached. */
export const bandOf = (
  scheme: Scheme,
  score: string | null,
  source: (key: string) => SchemeSource | null,
): Evaluation['band'] => {
  if (score === null) return null;
  const total = new ExactDecimal(score);
  const band = scheme.bands.find(({ from }) => total.gte(from.value));
  return band === undefined ? null : { id: band.id, name: band.name, source: source(band.from.source) };
};

/** Indicators by the points they lose, most first. */
export const lostPoints = (results: readonly IndicatorResult[]): Evaluation['lost'] =>
  results
    .map(({ id, weight, points }) => ({ id, lost: new ExactDecimal(weight).minus(points) }))
    .filter(({ lost }) => lost.gt(0))
    .toSorted((a, b) => b.lost.comparedTo(a.lost))
    .map(({ id, lost }) => ({ id, points: decimalText(lost) }));

/** Quantities of a scheme as told or worked out. */
export const quantityResults = (quantities: Quantities): readonly QuantityResult[] =>
  quantities.scheme.inputs.map(({ name, description, unit }) => {
    const amount = quantities.quantity(name);
    const base = { name, description };
    return amount.state === 'value'
      ? {
          ...base,
          value: amount.value,
          unit: amount.unit,
          origin: amount.origin === 'formula' && amount.source === null ? 'computed' : 'given',
          note: amount.source,
          reason: null,
          trace: amount.trace,
        }
      : { ...base, value: null, unit, origin: null, note: null, reason: amount.reason, trace: null };
  });
