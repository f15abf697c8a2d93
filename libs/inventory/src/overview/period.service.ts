import { Injectable } from '@nestjs/common';
import { methodById } from '@zerofab/accounting';
import { bucketBorders, isoIn, QUARTER_MS, shifted, startOf, type Span } from '@zerofab/calendar';
import type { Overview } from '@zerofab/contracts';
import { siteFigures, spanTotals, type SourceDefinition, type SpanTotals } from '@zerofab/figures';
import { mainRegister } from '@zerofab/metering';
import { ConsumptionQuery, grainOf, type SiteEntity } from '@zerofab/telemetry';
import { convert, findUnit } from '@zerofab/units';
import { ActivityReader } from '../inventory/activity-reader.js';
import { SiteFactsService, type SiteBasis } from '../inventory/site-facts.service.js';
import type { PowerMeters } from './power.service.js';

type Period = Overview['today'];

/** Emissions, energy and electricity of one span, without their traces. */
interface Sums extends SpanTotals {
  readonly kwh: number | null;
}

/** Spans longer than this are compared by whole quarter hours. */
const FEELS_A_QUARTER_MS = 2 * 86_400_000;
const ceilQuarter = (ms: number): number => Math.ceil(ms / QUARTER_MS) * QUARTER_MS;

/** The elapsed part of a span and the part of the span before that it is compared with. */
interface Pair {
  readonly now: Span;
  readonly before: Span;
}

/** today ↔ same weekday of last week; month and year ↔ the same elapsed part a year earlier. */
export const pairsAt = (nowMs: number, zone: string): Readonly<Record<'today' | 'month' | 'year', Pair>> => {
  const pair = (fromMs: number, by: { readonly days?: number; readonly years?: number }): Pair => ({
    now: { fromMs, toMs: Math.max(ceilQuarter(nowMs), fromMs + QUARTER_MS) },
    before: {
      fromMs: shifted(fromMs, by, zone),
      toMs: Math.max(ceilQuarter(shifted(nowMs, by, zone)), shifted(fromMs, by, zone) + QUARTER_MS),
    },
  });
  return {
    today: pair(startOf(nowMs, 'day', zone), { days: -7 }),
    month: pair(startOf(nowMs, 'month', zone), { years: -1 }),
    year: pair(startOf(nowMs, 'year', zone), { years: -1 }),
  };
};

/** Today, this month and this year, each beside the span it is compared with. */
@Injectable()
export class PeriodService {
  constructor(
    private readonly activity: ActivityReader,
    private readonly query: ConsumptionQuery,
    private readonly facts: SiteFactsService,
  ) {}

  async periods(
    site: SiteEntity,
    sources: readonly SourceDefinition[],
    meters: PowerMeters,
    nowMs: number,
  ): Promise<Pick<Overview, 'today' | 'month' | 'year'>> {
    const pairs = pairsAt(nowMs, site.timezone);
    // Read once: today, month and year, and what each is compared with, rest on the same.
    const basis = await this.facts.basis(site, { nowMs });
    const period = async (pair: Pair): Promise<Period> => {
      const now = await this.sums(site, sources, meters, pair.now, basis);
      const before = await this.sumsUntil(pair.before, nowMs, async (span) =>
        this.sums(site, sources, meters, span, basis),
      );
      return toPeriod(now, before, { ...pair, elapsedMs: nowMs }, site.timezone);
    };
    return {
      today: await period(pairs.today),
      month: await period(pairs.month),
      year: await period(pairs.year),
    };
  }

  /**
   * Sums up to the same moment within a quarter hour as now: of the last one only the elapsed share counts, or a day
   * that has just begun would be compared with up to a quarter hour more. Longer spans do not feel it.
   */
  private async sumsUntil(span: Span, nowMs: number, sums: (span: Span) => Promise<Sums>): Promise<Sums> {
    const upper = await sums(span);
    const elapsed = (nowMs % QUARTER_MS) / QUARTER_MS;
    const lowerEndMs = span.toMs - QUARTER_MS;
    if (elapsed === 0 || lowerEndMs <= span.fromMs || span.toMs - span.fromMs > FEELS_A_QUARTER_MS)
      return upper;
    const lower = await sums({ fromMs: span.fromMs, toMs: lowerEndMs });
    const between = (a: number | null, b: number | null): number | null =>
      a === null || b === null ? b : a + (b - a) * elapsed;
    return {
      ...upper,
      tce: between(lower.tce, upper.tce),
      tco2e: between(lower.tco2e, upper.tco2e),
      kwh: between(lower.kwh, upper.kwh),
    };
  }

  private async sums(
    site: SiteEntity,
    sources: readonly SourceDefinition[],
    meters: PowerMeters,
    span: Span,
    basis: SiteBasis,
  ): Promise<Sums> {
    const { nowMs } = basis;
    const borders = bucketBorders(span, 'month', site.timezone);
    const data = await this.activity.read(site, sources, borders, nowMs);
    const facts = await this.facts.read(site, { span, nowMs }, data, basis);
    const method = methodById();
    return {
      ...spanTotals(siteFigures(facts, data, method), method, nowMs),
      kwh: await this.electricity(meters, borders),
    };
  }

  /** Electricity used on site: bought and own. */
  private async electricity(meters: PowerMeters, borders: readonly number[]): Promise<number | null> {
    const registers = [...meters.grid, ...meters.pv].flatMap((meter) => {
      const register = mainRegister(meter);
      return register !== undefined && findUnit(register.unit)?.dimension === 'energy' ? [register] : [];
    });
    const sums = await this.query.sumBetween(
      registers.map((register) => register.id),
      borders,
      grainOf(borders),
    );
    const unitOf = new Map(
      registers.map((register) => [register.id, convert('1', register.unit, 'kWh').toNumber()]),
    );
    return sum(
      sums.map((row) => (row.value === null ? null : row.value * (unitOf.get(row.registerId) ?? 1))),
    );
  }
}

const sum = (values: readonly (number | null)[]): number | null => {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((total, value) => total + value, 0);
};

/** A span before with gaps is no fair comparison. */
const FAIR_COVERAGE = 0.9;

const toPeriod = (
  now: Sums,
  before: Sums,
  pair: Pair & { readonly elapsedMs: number },
  zone: string,
): Period => {
  const figure = (unit: string, value: number | null, other: number | null): Period['energy'] => {
    const previous = before.coverage < FAIR_COVERAGE ? null : other;
    return {
      value,
      unit,
      estimatedShare: now.estimatedShare,
      quality: now.quality,
      previous,
      change: value === null || previous === null || previous === 0 ? null : (value - previous) / previous,
    };
  };
  return {
    from: isoIn(pair.now.fromMs, zone),
    to: isoIn(Math.min(pair.now.toMs, pair.elapsedMs), zone),
    comparedFrom: isoIn(pair.before.fromMs, zone),
    comparedTo: isoIn(pair.before.toMs, zone),
    energy: figure('tce', now.tce, before.tce),
    emissions: figure('tCO2e', now.tco2e, before.tco2e),
    electricity: figure('kWh', now.kwh, before.kwh),
    coverage: now.coverage,
  };
};
