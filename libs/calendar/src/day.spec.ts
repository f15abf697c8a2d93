import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, dayOfYear, daysBetween, isDay, isYear, weekdayOf } from './day.js';

/** Days by JavaScript's own calendar, as an independent account. */
const dayAt = (index: number): string => new Date(index * 86_400_000).toISOString().slice(0, 10);
const anyDay = fc.integer({ min: 7305, max: 47_000 });

describe('days of the calendar', () => {
  it.each([
    ['2026-02-28', true],
    ['2026-02-29', false],
    ['2024-02-29', true],
    ['2000-02-29', true],
    ['2100-02-29', false],
    ['2026-04-31', false],
    ['2026-00-10', false],
    ['2026-13-01', false],
    ['2026-1-1', false],
    ['2026-01-01T00:00', false],
    [' 2026-01-01', false],
    ['02026-01-01', false],
    ['', false],
  ])('%s exists: %s', (text, exists) => {
    expect(isDay(text)).toBe(exists);
  });
  it.each([
    [1989, false],
    [1990, true],
    [2100, true],
    [2101, false],
    [2026.5, false],
    [Number.NaN, false],
  ])('%d is a year of the product: %s', (year, is) => {
    expect(isYear(year)).toBe(is);
  });
  it('adds days over months and years, forward and back', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -800, max: 800 }), (index, days) => {
        expect(addDays(dayAt(index), days)).toBe(dayAt(index + days));
        expect(daysBetween(dayAt(index), dayAt(index + days))).toBe(days);
      }),
    );
  });
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-05-19', 0, '2026-05-19'],
  ])('%s and %i months: %s', (day, months, expected) => {
    expect(addMonths(day, months)).toBe(expected);
  });
  it('knows weekdays and the day of the year', () => {
    expect(['2026-11-23', '2026-11-28', '2026-11-29'].map(weekdayOf)).toEqual([1, 6, 7]);
    expect(['2026-01-01', '2026-12-31', '2024-12-31'].map(dayOfYear)).toEqual([1, 365, 366]);
  });
});
