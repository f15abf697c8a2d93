import { Injectable } from '@nestjs/common';
import { methodById } from '@zerofab/accounting';
import { bucketBorders, dayLabel, QUARTER_MS, type Span } from '@zerofab/calendar';
import type { Overview } from '@zerofab/contracts';
import {
  atRate,
  comparableSpans,
  electricityRate,
  siteFigures,
  sharesBefore,
  spanFigures,
  type SourceDefinition,
  type SpanFigure,
} from '@zerofab/figures';
import { coverageOf, mainRegister, qualityOf } from '@zerofab/metering';
import { History } from '@zerofab/records';
import {
  ConsumptionMemo,
  ConsumptionQuery,
  grainOf,
  type MeterEntity,
  type SiteEntity,
} from '@zerofab/telemetry';
import { convert, findUnit } from '@zerofab/units';
import { ActivityReader } from '../inventory/activity-reader.js';
import { SiteFactsService, type SiteBasis } from '../inventory/site-facts.service.js';
import type { SupplyOnce } from '../electricity/supply.service.js';
import { pairOf, pairsAt, type Pair } from './span-pairs.js';
import { SpanMemo } from './span-memo.js';
import { toMovers, UNIT, type SiteMovers } from './movers-view.js';
import { toPeriod, type SpanSums } from './period-view.js';
import type { PowerMeters } from './power.service.js';

/** Spans longer than this are compared by whole quarter hours. */
const FEELS_A_QUARTER_MS = 2 * 86_400_000;

/** The figures of the overview's spans, and of what today is compared with. */
export interface OverviewPeriods {
  readonly periods: Pick<Overview, 'today' | 'month' | 'year'>;
  readonly today: { readonly now: SpanSums; readonly before: SpanSums; readonly pair: Pair };
}

/** Today, this month and this year, each beside the span it is compared with. */
@Injectable()
export class PeriodService {
  private readonly over = new SpanMemo<SpanSums>();

  constructor(
    private readonly activity: ActivityReader,
    private readonly query: ConsumptionQuery,
    private readonly facts: SiteFactsService,
    private readonly history: History,
    private readonly consumption: ConsumptionMemo,
  ) {}

  /** @param sources those that the inventory counts */
  async periods(
    site: SiteEntity,
    sources: readonly SourceDefinition[],
    meters: PowerMeters,
    nowMs: number,
  ): Promise<OverviewPeriods> {
    const pairs = pairsAt(nowMs, site.timezone);
    // Read once: today, month and year, and what each is compared with, rest on the same.
    const basis = await this.facts.basis(site, { nowMs });
    const once: SupplyOnce = {};
    const restsOn = await this.restsOn(basis, site.timezone);
    const sums = async (span: Span): Promise<SpanSums> => {
      const work = async (): Promise<SpanSums> => this.sums(site, sources, meters, span, { basis, once });
      return span.toMs <= this.consumption.overMs(nowMs)
        ? this.over.get(site.id, span, restsOn, work)
        : work();
    };
    const sides = async (pair: Pair) => ({
      pair,
      now: await sums(pair.now),
      before: await this.sumsUntil(pair.before, nowMs, sums),
    });
    const period = async (side: Awaited<ReturnType<typeof sides>>): Promise<Overview['today']> => {
      const { now, before, pair } = side;
      const missing = now.figures.some(({ status, weight }) => status === 'missing' && weight !== 0);
      const shares = missing
        ? await sharesBefore(
            now.figures,
            comparableSpans(pair.now, site.timezone),
            async (span) => (await sums(span)).figures,
          )
        : undefined;
      return toPeriod(now, before, { ...pair, elapsedMs: nowMs, shares }, site.timezone);
    };
    const today = await sides(pairs.today);
    return {
      periods: {
        today: await period(today),
        month: await period(await sides(pairs.month)),
        year: await period(await sides(pairs.year)),
      },
      today,
    };
  }

  /** What changed in a span, by unit of electricity and by source of every other carrier, beside what it is compared with. */
  async movers(
    site: SiteEntity,
    sources: readonly SourceDefinition[],
    meters: PowerMeters,
    { span, nowMs }: { readonly span: Span; readonly nowMs: number },
  ): Promise<Omit<SiteMovers, 'timezone'>> {
    const pair = pairOf(span, nowMs, site.timezone);
    const basis = await this.facts.basis(site, { nowMs });
    const once: SupplyOnce = {};
    const isElectric = new Set(
      sources.filter(({ category }) => category === 'purchasedElectricity').map(({ code }) => code),
    );
    const side = async (own: Span): Promise<SpanFigure[]> => {
      const { figures, electricity } = await this.sums(site, sources, meters, own, { basis, once });
      if (meters.units.length === 0) return [...figures];
      const rate = electricityRate(
        figures.filter(({ code }) => isElectric.has(code)),
        electricity,
      );
      const units = atRate(await this.electricity(meters.units, own, nowMs), rate);
      const marked = units.map((unit) => ({ ...unit, code: `${UNIT}${unit.code}` }));
      return [...marked, ...figures.filter(({ code }) => !isElectric.has(code))];
    };
    const now = await side(pair.now);
    const before = async (own: Span): Promise<SpanSums> => ({ figures: await side(own), electricity: [] });
    const running = nowMs < span.toMs;
    const past = !pair.comparable
      ? []
      : running
        ? (await this.sumsUntil(pair.before, nowMs, before)).figures
        : await side(pair.before);
    return toMovers(now, past, pair, nowMs, site.timezone);
  }

  /**
   * What the figures of spans that are over rest on: the records of the site, the factor library and the day of the
   * question, which decides what was published, and the consumption of the time before. Undefined where other processes
   * write readings too.
   */
  private async restsOn({ nowMs, library }: SiteBasis, zone: string): Promise<string | undefined> {
    const { revision } = this.consumption;
    if (revision === undefined) return undefined;
    return [await this.history.latestSeq(), revision, library.version, dayLabel(nowMs, zone)].join('|');
  }

  /**
   * Sums up to the same moment within a quarter hour as now: of the last one only the elapsed share counts, or a day
   * that has just begun would be compared with up to a quarter hour more. Longer spans do not feel it.
   */
  private async sumsUntil(
    span: Span,
    nowMs: number,
    sums: (span: Span) => Promise<SpanSums>,
  ): Promise<SpanSums> {
    const upper = await sums(span);
    const elapsed = (nowMs % QUARTER_MS) / QUARTER_MS;
    const lowerEndMs = span.toMs - QUARTER_MS;
    if (elapsed === 0 || lowerEndMs <= span.fromMs || span.toMs - span.fromMs > FEELS_A_QUARTER_MS)
      return upper;
    const lower = await sums({ fromMs: span.fromMs, toMs: lowerEndMs });
    return {
      figures: figuresBetween(lower.figures, upper.figures, elapsed),
      electricity: figuresBetween(lower.electricity, upper.electricity, elapsed),
    };
  }

  private async sums(
    site: SiteEntity,
    sources: readonly SourceDefinition[],
    meters: PowerMeters,
    span: Span,
    { basis, once }: { readonly basis: SiteBasis; readonly once: SupplyOnce },
  ): Promise<SpanSums> {
    const { nowMs } = basis;
    const borders = bucketBorders(span, 'month', site.timezone);
    const data = await this.activity.read(site, sources, borders, nowMs, undefined, once);
    const facts = await this.facts.read(site, { span, nowMs }, data, basis, once);
    const method = methodById();
    return {
      figures: spanFigures(siteFigures(facts, data, method), method, nowMs),
      electricity: await this.electricity([...meters.grid, ...meters.pv], span, nowMs),
    };
  }

  /** Electricity of meters, each by its energy register. */
  private async electricity(
    meters: readonly MeterEntity[],
    span: Span,
    nowMs: number,
  ): Promise<SpanFigure[]> {
    const bound = meters.flatMap((meter) => {
      const register = mainRegister(meter);
      return register !== undefined && findUnit(register.unit)?.dimension === 'energy'
        ? [{ meter, register }]
        : [];
    });
    const borders = [span.fromMs, span.toMs];
    const ids = bound.map(({ register }) => register.id);
    const sums = await this.query.sumBetween(ids, borders, grainOf(borders));
    return bound.map(({ meter, register }): SpanFigure => {
      const sum = sums.find(({ registerId }) => registerId === register.id);
      const value = sum?.value ?? null;
      return {
        code: meter.code,
        name: { zh: meter.nameZh, en: meter.nameEn },
        weight: 1,
        status: value === null ? 'missing' : 'ok',
        exact: null,
        counted: null,
        estimated: 0,
        tce: null,
        kwh: value === null ? null : value * convert('1', register.unit, 'kWh').toNumber(),
        activity: {
          coverage: coverageOf(sum?.covered ?? 0, span, nowMs),
          quality: qualityOf(sum?.quality ?? null, value),
        },
      };
    });
  }
}

/** Figures at a moment between two, by the share of the time between them. */
const figuresBetween = (
  lower: readonly SpanFigure[],
  upper: readonly SpanFigure[],
  elapsed: number,
): SpanFigure[] => {
  const before = new Map(lower.map((figure) => [figure.code, figure]));
  const between = (a: number | null | undefined, b: number | null): number | null =>
    a === null || a === undefined || b === null ? b : a + (b - a) * elapsed;
  return upper.map((figure) => {
    const low = before.get(figure.code);
    return {
      ...figure,
      counted: between(low?.counted, figure.counted),
      tce: between(low?.tce, figure.tce),
      kwh: between(low?.kwh, figure.kwh),
    };
  });
};
