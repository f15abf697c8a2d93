import { decimalText, ExactDecimal, findUnit } from '@zerofab/units';
import type { Allocation, Bilingual } from '@zerofab/vocabulary';

/** A product with what it says of its part of the energy. */
export interface AllocatedProduct {
  readonly code: string;
  readonly unit: string;
  /** Qualified output in its unit; null: not known for the whole span. */
  readonly output: ExactDecimal | null;
  /** Equivalents of the standard product in one unit of it. */
  readonly equivalent: string | null;
  /** Part of the energy of the site, 0 to 1. */
  readonly energyShare: string | null;
}

/** Parts of the products in the energy of a site, or why they cannot be told. */
export type Allocated =
  | {
      readonly state: 'value';
      readonly rule: Allocation;
      readonly shares: ReadonlyMap<string, ExactDecimal>;
      /** Of nobody: offices, other products; 0 unless shares are recorded. */
      readonly unallocated: ExactDecimal;
    }
  | { readonly state: 'missing'; readonly reason: Bilingual };

const lacking = (zh: string, en: string): Allocated => ({ state: 'missing', reason: { zh, en } });

const byShares = (products: readonly AllocatedProduct[]): Allocated => {
  const shares = new Map(products.map(({ code, energyShare }) => [code, new ExactDecimal(energyShare ?? 0)]));
  const sum = [...shares.values()].reduce((all, share) => all.plus(share), new ExactDecimal(0));
  if (sum.gt(1)) {
    const percent = decimalText(sum.times(100));
    return lacking(
      `各产品的用能占比合计 ${percent} %，超过 100 %；请更正占比`,
      `the shares of energy of the products add up to ${percent} %, more than 100 %; correct them`,
    );
  }
  return { state: 'value', rule: 'share', shares, unallocated: new ExactDecimal(1).minus(sum) };
};

const byOutput = (
  products: readonly AllocatedProduct[],
  rule: Allocation,
  weightOf: (product: AllocatedProduct) => ExactDecimal | null,
): Allocated => {
  const unknown = products.filter(({ output }) => output === null).map(({ code }) => code);
  if (unknown.length > 0)
    return lacking(
      `产品 ${unknown.join('、')} 的产量不完整，无法分摊；请补录产量`,
      `the output of ${unknown.join(', ')} is not complete, so that energy cannot be allocated; enter it`,
    );
  const weights = products.map(
    (product) => [product.code, weightOf(product) ?? new ExactDecimal(0)] as const,
  );
  const sum = weights.reduce((all, [, weight]) => all.plus(weight), new ExactDecimal(0));
  if (sum.isZero())
    return lacking(
      '产量合计为 0，无法分摊用能',
      'the output is 0 altogether, so that energy cannot be allocated',
    );
  return {
    state: 'value',
    rule,
    shares: new Map(weights.map(([code, weight]) => [code, weight.div(sum)])),
    unallocated: new ExactDecimal(0),
  };
};

/**
 * Shares the energy of a site out to its products, by the first rule that fits: recorded shares (metered apart), output in
 * equivalents of the standard product, plain output in one dimension. GB/T 36132-2025 (B.1) names metering apart,
 * conversion to a standard product, and sharing by output or energy.
 */
export const allocate = (products: readonly AllocatedProduct[]): Allocated => {
  const [first, ...others] = products;
  if (first === undefined) return lacking('尚未登记产品', 'no product is recorded');
  if (products.every(({ energyShare }) => energyShare !== null)) return byShares(products);
  if (others.length === 0)
    return {
      state: 'value',
      rule: 'single',
      shares: new Map([[first.code, new ExactDecimal(1)]]),
      unallocated: new ExactDecimal(0),
    };
  if (products.every(({ equivalent }) => equivalent !== null))
    return byOutput(
      products,
      'equivalent',
      ({ output, equivalent }) => output?.times(equivalent ?? 0) ?? null,
    );
  const [unit] = [findUnit(first.unit)];
  const sizes = products.map((product) => findUnit(product.unit));
  if (unit === undefined || sizes.some((size) => size?.dimension !== unit.dimension))
    return lacking(
      '多种产品的单位不同：请为每种产品登记折标准产品系数或用能占比',
      'the products have different units: record an equivalent or a share of energy for each',
    );
  return byOutput(products, 'output', (product) => {
    const size = findUnit(product.unit);
    return size === undefined ? null : (product.output?.times(size.numerator).div(size.denominator) ?? null);
  });
};
