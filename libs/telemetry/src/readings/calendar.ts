import { intervalMs, type BucketSize } from '@zerofab/contracts';
import { BUCKET_MS } from '@zerofab/metering';
import { invalid } from '@zerofab/platform';
import { DateTime } from 'luxon';
import type { Grain } from './query.store.js';
import { offsetMinutes } from './zone-offset.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** More stretches than this are not answered at once. */
const MAX_BORDERS = 50_000;
const MAX_OFFSET_MINUTES = 14 * 60;

/** Half-open, aligned to a quarter of an hour. */
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

const instant = (text: string, zone: string, field: string): number => {
  const time = parse(text, zone);
  // luxon takes an offset of 99 hours; none on earth is beyond 14.
  if (!time.isValid || Math.abs(time.offset) > MAX_OFFSET_MINUTES) {
    const detail = `"${text}" is no existing time`;
    throw invalid('bad-span', `${field}: ${detail}`, [{ field, detail }]);
  }
  return time.toMillis();
};

/**
 * Reads `from` and `to`: ISO 8601 with offset, or a local date, month or year of the zone. Borders between quarter
 * hours are moved outwards: consumption is known per quarter hour.
 * @throws ProblemError 422 when a time does not exist, or `to` is not after `from`.
 */
export const resolveSpan = (from: string, to: string, zone: string): Span => {
  const fromMs = Math.floor(instant(from, zone, 'from') / BUCKET_MS) * BUCKET_MS;
  const toMs = Math.ceil(instant(to, zone, 'to') / BUCKET_MS) * BUCKET_MS;
  if (toMs <= fromMs) {
    const detail = 'must be later than from; the span is half-open [from, to)';
    throw invalid('bad-span', `to: ${detail}`, [{ field: 'to', detail }]);
  }
  return { fromMs, toMs };
};

/** One instant of a request, as `resolveSpan` reads it; `field` names it in the refusal. */
export const resolveInstant = (text: string, zone: string, field: string): number =>
  instant(text, zone, field);

/** ISO 8601 with the zone's offset at that time. */
export const isoIn = (ms: number, zone: string): string => {
  const minutes = offsetMinutes(ms, zone);
  const local = new Date(ms + minutes * 60_000).toISOString();
  const two = (value: number): string => String(value).padStart(2, '0');
  const size = Math.abs(minutes);
  const offset = `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
  return `${local.endsWith('.000Z') ? local.slice(0, 19) : local.slice(0, 23)}${offset}`;
};

const nextBorder = (ms: number, bucket: 'day' | 'month', zone: string): number =>
  DateTime.fromMillis(ms, { zone })
    .startOf(bucket)
    .plus({ [bucket]: 1 })
    .startOf(bucket)
    .toMillis();

/** Local hours keep step with the zone's offset: where it is no whole hour, they start at :15, :30 or :45 UTC. */
const nextHour = (ms: number, zone: string): number => {
  const offsetMs = offsetMinutes(ms, zone) * 60_000;
  return (Math.floor((ms + offsetMs) / HOUR_MS) + 1) * HOUR_MS - offsetMs;
};

/**
 * Borders that divide [fromMs, toMs) into buckets of the zone: days of 23 and 25 hours where summer time changes,
 * months of their real length. The first and the last bucket are cut where the span begins and ends.
 * @throws ProblemError 422 when there would be too many.
 */
export const bucketBorders = (span: Span, bucket: BucketSize, zone: string): number[] => {
  const length = { '15m': BUCKET_MS, hour: HOUR_MS, day: DAY_MS, month: 28 * DAY_MS }[bucket];
  if ((span.toMs - span.fromMs) / length > MAX_BORDERS) {
    throw invalid(
      'span-too-long',
      `This span has more than ${String(MAX_BORDERS)} buckets; ask for a shorter one or a larger bucket`,
    );
  }
  const borders = [span.fromMs];
  let at = span.fromMs;
  while (at < span.toMs) {
    if (bucket === '15m') at += BUCKET_MS;
    else if (bucket === 'hour') at = nextHour(at, zone);
    else at = nextBorder(at, bucket, zone);
    borders.push(Math.min(at, span.toMs));
  }
  return borders;
};

/** Hours serve where every border is a full hour in UTC; otherwise the quarter hours below them are summed. */
export const grainOf = (borders: readonly number[]): Grain =>
  borders.every((ms) => ms % HOUR_MS === 0) ? 'hour' : 'quarter';

/** Local time as ISO 8601 without an offset. */
const localIso = (ms: number, zone: string): string =>
  new Date(ms + offsetMinutes(ms, zone) * 60_000).toISOString();

/** Local calendar year. */
export const yearOf = (ms: number, zone: string): number => Number(localIso(ms, zone).slice(0, 4));
/** Local month, e.g. 2026-05. */
export const monthLabel = (ms: number, zone: string): string => localIso(ms, zone).slice(0, 7);
/** Local date, e.g. 2026-05-19. */
export const dayLabel = (ms: number, zone: string): string => localIso(ms, zone).slice(0, 10);

/** Start of the local day, month or year that holds the instant, moved by whole local units. */
export const startOf = (ms: number, unit: 'day' | 'month' | 'year', zone: string, shift = 0): number =>
  DateTime.fromMillis(ms, { zone })
    .startOf(unit)
    .plus({ [unit]: shift })
    .toMillis();

/** The same local time some days, months or years away. */
export const shifted = (
  ms: number,
  by: { readonly days?: number; readonly months?: number; readonly years?: number },
  zone: string,
): number => DateTime.fromMillis(ms, { zone }).plus(by).toMillis();

/** Expected distance of a register's readings, for its online state; 15 minutes when none is declared. */
export const expectedIntervalMs = (interval: string | null): number =>
  interval === null ? BUCKET_MS : (intervalMs(interval) ?? BUCKET_MS);
