import { Injectable } from '@nestjs/common';
import { methodById } from '@zerofab/accounting';
import { scopeOf, type EmissionsSeries, type Scope } from '@zerofab/contracts';
import {
  bucketBorders,
  dayLabel,
  isoIn,
  startOf,
  yearOf,
  type SiteEntity,
  type Span,
} from '@zerofab/telemetry';
import { SupplyService } from '../electricity/supply.service.js';
import { SourceStore } from '../sources/source.store.js';
import { ActivityReader, boundarySpan, type SourceActivityData } from './activity-reader.js';
import { totalActivity, worstQuality } from './activity.js';
import { bucketValues, type BucketValue } from './bucket-values.js';
import { FactorLibraryStore } from '../library/factor-library.store.js';
import { ParameterStore } from '../parameters/parameter.store.js';
import { siteParameters } from '../parameters/site-parameters.js';
import { mergedData } from './merged-data.js';
import { weightInTotal } from './method-lines.js';
import type { FigureContext } from './figure-context.js';
import { sourceFigure } from './source-figure.js';

const SETTLE_MS = 3000;

interface Rate {
  /** tCO2e per unit of activity; null when there is no factor. */
  readonly tco2e: number | null;
  /** tce per unit of activity; null when there is no coefficient. */
  readonly tce: number | null;
}

/**
 * Emissions over time, for charts: each bucket's activity data times the emissions of one unit of it, by the same
 * engine. Figures to be quoted come from the inventory of the bucket's span.
 */
@Injectable()
export class SeriesService {
  constructor(
    private readonly sources: SourceStore,
    private readonly activity: ActivityReader,
    private readonly parameters: ParameterStore,
    private readonly supplies: SupplyService,
    private readonly libraries: FactorLibraryStore,
  ) {}

  async series(
    site: SiteEntity,
    span: Span,
    bucket: 'hour' | 'day' | 'month',
    nowMs: number,
  ): Promise<EmissionsSeries> {
    const zone = site.timezone;
    const borders = bucketBorders(span, bucket, zone);
    const sources = (await this.sources.list(site.id)).filter((source) => source.included !== false);
    const settled = await this.activity.settle(site, sources, SETTLE_MS);
    const data = await this.activity.read(site, sources, yearBorders(span, zone), nowMs);
    const sums = await this.activity.sumsByBucket(data, borders);
    const rates = new RateTable({
      zone,
      gridRegion: site.gridRegion,
      asOf: dayLabel(nowMs, zone),
      nowMs,
      method: methodById(),
      library: await this.libraries.library(),
      parameters: siteParameters(await this.parameters.believed(site.id)),
      proven: await this.supplies.proven(site, { span, nowMs }, methodById()),
    });
    const values = data.map((part) =>
      bucketValues(part, sums, borders, boundarySpan(part.source, zone), nowMs),
    );
    const weights = data.map(({ source }) => weightInTotal(source, methodById()));
    const buckets = borders.slice(0, -1).map((fromMs, index) => {
      const toMs = borders[index + 1] ?? fromMs;
      const year = yearOf(fromMs, zone);
      const parts = data.map((part, n) =>
        valueOf(part, values[n]?.[index], rates.of(part, year), weights[n] ?? 0),
      );
      return {
        start: isoIn(fromMs, zone),
        end: isoIn(toMs, zone),
        ...bucketOf(parts),
        running: fromMs <= nowMs && nowMs < toMs,
      };
    });
    return {
      from: isoIn(span.fromMs, zone),
      to: isoIn(span.toMs, zone),
      bucket,
      timezone: zone,
      settled,
      sources: sources.map(({ code, name, category }) => ({
        code,
        name,
        category,
        scope: scopeOf(category),
      })),
      buckets,
    };
  }
}

/** The span divided where an accounting year begins. */
const yearBorders = (span: Span, zone: string): number[] => {
  const borders = [span.fromMs];
  for (let at = startOf(span.fromMs, 'year', zone, 1); at < span.toMs; at = startOf(at, 'year', zone, 1))
    borders.push(at);
  return [...borders, span.toMs];
};

/** Emissions and energy per unit of activity, per source and accounting year: the figure of the year over its activity. */
class RateTable {
  private readonly known = new Map<string, Rate>();

  constructor(private readonly context: FigureContext) {}

  of(data: SourceActivityData, accountingYear: number): Rate {
    const key = `${data.source.code} ${String(accountingYear)}`;
    const before = this.known.get(key);
    if (before !== undefined) return before;
    const { zone, nowMs } = this.context;
    const year = mergedData(data, (period) => yearOf(period.span.fromMs, zone) === accountingYear, nowMs);
    const total = totalActivity(year.activity.periods, nowMs).value;
    const { tco2e, energy } = sourceFigure(year, this.context);
    const per = (figure: number | null): number | null => {
      if (figure === null || total === null) return null;
      return total.isZero() ? 0 : figure / total.toNumber();
    };
    const rate = { tco2e: per(tco2e), tce: per(energy === null ? null : Number(energy.tce)) };
    this.known.set(key, rate);
    return rate;
  }
}

interface PartValue {
  readonly code: string;
  readonly scope: Scope;
  readonly tco2e: number | null;
  readonly estimated: number;
  readonly tce: number | null;
  readonly bucket: BucketValue | undefined;
  readonly metered: boolean;
}

const valueOf = (
  { source }: SourceActivityData,
  bucket: BucketValue | undefined,
  rate: Rate,
  weight: number,
): PartValue => {
  const amount = bucket?.value ?? null;
  const times = (unitRate: number | null, sign = 1): number | null =>
    amount === null || unitRate === null ? null : amount * unitRate * sign;
  return {
    code: source.code,
    scope: scopeOf(source.category),
    tco2e: weight === 0 ? null : times(rate.tco2e, weight),
    estimated: weight === 0 ? 0 : (bucket?.estimated ?? 0) * (rate.tco2e ?? 0),
    tce: times(rate.tce),
    bucket,
    metered: source.activity.kind === 'meters',
  };
};

const sumOf = (values: readonly (number | null)[]): number | null => {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((total, value) => total + value, 0);
};

/** Weighted by emissions; where a metered source has no figure its weight is not known, and all count alike. */
const coverageOfParts = (parts: readonly PartValue[], total: number): number => {
  const metered = parts.filter((part) => part.metered);
  if (metered.length === 0) return parts[0]?.bucket?.coverage ?? 0;
  const allKnown = metered.every((part) => part.tco2e !== null) && total > 0;
  const weights = metered.map((part) => (allKnown ? (part.tco2e ?? 0) : 1));
  const sum = weights.reduce((all, weight) => all + weight, 0);
  return sum === 0
    ? 0
    : metered.reduce(
        (all, part, index) => all + ((weights[index] ?? 0) / sum) * (part.bucket?.coverage ?? 0),
        0,
      );
};

const bucketOf = (
  parts: readonly PartValue[],
): Omit<EmissionsSeries['buckets'][number], 'start' | 'end' | 'running'> => {
  const metered = parts.filter((part) => part.bucket !== undefined && part.tco2e !== null);
  const total = sumOf(parts.map((part) => part.tco2e)) ?? 0;
  const coverage = coverageOfParts(parts, total);
  return {
    directTco2e: sumOf(parts.filter((part) => part.scope === 'direct').map((part) => part.tco2e)),
    indirectTco2e: sumOf(parts.filter((part) => part.scope === 'energyIndirect').map((part) => part.tco2e)),
    estimatedTco2e: parts.reduce((sum, part) => sum + part.estimated, 0),
    tce: sumOf(parts.map((part) => part.tce)),
    coverage: Math.min(1, coverage),
    quality:
      metered.length === 0
        ? 'missing'
        : worstQuality(metered.map((part) => part.bucket?.quality ?? 'missing')),
    sources: parts.map(({ code, tco2e }) => ({ code, tco2e })),
  };
};
