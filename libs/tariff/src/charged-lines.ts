import { ExactDecimal } from '@zerofab/units';
import { BANDS } from '@zerofab/vocabulary';
import { flags, missingLine, quantified, type DraftLine } from './bill-line.js';
import type { ContractLine, DemandLine } from './contract.js';
import { billedDemand } from './demand.js';
import { averagePrice, toCents } from './money.js';
import type { MonthUse } from './month-use.js';
import { priceAt } from './price-series.js';
import { tierParts } from './tiers.js';

type Line<Kind extends ContractLine['kind']> = Extract<ContractLine, { readonly kind: Kind }>;

const unitOf = ({ contract }: MonthUse): string => contract.unit ?? 'kWh';

const banded = (line: Line<'banded'>, use: MonthUse): DraftLine[] =>
  BANDS.flatMap((band) => {
    const quantity = use.byBand.get(band);
    if (quantity === undefined) return [];
    const price = new ExactDecimal(line.prices[band] ?? 0);
    return [
      quantified(line, { quantity, price, unit: unitOf(use), shareBy: 'band', part: { suffix: band, band } }),
    ];
  });

const series = (line: Line<'series'>, use: MonthUse, field: string): DraftLine => {
  const price = priceAt(line, field, use.intervals);
  let amount = new ExactDecimal(0);
  let mayFall = false;
  for (const { startMs, quantity } of use.intervals.intervals) {
    const at = price(startMs);
    mayFall ||= at.isNegative();
    amount = amount.plus(quantity.times(at));
  }
  return {
    code: line.code,
    line,
    kind: line.kind,
    quantity: use.quantity,
    unit: unitOf(use),
    price: averagePrice(amount, use.quantity),
    amount: toCents(amount),
    ...flags(line),
    shareBy: 'series',
    mayFall,
  };
};

const tiers = (line: Line<'tiers'>, use: MonthUse): DraftLine[] => {
  const before = line.period === 'month' ? '0' : use.facts['usedBefore'];
  if (before === undefined)
    return [
      missingLine(
        line,
        unitOf(use),
        'energy',
        '须给出本年此前用量 facts.usedBefore',
        'needs what was used earlier in the year, facts.usedBefore',
      ),
    ];
  return tierParts(line.tiers, use.quantity, new ExactDecimal(before)).flatMap(
    ({ price, quantity }, index) =>
      quantity.isZero() && index > 0
        ? []
        : [
            quantified(line, {
              quantity,
              price,
              unit: unitOf(use),
              shareBy: 'energy',
              part: { suffix: String(index + 1) },
            }),
          ],
  );
};

const capacity = (line: Line<'capacity'>, { capacityKva }: MonthUse): DraftLine =>
  capacityKva === undefined
    ? missingLine(line, 'kVA', 'energy', '须给出容量 capacityKva', 'needs the capacity, capacityKva')
    : quantified(line, {
        quantity: capacityKva,
        price: new ExactDecimal(line.price),
        unit: 'kVA',
        shareBy: 'energy',
      });

/** Price of demand, and whether more energy could make it fall. */
const demandPrice = (
  { price, discount }: DemandLine,
  use: MonthUse,
): { price: ExactDecimal; mayFall: boolean } | undefined => {
  const full = new ExactDecimal(price);
  if (discount === undefined) return { price: full, mayFall: false };
  if (use.capacityKva === undefined) return undefined;
  const reached = use.quantity.gte(use.capacityKva.times(discount.kWhPerKva));
  return { price: reached ? full.times(discount.factor) : full, mayFall: !reached };
};

const demand = (line: DemandLine, use: MonthUse): DraftLine => {
  const told = use.facts['demandKw'];
  const highest = told === undefined ? use.demand?.kW : new ExactDecimal(told);
  if (highest === undefined)
    return missingLine(line, 'kW', 'peak', '没有完整的 15 分钟区间', 'no quarter hour is whole');
  const priced = demandPrice(line, use);
  if (priced === undefined)
    return missingLine(
      line,
      'kW',
      'peak',
      '每千伏安用电量优惠须给出容量 capacityKva',
      'the discount by kWh per kVA needs the capacity, capacityKva',
    );
  return quantified(line, {
    quantity: billedDemand(highest, line, use.capacityKva),
    unit: 'kW',
    shareBy: 'peak',
    ...priced,
  });
};

const stated = (line: Line<'stated'>, { facts }: MonthUse): DraftLine => {
  const quantity = facts[line.fact];
  return quantity === undefined
    ? missingLine(line, line.unit, 'energy', `须给出 facts.${line.fact}`, `needs facts.${line.fact}`)
    : quantified(line, {
        quantity: new ExactDecimal(quantity),
        price: new ExactDecimal(line.price),
        unit: line.unit,
        shareBy: 'energy',
      });
};

const flat = (line: Line<'flat'>, use: MonthUse): DraftLine =>
  quantified(line, {
    quantity: use.quantity,
    price: new ExactDecimal(line.price),
    unit: unitOf(use),
    shareBy: 'energy',
  });

const feedIn = (line: Line<'feedIn'>, use: MonthUse): DraftLine =>
  quantified(line, {
    quantity: use.exported,
    price: new ExactDecimal(line.price).negated(),
    unit: unitOf(use),
    shareBy: 'exported',
    mayFall: true,
  });

const takeOrPay = (line: Line<'takeOrPay'>, use: MonthUse): DraftLine =>
  quantified(line, {
    quantity: ExactDecimal.max(0, new ExactDecimal(line.minimum).minus(use.quantity)),
    price: new ExactDecimal(line.price),
    unit: unitOf(use),
    shareBy: 'energy',
    mayFall: true,
  });

const fixed = (line: Line<'fixed'>): DraftLine =>
  quantified(line, {
    quantity: new ExactDecimal(1),
    price: new ExactDecimal(line.amount),
    unit: 'month',
    shareBy: 'energy',
    mayFall: false,
  });

/** Lines of a bill that rest on quantities alone; those charged on other lines (power factor) give none here. */
export const chargedLines = (line: ContractLine, use: MonthUse, field: string): DraftLine[] => {
  switch (line.kind) {
    case 'banded':
      return banded(line, use);
    case 'series':
      return [series(line, use, field)];
    case 'flat':
      return [flat(line, use)];
    case 'feedIn':
      return [feedIn(line, use)];
    case 'tiers':
      return tiers(line, use);
    case 'takeOrPay':
      return [takeOrPay(line, use)];
    case 'capacity':
      return [capacity(line, use)];
    case 'demand':
      return [demand(line, use)];
    case 'stated':
      return [stated(line, use)];
    case 'fixed':
      return [fixed(line)];
    case 'powerFactor':
      return [];
  }
};
