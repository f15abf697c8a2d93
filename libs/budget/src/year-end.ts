import { addDays, type LocalDate } from '@zerofab/calendar';
import { backTests, bestMethod, type BackTest } from './back-test.js';
import type { PastDay } from './day-group.js';
import { forecaster, type ForecastMethod } from './methods.js';

/** What a year comes to: what is known of it and a forecast of the rest. */
export interface YearEnd {
  readonly value: number;
  /** 80 % interval; null: too little history for a back-test. */
  readonly low: number | null;
  readonly high: number | null;
  readonly method: ForecastMethod;
  /** False: no method was better than the naive one. */
  readonly better: boolean;
  readonly backTest: BackTest | null;
  readonly knownDays: number;
  readonly forecastDays: number;
  /** By month, 2026-05: known and forecast days together. */
  readonly months: ReadonlyMap<string, number>;
}

/** Fewer whole days tell nothing of a year. Ours. */
const LEAST_DAYS = 28;

interface Year {
  readonly first: LocalDate;
  /** The day after its last. */
  readonly end: LocalDate;
}

const daysFrom = (first: LocalDate, end: LocalDate): LocalDate[] => {
  const days: LocalDate[] = [];
  for (let day = first; day < end; day = addDays(day, 1)) days.push(day);
  return days;
};

/**
 * Forecast of a year to its end: days that are whole count as they are; days ahead, and past days that are not whole, by
 * the method that did best in the back-test, seasonal naive where none is better than that.
 * @param past days in order, without a gap, up to the last one that is over; also of earlier years
 * @param chinese whether the public holidays of mainland China hold
 * @returns null where fewer than 28 whole days are known
 */
export const yearEnd = (past: readonly PastDay[], year: Year, chinese: boolean): YearEnd | null => {
  if (past.filter(({ value }) => value !== null).length < LEAST_DAYS) return null;
  const byDay = new Map(past.map((each) => [each.day, each]));
  const days = daysFrom(year.first, year.end);
  const open = days.filter((day) => (byDay.get(day)?.value ?? null) === null);
  const ahead = days.filter((day) => !byDay.has(day)).length;
  const best = bestMethod(backTests(past, Math.max(1, ahead), chinese));
  const method = best?.method ?? 'weekNaive';
  const at = forecaster(method, past, chinese);
  const naive = forecaster('weekNaive', past, chinese);
  const months = new Map<string, number>();
  let [known, rest] = [0, 0];
  for (const day of days) {
    const there = byDay.get(day);
    const amount = there?.value ?? Math.max(at(day) ?? naive(day) ?? 0, there?.atLeast ?? 0);
    if ((there?.value ?? null) === null) rest += amount;
    else known += amount;
    const month = day.slice(0, 7);
    months.set(month, (months.get(month) ?? 0) + amount);
  }
  const test = best?.test ?? null;
  const margin = test === null ? null : Math.abs(rest) * test.halfWidth;
  return {
    value: known + rest,
    low: margin === null ? null : known + rest - margin,
    high: margin === null ? null : known + rest + margin,
    method,
    better: best?.better ?? false,
    backTest: test,
    knownDays: days.length - open.length,
    forecastDays: open.length,
    months,
  };
};
