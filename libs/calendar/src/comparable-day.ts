import { addDays, type LocalDate } from './day.js';
import { dayKindOf } from './holidays.js';

/** Further back, a factory is another one. Ours. */
const WEEKS = 8;

/**
 * The last day that a day may be compared with: the same weekday, and the same kind of day where public holidays are
 * those of mainland China. Undefined where none of the last eight weeks is such a day.
 * @param chinese whether the holidays of China hold where the site is
 */
export const comparableDay = (day: LocalDate, chinese: boolean): LocalDate | undefined =>
  Array.from({ length: WEEKS }, (_, week) => addDays(day, -7 * (week + 1))).find(
    (before) => !chinese || dayKindOf(before) === dayKindOf(day),
  );

const ZONES = new Set([
  'Asia/Shanghai',
  'Asia/Urumqi',
  'Asia/Chongqing',
  'Asia/Harbin',
  'Asia/Kashgar',
  'PRC',
]);

/** Whether a time zone is one of mainland China: there its public holidays hold. */
export const keepsChineseHolidays = (zone: string): boolean => ZONES.has(zone);
