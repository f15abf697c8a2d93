import type { Lang } from './quantity';

/** Day of a site, `2026-05-19`: a date without time, in the site's zone. */
export type LocalDate = string;

export interface ZonedParts {
  readonly date: LocalDate;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: string): Intl.DateTimeFormat {
  let found = formatters.get(zone);
  if (found === undefined) {
    found = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formatters.set(zone, found);
  }
  return found;
}

/** Date and wall time of an instant in a site's zone. */
export function zoned(instant: string | number, zone: string): ZonedParts {
  const parts = new Map(
    formatter(zone)
      .formatToParts(new Date(instant))
      .map((p) => [p.type, p.value]),
  );
  const at = (name: Intl.DateTimeFormatPartTypes): string => parts.get(name) ?? '';
  return {
    date: `${at('year')}-${at('month')}-${at('day')}`,
    hour: Number(at('hour')),
    minute: Number(at('minute')),
    second: Number(at('second')),
  };
}

const two = (value: number): string => String(value).padStart(2, '0');

/** Wall time `14:35`, with seconds `14:35:10`. */
export function formatTime(instant: string | number, zone: string, seconds = false): string {
  const { hour, minute, second } = zoned(instant, zone);
  return `${two(hour)}:${two(minute)}${seconds ? `:${two(second)}` : ''}`;
}

const WEEKDAYS: Record<Lang, readonly string[]> = {
  'zh-CN': ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
};
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function fields(date: LocalDate): { year: number; month: number; day: number } {
  const [year = 1970, month = 1, day = 1] = date.split('-').map(Number);
  return { year, month, day };
}

/** `Tue` / `周二`. */
export function weekday(date: LocalDate, lang: Lang): string {
  return WEEKDAYS[lang][new Date(`${date}T00:00:00Z`).getUTCDay()] ?? '';
}

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
export function formatMoment(instant: string | number, zone: string, lang: Lang, today: LocalDate): string {
  const { date } = zoned(instant, zone);
  const time = formatTime(instant, zone);
  return date === today ? time : `${formatDay(date, lang)} ${time}`;
}

/** Date and time with seconds, for raw readings: `2026-05-19 14:30:00`. */
export function formatStamp(instant: string | number, zone: string): string {
  return `${zoned(instant, zone).date} ${formatTime(instant, zone, true)}`;
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

/** Local date arithmetic; days of a calendar have no zone. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Adds months; the day is clipped to the month's length (31 Jan + 1 = 28 Feb). */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const { year, month, day } = fields(date);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const length = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return `${first.getUTCFullYear()}-${two(first.getUTCMonth() + 1)}-${two(Math.min(day, length))}`;
}

/** Whole days from one date to another. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
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
export function zoneOffset(zone: string, instant: number): string {
  const name = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
    .formatToParts(new Date(instant))
    .find((part) => part.type === 'timeZoneName')?.value;
  const offset = (name ?? '').replace('GMT', '');
  return `UTC${offset === '' ? '+00:00' : offset}`;
}
