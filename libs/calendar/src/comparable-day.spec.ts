import { describe, expect, it } from 'vitest';
import { comparableDay, keepsChineseHolidays } from './comparable-day.js';

describe('the day a day is compared with', () => {
  it.each([
    ['an ordinary Tuesday', '2026-05-19', '2026-05-12'],
    ['Tuesday after Labour Day week: 5 May was a holiday', '2026-05-12', '2026-04-28'],
    ['a Thursday after the National Day week', '2026-10-08', '2026-09-24'],
    // 1 October 2026 is a Thursday; 24 September and the seven before it were worked.
    ['the first day of a holiday week', '2026-10-01', undefined],
    // Sunday 20 September 2026 is worked for the Mid-Autumn holiday; no Sunday of eight weeks before it was.
    ['a worked Sunday', '2026-09-20', undefined],
    // Monday 22 February 2027 looks back over the Spring Festival (5 to 11 February).
    ['a Monday two weeks after the festival began', '2027-02-15', '2027-02-01'],
  ])('%s: %s → %s', (_what, day, before) => {
    expect(comparableDay(day, true)).toBe(before);
  });
  it('is that of last week where the holidays of China do not hold', () => {
    expect(comparableDay('2026-10-08', false)).toBe('2026-10-01');
  });
  it('reaches eight weeks back, and no further', () => {
    // Saturday 10 October 2026 is worked; the last worked Saturday before it was 9 May.
    expect(comparableDay('2026-10-10', true)).toBeUndefined();
    // Sunday 28 September 2025 and Sunday 27 April 2025 are worked: 22 weeks apart.
    expect(comparableDay('2025-09-28', true)).toBeUndefined();
    // Saturday 14 and 28 February 2026 are worked, two weeks apart.
    expect(comparableDay('2026-02-28', true)).toBe('2026-02-14');
  });
});

it('knows the zones of mainland China', () => {
  expect(['Asia/Shanghai', 'Asia/Urumqi', 'PRC'].every((zone) => keepsChineseHolidays(zone))).toBe(true);
  expect(['Asia/Hong_Kong', 'Asia/Tokyo', 'Europe/Berlin'].some((zone) => keepsChineseHolidays(zone))).toBe(
    false,
  );
});
