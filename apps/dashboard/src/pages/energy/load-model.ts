import { dayKindOf, daysBetween, hourOf, keepsChineseHolidays, weekdayOf } from '@zerofab/calendar';
import type { Consumption, SiteEnergy } from '@zerofab/contracts';
import type { LoadStep } from '@zerofab/metering';
import { dayOf, formatDay, formatTime } from '../../format/time';
import type { Lang } from '../../format/quantity';
import type { Span } from '../../span/span';

export type LoadBucket = '15m' | 'hour' | 'day';
const HOUR_MS = 3_600_000;
/** A step known in part gives no mean power. */
const KNOWN = 0.99;

/** Finest step that a chart of the span can show. */
export function loadBucket(span: Span): LoadBucket {
  const days = daysBetween(span.from, span.to);
  if (days <= 31) return '15m';
  return days <= 366 ? 'hour' : 'day';
}

/** kWh of one unit of a meter, where it counts energy or a fuel with a calorific value; null for media. */
export function kwhPerUnit({ unit, value, kwh }: SiteEnergy['meters'][number]): number | null {
  if (unit === 'kWh') return 1;
  return kwh === null || value === null || value === 0 ? null : Number(kwh) / value;
}

const rests = (day: string, zone: string): boolean => {
  if (!keepsChineseHolidays(zone)) return weekdayOf(day) > 5;
  const kind = dayKindOf(day);
  return kind === 'weekend' || kind === 'holiday';
};

export interface LoadRow extends LoadStep {
  readonly estimated: boolean;
  readonly day: string;
}

/** Steps of a consumption that are over, with their energy; of those known in part none. */
export function loadRows(consumption: Consumption, perUnit: number | null, nowMs: number): LoadRow[] {
  const zone = consumption.timezone;
  const restDays = new Map<string, boolean>();
  const over = consumption.buckets.filter(({ end }) => Date.parse(end) <= nowMs);
  return over.map((bucket) => {
    const [startMs, endMs] = [Date.parse(bucket.start), Date.parse(bucket.end)];
    const day = dayOf(startMs, zone);
    const resting = restDays.get(day) ?? rests(day, zone);
    restDays.set(day, resting);
    const known = bucket.value !== null && (bucket.coverage > KNOWN || bucket.quality === 'estimated');
    return {
      startMs,
      hours: (endMs - startMs) / HOUR_MS,
      kwh: known ? (bucket.value ?? 0) * (perUnit ?? 1) : null,
      resting,
      estimated: bucket.quality === 'estimated',
      day,
    };
  });
}

/** Cells of the heat map: mean power of each hour of each day; null where it is not known whole. */
interface HeatMap {
  readonly days: readonly string[];
  readonly cells: readonly { readonly day: number; readonly hour: number; readonly kw: number | null }[];
}
export function heatMap(rows: readonly LoadRow[], zone: string): HeatMap {
  const days = [...new Set(rows.map(({ day }) => day))];
  const at = new Map(days.map((day, index) => [day, index]));
  const cells = new Map<string, { day: number; hour: number; kwh: number; hours: number; known: boolean }>();
  for (const row of rows) {
    const [day, hour] = [at.get(row.day) ?? 0, Math.floor(hourOf(row.startMs, zone))];
    const key = `${day}|${hour}`;
    const cell = cells.get(key) ?? { day, hour, kwh: 0, hours: 0, known: true };
    cell.kwh += row.kwh ?? 0;
    cell.hours += row.hours;
    cell.known &&= row.kwh !== null;
    cells.set(key, cell);
  }
  return {
    days,
    cells: [...cells.values()].map(({ day, hour, kwh, hours, known }) => ({
      day,
      hour,
      kw: known ? kwh / hours : null,
    })),
  };
}

/** Time of a step in words: the clock within a day, day and clock beyond, the day alone for days. */
export function stepLabel(
  row: LoadRow,
  bucket: LoadBucket,
  oneDay: boolean,
  zone: string,
  lang: Lang,
): string {
  const clock = formatTime(row.startMs, zone);
  if (oneDay) return clock;
  return bucket === 'day' ? formatDay(row.day, lang) : `${formatDay(row.day, lang)} ${clock}`;
}
