import { dayLabel, isoIn, resolveInstant, startOf } from '@zerofab/calendar';
import { ExactDecimal } from '@zerofab/units';
import type { PriceSeries } from './contract.js';
import { placeOf, type MonthIntervals } from './intervals.js';
import { refuse } from './refuse.js';

const HOUR_MS = 3_600_000;
const QUARTER_MS = 900_000;

/** The price of an instant; one series has one shape. */
type PriceAt = (ms: number) => ExactDecimal;

const prices = (texts: readonly string[]): ExactDecimal[] => texts.map((text) => new ExactDecimal(text));

const dailyPrices = (texts: readonly string[], field: string, zone: string): PriceAt => {
  if (texts.length !== 24 && texts.length !== 96)
    refuse(
      'tariff-missing-price',
      `${field}.daily`,
      `有 ${String(texts.length)} 个电价；一天须有 24 或 96 个`,
      `has ${String(texts.length)} prices; a day takes 24 or 96`,
    );
  const all = prices(texts);
  const minutes = 1440 / texts.length;
  return (ms) => all[Math.floor(placeOf(ms, zone).minute / minutes)] ?? new ExactDecimal(0);
};

/** Steps of a day's list: as many as the day has hours, or quarter hours. */
const stepOfDay = (count: number, dayMs: number, field: string): number => {
  for (const stepMs of [HOUR_MS, QUARTER_MS]) if (count * stepMs === dayMs) return stepMs;
  const hours = dayMs / HOUR_MS;
  const texts = [
    `当日有 ${String(hours)} 小时，而电价有 ${String(count)} 个；请给出 ${String(hours)} 或 ${String(hours * 4)} 个`,
    `the day has ${String(hours)} hours and ${String(count)} prices; give ${String(hours)} or ${String(hours * 4)}`,
  ] as const;
  return refuse(hours === 24 ? 'tariff-missing-price' : 'tariff-dst-day', field, ...texts);
};

const pricesByDay = (
  days: Readonly<Record<string, readonly string[]>>,
  field: string,
  month: MonthIntervals,
): PriceAt => {
  const byDay = new Map<
    string,
    { readonly startMs: number; readonly stepMs: number; readonly list: ExactDecimal[] }
  >();
  for (let startMs = month.fromMs; startMs < month.toMs;) {
    const endMs = startOf(startMs, 'day', month.zone, 1);
    const day = dayLabel(startMs, month.zone);
    const texts =
      days[day] ??
      refuse(
        'tariff-missing-price',
        `${field}.byDay`,
        `缺少 ${day} 的电价；请补充`,
        `has no prices of ${day}; add them`,
      );
    byDay.set(day, {
      startMs,
      stepMs: stepOfDay(texts.length, endMs - startMs, `${field}.byDay.${day}`),
      list: prices(texts),
    });
    startMs = endMs;
  }
  return (ms) => {
    const entry = byDay.get(dayLabel(ms, month.zone));
    return entry?.list[Math.floor((ms - entry.startMs) / entry.stepMs)] ?? new ExactDecimal(0);
  };
};

const pricesByInstant = (
  points: NonNullable<PriceSeries['points']>,
  field: string,
  month: MonthIntervals,
): PriceAt => {
  const byMs = new Map<number, ExactDecimal>();
  points.forEach(({ start, price }, index) => {
    const ms = resolveInstant(start, month.zone, `${field}.points.${String(index)}.start`);
    if (byMs.has(ms))
      refuse(
        'tariff-bad-contract',
        `${field}.points.${String(index)}`,
        `${start} 的电价重复；请保留其一`,
        `${start} has two prices; keep one`,
      );
    byMs.set(ms, new ExactDecimal(price));
  });
  const starts = [...byMs.keys()].sort((a, b) => a - b);
  const isQuarter = starts.some((start, index) => start - (starts[index - 1] ?? 0) === QUARTER_MS);
  const stepMs = isQuarter ? QUARTER_MS : HOUR_MS;
  for (let ms = month.fromMs; ms < month.toMs; ms += stepMs)
    if (!byMs.has(ms))
      refuse(
        'tariff-missing-price',
        `${field}.points`,
        `缺少 ${isoIn(ms, month.zone)} 的电价；请补充`,
        `has no price at ${isoIn(ms, month.zone)}; add it`,
      );
  return (ms) => byMs.get(ms - ((ms - month.fromMs) % stepMs)) ?? new ExactDecimal(0);
};

/**
 * The price at every instant of a month, currency a unit.
 * @throws RefusedError tariff-missing-price where an hour has none, tariff-dst-day where a day of 23 or 25 hours has the
 * prices of 24, tariff-bad-contract where the series has no shape or several
 */
export const priceAt = (series: PriceSeries, field: string, month: MonthIntervals): PriceAt => {
  const { daily, byDay, points } = series;
  if ([daily, byDay, points].filter((shape) => shape !== undefined).length !== 1)
    refuse(
      'tariff-bad-contract',
      field,
      '请只给出 daily、byDay、points 之一',
      'give one of daily, byDay and points',
    );
  if (daily !== undefined) return dailyPrices(daily, field, month.zone);
  if (byDay !== undefined) return pricesByDay(byDay, field, month);
  return pricesByInstant(points ?? [], field, month);
};
