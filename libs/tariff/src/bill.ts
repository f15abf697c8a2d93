import { knowsHolidaysOf } from '@zerofab/calendar';
import { decimalText, ExactDecimal } from '@zerofab/units';
import type { Band, Bilingual } from '@zerofab/vocabulary';
import { flags, missingLine, type DraftLine } from './bill-line.js';
import { chargedLines } from './charged-lines.js';
import { checkContract } from './check-contract.js';
import type { Contract, ContractLine } from './contract.js';
import type { Demand } from './demand.js';
import type { MonthIntervals } from './intervals.js';
import { amountText, sum, toCents } from './money.js';
import { monthUse, type Facts, type MonthUse } from './month-use.js';
import { powerFactor, powerFactorRate } from './power-factor.js';

/** A bill as numbers, with what it was worked out from: for sharing it among units. */
export interface WorkedBill {
  readonly use: MonthUse;
  readonly lines: readonly DraftLine[];
}

interface BillLine {
  readonly code: string;
  readonly kind: DraftLine['kind'];
  readonly band: Band | null;
  readonly quantity: string | null;
  readonly unit: string;
  readonly price: string | null;
  readonly amount: string | null;
  readonly pfAdjustable: boolean;
}

/** complete · atLeast: intervals are missing, the bill can only be higher · partial: it may be higher or lower. */
type BillState = 'complete' | 'atLeast' | 'partial';

export interface Bill {
  readonly month: string;
  readonly currency: string;
  readonly lines: readonly BillLine[];
  readonly quantity: string;
  readonly demandKw: string | null;
  readonly demand: { readonly start: string; readonly method: Demand['method'] } | null;
  readonly powerFactor: string | null;
  readonly state: BillState;
  /** Σ of the lines that are known. */
  readonly subtotal: string;
  /** Null where a line is missing or the bill may yet be lower. */
  readonly total: string | null;
  /** Tax within the total where prices contain it. */
  readonly taxIncluded: string | null;
  readonly missing: readonly { readonly code: string; readonly reason: Bilingual }[];
  readonly gaps: MonthIntervals['gaps'];
  readonly intervalsExpected: number;
  readonly intervalsGiven: number;
  readonly notes: readonly Bilingual[];
}

const powerFactorOf = (use: MonthUse): ExactDecimal | undefined =>
  use.kvarh === undefined || use.hasGaps ? undefined : powerFactor(use.quantity, use.kvarh);

const withoutFactor = (use: MonthUse): readonly [zh: string, en: string] => {
  if (use.hasGaps)
    return [
      '缺少部分区间，功率因数无法确定',
      'intervals are missing: the power factor of the month is not known',
    ];
  if (use.kvarh === undefined)
    return [
      '须给出无功电量（各区间的 kvarh 或 facts.kvarh）',
      'needs reactive energy: kvarh of each interval, or facts.kvarh',
    ];
  return ['当月没有用电，功率因数无意义', 'nothing was drawn: there is no power factor'];
};

const adjustment = (
  line: Extract<ContractLine, { kind: 'powerFactor' }>,
  use: MonthUse,
  lines: readonly DraftLine[],
): DraftLine => {
  const factor = powerFactorOf(use);
  const base = lines.filter(({ pfAdjustable }) => pfAdjustable);
  if (factor === undefined) return missingLine(line, 'CNY', 'adjustable', ...withoutFactor(use));
  if (base.some(({ amount }) => amount === undefined))
    return missingLine(
      line,
      'CNY',
      'adjustable',
      '参与力调的费用项有缺失',
      'a line it is taken on is missing',
    );
  const quantity = sum(base.map(({ amount }) => amount ?? new ExactDecimal(0)));
  const rate = powerFactorRate(factor, line.standard).div(100);
  return {
    code: line.code,
    line,
    kind: line.kind,
    quantity,
    unit: use.contract.currency ?? 'CNY',
    price: decimalText(rate),
    amount: toCents(quantity.times(rate)),
    ...flags(line),
    shareBy: 'adjustable',
  };
};

const taxLine = (use: MonthUse, lines: readonly DraftLine[]): DraftLine[] => {
  const { tax, currency } = use.contract;
  if (tax === undefined || tax.included) return [];
  const base = lines.filter(({ taxed }) => taxed);
  const quantity = sum(base.map(({ amount }) => amount ?? new ExactDecimal(0)));
  const shared = {
    code: 'tax',
    line: undefined,
    kind: 'tax',
    unit: currency ?? 'CNY',
    price: tax.rate,
    pfAdjustable: false,
    taxed: false,
    shareBy: 'taxed',
  } as const;
  if (base.some(({ amount }) => amount === undefined))
    return [
      {
        ...shared,
        quantity: undefined,
        amount: undefined,
        missing: { zh: '应税费用项有缺失', en: 'a line it is taken on is missing' },
      },
    ];
  return [{ ...shared, quantity, amount: toCents(quantity.times(tax.rate)) }];
};

/**
 * Works a bill out line by line: quantity × price, rounded half up to the cent; then the power-factor adjustment on the
 * rounded adjustable lines; then tax on the rounded taxed lines where prices are without it.
 * @throws RefusedError tariff-… naming what of the contract or the series does not hold
 */
export const workOut = (contract: Contract, intervals: MonthIntervals, facts: Facts = {}): WorkedBill => {
  const use = monthUse(contract, checkContract(contract), intervals, facts);
  const month = Number(intervals.month.slice(5, 7));
  const inForce = contract.lines.flatMap((line, index) =>
    line.months?.includes(month) === false ? [] : [{ line, field: `contract.lines.${String(index)}` }],
  );
  const charged = inForce.flatMap(({ line, field }) => chargedLines(line, use, field));
  const adjusted = inForce.flatMap(({ line }) =>
    line.kind === 'powerFactor' ? [adjustment(line, use, charged)] : [],
  );
  const lines = [...charged, ...adjusted];
  return { use, lines: [...lines, ...taxLine(use, lines)] };
};

const stateOf = ({ use, lines }: WorkedBill): BillState => {
  const isOpen =
    use.hasGaps ||
    (use.facts['demandKw'] === undefined &&
      use.demand?.method === 'longer' &&
      lines.some(({ kind }) => kind === 'demand'));
  const missing = lines.filter(({ amount }) => amount === undefined);
  if (!isOpen && missing.length === 0) return 'complete';
  const mayFall =
    missing.length > 0 ||
    lines.some((line) => line.mayFall === true && (use.hasGaps || line.kind === 'demand'));
  return mayFall ? 'partial' : 'atLeast';
};

const notesOf = (
  { calendar, intervals, demand, facts }: MonthUse,
  lines: readonly DraftLine[],
): Bilingual[] => {
  const notes: Bilingual[] = [];
  const year = Number(intervals.month.slice(0, 4));
  if (calendar?.needsHolidays === true && !knowsHolidaysOf(year))
    notes.push({
      zh: `没有 ${String(year)} 年法定节假日数据，节假日按星期处理`,
      en: `no public holidays of ${String(year)} are known: days count by their weekday`,
    });
  if (
    facts['demandKw'] === undefined &&
    demand?.method === 'longer' &&
    lines.some(({ kind }) => kind === 'demand')
  )
    notes.push({
      zh: '区间长于 15 分钟，最大需量可能偏低',
      en: 'intervals are longer than 15 minutes: the demand may be higher',
    });
  return notes;
};

/** A bill as it is shown: amounts with two digits, quantities with all of theirs. */
export const billOf = (worked: WorkedBill): Bill => {
  const { use, lines } = worked;
  const { contract, intervals, facts, demand } = use;
  const subtotal = sum(lines.map(({ amount }) => amount ?? new ExactDecimal(0)));
  const state = stateOf(worked);
  const total = state === 'partial' ? null : amountText(subtotal);
  const { tax } = contract;
  const told = facts['demandKw'];
  return {
    month: intervals.month,
    currency: contract.currency ?? 'CNY',
    lines: lines.map(({ code, kind, band, quantity, unit, price, amount, pfAdjustable }) => ({
      code,
      kind,
      band: band ?? null,
      quantity: quantity === undefined ? null : decimalText(quantity),
      unit,
      price,
      amount: amount === undefined ? null : amountText(amount),
      pfAdjustable,
    })),
    quantity: decimalText(use.quantity),
    demandKw: told ?? (demand === undefined ? null : decimalText(demand.kW)),
    demand:
      told !== undefined || demand === undefined ? null : { start: demand.start, method: demand.method },
    powerFactor: powerFactorOf(use)?.toFixed(2) ?? null,
    state,
    subtotal: amountText(subtotal),
    total,
    taxIncluded:
      tax?.included === true && total !== null
        ? amountText(subtotal.times(tax.rate).div(new ExactDecimal(tax.rate).plus(1)))
        : null,
    missing: lines.flatMap(({ code, missing }) => (missing === undefined ? [] : [{ code, reason: missing }])),
    gaps: intervals.gaps,
    intervalsExpected: intervals.expected,
    intervalsGiven: intervals.intervals.length,
    notes: notesOf(use, lines),
  };
};
