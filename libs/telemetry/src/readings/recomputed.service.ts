import { Injectable } from '@nestjs/common';
import {
  BUCKET_MS,
  CONTEXT_READINGS,
  consumptionBuckets,
  longestInterval,
  longGaps,
  specOver,
  type ConsumptionBucket,
  type ConsumptionSum,
  type RegisterSpec,
  type Timeline,
} from '@zerofab/metering';
import { QUALITY_CODE } from '@zerofab/vocabulary';
import { In, DataSource } from 'typeorm';
import { BeliefStore } from '../belief/belief.store.js';
import { ConsumptionStore } from '../rollup/consumption.store.js';
import { GapStore, type JudgedGap, type RegisterGap } from '../rollup/gap.store.js';
import { RegisterEntity } from '../sites/entities.js';
import { addGaps } from './gap-overlay.js';

/** Readings worked on at once: those of a month. */
const CHUNK_MS = 31 * 86_400_000;

/** A bucket as a part of the stretch it lies in; the stretch starts at `startMs`. */
const added = (
  sum: ConsumptionSum | undefined,
  bucket: ConsumptionBucket,
  id: number,
  startMs: number,
): ConsumptionSum => {
  const before = sum ?? {
    registerId: id,
    startMs,
    value: null,
    estimated: 0,
    covered: 0,
    quality: null,
    readings: 0,
  };
  const known = bucket.value !== null;
  return {
    registerId: id,
    startMs,
    value: known ? (before.value ?? 0) + (bucket.value ?? 0) : before.value,
    estimated: before.estimated + bucket.estimated,
    covered: before.covered + bucket.coverage,
    quality: known ? Math.max(before.quality ?? 0, QUALITY_CODE[bucket.quality]) : before.quality,
    readings: before.readings + bucket.readings,
  };
};

/**
 * Consumption worked out anew from raw readings, under terms that are not the ones of today: as it was known before a
 * change of them, and as it would be after one. It writes nothing.
 */
@Injectable()
export class RecomputedConsumption {
  constructor(
    private readonly dataSource: DataSource,
    private readonly consumption: ConsumptionStore,
    private readonly gaps: GapStore,
    private readonly beliefs: BeliefStore,
  ) {}

  /** As `ConsumptionQuery.sumBetween`, by these terms of each register. Registers without consumption are left out. */
  async sumBetween(
    terms: ReadonlyMap<number, Timeline>,
    borders: readonly number[],
    knownAtMs?: number,
  ): Promise<ConsumptionSum[]> {
    const registers = await this.dataSource
      .getRepository(RegisterEntity)
      .find({ where: { id: In([...terms.keys()]) }, order: { id: 'ASC' } });
    const beliefs = await this.beliefs.terms([...terms.keys()], this.dataSource.manager, knownAtMs);
    const sums: ConsumptionSum[] = [];
    for (const { id, kind } of registers) {
      const timeline = terms.get(id);
      if (kind === 'gauge' || timeline === undefined) continue;
      const spec = { ...specOver(kind, timeline), ...beliefs.get(id) };
      sums.push(...(await this.ofRegister(id, spec, borders)));
    }
    return sums;
  }

  private async ofRegister(
    registerId: number,
    spec: RegisterSpec,
    borders: readonly number[],
  ): Promise<readonly ConsumptionSum[]> {
    const fromMs = Math.floor((borders[0] ?? 0) / BUCKET_MS) * BUCKET_MS;
    const toMs = Math.ceil((borders.at(-1) ?? 0) / BUCKET_MS) * BUCKET_MS;
    const sums = new Map<number, ConsumptionSum>();
    const gaps = new Map<number, RegisterGap>();
    let index = 0;
    for (let startMs = fromMs; startMs < toMs; startMs += CHUNK_MS) {
      const endMs = Math.min(startMs + CHUNK_MS, toMs);
      const readings = await this.readings(registerId, spec, startMs, endMs);
      for (const gap of longGaps(spec, readings)) gaps.set(gap.fromMs, { ...gap, registerId });
      for (const bucket of consumptionBuckets(spec, readings, startMs, endMs)) {
        if (bucket.value === null && bucket.readings === 0) continue;
        while ((borders[index + 1] ?? Number.POSITIVE_INFINITY) <= bucket.startMs) index += 1;
        const start = borders[index] ?? fromMs;
        sums.set(start, added(sums.get(start), bucket, registerId, start));
      }
    }
    return addGaps([...sums.values()], await this.judged([...gaps.values()]), borders);
  }

  private async readings(registerId: number, spec: RegisterSpec, fromMs: number, toMs: number) {
    const reach = spec.kind === 'interval' ? longestInterval(spec) : 0;
    const span = { registerId, firstMs: fromMs, lastMs: toMs + reach };
    const [readings] = await this.consumption.findReadings(this.dataSource.manager, [span], CONTEXT_READINGS);
    return readings ?? [];
  }

  private async judged(gaps: readonly RegisterGap[]): Promise<JudgedGap[]> {
    const judged: JudgedGap[] = [];
    for (const gap of gaps) judged.push(await this.gaps.judge(gap));
    return judged;
  }
}
