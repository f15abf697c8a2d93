import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, isDay, weekdayOf } from './day.js';
import { CHINESE_HOLIDAYS, dayKindOf, holidayOn, knowsHolidaysOf } from './holidays.js';

describe('public holidays of China', () => {
  it.each([
    ['2026-02-14', 'shifted'],
    ['2026-02-15', 'holiday'],
    ['2026-02-23', 'holiday'],
    ['2026-02-24', 'workday'],
    ['2026-02-28', 'shifted'],
    ['2026-03-01', 'weekend'],
    ['2025-10-08', 'holiday'],
    ['2025-10-09', 'workday'],
    ['2022-12-31', 'holiday'],
    ['2027-02-07', 'holiday'],
    ['2019-10-01', 'workday'],
  ])('%s is a %s', (day, kind) => {
    expect(dayKindOf(day)).toBe(kind);
  });
  it('names the holiday, and knows the years it has', () => {
    expect(holidayOn('2026-09-25')?.name.zh).toBe('中秋节');
    expect(holidayOn('2026-09-28')).toBeUndefined();
    expect([2022, 2023, 2027, 2028].map(knowsHolidaysOf)).toEqual([false, true, true, false]);
  });
  it('is data that holds together: days exist, in order, worked days are weekends outside every holiday', () => {
    for (const { year, holidays, workdays } of CHINESE_HOLIDAYS) {
      for (const { first, last } of holidays) {
        expect(isDay(first) && isDay(last) && first <= last, `${first} ${last}`).toBe(true);
        expect(last.slice(0, 4), first).toBe(String(year));
        expect(daysBetween(first, last)).toBeLessThan(10);
      }
      const starts = holidays.map(({ first }) => first);
      expect(starts).toEqual(starts.toSorted());
      for (const day of workdays) {
        expect(weekdayOf(day), day).toBeGreaterThanOrEqual(6);
        expect(holidayOn(day), day).toBeUndefined();
        const near = [-8, 8].map((days) => addDays(day, days));
        expect(
          holidays.some(({ first, last }) => first <= (near[1] ?? '') && last >= (near[0] ?? '')),
          day,
        ).toBe(true);
      }
    }
  });
});

describe('the years as they were announced', () => {
  it.each([
    // Days off of all holidays together, and weekend days worked instead.
    [2023, 'memory', 27, 7, 'newYear spring qingming labour dragonBoat nationalMidAutumn'],
    [2024, 'memory', 28, 8, 'newYear spring qingming labour dragonBoat midAutumn national'],
    [2025, 'memory', 28, 5, 'newYear spring qingming labour dragonBoat nationalMidAutumn'],
    [2026, 'memory', 33, 6, 'newYear spring qingming labour dragonBoat midAutumn national'],
    [2027, 'expected', 27, 0, 'newYear spring qingming labour dragonBoat midAutumn national'],
  ])('%i (%s): %i days off, %i worked', (year, confidence, off, worked, names) => {
    const record = CHINESE_HOLIDAYS.find((entry) => entry.year === year);
    const words: Record<string, string> = {
      newYear: 'New Year',
      spring: 'Spring Festival',
      qingming: 'Qingming',
      labour: 'Labour Day',
      dragonBoat: 'Dragon Boat Festival',
      midAutumn: 'Mid-Autumn Festival',
      national: 'National Day',
      nationalMidAutumn: 'National Day and Mid-Autumn Festival',
    };
    expect(record?.confidence).toBe(confidence);
    expect(record?.holidays.map(({ name }) => name.en)).toEqual(names.split(' ').map((name) => words[name]));
    const lengths = record?.holidays.map(({ first, last }) => daysBetween(first, last) + 1) ?? [];
    expect(lengths.reduce((sum, days) => sum + days, 0)).toBe(off);
    expect(record?.workdays.map(dayKindOf)).toEqual(Array.from({ length: worked }, () => 'shifted'));
  });
});
