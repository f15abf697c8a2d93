import { Injectable } from '@nestjs/common';
import { methodById } from '@zerofab/accounting';
import { bucketBorders, isoIn, type Span } from '@zerofab/calendar';
import type { EmissionsSeries } from '@zerofab/contracts';
import {
  boundarySpan,
  bucketGases,
  bucketTotal,
  bucketValues,
  figureContext,
  RateTable,
  type SeriesPart,
  type SourceDefinition,
} from '@zerofab/figures';
import type { SiteEntity } from '@zerofab/telemetry';
import { scopeOf } from '@zerofab/vocabulary';
import { SourceStore } from '../sources/source.store.js';
import { FrozenInventories, type FrozenBasis } from '../periods/frozen-inventories.service.js';
import { ActivityReader } from './activity-reader.js';
import { frozenMonths } from './frozen-months.js';
import { SiteFactsService } from './site-facts.service.js';

const SETTLE_MS = 3000;

/**
 * Emissions over time, for charts: each bucket's activity data times what one unit of it makes in its month, out of the
 * figures that the inventory of the month has. Months of a locked period are those of its latest version.
 */
@Injectable()
export class SeriesService {
  constructor(
    private readonly sources: SourceStore,
    private readonly activity: ActivityReader,
    private readonly facts: SiteFactsService,
    private readonly frozen: FrozenInventories,
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
    const data = await this.activity.read(site, sources, bucketBorders(span, 'month', zone), nowMs);
    const sums = await this.activity.sumsByBucket(data, borders);
    const facts = await this.facts.read(site, { span, nowMs }, data);
    const rates = new RateTable(data, figureContext(facts, methodById()));
    const parts = data.map((part): SeriesPart => ({
      code: part.source.code,
      metered: part.source.activity.kind === 'meters',
      values: bucketValues(part, sums, borders, boundarySpan(part.source, zone), nowMs),
    }));
    const locked = await this.frozen.lockedWithin(site, span);
    const bases: FrozenBasis[] = [];
    for (const period of bucket === 'month' ? locked : []) bases.push(await this.frozen.basis(site, period));
    const months = bases.map((basis) => frozenMonths(basis, borders));
    const frozenAt = (index: number) => months.map((month) => month(index)).find((one) => one !== undefined);
    const buckets = borders.slice(0, -1).map((fromMs, index) => {
      const toMs = borders[index + 1] ?? fromMs;
      const frozen = frozenAt(index);
      return {
        start: isoIn(fromMs, zone),
        end: isoIn(toMs, zone),
        ...(frozen ?? bucketTotal(parts, rates.at(fromMs), index)),
        ...(bucket === 'hour' ? {} : { gases: frozen?.gases ?? bucketGases(parts, rates.at(fromMs), index) }),
        running: fromMs <= nowMs && nowMs < toMs,
      };
    });
    return {
      from: isoIn(span.fromMs, zone),
      to: isoIn(span.toMs, zone),
      bucket,
      timezone: zone,
      settled,
      versions: locked.map(({ period, fromMs, toMs }) => ({
        period,
        version: bases.find((basis) => basis.period.period === period)?.version.version ?? null,
        from: isoIn(fromMs, zone),
        to: isoIn(toMs, zone),
      })),
      sources: withFrozen(sources, bases).map(({ code, name, category }) => ({
        code,
        name,
        category,
        scope: scopeOf(category),
      })),
      buckets,
    };
  }
}

/** The sources of today, and those that only a frozen version knows. */
const withFrozen = (
  sources: readonly SourceDefinition[],
  bases: readonly FrozenBasis[],
): SourceDefinition[] => {
  const known = new Map(sources.map((source) => [source.code, source]));
  for (const { data } of bases)
    for (const { source } of data) if (!known.has(source.code)) known.set(source.code, source);
  return [...known.values()];
};
