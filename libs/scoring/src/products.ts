import { calculateFormula } from '@zerofab/accounting';
import { convert, decimalText, ExactDecimal, findUnit, UnitError } from '@zerofab/units';
import { refusedField } from '@zerofab/vocabulary';
import { refuseBetterBaseline } from './benchmark.js';
import { productPoints, productShare, type RuleInput, type Scored } from './curve.js';
import { formulaOf, ruleRecord } from './formulas.js';
import type { Amount, Quantities } from './quantities.js';
import type { ProductResult } from './result.js';
import type { Indicator, ProductRows } from './scheme.js';

type Known = Extract<Amount, { readonly state: 'value' }>;

/** The products of an indicator, or the fields that lack. */
export type Products =
  | { readonly state: 'none' }
  | { readonly state: 'missing'; readonly lacks: readonly string[] }
  | { readonly state: 'value'; readonly rows: readonly ProductShare[] };

interface ProductShare {
  readonly result: ProductResult;
  readonly share: RuleInput;
  readonly amount: Known;
}

/** Codes of the products of an indicator, in the order in which they were told. */
export const productCodes = (indicator: Indicator, quantities: Quantities): readonly string[] => {
  if (indicator.products === null) return [];
  const names = [...quantities.inputs.keys()].filter((name) => name.startsWith(`${indicator.name}.`));
  return [...new Set(names.flatMap((name) => name.split('.').slice(1, 2)))];
};

const intensity = (
  quantities: Quantities,
  products: ProductRows,
  amount: Known,
  output: Known,
  unit: string,
) => {
  const { scheme } = quantities;
  const record = ruleRecord(scheme, 'product-intensity', {
    name: { zh: '单位产品强度', en: 'intensity of a product' },
    text: 'e = E / P',
    expression: 'amount / output',
    inputs: { amount: products.amount.unit, output: output.unit },
    unit,
  });
  return calculateFormula(
    formulaOf(scheme, `product-intensity ${unit}`, () => record),
    { amount, output },
  );
};

/** A reference value of a product must be an intensity of the same kind. */
const inUnit = (name: string, amount: Known, unit: string): string => {
  try {
    return decimalText(convert(amount.value, amount.unit, unit));
  } catch (error) {
    if (!(error instanceof UnitError)) throw error;
    throw refusedField('scoring-wrong-dimension', `inputs.${name}`, {
      zh: `应为可换算为 ${unit} 的单位。${error.text.zh}`,
      en: `Give it in a unit that converts to ${unit}. ${error.text.en}`,
    });
  }
};

const shareOfProduct = (
  indicator: Indicator,
  products: ProductRows,
  quantities: Quantities,
  code: string,
): ProductShare | readonly string[] => {
  const at = (field: string): string => `${indicator.name}.${code}.${field}`;
  const fields = [products.amount.field, products.per.field, 'baseline', 'leading'];
  const told = fields.map((field) => [at(field), quantities.told(at(field))] as const);
  const lacks = told.flatMap(([name, amount]) => (amount?.state === 'value' ? [] : [name]));
  const [amount, output, baseline, leading] = told.flatMap(([, each]) =>
    each?.state === 'value' ? [each] : [],
  );
  if (amount === undefined || output === undefined || baseline === undefined || leading === undefined)
    return lacks;
  const unit = `${products.amount.unit}/${findUnit(output.unit)?.symbol ?? output.unit}`;
  const figure = intensity(quantities, products, amount, output, unit);
  if (!new ExactDecimal(figure.value).isFinite()) return [at(products.per.field)];
  const [b, l] = [inUnit(at('baseline'), baseline, unit), inUnit(at('leading'), leading, unit)];
  refuseBetterBaseline(at('baseline'), indicator, b, l);
  const { share, trace } =
    b === l ? allOrNothing(indicator, figure.value, l) : ofScale(quantities, figure, b, l, unit);
  return {
    amount,
    share: { value: share, unit: 'fraction', origin: trace === null ? 'given' : 'formula', trace },
    result: {
      code,
      value: figure.value,
      unit,
      baseline: b,
      leading: l,
      share,
      amount: amount.value,
      amountUnit: amount.unit,
      counted: true,
    },
  };
};

const allOrNothing = ({ direction }: Indicator, value: string, leading: string) => {
  const [x, l] = [new ExactDecimal(value), new ExactDecimal(leading)];
  return { share: (direction === 'positive' ? x.gte(l) : x.lte(l)) ? '1' : '0', trace: null };
};

const ofScale = (
  quantities: Quantities,
  figure: ReturnType<typeof intensity>,
  baseline: string,
  leading: string,
  unit: string,
) => {
  const { points, trace } = productShare(
    quantities.scheme,
    { ...figure, origin: 'formula' },
    { value: baseline, unit },
    { value: leading, unit },
    unit,
  );
  return { share: points, trace };
};

const isLacking = (row: ProductShare | readonly string[]): row is readonly string[] => Array.isArray(row);

/** The products of an indicator with the share each earns; of more than `most`, those with the largest amounts count. */
export const productsOf = (indicator: Indicator, quantities: Quantities): Products => {
  const { products } = indicator;
  const codes = productCodes(indicator, quantities);
  if (products === null || codes.length === 0) return { state: 'none' };
  const rows = codes.map((code) => shareOfProduct(indicator, products, quantities, code));
  const lacks = rows.flatMap((row) => (isLacking(row) ? row : []));
  if (lacks.length > 0) return { state: 'missing', lacks };
  const known = rows.flatMap((row) => (isLacking(row) ? [] : [row]));
  const size = ({ amount }: ProductShare) => convert(amount.value, amount.unit, products.amount.unit);
  if (known.every((row) => size(row).isZero())) {
    return {
      state: 'missing',
      lacks: codes.map((code) => `${indicator.name}.${code}.${products.amount.field}`),
    };
  }
  const largest = new Set(
    known.toSorted((a, b) => size(b).comparedTo(size(a))).slice(0, products.most ?? known.length),
  );
  return {
    state: 'value',
    rows: known.map((row) => ({ ...row, result: { ...row.result, counted: largest.has(row) } })),
  };
};

/** Points of the products that count, traced down to each of them. */
export const pointsOfProducts = (
  indicator: Indicator,
  quantities: Quantities,
  rows: readonly ProductShare[],
  weight: ExactDecimal,
): Scored =>
  productPoints(
    quantities.scheme,
    weight,
    Object.fromEntries(
      rows
        .filter(({ result }) => result.counted)
        .map(({ result, share, amount }) => [result.code, { share, amount }]),
    ),
    indicator.products?.amount.unit ?? 'fraction',
  );
