import { Injectable } from '@nestjs/common';
import { type Consumption, type ConsumptionBucket } from '@zerofab/contracts';
import { invalid, notFound } from '@zerofab/platform';
import { QUALITIES, type Quality, type BucketSize } from '@zerofab/vocabulary';
import { QUARTER_MS, bucketBorders, isoIn, type Span } from '@zerofab/calendar';
import { RollupService } from '../rollup/rollup.service.js';
import type { MeterEntity, RegisterEntity, SiteEntity } from '../sites/entities.js';
import { grainOf } from './grain.js';
import { ConsumptionQuery, type ConsumptionSum } from './query.store.js';

/** How long an answer may wait for readings that are still being worked in. */
const SETTLE_MS = 10_000;
/** Readings of the last quarter hour may still be on their way: their absence is no lack of coverage. */
const GRACE_MS = QUARTER_MS;

/** Sums of binary floats end in noise; consumption is shown to a millionth of its unit. */
const rounded = (value: number): number => Number(value.toFixed(6));

export const qualityOf = (code: number | null, value: number | null): Quality =>
  value === null ? 'missing' : (QUALITIES[code ?? 0] ?? 'missing');

/**
 * Share of [fromMs, toMs) that measured data covers, 0..1; time that has not passed yet does not count.
 * @param covered sum of the coverage of the quarter hours
 */
export const coverageOf = (covered: number, span: Span, nowMs: number): number => {
  const elapsedMs = Math.min(span.toMs, nowMs - GRACE_MS) - span.fromMs;
  if (elapsedMs <= 0) return covered > 0 ? 1 : 0;
  const share = (covered * QUARTER_MS) / elapsedMs;
  // Rounding must not make 100 % of 99.99 %, nor 99.99 % of all.
  return Math.min(1, share > 1 - 1e-9 ? 1 : share);
};

/** The register that a figure of the meter means when none is named. */
export const mainRegister = (meter: MeterEntity): RegisterEntity | undefined =>
  meter.registers.find((register) => register.kind !== 'gauge');

/** Consumption of one register over time, in buckets of the site's zone. */
@Injectable()
export class ConsumptionService {
  constructor(
    private readonly query: ConsumptionQuery,
    private readonly rollup: RollupService,
  ) {}

  /** @throws ProblemError 404 unknown register, 422 a gauge, which has no consumption */
  requireRegister(meter: MeterEntity, code: string | undefined): RegisterEntity {
    const register =
      code === undefined ? mainRegister(meter) : meter.registers.find((candidate) => candidate.code === code);
    if (register === undefined) {
      const codes = meter.registers.map((candidate) => candidate.code).join(', ');
      throw notFound(
        'unknown-register',
        `Meter "${meter.code}" has no register "${code ?? 'counter or interval'}"; it has: ${codes}`,
      );
    }
    if (register.kind === 'gauge') {
      throw invalid(
        'gauge-has-no-consumption',
        `Register "${register.code}" is a gauge; consumption takes a counter or interval register`,
      );
    }
    return register;
  }

  async consumption(
    site: SiteEntity,
    meter: MeterEntity,
    asked: { span: Span; bucket: BucketSize; register: string | undefined },
  ): Promise<Consumption> {
    const register = this.requireRegister(meter, asked.register);
    const zone = site.timezone;
    const settled = await this.rollup.settle([register.id], SETTLE_MS);
    const borders = bucketBorders(asked.span, asked.bucket, zone);
    const sums =
      asked.bucket === '15m'
        ? await this.query.rows([register.id], asked.span.fromMs, asked.span.toMs, 'quarter')
        : await this.query.sumBetween([register.id], borders, grainOf(borders));
    const nowMs = Date.now();
    const known = new Map(sums.map((sum) => [sum.startMs, sum]));
    const buckets = borders.slice(0, -1).map((fromMs, index) => {
      const span = { fromMs, toMs: borders[index + 1] ?? fromMs };
      return toBucket(known.get(fromMs), span, zone, nowMs);
    });
    return {
      site: site.code,
      meter: meter.code,
      register: register.code,
      unit: register.unit,
      timezone: zone,
      from: isoIn(asked.span.fromMs, zone),
      to: isoIn(asked.span.toMs, zone),
      bucket: asked.bucket,
      ...totalOf(sums, asked.span, nowMs),
      settled,
      buckets,
    };
  }
}

const toBucket = (
  sum: ConsumptionSum | undefined,
  span: Span,
  zone: string,
  nowMs: number,
): ConsumptionBucket => ({
  start: isoIn(span.fromMs, zone),
  end: isoIn(span.toMs, zone),
  value: sum === undefined || sum.value === null ? null : rounded(sum.value),
  estimated: rounded(sum?.estimated ?? 0),
  coverage: coverageOf(sum?.covered ?? 0, span, nowMs),
  quality: qualityOf(sum?.quality ?? null, sum?.value ?? null),
  readings: sum?.readings ?? 0,
});

/** Total of the stretches of one register; null when nothing is known. */
export const totalOf = (
  sums: readonly ConsumptionSum[],
  span: Span,
  nowMs: number,
): Pick<Consumption, 'total' | 'estimated' | 'coverage' | 'quality' | 'readings'> => {
  const known = sums.filter((sum) => sum.value !== null);
  const add = (pick: (sum: ConsumptionSum) => number): number =>
    sums.reduce((total, sum) => total + pick(sum), 0);
  const total = known.length === 0 ? null : add((sum) => sum.value ?? 0);
  return {
    total: total === null ? null : rounded(total),
    estimated: rounded(add((sum) => sum.estimated)),
    coverage: coverageOf(
      add((sum) => sum.covered),
      span,
      nowMs,
    ),
    quality: qualityOf(Math.max(0, ...known.map((sum) => sum.quality ?? 0)), total),
    readings: add((sum) => sum.readings),
  };
};
