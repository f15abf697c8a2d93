import { MAX_YEAR, MIN_YEAR, RefusedError, refusalOf, type Bilingual } from '@zerofab/vocabulary';
import { DateTime } from 'luxon';
import { QUARTER_MS } from './quarter.js';
import { momentText } from './local.js';

const MAX_OFFSET_MINUTES = 14 * 60;

/** A stretch of time, half-open `[fromMs, toMs)`, in epoch milliseconds. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

const parse = (text: string, zone: string): DateTime => {
  // A "+" that a client did not encode arrives as a space.
  const iso = text.replace(/ (\d{2}:?\d{2})$/, '+$1').replace(' ', 'T');
  return /[zZ]$|[+-]\d{2}:?\d{2}$/.test(iso.slice(10))
    ? DateTime.fromISO(iso, { setZone: true })
    : DateTime.fromISO(iso, { zone });
};

/** The years of the product, and the first instant after them as an end. */
const inYears = (time: DateTime): boolean =>
  time.year >= MIN_YEAR &&
  (time.year <= MAX_YEAR || +time === +DateTime.fromObject({ year: MAX_YEAR + 1 }, { zone: time.zone }));

const refused = (field: string, zh: string, en: string): RefusedError =>
  new RefusedError(refusalOf('bad-span', field, { zh, en }));

/**
 * One instant of a request: ISO 8601 with offset, or a local date, month or year of the zone.
 * @param field names it in the refusal
 * @throws RefusedError bad-span when the time does not exist, or its year lies outside 1990 to 2100
 */
export const resolveInstant = (text: string, zone: string, field: string): number => {
  const time = parse(text, zone);
  // luxon takes an offset of 99 hours; none on earth is beyond 14.
  if (!time.isValid || Math.abs(time.offset) > MAX_OFFSET_MINUTES)
    throw refused(field, `“${text}”不是存在的时间`, `"${text}" is no existing time`);
  if (!inYears(time)) {
    const [first, last] = [String(MIN_YEAR), String(MAX_YEAR)];
    throw refused(
      field,
      `“${text}”的年份不在 ${first} 至 ${last} 之间，请核对`,
      `the year of "${text}" is not between ${first} and ${last}; check it`,
    );
  }
  return time.toMillis();
};

/**
 * Reads `from` and `to` as `resolveInstant` does. Borders between quarter hours are moved outwards: consumption is known
 * per quarter hour.
 * @throws RefusedError bad-span when a time does not exist, or `to` is not after `from`
 */
export const resolveSpan = (from: string, to: string, zone: string): Span => {
  const fromMs = Math.floor(resolveInstant(from, zone, 'from') / QUARTER_MS) * QUARTER_MS;
  const toMs = Math.ceil(resolveInstant(to, zone, 'to') / QUARTER_MS) * QUARTER_MS;
  if (toMs <= fromMs) throw refused('to', '必须晚于开始时间', 'must be later than from');
  return { fromMs, toMs };
};

/**
 * A span as people say it, with its last day or minute included: `2026-01-01 – 2026-01-31`, or both moments where it does
 * not begin and end with a day.
 */
export const spanText = ({ fromMs, toMs }: Span, zone: string): Bilingual => {
  const [from, to] = [momentText(fromMs, zone), momentText(toMs, zone)];
  const wholeDays = from.length === 10 && to.length === 10;
  const last = wholeDays ? momentText(toMs - 1, zone).slice(0, 10) : to;
  if (from === last) return { zh: from, en: from };
  return { zh: `${from} 至 ${last}`, en: `${from} to ${last}` };
};
