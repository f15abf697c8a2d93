import { addDays, dayLabel, isoIn, timeLabel, weekdayOf, type LocalDate } from '@zerofab/calendar';
import type { Lang } from './quantity';

/** An instant as ISO 8601 with its offset, or in milliseconds. */
type Instant = string | number;
const msOf = (instant: Instant): number => (typeof instant === 'number' ? instant : Date.parse(instant));

/** Day of a site that holds an instant, `2026-05-19`. */
export const dayOf = (instant: Instant, zone: string): LocalDate => dayLabel(msOf(instant), zone);

/** Wall time `14:35`, with seconds `14:35:10`. */
export const formatTime = (instant: Instant, zone: string, seconds = false): string =>
  timeLabel(msOf(instant), zone).slice(0, seconds ? 8 : 5);

const WEEKDAYS: Record<Lang, readonly string[]> = {
  'zh-CN': ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
};
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function fields(date: LocalDate): { year: number; month: number; day: number } {
  const [year = 1970, month = 1, day = 1] = date.split('-').map(Number);
  return { year, month, day };
}

/** `Tue` / `周二`. */
export const weekday = (date: LocalDate, lang: Lang): string => WEEKDAYS[lang][weekdayOf(date) - 1] ?? '';

/** `5月19日` / `19 May`. */
export function formatDay(date: LocalDate, lang: Lang): string {
  const { month, day } = fields(date);
  return lang === 'en' ? `${day} ${MONTHS[month - 1]}` : `${month}月${day}日`;
}

/** `5月19日 周二` / `Tue 19 May`. */
export function formatDayOfWeek(date: LocalDate, lang: Lang): string {
  const day = formatDay(date, lang);
  return lang === 'en' ? `${weekday(date, lang)} ${day}` : `${day} ${weekday(date, lang)}`;
}

/** `2026年5月19日 周二` / `Tue 19 May 2026`. */
export function formatFullDay(date: LocalDate, lang: Lang): string {
  const { year } = fields(date);
  return lang === 'en' ? `${formatDayOfWeek(date, lang)} ${year}` : `${year}年${formatDayOfWeek(date, lang)}`;
}

/** `2026年5月` / `May 2026`. */
export function formatMonth(date: LocalDate, lang: Lang): string {
  const { year, month } = fields(date);
  return lang === 'en' ? `${MONTHS[month - 1]} ${year}` : `${year}年${month}月`;
}

/** `5月` / `May`. */
export function formatMonthShort(date: LocalDate, lang: Lang): string {
  const { month } = fields(date);
  return lang === 'en' ? (MONTHS[month - 1] ?? '') : `${month}月`;
}

/** A time in a list: today `14:35`, else `5月18日 14:35` / `18 May 14:35`. */
export function formatMoment(instant: Instant, zone: string, lang: Lang, today: LocalDate): string {
  const date = dayOf(instant, zone);
  const time = formatTime(instant, zone);
  return date === today ? time : `${formatDay(date, lang)} ${time}`;
}

/** Date and time with seconds, for raw readings: `2026-05-19 14:30:00`. */
export function formatStamp(instant: Instant, zone: string): string {
  return `${dayOf(instant, zone)} ${formatTime(instant, zone, true)}`;
}

/** Half-open span of days, shown inclusive: `5月1–19日`, `1–19 May`, `2025年12月28日–1月3日`. */
export function formatDays(from: LocalDate, toExclusive: LocalDate, lang: Lang): string {
  const last = addDays(toExclusive, -1);
  if (last <= from) return formatDay(from, lang);
  const a = fields(from);
  const b = fields(last);
  const sameYear = a.year === b.year;
  if (sameYear && a.month === b.month) {
    return lang === 'en' ? `${a.day}–${b.day} ${MONTHS[a.month - 1]}` : `${a.month}月${a.day}–${b.day}日`;
  }
  if (sameYear) return `${formatDay(from, lang)}–${formatDay(last, lang)}`;
  return lang === 'en'
    ? `${formatDay(from, lang)} ${a.year}–${formatDay(last, lang)} ${b.year}`
    : `${a.year}年${formatDay(from, lang)}–${b.year}年${formatDay(last, lang)}`;
}

const CITIES: Readonly<Record<string, string>> = {
  'Asia/Shanghai': '上海',
  'Asia/Urumqi': '乌鲁木齐',
  'Asia/Hong_Kong': '香港',
  'Asia/Macau': '澳门',
  'Asia/Taipei': '台北',
  'Asia/Seoul': '首尔',
  'Asia/Tokyo': '东京',
  'Asia/Singapore': '新加坡',
  'Asia/Kathmandu': '加德满都',
  'Asia/Kolkata': '加尔各答',
  'Europe/Berlin': '柏林',
  'Europe/London': '伦敦',
  'Europe/Paris': '巴黎',
  'America/New_York': '纽约',
  'America/Chicago': '芝加哥',
  'America/Los_Angeles': '洛杉矶',
};

/** Zone of a site in words, once a page: `UTC+08:00 上海` / `UTC+08:00 Shanghai`. */
export function zoneLabel(zone: string, instant: number, lang: Lang): string {
  const city = zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone;
  return `${zoneOffset(zone, instant)} ${lang === 'en' ? city : (CITIES[zone] ?? city)}`;
}

/** Offset of a zone at an instant: `UTC+08:00`. */
export const zoneOffset = (zone: string, instant: number): string => `UTC${isoIn(instant, zone).slice(-6)}`;
