import { Injectable, Logger } from '@nestjs/common';
import {
  affectedSpan,
  consumptionBuckets,
  type ConsumptionBucket,
  type RegisterSpec,
} from '@zerofab/metering';
import type { EntityManager } from 'typeorm';
import { RegisterEntity } from '../sites/entities.js';
import { ConsumptionStore, type RegisterSpan } from './consumption.store.js';
import { HourStore, mergeHours } from './hour.store.js';
import { mergeOverlaps, takeSpans } from './span.js';

/** Dirty spans taken at once, and the most buckets computed in one transaction: ingest waits for it when embedded. */
const MAX_SPANS = 2000;
const MAX_BUCKETS = 6000;

type Work = RegisterSpan & { readonly spec: RegisterSpec };

const specOf = (register: RegisterEntity | undefined): RegisterSpec | undefined =>
  register === undefined || register.kind === 'gauge'
    ? undefined
    : {
        kind: register.kind,
        multiplier: register.multiplier,
        rollover: register.rollover,
        intervalMs: register.intervalMs,
      };

/**
 * Readings → consumption. Works off the spans that ingest marked dirty: computes their 15-minute buckets with the
 * pure functions of `metering`, then refreshes the hours above. Cut off anywhere, it goes on where it was.
 */
@Injectable()
export class RollupService {
  private readonly logger = new Logger('Roll-up');
  private running: Promise<boolean> = Promise.resolve(false);

  constructor(
    private readonly consumption: ConsumptionStore,
    private readonly hours: HourStore,
  ) {}

  /**
   * One step; steps of this process run one after the other.
   * @param registerIds work on these registers first and only.
   * @returns whether there was something to do.
   */
  async step(registerIds?: readonly number[]): Promise<boolean> {
    const next = this.running.catch(() => false).then(async () => this.doStep(registerIds));
    this.running = next;
    return next;
  }

  /**
   * Waits until the figures of these registers are right, working on them at once.
   * @returns false when that took longer than `limitMs`.
   */
  async settle(registerIds: readonly number[], limitMs: number): Promise<boolean> {
    const deadline = Date.now() + limitMs;
    while (await this.consumption.hasDirty(registerIds)) {
      if (Date.now() > deadline) return false;
      const worked = await this.step(registerIds);
      if (!worked) await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return true;
  }

  /** Spans of readings that wait for the roll-up. */
  async pending(): Promise<number> {
    return this.consumption.countDirty();
  }

  /** Moves what is old enough into the stored hours. */
  async advance(nowMs: number): Promise<void> {
    if ((await this.pending()) === 0) await this.hours.advance(nowMs);
  }

  private async doStep(registerIds?: readonly number[]): Promise<boolean> {
    const computed = await this.consumption.inTransaction(async (manager) =>
      this.compute(manager, registerIds),
    );
    const refreshed = await this.refreshHours();
    return computed || refreshed;
  }

  private async compute(manager: EntityManager, registerIds?: readonly number[]): Promise<boolean> {
    if (!(await this.consumption.tryLock(manager))) return false;
    const dirty = await this.consumption.findDirty(manager, MAX_SPANS, registerIds);
    if (dirty.length === 0) return false;
    const { spans, ids } = takeSpans(dirty, MAX_BUCKETS);
    // Shuffled readings mark the same days with each commit: computed once, not once per commit. Asked before the
    // readings are read, so that a span marked meanwhile stays for the next step.
    const within = await this.consumption.findWithin(manager, spans);
    const work = await this.affected(manager, spans, await this.specsOf(manager, spans));
    await this.consumption.saveBuckets(manager, await this.buckets(manager, work));
    const watermark = await this.hours.watermark(manager);
    await this.consumption.markComputed(
      manager,
      [...new Set([...ids, ...within])],
      work.filter((span) => span.firstMs < watermark),
    );
    return true;
  }

  private async specsOf(
    manager: EntityManager,
    spans: readonly RegisterSpan[],
  ): Promise<Map<number, RegisterSpec>> {
    const ids = [...new Set(spans.map((span) => span.registerId))];
    const registers = await manager
      .getRepository(RegisterEntity)
      .createQueryBuilder('r')
      .whereInIds(ids)
      .getMany();
    const specs = new Map<number, RegisterSpec>();
    for (const register of registers) {
      const spec = specOf(register);
      if (spec !== undefined) specs.set(register.id, spec);
    }
    return specs;
  }

  /** Whole buckets [firstMs, lastMs) that may change. */
  private async affected(
    manager: EntityManager,
    spans: readonly RegisterSpan[],
    specs: ReadonlyMap<number, RegisterSpec>,
  ): Promise<Work[]> {
    if (spans.length === 0) return [];
    const neighbours = await this.consumption.findNeighbours(manager, spans);
    const reached = spans.flatMap((span, index) => {
      const spec = specs.get(span.registerId);
      if (spec === undefined) return [];
      const near = neighbours[index];
      const { fromMs, toMs } = affectedSpan(spec, span.firstMs, span.lastMs, near?.previousMs, near?.nextMs);
      return [{ registerId: span.registerId, spec, firstMs: fromMs, lastMs: toMs }];
    });
    return mergeOverlaps(reached);
  }

  private async buckets(
    manager: EntityManager,
    work: readonly Work[],
  ): Promise<(ConsumptionBucket & { registerId: number })[]> {
    if (work.length === 0) return [];
    // An interval reading after the span reaches back into it.
    const reach = work.map((span) => ({
      ...span,
      lastMs: span.lastMs + (span.spec.kind === 'interval' ? (span.spec.intervalMs ?? 0) : 0),
    }));
    const readings = await this.consumption.findReadings(manager, reach);
    return work.flatMap((span, index) =>
      consumptionBuckets(span.spec, readings[index] ?? [], span.firstMs, span.lastMs).map((bucket) => ({
        ...bucket,
        registerId: span.registerId,
      })),
    );
  }

  private async refreshHours(): Promise<boolean> {
    const stale = await this.hours.findStale(5000);
    if (stale.length === 0) return false;
    for (const { fromMs, toMs } of mergeHours(stale)) await this.hours.refresh(fromMs, toMs);
    await this.hours.forget(stale.map((span) => span.id));
    this.logger.debug(`${String(stale.length)} changed spans refreshed in the hours`);
    return true;
  }
}
