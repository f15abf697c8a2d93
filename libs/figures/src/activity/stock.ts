import { dayLabel } from '@zerofab/calendar';
import { convert, ExactDecimal, findUnit } from '@zerofab/units';
import type { Bilingual } from '@zerofab/vocabulary';
import type { ManualRecord } from '../domain/record.js';
import { shareOf } from './activity.js';

interface StockUse {
  readonly records: readonly ManualRecord[];
  readonly problem: Bilingual | null;
}

/**
 * Use between one count of a stock and the next: opening + purchased − sold − closing, as a record of its own.
 * Source: GB/T 32150-2025 7.3 (AD = opening stock + bought − sold or taken out − closing stock).
 * Purchases that straddle a count are shared by time. Less than two counts give no use: `missing`, not 0.
 * @param zone of the site, in whose days the counts are named
 * @returns derived records in `unit`, or the problem: a balance below zero, a unit that does not fit
 */
export const stockUse = (
  stream: string,
  records: readonly ManualRecord[],
  unitText: string,
  zone: string,
): StockUse => {
  const unit = findUnit(unitText)?.symbol ?? unitText;
  const of = (name: string): ManualRecord[] =>
    records.filter((record) => record.stream === (stream === '' ? name : `${stream}.${name}`));
  const counts = of('stock').toSorted((a, b) => a.fromMs - b.fromMs);
  const used: ManualRecord[] = [];
  for (const [index, closing] of counts.entries()) {
    const opening = counts[index - 1];
    if (opening === undefined) continue;
    const span = { fromMs: opening.fromMs, toMs: closing.fromMs };
    const total = (name: string): ExactDecimal =>
      of(name)
        .filter((record) => record.fromMs < span.toMs && record.toMs > span.fromMs)
        .reduce((sum, record) => sum.plus(shareOf(record, span, unit)), new ExactDecimal(0));
    const quantity = convert(opening.quantity, opening.unit, unit)
      .plus(total('purchased'))
      .minus(total('sold'))
      .minus(convert(closing.quantity, closing.unit, unit));
    if (quantity.isNegative()) {
      const what = `${dayLabel(span.fromMs, zone)} – ${dayLabel(span.toMs, zone)}: ${quantity.toFixed()} ${unit}`;
      return {
        records: [],
        problem: {
          zh: `库存平衡为负（${what}）；请核对期初、购入、外销与期末数量`,
          en: `The stock balance is below zero (${what}); check opening stock, purchases, sales and closing stock`,
        },
      };
    }
    used.push({ ...closing, ...span, id: `${opening.id}–${closing.id}`, quantity: quantity.toFixed(), unit });
  }
  return { records: used, problem: null };
};
