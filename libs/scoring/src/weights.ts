import { ExactDecimal } from '@zerofab/units';
import { leavesOf, scoredOf } from './scheme-walk.js';
import type { IndicatorGroup, NaMode, Scheme, SchemeNode } from './scheme.js';

const ZERO = new ExactDecimal(0);
const FULL = new ExactDecimal(100);

type Applies = (indicatorId: string) => boolean;
export type Weights = ReadonlyMap<string, ExactDecimal>;

const applicable = (node: SchemeNode, applies: Applies): boolean =>
  leavesOf(node).some(({ id, weight }) => applies(id) && !new ExactDecimal(weight.value).isZero());

const sum = (values: readonly ExactDecimal[]): ExactDecimal =>
  values.reduce((total, value) => total.plus(value), ZERO);

/** Gives `total` to the nodes that apply, in proportion to their own weights; inside a group likewise. */
const spread = (
  nodes: readonly SchemeNode[],
  total: ExactDecimal,
  applies: Applies,
  into: Map<string, ExactDecimal>,
): void => {
  const kept = nodes.filter((node) => applicable(node, applies));
  const whole = sum(kept.map(({ weight }) => new ExactDecimal(weight.value)));
  for (const node of kept) {
    const share = total.times(node.weight.value).div(whole);
    if (node.kind === 'indicator') into.set(node.id, share);
    else spread(node.children, share, applies, into);
  }
};

/** Indicators that count and what each weighs by the scheme: of variants, the one that applies has the weight of the group. */
const nominal = (scheme: Scheme, applies: Applies): readonly (readonly [string, ExactDecimal])[] =>
  scoredOf(scheme)
    .filter(({ id }) => applies(id))
    .map(({ id, weight }) => [id, new ExactDecimal(weight.value)] as const);

/**
 * What each indicator weighs once those that do not apply are struck.
 * `withinGroup`: freed weight goes to the others of the same group, in proportion; where a whole group is struck, to the groups
 * beside it. `global`: in proportion over all. `zero`: it is lost. Indicators that do not apply weigh 0.
 */
export const weightsOf = (scheme: Scheme, mode: NaMode, applies: Applies): Weights => {
  const weights = new Map(scoredOf(scheme).map(({ id }) => [id, ZERO] as const));
  if (mode === 'withinGroup') {
    spread(scheme.tree, FULL, applies, weights);
    return weights;
  }
  const counted = nominal(scheme, applies);
  const whole = sum(counted.map(([, weight]) => weight));
  for (const [id, weight] of counted) {
    weights.set(id, mode === 'zero' || whole.isZero() ? weight : weight.times(FULL).div(whole));
  }
  return weights;
};

/** Of a group whose children are variants of one indicator, those that do not count: all but the first that was told about. */
export const unusedVariants = (
  group: IndicatorGroup,
  struck: (indicatorId: string) => boolean,
  told: (indicatorId: string) => boolean,
): readonly string[] => {
  const open = leavesOf(group).filter(({ id }) => !struck(id));
  const used = open.find(({ id }) => told(id)) ?? open.at(-1);
  return open.filter((each) => each !== used).map(({ id }) => id);
};
