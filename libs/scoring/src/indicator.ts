import { convert, decimalText, ExactDecimal } from '@zerofab/units';
import { refusedField, type Bilingual, type Trace } from '@zerofab/vocabulary';
import { benchmarkOf, stated, type Benchmark } from './benchmark.js';
import { earnedPoints, linearPoints, rawShare, shareOf, type OnScale, type RuleInput } from './curve.js';
import { nextStep } from './next-step.js';
import { pointsOfProducts, productCodes, productsOf, type Products } from './products.js';
import { lackingWords, type Amount, type Quantities } from './quantities.js';
import type { IndicatorResult, IndicatorStatus } from './result.js';
import { sourceOf } from './scheme-walk.js';
import type { Indicator } from './scheme.js';

type Known = Extract<Amount, { readonly state: 'value' }>;

/** An indicator before it is weighed: its value and reference values, or why it has none. */
export interface Measured {
  readonly indicator: Indicator;
  readonly status: IndicatorStatus;
  readonly amount: Known | null;
  readonly products: Products;
  readonly benchmark: Benchmark;
  readonly reason: Bilingual | null;
  readonly lacks: readonly string[];
  /** The way from baseline to leading value, not bounded; null where it cannot be told. */
  readonly raw: ExactDecimal | null;
}

const NONE: Products = { state: 'none' };
const NO_BENCHMARK: Benchmark = { baseline: null, leading: null, lacks: [] };

/** Whether anything was told about an indicator under its own name: what decides between variants. */
export const wasTold = (indicator: Indicator, quantities: Quantities): boolean =>
  quantities.inputs.has(indicator.name) || productCodes(indicator, quantities).length > 0;

/** The value of an indicator: told, or worked out. */
const amountOf = (indicator: Indicator, quantities: Quantities): Amount => {
  const { name, formula, title, unit } = indicator;
  const told = quantities.told(name);
  if (formula === null) {
    return told ?? { state: 'missing', lacks: [name], reason: lackingWords(quantities.scheme, [name]) };
  }
  return quantities.either(told, name, title, formula, unit);
};

/** Why an indicator is struck by its size: below the amount from which it is asked. */
const belowSize = ({ applies }: Indicator, quantities: Quantities): Bilingual | null => {
  if (applies === null) return null;
  const amount = quantities.quantity(applies.quantity);
  if (amount.state !== 'value') return null;
  return convert(amount.value, amount.unit, applies.unit).lt(applies.atLeast.value) ? applies.why : null;
};

const inOwnUnit = (amount: Known, unit: string): ExactDecimal => convert(amount.value, amount.unit, unit);

const scaleOf = ({
  indicator,
  amount,
  benchmark,
}: Pick<Measured, 'indicator' | 'amount' | 'benchmark'>): OnScale | null =>
  amount === null || benchmark.baseline === null || benchmark.leading === null
    ? null
    : {
        value: inOwnUnit(amount, indicator.unit),
        baseline: new ExactDecimal(benchmark.baseline.value),
        leading: new ExactDecimal(benchmark.leading.value),
      };

const gradeOf = (indicator: Indicator, amount: Known) => {
  if (indicator.curve.kind !== 'grades') return undefined;
  const value = inOwnUnit(amount, indicator.unit);
  const { steps } = indicator.curve;
  const step = steps.find((each) => value.eq(each.value));
  if (step !== undefined) return step;
  const names = (language: 'zh' | 'en') =>
    steps.map((each) => `${each.value} ${each.name[language]}`).join(language === 'zh' ? '、' : ', ');
  throw refusedField('scoring-bad-grade', `inputs.${indicator.name}`, {
    zh: `没有该档次；可填 ${names('zh')}`,
    en: `There is no such grade; give one of ${names('en')}`,
  });
};

const without = (
  indicator: Indicator,
  status: IndicatorStatus,
  reason: Bilingual,
  lacks: readonly string[],
  more?: Partial<Measured>,
): Measured => ({
  indicator,
  status,
  amount: null,
  products: NONE,
  benchmark: NO_BENCHMARK,
  raw: null,
  ...more,
  reason,
  lacks,
});

const measureProducts = ({ scheme }: Quantities, indicator: Indicator, products: Products): Measured => {
  if (products.state !== 'value') {
    const lacks = products.state === 'missing' ? products.lacks : [`${indicator.name}.<product>`];
    return without(indicator, 'missing', lackingWords(scheme, lacks), lacks);
  }
  return {
    indicator,
    status: 'ok',
    amount: null,
    products,
    benchmark: NO_BENCHMARK,
    reason: null,
    lacks: [],
    raw: null,
  };
};

const measureLinear = (indicator: Indicator, quantities: Quantities, amount: Known): Measured => {
  const benchmark = benchmarkOf(indicator, quantities);
  const scale = scaleOf({ indicator, amount, benchmark });
  if (scale === null) {
    const { name } = indicator;
    const lacks =
      benchmark.lacks.length > 0
        ? benchmark.lacks
        : [
            ...(benchmark.baseline === null ? [`${name}.baseline`] : []),
            ...(benchmark.leading === null ? [`${name}.leading`] : []),
          ];
    const words = lackingWords(quantities.scheme, lacks);
    const reason = {
      zh: `有数值，尚无参照值，无法计分。${words.zh}`,
      en: `has a value, but nothing to score it by. ${words.en}`,
    };
    return without(indicator, 'noBenchmark', reason, lacks, { amount, benchmark });
  }
  const raw = rawShare(scale, indicator.direction);
  return { indicator, status: 'ok', amount, products: NONE, benchmark, reason: null, lacks: [], raw };
};

/** Finds value and reference values of an indicator; nothing is weighed yet. */
export const measure = (indicator: Indicator, quantities: Quantities): Measured => {
  const small = belowSize(indicator, quantities);
  if (small !== null) return without(indicator, 'na', small, []);
  const told = quantities.told(indicator.name);
  if (told?.state === 'na') return without(indicator, 'na', told.reason, []);
  if (indicator.products !== null && told === null) {
    return measureProducts(quantities, indicator, productsOf(indicator, quantities));
  }
  const amount = amountOf(indicator, quantities);
  if (amount.state === 'na') return without(indicator, 'na', amount.reason, []);
  if (amount.state === 'missing') {
    const benchmark = indicator.curve.kind === 'linear' ? benchmarkOf(indicator, quantities) : NO_BENCHMARK;
    return without(indicator, 'missing', amount.reason, amount.lacks, { benchmark });
  }
  if (indicator.curve.kind === 'linear' && indicator.products === null) {
    return measureLinear(indicator, quantities, amount);
  }
  gradeOf(indicator, amount);
  return {
    indicator,
    status: indicator.products === null ? 'manual' : 'ok',
    amount,
    products: NONE,
    benchmark: NO_BENCHMARK,
    reason: null,
    lacks: [],
    raw: null,
  };
};

interface Points {
  readonly points: string;
  readonly share: string | null;
  readonly trace: Trace | null;
}

const asRule = (amount: Known): RuleInput => ({
  value: amount.value,
  unit: amount.unit,
  origin: amount.origin,
  ref: amount.ref,
  trace: amount.trace,
});

const scoreLinear = (
  measured: Measured,
  quantities: Quantities,
  weight: ExactDecimal,
  amount: Known,
): Points => {
  const { indicator, benchmark } = measured;
  const scale = scaleOf(measured);
  if (scale === null || benchmark.baseline === null || benchmark.leading === null) {
    return { points: '0', share: null, trace: null };
  }
  const share = decimalText(shareOf(scale, indicator.direction));
  const { scheme } = quantities;
  const reference = (each: NonNullable<Benchmark['baseline']>): RuleInput => ({
    value: each.value,
    unit: each.unit,
    origin: 'factor',
    ref: each.source === null ? null : `${scheme.id}.${each.source.key}`,
  });
  const scored = scale.leading.eq(scale.baseline)
    ? earnedPoints(scheme, weight, { value: share, unit: 'fraction' })
    : linearPoints(
        scheme,
        weight,
        asRule(amount),
        reference(benchmark.baseline),
        reference(benchmark.leading),
        indicator.unit,
      );
  return { ...scored, share };
};

const scorePoints = (measured: Measured, quantities: Quantities, weight: ExactDecimal): Points => {
  const { indicator, products, amount, status } = measured;
  if (products.state === 'value') {
    const scored = pointsOfProducts(indicator, quantities, products.rows, weight);
    const share = weight.isZero() ? null : decimalText(new ExactDecimal(scored.points).div(weight));
    return { ...scored, share };
  }
  if (amount === null || (status !== 'ok' && status !== 'manual'))
    return { points: '0', share: null, trace: null };
  if (status === 'ok' && indicator.products === null)
    return scoreLinear(measured, quantities, weight, amount);
  const step = gradeOf(indicator, amount);
  const share = step?.share ?? decimalText(ExactDecimal.min(1, inOwnUnit(amount, indicator.unit)));
  const scored = earnedPoints(quantities.scheme, weight, {
    value: share,
    unit: 'fraction',
    ...(step === undefined || step.share === step.value
      ? { origin: amount.origin, ref: amount.ref, trace: amount.trace }
      : {}),
  });
  return { ...scored, share };
};

/** What is shown as the value: of a single product its own, of several their share of points. */
const shownValue = ({ indicator, amount, products, benchmark }: Measured, share: string | null) => {
  if (products.state === 'value') {
    const [only, ...others] = products.rows;
    if (only !== undefined && others.length === 0) {
      const { value, unit, baseline, leading } = only.result;
      const told = (each: string) => ({ value: each, unit, source: null, note: null });
      return { value, valueUnit: unit, baseline: told(baseline), leading: told(leading) };
    }
    return { value: share, valueUnit: 'fraction', baseline: null, leading: null };
  }
  const value = amount === null ? null : decimalText(inOwnUnit(amount, indicator.unit));
  return { value, valueUnit: indicator.unit, baseline: benchmark.baseline, leading: benchmark.leading };
};

/** Inputs that a value rests on. */
const usesOfMeasured = (
  { indicator, amount, products }: Measured,
  quantities: Quantities,
): readonly string[] => {
  if (products.state === 'value') {
    return products.rows.flatMap(({ result }) =>
      [...quantities.inputs.keys()].filter((name) => name.startsWith(`${indicator.name}.${result.code}.`)),
    );
  }
  const worked = amount === null || amount.trace?.formula.id.startsWith(`${quantities.scheme.id}/`) === true;
  return worked && indicator.formula !== null ? quantities.leaves(indicator.formula) : [indicator.name];
};

/** An indicator scored with the weight that falls to it. */
export const score = (measured: Measured, quantities: Quantities, weight: ExactDecimal): IndicatorResult => {
  const { indicator, status, amount, products, reason, lacks } = measured;
  const { scheme } = quantities;
  const { points, share, trace } = scorePoints(measured, quantities, weight);
  const open = status === 'missing' || status === 'noBenchmark';
  const computed = products.state === 'value' || amount?.origin === 'formula';
  return {
    id: indicator.id,
    name: indicator.name,
    title: indicator.title,
    direction: indicator.direction,
    unit: indicator.unit,
    ...shownValue(measured, share),
    origin:
      status === 'na' || (amount === null && products.state !== 'value')
        ? null
        : computed
          ? 'computed'
          : 'given',
    uses: usesOfMeasured(measured, quantities),
    note: amount?.source ?? null,
    weight: decimalText(weight),
    schemeWeight: stated(scheme, indicator.weight, 'point') ?? {
      value: '0',
      unit: 'point',
      source: null,
      note: null,
    },
    share,
    points,
    upperBound: open ? decimalText(weight) : points,
    status,
    reason,
    lacks,
    products: products.state === 'value' ? products.rows.map(({ result }) => result) : [],
    curveSource: sourceOf(scheme, indicator.curve.source),
    source: sourceOf(scheme, indicator.source),
    evidence: indicator.evidence,
    next: nextStep({ indicator, status, scale: scaleOf(measured), share, raw: measured.raw, weight }),
    trace,
  };
};
