/**
 * How the times of a file are written. `ymd`, `dmy`, `mdy`: order of year, month and day, whatever stands between them,
 * with or without time of day, AM/PM, offset, Chinese signs, names of months or no signs at all (`202601050815`).
 * `excel`: days since 30 December 1899. Epoch seconds or milliseconds.
 */
export const TIME_STYLES = ['ymd', 'dmy', 'mdy', 'excel', 'epoch-s', 'epoch-ms'] as const;
export type TimeStyle = (typeof TIME_STYLES)[number];

export const isTimeStyle = (text: string): text is TimeStyle =>
  (TIME_STYLES as readonly string[]).includes(text);

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const YEAR_FIRST = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?!\d)/;
const YEAR_LAST = /^(\d{1,2})[-/.\s]\s*(\d{1,2}|[A-Za-z]{3,9})\.?[-/.,\s]\s*(\d{4}|\d{2})(?!\d)/;
const NAMED_FIRST = /^([A-Za-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})(?!\d)/;
const SIGNLESS = /^(\d{4})(\d{2})(\d{2})(?=$|[T\s]|\d{4}(?:\d{2})?$)/;
const CLOCK =
  /^(上午|下午|[AP]\.?M\.?)?\s*(\d{1,2})(?:[:：.时点h](\d{1,2})?)?(?:[:：.分](\d{1,2})?)?(?:[.,](\d{1,9}))?[秒分]?\s*([AP]\.?M\.?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/i;
const SIGNLESS_CLOCK = /^(\d{2})(\d{2})(\d{2})?$/;

const two = (value: number): string => String(value).padStart(2, '0');

const clockIso = (hour: number, rest: readonly (string | undefined)[], offset = ''): string | undefined => {
  const [minute, second, fraction] = rest.map((text) => Number(text ?? 0));
  const [m, s] = [minute ?? 0, second ?? 0];
  if (hour > 24 || m > 59 || s > 59 || (hour === 24 && m + s > 0)) return undefined;
  const parts = fraction === undefined || fraction === 0 ? '' : `.${String(rest[2]).slice(0, 3)}`;
  const zone = /^utc$/i.test(offset) ? 'Z' : offset.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2').toUpperCase();
  return `T${two(hour)}:${two(m)}:${two(s)}${parts}${zone}`;
};

const halfOfDay = (hour: number, mark: string): number => {
  if (/^(下|p)/i.test(mark)) return hour < 12 ? hour + 12 : hour;
  return hour === 12 ? 0 : hour;
};

/** A time of day as ISO writes it, `T08:15:00`; midnight where none stands; undefined where it is none. */
export const clockOf = (text: string): string | undefined => {
  const rest = text.trim().replace(/^T/, '');
  if (rest === '') return 'T00:00:00';
  const signless = SIGNLESS_CLOCK.exec(rest);
  if (signless !== null) return clockIso(Number(signless[1]), [signless[2], signless[3]]);
  const [, before, hours, minute, second, fraction, after, offset] = CLOCK.exec(rest) ?? [];
  if (hours === undefined) return undefined;
  const mark = before ?? after;
  const hour = Number(hours);
  return clockIso(mark === undefined ? hour : halfOfDay(hour, mark), [minute, second, fraction], offset);
};

const monthOf = (text: string): number =>
  /^\d/.test(text) ? Number(text) : MONTHS.indexOf(text.slice(0, 3).toLowerCase()) + 1;

const dateIso = (year: string, month: number, day: number): string | undefined => {
  const full = year.length === 2 ? `20${year}` : year;
  const last = new Date(Date.UTC(Number(full), month, 0)).getUTCDate();
  const can = Number(full) >= 1900 && Number(full) <= 2200 && month >= 1 && month <= 12 && day >= 1;
  return can && day <= last ? `${full}-${two(month)}-${two(day)}` : undefined;
};

/** Date at the begin of a text by the order, and what stands behind it. */
const dateOf = (text: string, style: TimeStyle): readonly [string | undefined, string] | undefined => {
  const rest = (match: RegExpExecArray): string => text.slice(match[0].length);
  const first = style === 'ymd' ? (YEAR_FIRST.exec(text) ?? SIGNLESS.exec(text)) : null;
  if (first !== null) return [dateIso(first[1] ?? '', Number(first[2]), Number(first[3])), rest(first)];
  const named = style === 'mdy' ? NAMED_FIRST.exec(text) : null;
  if (named !== null)
    return [dateIso(named[3] ?? '', monthOf(named[1] ?? ''), Number(named[2])), rest(named)];
  const last = style === 'ymd' ? null : YEAR_LAST.exec(text);
  if (last === null) return undefined;
  const [, a = '', b = '', year = ''] = last;
  const month = style === 'dmy' ? monthOf(b) : /^\d/.test(b) ? Number(a) : 0;
  return [dateIso(year, month, Number(style === 'dmy' ? a : b)), rest(last)];
};

const NUMBER = /^\d+(?:[.,]\d+)?$/;

const ofNumber = (text: string, style: TimeStyle): string | undefined => {
  if (!NUMBER.test(text)) return undefined;
  const value = Number(text.replace(',', '.'));
  if (style === 'excel') {
    if (value < 1 || value > 109_574) return undefined;
    // A day's fraction is written with so many digits that a second is told apart, a millisecond is not.
    const ms = Date.UTC(1899, 11, 30) + Math.round(value * 86_400) * 1000;
    return new Date(ms).toISOString().slice(0, 19);
  }
  const ms = style === 'epoch-s' ? value * 1000 : value;
  return ms <= 7_258_118_400_000 ? new Date(ms).toISOString() : undefined;
};

/**
 * A time as ISO 8601 writes it, with the offset that stands in the text or none.
 * @returns undefined where the text is no time of this style or has no date
 * @example isoOf('2026年1月5日 8时15分', 'ymd') // 2026-01-05T08:15:00
 */
export const isoOf = (text: string, style: TimeStyle): string | undefined => {
  const bare = text.trim();
  if (style === 'excel' || style === 'epoch-s' || style === 'epoch-ms') return ofNumber(bare, style);
  const [date, rest] = dateOf(bare, style) ?? [];
  if (date === undefined || rest === undefined) return undefined;
  const clock = clockOf(rest.replace(/^[\s,]+(?:周|星期).\s*/, ' ').replace(/^,/, ''));
  return clock === undefined ? undefined : date + clock;
};

/** From and to in one text: `a to b`, `a - b`, `a ~ b`, `a 至 b`; both are times or times of day. */
export const rangeOf = (text: string): readonly [string, string] | undefined => {
  const parts = text.trim().split(/\s+to\s+|\s+[-–—]\s+|\s*[~～至到]\s*/i);
  const [from, to] = parts;
  return parts.length === 2 && from !== undefined && to !== undefined && from !== '' && to !== ''
    ? [from, to]
    : undefined;
};
