import { calculateFormula, type FormulaRecord } from '@zerofab/accounting';
import { decimalText, ExactDecimal } from '@zerofab/units';
import type { Trace } from '@zerofab/vocabulary';
import { formulaOf, ruleRecord } from './formulas.js';
import type { Scheme } from './scheme.js';

const ONE = new ExactDecimal(1);
const ZERO = new ExactDecimal(0);

/** A value with its reference values, all in one unit. */
export interface OnScale {
  readonly value: ExactDecimal;
  readonly baseline: ExactDecimal;
  readonly leading: ExactDecimal;
}
export type Direction = 'positive' | 'negative';

/** Whether a is at least as good as b. */
export const asGoodAs = (a: ExactDecimal, b: ExactDecimal, direction: Direction): boolean =>
  direction === 'positive' ? a.gte(b) : a.lte(b);

/** Way from baseline to leading: 0 at the baseline, 1 at the leading value, below 0 and above 1 beyond them. */
export const rawShare = ({ value, baseline, leading }: OnScale, direction: Direction): ExactDecimal =>
  leading.eq(baseline)
    ? asGoodAs(value, leading, direction)
      ? ONE
      : ZERO
    : value.minus(baseline).div(leading.minus(baseline));

/** The share of its weight that a value earns: the way to the leading value, at least 0 and at most 1. */
export const shareOf = (scale: OnScale, direction: Direction): ExactDecimal =>
  ExactDecimal.max(ZERO, ExactDecimal.min(ONE, rawShare(scale, direction)));

/** A value that a formula of points takes: its text, and the trace that made it. */
export interface RuleInput {
  readonly value: string;
  readonly unit: string;
  readonly origin?: 'given' | 'factor' | 'formula' | 'activity' | 'constant';
  readonly ref?: string | null;
  readonly trace?: Trace | null;
}

export interface Scored {
  readonly points: string;
  readonly trace: Trace;
}

const SHARE = 'max(0, min(1, (value - baseline) / (leading - baseline)))';
const NAMES = {
  linear: { zh: '线性得分', en: 'points, linear' },
  share: { zh: '产品的得分比例', en: 'share of a product' },
  products: { zh: '多种产品加权得分', en: 'points, several products' },
  earned: { zh: '按所得比例计分', en: 'points by share earned' },
} as const satisfies Readonly<Record<string, FormulaRecord['name']>>;

const run = (scheme: Scheme, record: FormulaRecord, inputs: Readonly<Record<string, RuleInput>>): Scored => {
  const key = `${record.id} ${record.inputs.map(({ unit }) => unit).join(' ')} ${record.groups.length === 0 ? '' : JSON.stringify(record.groups)}`;
  const { value, trace } = calculateFormula(
    formulaOf(scheme, key, () => record),
    inputs,
  );
  return { points: value, trace };
};

const weightOf = (weight: ExactDecimal): RuleInput => ({
  value: decimalText(weight),
  unit: 'point',
  origin: 'factor',
});

/** s = w · min(1, max(0, (x − b) / (l − b))); baseline and leading differ. */
export const linearPoints = (
  scheme: Scheme,
  weight: ExactDecimal,
  value: RuleInput,
  baseline: RuleInput,
  leading: RuleInput,
  unit: string,
): Scored =>
  run(
    scheme,
    ruleRecord(scheme, 'score-linear', {
      name: NAMES.linear,
      text: 's = w × min(1, max(0, (x − b) / (l − b)))',
      expression: `weight * ${SHARE}`,
      inputs: { weight: 'point', value: unit, baseline: unit, leading: unit },
      unit: 'point',
    }),
    { weight: weightOf(weight), value, baseline, leading },
  );

/** s = w · r with a share that was earned: a grade, or all or nothing where baseline and leading are one value. */
export const earnedPoints = (scheme: Scheme, weight: ExactDecimal, share: RuleInput): Scored =>
  run(
    scheme,
    ruleRecord(scheme, 'score-earned', {
      name: NAMES.earned,
      text: 's = w × r',
      expression: 'weight * share',
      inputs: { weight: 'point', share: 'fraction' },
      unit: 'point',
    }),
    { weight: weightOf(weight), share },
  );

/** The share of one product, traced. */
export const productShare = (
  scheme: Scheme,
  value: RuleInput,
  baseline: RuleInput,
  leading: RuleInput,
  unit: string,
): Scored =>
  run(
    scheme,
    ruleRecord(scheme, 'score-share', {
      name: NAMES.share,
      text: 'r = min(1, max(0, (x − b) / (l − b)))',
      expression: SHARE,
      inputs: { value: unit, baseline: unit, leading: unit },
      unit: 'fraction',
    }),
    { value, baseline, leading },
  );

/** s = w · Σ r_p·W_p / ΣW_p over products: their shares weighted by their amounts. */
export const productPoints = (
  scheme: Scheme,
  weight: ExactDecimal,
  rows: Readonly<Record<string, { readonly share: RuleInput; readonly amount: RuleInput }>>,
  amountUnit: string,
): Scored =>
  run(
    scheme,
    ruleRecord(scheme, 'score-products', {
      name: NAMES.products,
      text: 's = w × Σ(r_p × W_p) / ΣW_p',
      expression: 'weight * sum(product, share * amount) / sum(product, amount)',
      inputs: { weight: 'point' },
      group: { share: 'fraction', amount: amountUnit },
      unit: 'point',
    }),
    {
      weight: weightOf(weight),
      ...Object.fromEntries(
        Object.entries(rows).flatMap(([code, { share, amount }]) => [
          [`product.${code}.share`, share],
          [`product.${code}.amount`, amount],
        ]),
      ),
    },
  );
