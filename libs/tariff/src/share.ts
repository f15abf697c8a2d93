import { decimalText, ExactDecimal } from '@zerofab/units';
import type { Band } from '@zerofab/vocabulary';
import { addByBand, minutesByBand } from './band-energy.js';
import type { DraftLine } from './bill-line.js';
import type { WorkedBill } from './bill.js';
import { amountText, sum, toCents } from './money.js';
import type { MonthUse } from './month-use.js';
import { priceAt } from './price-series.js';

/** What a unit (workshop, meter) drew, by the start of the interval, ms. */
export interface UnitUse {
  readonly code: string;
  readonly byStart: ReadonlyMap<number, ExactDecimal>;
}

export interface UnitCost {
  readonly code: string;
  readonly quantity: string;
  /** Mean power in the quarter hour of the month's highest demand, kW; null where it is not known. */
  readonly peakKw: string | null;
  readonly byBand: readonly { readonly band: Band; readonly quantity: string; readonly amount: string }[];
  readonly lines: readonly { readonly code: string; readonly amount: string }[];
  readonly amount: string;
}

export interface SharedBill {
  readonly units: readonly UnitCost[];
  /** What no unit drew: losses, consumers without a meter; below 0 where units counted more than the bill. */
  readonly unallocated: UnitCost;
  /** Σ units + unallocated, the subtotal of the bill to the cent. */
  readonly total: string;
}

/** What a unit drew of everything lines are shared by. */
interface Drawn {
  readonly quantity: ExactDecimal;
  readonly byBand: ReadonlyMap<Band, ExactDecimal>;
  readonly atPeak: ExactDecimal;
  readonly bySeries: ReadonlyMap<string, ExactDecimal>;
}

const zero = new ExactDecimal(0);

const peakStarts = ({ demand, intervals }: MonthUse): readonly number[] => {
  if (demand === undefined) return [];
  const from = Date.parse(demand.start);
  const count = Math.max(1, 15 / intervals.stepMinutes);
  return Array.from({ length: count }, (_, index) => from + index * intervals.stepMinutes * 60_000);
};

const drawnOf = (
  byStart: ReadonlyMap<number, ExactDecimal>,
  use: MonthUse,
  lines: readonly DraftLine[],
): Drawn => {
  const byBand = new Map<Band, ExactDecimal>();
  if (use.calendar !== undefined)
    for (const [startMs, quantity] of byStart)
      addByBand(byBand, minutesByBand(use.calendar, startMs, use.intervals), quantity);
  const bySeries = new Map<string, ExactDecimal>();
  for (const { code, line } of lines) {
    if (line?.kind !== 'series') continue;
    const price = priceAt(line, code, use.intervals);
    bySeries.set(code, sum([...byStart].map(([startMs, quantity]) => quantity.times(price(startMs)))));
  }
  return {
    quantity: sum(byStart.values()),
    byBand,
    atPeak: sum(peakStarts(use).map((start) => byStart.get(start) ?? zero)),
    bySeries,
  };
};

/** A unit's part of a line, of the line's whole. */
const weightOf = (
  line: DraftLine,
  drawn: Drawn,
  done: ReadonlyMap<DraftLine, ExactDecimal>,
): ExactDecimal => {
  switch (line.shareBy) {
    case 'band':
      return line.band === undefined ? zero : (drawn.byBand.get(line.band) ?? zero);
    case 'series':
      return drawn.bySeries.get(line.code) ?? zero;
    case 'energy':
      return drawn.quantity;
    case 'peak':
      return drawn.atPeak;
    case 'exported':
      return zero;
    case 'adjustable':
      return sum([...done].map(([other, amount]) => (other.pfAdjustable ? amount : zero)));
    case 'taxed':
      return sum([...done].map(([other, amount]) => (other.taxed ? amount : zero)));
  }
};

const amountsOf = (lines: readonly DraftLine[], part: Drawn, whole: Drawn): Map<DraftLine, ExactDecimal> => {
  const [mine, all] = [new Map<DraftLine, ExactDecimal>(), new Map<DraftLine, ExactDecimal>()];
  for (const line of lines) {
    const total = weightOf(line, whole, all);
    const amount = line.amount ?? zero;
    mine.set(line, total.isZero() ? zero : toCents(amount.times(weightOf(line, part, mine)).div(total)));
    all.set(line, amount);
  }
  return mine;
};

const costOf = (
  code: string,
  drawn: Drawn,
  amounts: ReadonlyMap<DraftLine, ExactDecimal>,
  use: MonthUse,
): UnitCost => {
  const hours = Math.max(15, use.intervals.stepMinutes) / 60;
  const ofBand = (band: Band): ExactDecimal =>
    sum([...amounts].map(([line, amount]) => (line.band === band ? amount : zero)));
  return {
    code,
    quantity: decimalText(drawn.quantity),
    peakKw: use.demand === undefined ? null : decimalText(drawn.atPeak.div(hours)),
    byBand: [...drawn.byBand].map(([band, quantity]) => ({
      band,
      quantity: decimalText(quantity),
      amount: amountText(ofBand(band)),
    })),
    lines: [...amounts].map(([line, amount]) => ({ code: line.code, amount: amountText(amount) })),
    amount: amountText(sum(amounts.values())),
  };
};

const rest = (whole: Drawn, parts: readonly Drawn[]): Drawn => {
  const minus = <Key>(
    all: ReadonlyMap<Key, ExactDecimal>,
    of: (part: Drawn) => ReadonlyMap<Key, ExactDecimal>,
  ) =>
    new Map(
      [...all].map(([key, value]) => [key, value.minus(sum(parts.map((part) => of(part).get(key) ?? zero)))]),
    );
  return {
    quantity: whole.quantity.minus(sum(parts.map(({ quantity }) => quantity))),
    atPeak: whole.atPeak.minus(sum(parts.map(({ atPeak }) => atPeak))),
    byBand: minus(whole.byBand, ({ byBand }) => byBand),
    bySeries: minus(whole.bySeries, ({ bySeries }) => bySeries),
  };
};

/**
 * Shares a bill among units: energy by their intervals × prices, demand by what they drew in the quarter hour of the
 * month's highest demand (coincidence), adjustment and tax by what they are taken on, all else by energy. A unit's part is
 * rounded to the cent; the rest of each line is unallocated, so that Σ units + unallocated is the bill to the cent.
 */
export const shareBill = ({ use, lines }: WorkedBill, units: readonly UnitUse[]): SharedBill => {
  const total = new Map(use.intervals.intervals.map(({ startMs, quantity }) => [startMs, quantity]));
  const whole = drawnOf(total, use, lines);
  const drawn = units.map(({ byStart }) => drawnOf(byStart, use, lines));
  const amounts = drawn.map((part) => amountsOf(lines, part, whole));
  const left = new Map(
    lines.map((line) => [
      line,
      (line.amount ?? zero).minus(sum(amounts.map((one) => one.get(line) ?? zero))),
    ]),
  );
  return {
    units: units.map(({ code }, index) =>
      costOf(code, drawn[index] ?? whole, amounts[index] ?? new Map(), use),
    ),
    unallocated: costOf('unallocated', rest(whole, drawn), left, use),
    total: amountText(sum(lines.map(({ amount }) => amount ?? zero))),
  };
};
