import { Injectable } from '@nestjs/common';
import { sourceEmissions } from '@zerofab/accounting';
import { scopeOf, type EmissionsSeries, type Scope } from '@zerofab/contracts';
import { lookupEnergyCoefficient } from '@zerofab/factors';
import { bucketBorders, dayLabel, isoIn, yearOf, type SiteEntity, type Span } from '@zerofab/telemetry';
import { convert } from '@zerofab/units';
import { SourceStore, type SourceDefinition } from '../sources/source.store.js';
import { ActivityReader, type SourceActivityData } from './activity-reader.js';
import { worstQuality, type ActivityPeriod } from './activity.js';
import { chooseFactors } from './choose-factors.js';
import { reasonOf } from './source-figure.js';

const SETTLE_MS = 3000;

interface Rate {
  /** tCO2e per unit of activity; null when there is no factor. */
  readonly tco2e: number | null;
  /** tce per unit of activity; null when there is no coefficient. */
  readonly tce: number | null;
}

const attempt = <T>(compute: () => T): T | null => {
  try {
    return compute();
  } catch (error) {
    reasonOf(error);
    return null;
  }
};

/**
 * Emissions over time, for charts: each bucket's activity data times the emissions of one unit of it, by the same
 * engine. Figures to be quoted come from the inventory of the bucket's span.
 */
@Injectable()
export class SeriesService {
  constructor(
    private readonly sources: SourceStore,
    private readonly activity: ActivityReader,
  ) {}

  async series(
    site: SiteEntity,
    span: Span,
    bucket: 'hour' | 'day' | 'month',
    nowMs: number,
  ): Promise<EmissionsSeries> {
    const zone = site.timezone;
    const borders = bucketBorders(span, bucket, zone);
    const sources = await this.sources.list(site.id);
    const settled = await this.activity.settle(site, sources, SETTLE_MS);
    const data = await this.activity.read(site, sources, borders, nowMs);
    const rates = new RateTable(site, dayLabel(nowMs, zone));
    const buckets = borders.slice(0, -1).map((fromMs, index) => {
      const toMs = borders[index + 1] ?? fromMs;
      const parts = data.map((part) => valueOf(part, index, rates.of(part, yearOf(fromMs, zone))));
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

/** Emissions and energy of one unit of activity, per source and accounting year. */
class RateTable {
  private readonly known = new Map<string, Rate>();

  constructor(
    private readonly site: SiteEntity,
    private readonly asOf: string,
  ) {}

  of({ source, activity }: SourceActivityData, accountingYear: number): Rate {
    const key = `${source.code} ${String(accountingYear)}`;
    const before = this.known.get(key);
    if (before !== undefined) return before;
    const one = { value: '1', unit: activity.unit };
    const tco2e = attempt(() => {
      const factors = chooseFactors({
        category: source.category,
        choice: source.factor,
        gridRegion: this.site.gridRegion,
        accountingYear,
        asOf: this.asOf,
        sourceVersion: source.version,
      });
      return Number(
        sourceEmissions({ category: source.category, sourceCode: source.code, activity: one, factors }).tco2e,
      );
    });
    const rate = { tco2e, tce: attempt(() => tcePerUnit(source, activity.unit)) };
    this.known.set(key, rate);
    return rate;
  }
}

const tcePerUnit = (source: SourceDefinition, unit: string): number => {
  const carrier =
    source.factor.kind === 'fuel'
      ? source.factor.fuel
      : source.category === 'purchasedHeat'
        ? 'heat'
        : 'electricity';
  const coefficient = lookupEnergyCoefficient(
    carrier,
    source.factor.kind === 'fuel' ? source.factor.set : undefined,
  );
  const [, per = ''] = coefficient.unit.split('/');
  return (Number(coefficient.value) * convert('1', unit, per).toNumber()) / 1000;
};

interface PartValue {
  readonly code: string;
  readonly scope: Scope;
  readonly tco2e: number | null;
  readonly estimated: number;
  readonly tce: number | null;
  readonly period: ActivityPeriod | undefined;
  readonly metered: boolean;
}

const valueOf = (part: SourceActivityData, index: number, rate: Rate): PartValue => {
  const period = part.activity.periods[index];
  const amount = period?.value?.toNumber() ?? null;
  const times = (unitRate: number | null): number | null =>
    amount === null || unitRate === null ? null : amount * unitRate;
  return {
    code: part.source.code,
    scope: scopeOf(part.source.category),
    tco2e: times(rate.tco2e),
    estimated: (period?.estimated.toNumber() ?? 0) * (rate.tco2e ?? 0),
    tce: times(rate.tce),
    period,
    metered: part.source.activity.kind === 'meters',
  };
};

const sumOf = (values: readonly (number | null)[]): number | null => {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((total, value) => total + value, 0);
};

/** Weighted by emissions; where a metered source has no figure its weight is not known, and all count alike. */
const coverageOfParts = (parts: readonly PartValue[], total: number): number => {
  const metered = parts.filter((part) => part.metered);
  if (metered.length === 0) return parts[0]?.period?.coverage ?? 0;
  const allKnown = metered.every((part) => part.tco2e !== null) && total > 0;
  const weights = metered.map((part) => (allKnown ? (part.tco2e ?? 0) : 1));
  const sum = weights.reduce((all, weight) => all + weight, 0);
  return sum === 0
    ? 0
    : metered.reduce(
        (all, part, index) => all + ((weights[index] ?? 0) / sum) * (part.period?.coverage ?? 0),
        0,
      );
};

const bucketOf = (
  parts: readonly PartValue[],
): Omit<EmissionsSeries['buckets'][number], 'start' | 'end' | 'running'> => {
  const metered = parts.filter((part) => part.period !== undefined && part.tco2e !== null);
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
        : worstQuality(metered.map((part) => part.period?.quality ?? 'missing')),
    sources: parts.map(({ code, tco2e }) => ({ code, tco2e })),
  };
};
