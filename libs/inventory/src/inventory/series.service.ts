import { Injectable } from '@nestjs/common';
import { methodById } from '@zerofab/accounting';
import { type EmissionsSeries } from '@zerofab/contracts';
import { type SiteEntity } from '@zerofab/telemetry';
import { scopeOf } from '@zerofab/vocabulary';
import { bucketBorders, dayLabel, isoIn, startOf, yearOf, type Span } from '@zerofab/calendar';
import { SupplyService } from '../electricity/supply.service.js';
import { SourceStore } from '../sources/source.store.js';
import { ActivityReader, boundarySpan, type SourceActivityData } from './activity-reader.js';
import { totalActivity } from './activity.js';
import { bucketTotal, type Rate, type SeriesPart } from './bucket-totals.js';
import { bucketValues } from './bucket-values.js';
import { FactorLibraryStore } from '../library/factor-library.store.js';
import { ParameterStore } from '../parameters/parameter.store.js';
import { siteParameters } from '../parameters/site-parameters.js';
import { mergedData } from './merged-data.js';
import { weightInTotal } from './method-lines.js';
import type { FigureContext } from './figure-context.js';
import { sourceFigure } from './source-figure.js';

const SETTLE_MS = 3000;

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
    const parts = data.map((part): SeriesPart => ({
      code: part.source.code,
      scope: scopeOf(part.source.category),
      weight: weightInTotal(part.source, methodById()),
      metered: part.source.activity.kind === 'meters',
      values: bucketValues(part, sums, borders, boundarySpan(part.source, zone), nowMs),
    }));
    const buckets = borders.slice(0, -1).map((fromMs, index) => {
      const toMs = borders[index + 1] ?? fromMs;
      return {
        start: isoIn(fromMs, zone),
        end: isoIn(toMs, zone),
        ...bucketTotal(parts, rates.of(data, yearOf(fromMs, zone)), index),
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
  private readonly known = new Map<number, Rate[]>();

  constructor(private readonly context: FigureContext) {}

  /** Rates of an accounting year, in the order of the sources. */
  of(data: readonly SourceActivityData[], accountingYear: number): readonly Rate[] {
    const rates = this.known.get(accountingYear) ?? data.map((part) => this.rate(part, accountingYear));
    this.known.set(accountingYear, rates);
    return rates;
  }

  private rate(data: SourceActivityData, accountingYear: number): Rate {
    const { zone, nowMs } = this.context;
    const year = mergedData(data, (period) => yearOf(period.span.fromMs, zone) === accountingYear, nowMs);
    const total = totalActivity(year.activity.periods, nowMs).value;
    const { tco2e, energy } = sourceFigure(year, this.context);
    const per = (figure: number | null): number | null => {
      if (figure === null || total === null) return null;
      return total.isZero() ? 0 : figure / total.toNumber();
    };
    return { tco2e: per(tco2e), tce: per(energy === null ? null : Number(energy.tce)) };
  }
}
