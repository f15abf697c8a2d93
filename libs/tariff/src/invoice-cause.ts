import { ExactDecimal } from '@zerofab/units';
import type { Bill } from './bill.js';
import { sum, toCents } from './money.js';

/** A line of a supplier's invoice; quantity and price where the paper tells them. */
export interface InvoiceLine {
  readonly code: string;
  readonly amount: string;
  readonly quantity?: string | undefined;
  readonly price?: string | undefined;
}

/**
 * Why a line of an invoice differs, as far as its numbers tell:
 * notInContract: the contract has no such line · notInvoiced: the invoice has none · notComputed: the bill lacks data ·
 * rounding · meterGap: readings are missing, the invoice has more · multiplier: a whole multiple of the metered energy ·
 * energy, demand, powerFactor: the quantity, the factor differs · base: it is charged on lines that differ ·
 * priceOfOther: the price of another version of the contract · price · unknown.
 */
type CauseKind =
  | 'notInContract'
  | 'notInvoiced'
  | 'notComputed'
  | 'rounding'
  | 'meterGap'
  | 'multiplier'
  | 'energy'
  | 'demand'
  | 'powerFactor'
  | 'base'
  | 'priceOfOther'
  | 'price'
  | 'unknown';

export interface Cause {
  readonly kind: CauseKind;
  /** Of a multiplier: how many times the metered energy was invoiced. */
  readonly factor?: string;
  /** Of priceOfOther: the day from which that version holds. */
  readonly validFrom?: string;
}

/** Prices by the codes of the bill, of another version of the contract. */
export interface OtherPrices {
  readonly validFrom: string;
  readonly prices: ReadonlyMap<string, string>;
}

interface Around {
  readonly bill: Bill;
  readonly lines: readonly InvoiceLine[];
  readonly others: readonly OtherPrices[];
}
type BillLine = Bill['lines'][number];

/** Quantities this close are the same one, read otherwise (ours). */
const SAME = '0.001';
/** Multipliers of current and voltage transformers are whole. */
const LARGEST_MULTIPLIER = 20_000;
const CENT = '0.01';

const near = (one: ExactDecimal, other: ExactDecimal): boolean =>
  one.minus(other).abs().lte(other.abs().times(SAME));

/** Whether the ratio of two quantities is a whole multiple, either way. */
const multiplierOf = (invoiced: ExactDecimal, computed: ExactDecimal): string | undefined => {
  if (computed.lte(0) || invoiced.lte(0)) return undefined;
  const ratio = invoiced.div(computed);
  const times = (ratio.gte(1) ? ratio : ratio.pow(-1)).toDecimalPlaces(0);
  if (times.lt(2) || times.gt(LARGEST_MULTIPLIER)) return undefined;
  if (near(ratio, times)) return times.toFixed();
  return near(ratio.pow(-1), times) ? `1/${times.toFixed()}` : undefined;
};

/** The version of the contract whose price, times a quantity, is what was invoiced. */
const versionOf = (
  code: string,
  { quantity, amount }: { readonly quantity: ExactDecimal; readonly amount: ExactDecimal },
  others: readonly OtherPrices[],
): Cause | undefined => {
  const other = others.find(({ prices }) => {
    const price = prices.get(code);
    return price !== undefined && toCents(quantity.times(price)).eq(amount);
  });
  return other === undefined ? undefined : { kind: 'priceOfOther', validFrom: other.validFrom };
};

const priceCause = (code: string, price: ExactDecimal, others: readonly OtherPrices[]): Cause => {
  const other = others.find(({ prices }) => prices.has(code) && price.eq(prices.get(code) ?? 0));
  return other === undefined ? { kind: 'price' } : { kind: 'priceOfOther', validFrom: other.validFrom };
};

const quantityCause = (line: BillLine, invoiced: ExactDecimal, { bill }: Around): Cause => {
  if (line.kind === 'demand' || line.kind === 'capacity') return { kind: 'demand' };
  const computed = new ExactDecimal(line.quantity ?? 0);
  const factor = multiplierOf(invoiced, computed);
  if (factor !== undefined) return { kind: 'multiplier', factor };
  return { kind: bill.gaps.length > 0 && invoiced.gt(computed) ? 'meterGap' : 'energy' };
};

/** The adjustment: whether its rate differs, or the lines it is taken on. */
const adjustmentCause = (line: BillLine, amount: ExactDecimal, { bill, lines }: Around): Cause => {
  const based = bill.lines.filter(({ pfAdjustable }) => pfAdjustable);
  const invoiced = based.flatMap(({ code }) => lines.find((other) => other.code === code)?.amount ?? []);
  if (based.length === 0 || invoiced.length < based.length) return { kind: 'powerFactor' };
  const base = sum(invoiced.map((text) => new ExactDecimal(text)));
  const byRate = toCents(base.times(line.price ?? 0));
  return { kind: byRate.minus(amount).abs().lte(CENT) ? 'base' : 'powerFactor' };
};

/** By the amount alone: a quantity that other lines share points to energy, a known price to the price list. */
const byAmount = (line: BillLine, amount: ExactDecimal, around: Around): Cause => {
  const [quantity, price] = [new ExactDecimal(line.quantity ?? 0), new ExactDecimal(line.price ?? 0)];
  if (quantity.isZero() || price.isZero()) return { kind: 'unknown' };
  const version = versionOf(line.code, { quantity, amount }, around.others);
  if (version !== undefined) return version;
  if (line.kind === 'demand' || line.kind === 'capacity') return { kind: 'demand' };
  const ratio = amount.div(quantity.times(price));
  const metered = around.lines.filter(({ code, amount: other }) => {
    const one = around.bill.lines.find((each) => each.code === code);
    if (code === line.code || one?.unit !== line.unit || one.amount === null) return false;
    const computed = new ExactDecimal(one.amount);
    const differs = computed.minus(other).abs().gt(CENT);
    return differs && !computed.isZero() && near(new ExactDecimal(other).div(computed), ratio);
  });
  return metered.length > 0 ? quantityCause(line, quantity.times(ratio), around) : { kind: 'unknown' };
};

/** The likely cause of a line's difference, by rules of ours; null where it agrees. */
export const causeOf = (line: InvoiceLine, around: Around): Cause | null => {
  const own = around.bill.lines.find(({ code }) => code === line.code);
  if (own === undefined) return { kind: 'notInContract' };
  if (own.amount === null) return { kind: 'notComputed' };
  const amount = new ExactDecimal(line.amount);
  const off = amount.minus(own.amount).abs();
  if (off.isZero()) return null;
  if (off.lte(CENT)) return { kind: 'rounding' };
  if (own.kind === 'tax') return { kind: 'base' };
  if (own.kind === 'powerFactor') return adjustmentCause(own, amount, around);
  if (line.price !== undefined && own.price !== null && !new ExactDecimal(line.price).eq(own.price))
    return priceCause(own.code, new ExactDecimal(line.price), around.others);
  if (line.quantity === undefined) return byAmount(own, amount, around);
  const quantity = new ExactDecimal(line.quantity);
  // Suppliers bill whole units: a quantity less than one away is the same, rounded.
  if (
    quantity
      .minus(own.quantity ?? 0)
      .abs()
      .gte(1)
  )
    return quantityCause(own, quantity, around);
  if (
    toCents(quantity.times(own.price ?? 0))
      .minus(amount)
      .abs()
      .lte(CENT)
  )
    return { kind: 'rounding' };
  return versionOf(own.code, { quantity, amount }, around.others) ?? { kind: 'price' };
};
