import type { EmissionsSeries } from '@zerofab/contracts';
import type { Quality } from '@zerofab/vocabulary';
import type { Lang } from '../../format/quantity';
import { addDays, addMonths, daysBetween, type LocalDate } from '@zerofab/calendar';
import {
  formatDay,
  formatDayOfWeek,
  formatMonth,
  formatMonthShort,
  formatTime,
  dayOf,
} from '../../format/time';
import type { SeriesBucket, Span } from '../../span/span';

type Bucket = EmissionsSeries['buckets'][number];

/** One place on the time axis of the trend. Values in tCO2e; null = not known, never 0. */
export interface TrendPoint {
  readonly key: string;
  /** Short label of the axis, long one of tooltip and table. */
  readonly label: string;
  readonly title: string;
  /** Ends of the bucket as the API understands them, half-open. */
  readonly from: string;
  readonly to: string;
  readonly direct: number | null;
  readonly indirect: number | null;
  readonly estimated: number;
  readonly total: number | null;
  /** Same place of the span compared with. */
  readonly compared: number | null;
  readonly coverage: number | null;
  readonly quality: Quality | null;
  readonly running: boolean;
  /** The time is over, or running, and there is no figure. A place in the future is not missing. */
  readonly missing: boolean;
  /** A figure, but one scope that has sources is not in it: a lower bound. */
  readonly partial: boolean;
}

interface Place {
  readonly key: string;
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly title: string;
}

/** Every place of a span on the axis, the future ones too. */
export function placesOf(span: Span, bucket: SeriesBucket, lang: Lang): readonly Place[] {
  const places: Place[] = [];
  if (bucket === 'month') {
    for (let from = `${span.from.slice(0, 7)}-01`; from < span.to; from = addMonths(from, 1)) {
      const key = from.slice(0, 7);
      const to = addMonths(from, 1);
      places.push({ key, from, to, label: formatMonthShort(from, lang), title: formatMonth(from, lang) });
    }
    return places;
  }
  for (let date = span.from; date < span.to; date = addDays(date, 1)) {
    if (bucket === 'day') places.push(dayPlace(date, span, lang));
    else places.push(...hourPlaces(date, lang, daysBetween(span.from, span.to) > 2));
  }
  return places;
}

function dayPlace(date: LocalDate, span: Span, lang: Lang): Place {
  const first = date === span.from || date.endsWith('-01');
  const day = Number(date.slice(8));
  const label =
    first && lang === 'zh-CN'
      ? `${Number(date.slice(5, 7))}/${day}`
      : first && date !== span.from
        ? formatDay(date, lang)
        : String(day);
  return { key: date, from: date, to: addDays(date, 1), label, title: formatDayOfWeek(date, lang) };
}

/** Over several days the axis names the days, not the hours. */
function hourPlaces(date: LocalDate, lang: Lang, manyDays: boolean): readonly Place[] {
  return Array.from({ length: 24 }, (_, hour) => {
    const at = (value: number): string => `${String(value).padStart(2, '0')}:00`;
    const title = `${formatDayOfWeek(date, lang)} ${at(hour)}–${at(hour + 1)}`;
    return {
      key: `${date}T${String(hour).padStart(2, '0')}`,
      from: '',
      to: '',
      label: manyDays ? formatDay(date, lang) : at(hour),
      title,
    };
  });
}

/** Where a bucket of the server stands on the axis. */
export function keyOf(start: string, bucket: SeriesBucket, zone: string): string {
  const date = dayOf(start, zone);
  if (bucket === 'month') return date.slice(0, 7);
  return bucket === 'day' ? date : `${date}T${formatTime(start, zone).slice(0, 2)}`;
}

const plus = (a: number | null, b: number | null): number | null =>
  a === null && b === null ? null : (a ?? 0) + (b ?? 0);

/** Adds two buckets of one place: the repeated hour at the end of summer time. */
function join(a: Bucket, b: Bucket): Bucket {
  return {
    ...a,
    end: b.end,
    directTco2e: plus(a.directTco2e, b.directTco2e),
    indirectTco2e: plus(a.indirectTco2e, b.indirectTco2e),
    estimatedTco2e: a.estimatedTco2e + b.estimatedTco2e,
    coverage: (a.coverage + b.coverage) / 2,
    running: b.running,
  };
}

/** Is a scope that has sources without a figure? Then the bucket's sum says too little. */
function lacksScope(bucket: Bucket, series: EmissionsSeries | null): boolean {
  const has = (scope: 'direct' | 'energyIndirect'): boolean =>
    series?.sources.some((source) => source.scope === scope) ?? false;
  return (
    (bucket.directTco2e === null && has('direct')) || (bucket.indirectTco2e === null && has('energyIndirect'))
  );
}

function byPlace(series: EmissionsSeries | null): ReadonlyMap<string, Bucket> {
  const found = new Map<string, Bucket>();
  for (const bucket of series?.buckets ?? []) {
    const key = keyOf(bucket.start, series?.bucket ?? 'day', series?.timezone ?? 'UTC');
    const known = found.get(key);
    found.set(key, known === undefined ? bucket : join(known, bucket));
  }
  return found;
}

/**
 * Points of the trend: the span's places with the server's figures, beside those of the span compared with.
 * `now` in epoch milliseconds decides what is future.
 */
export function trendPoints(input: {
  readonly span: Span;
  readonly comparedSpan: Span;
  readonly bucket: SeriesBucket;
  readonly series: EmissionsSeries;
  readonly compared: EmissionsSeries | null;
  readonly now: number;
  readonly lang: Lang;
}): readonly TrendPoint[] {
  const buckets = byPlace(input.series);
  const past = byPlace(input.compared);
  const pastPlaces = placesOf(input.comparedSpan, input.bucket, input.lang);
  return placesOf(input.span, input.bucket, input.lang).map((place, index) => {
    const bucket = buckets.get(place.key);
    const known = bucket !== undefined && Date.parse(bucket.start) <= input.now ? bucket : undefined;
    const before = past.get(pastPlaces[index]?.key ?? '');
    const direct = known?.directTco2e ?? null;
    const indirect = known?.indirectTco2e ?? null;
    const total = plus(direct, indirect);
    return {
      ...place,
      from: place.from === '' ? (bucket?.start ?? '') : place.from,
      to: place.to === '' ? (bucket?.end ?? '') : place.to,
      direct,
      indirect,
      estimated: total === null ? 0 : Math.min(total, known?.estimatedTco2e ?? 0),
      total,
      // Half a comparison would say that things got much worse.
      compared:
        before === undefined || before.coverage < 0.9 || lacksScope(before, input.compared)
          ? null
          : plus(before.directTco2e, before.indirectTco2e),
      coverage: known?.coverage ?? null,
      quality: known?.quality ?? null,
      running: known?.running ?? false,
      missing: known !== undefined && total === null,
      partial: known !== undefined && total !== null && lacksScope(known, input.series),
    };
  });
}

/** Parts of a bar: the estimated part is taken from the energy-indirect first, where most of it comes from. */
export function segmentsOf(point: TrendPoint): {
  readonly direct: number;
  readonly directEstimated: number;
  readonly indirect: number;
  readonly indirectEstimated: number;
} {
  const indirect = point.indirect ?? 0;
  const direct = point.direct ?? 0;
  const indirectEstimated = Math.min(point.estimated, indirect);
  const directEstimated = Math.min(point.estimated - indirectEstimated, direct);
  return {
    direct: direct - directEstimated,
    directEstimated,
    indirect: indirect - indirectEstimated,
    indirectEstimated,
  };
}

/** Stretches of missing places, by index, both ends inclusive. */
export function missingRuns(
  points: readonly TrendPoint[],
): readonly (readonly [first: number, last: number])[] {
  const runs: [number, number][] = [];
  for (const [index, point] of points.entries()) {
    if (!point.missing && !point.partial) continue;
    const last = runs.at(-1);
    if (last !== undefined && last[1] === index - 1) last[1] = index;
    else runs.push([index, index]);
  }
  return runs;
}

/** Figures for the spoken summary: total, highest place, number of gaps. */
export function trendSummary(points: readonly TrendPoint[]): {
  readonly total: number | null;
  readonly peak: TrendPoint | null;
  readonly gaps: number;
} {
  const known = points.filter((point) => point.total !== null);
  return {
    total: known.length === 0 ? null : known.reduce((sum, point) => sum + (point.total ?? 0), 0),
    peak: known.reduce<TrendPoint | null>(
      (most, p) => ((p.total ?? 0) > (most?.total ?? -1) ? p : most),
      null,
    ),
    gaps: missingRuns(points).length,
  };
}
