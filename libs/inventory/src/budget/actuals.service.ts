import { Injectable } from '@nestjs/common';
import type { PastDay } from '@zerofab/budget';
import { bucketBorders, dayLabel, type Span } from '@zerofab/calendar';
import type { EmissionsSeries } from '@zerofab/contracts';
import { boundarySpan, bucketValues, type SourceDefinition } from '@zerofab/figures';
import { coverageOf } from '@zerofab/metering';
import type { SiteEntity } from '@zerofab/telemetry';
import { convert } from '@zerofab/units';
import type { SourceCategory } from '@zerofab/vocabulary';
import { ActivityReader } from '../inventory/activity-reader.js';
import { SeriesService } from '../inventory/series.service.js';
import type { Counted, Indicator } from './indicator.js';

/** Below this a day is known in part. As for inventories: a sum below it is a lower bound. */
const WHOLE = 0.95;

/** Sources that use energy: without one of them the energy of a day is not whole. */
const BURNS: ReadonlySet<SourceCategory> = new Set([
  'stationaryCombustion',
  'mobileCombustion',
  'purchasedElectricity',
  'purchasedHeat',
]);

const dayOf = (day: string, value: number | null, whole: boolean): PastDay => {
  if (value === null) return { day, value: null };
  return whole ? { day, value } : { day, value: null, atLeast: value };
};

const ofSeries = ({ buckets, sources }: EmissionsSeries, kind: 'tce' | 'tco2e'): PastDay[] => {
  const counts = new Set(
    sources.filter(({ category }) => kind === 'tco2e' || BURNS.has(category)).map(({ code }) => code),
  );
  return buckets.map((bucket) => {
    const { directTco2e: direct, indirectTco2e: indirect, tce, coverage } = bucket;
    const tco2e = direct === null && indirect === null ? null : (direct ?? 0) + (indirect ?? 0);
    const lacks = bucket.sources.some((source) => counts.has(source.code) && source.tco2e === null);
    return dayOf(bucket.start.slice(0, 10), kind === 'tce' ? tce : tco2e, !lacks && coverage >= WHOLE);
  });
};

/** What was used day by day, of whatever a budget is of; also the running day, as far as it is. */
@Injectable()
export class ActualsService {
  constructor(
    private readonly series: SeriesService,
    private readonly activity: ActivityReader,
  ) {}

  /** @returns days by the position of the indicator, in its unit */
  async days(
    site: SiteEntity,
    indicators: readonly Indicator[],
    span: Span,
    nowMs: number,
  ): Promise<PastDay[][]> {
    const elapsed = { fromMs: span.fromMs, toMs: Math.min(span.toMs, nowMs) };
    if (elapsed.toMs <= elapsed.fromMs) return indicators.map(() => []);
    const totals = indicators.some(({ of }) => of.kind === 'tce' || of.kind === 'tco2e')
      ? await this.series.series(site, elapsed, 'day', nowMs)
      : undefined;
    const found: PastDay[][] = [];
    for (const { unit, of } of indicators) {
      if (of.kind === 'carrier') found.push(await this.ofMeters(site, of.counted, unit, elapsed, nowMs));
      else if (of.kind === 'source') found.push(await this.ofSource(site, of.source, elapsed, nowMs));
      else found.push(totals === undefined ? [] : ofSeries(totals, of.kind));
    }
    return found;
  }

  private async ofMeters(
    site: SiteEntity,
    counted: readonly Counted[],
    unit: string,
    span: Span,
    nowMs: number,
  ): Promise<PastDay[]> {
    const borders = bucketBorders(span, 'day', site.timezone);
    const sums = await this.activity.registerSums(
      counted.map(({ register }) => register.id),
      borders,
    );
    const registers = counted.map(({ register }) => ({
      of: sums.get(register.id),
      ratio: convert('1', register.unit, unit).toNumber(),
    }));
    return borders.slice(0, -1).map((fromMs, index) => {
      const day = { fromMs, toMs: borders[index + 1] ?? fromMs };
      let value: number | null = null;
      let whole = true;
      for (const { of, ratio } of registers) {
        const sum = of?.get(fromMs);
        if (sum === undefined || sum.value === null) whole = false;
        else {
          value = (value ?? 0) + sum.value * ratio;
          whole &&= coverageOf(sum.covered, day, nowMs) >= WHOLE;
        }
      }
      return dayOf(dayLabel(fromMs, site.timezone), value, whole);
    });
  }

  private async ofSource(
    site: SiteEntity,
    source: SourceDefinition,
    span: Span,
    nowMs: number,
  ): Promise<PastDay[]> {
    const borders = bucketBorders(span, 'day', site.timezone);
    const months = bucketBorders(span, 'month', site.timezone);
    const [data] = await this.activity.read(site, [source], months, nowMs);
    if (data === undefined) return [];
    const sums = await this.activity.sumsByBucket([data], borders);
    const values = bucketValues(data, sums, borders, boundarySpan(source, site.timezone), nowMs);
    return borders.slice(0, -1).map((fromMs, index) => {
      const bucket = values[index];
      const day = dayLabel(fromMs, site.timezone);
      return dayOf(day, bucket?.value ?? null, (bucket?.coverage ?? 0) >= WHOLE);
    });
  }
}
