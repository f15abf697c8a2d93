import { MAX_YEAR, MIN_YEAR } from '@zerofab/vocabulary';
import { DateTime } from 'luxon';

/** A day of the calendar without time or zone, `2026-05-19`; days in this form compare as text. */
export type LocalDate = string;

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const parse = (day: LocalDate): DateTime => DateTime.fromISO(day, { zone: 'utc' });
const textOf = (day: DateTime): LocalDate => day.toISODate() ?? '';

/** True for a day that exists, as YYYY-MM-DD. */
export const isDay = (text: string): boolean => DAY.test(text) && parse(text).isValid;

/** True for a year between 1990 and 2100. */
export const isYear = (year: number): boolean =>
  Number.isInteger(year) && year >= MIN_YEAR && year <= MAX_YEAR;

/** A day some days later, or earlier where `days` is below 0. */
export const addDays = (day: LocalDate, days: number): LocalDate => textOf(parse(day).plus({ days }));

/** A day some months later; clipped to the month's length (31 January + 1 = 28 February). */
export const addMonths = (day: LocalDate, months: number): LocalDate => textOf(parse(day).plus({ months }));

/** Whole days from one day to another. */
export const daysBetween = (from: LocalDate, to: LocalDate): number =>
  Math.round(parse(to).diff(parse(from), 'days').days);

/** 1 Monday … 7 Sunday. */
export const weekdayOf = (day: LocalDate): number => parse(day).weekday;

/** 1 … 366. */
export const dayOfYear = (day: LocalDate): number => parse(day).ordinal;
