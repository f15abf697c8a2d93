import { Injectable, Logger } from '@nestjs/common';
import {
  affectedSpan,
  consumptionBuckets,
  insideOf,
  inTimeOrder,
  longGaps,
  stretchesAround,
  type ConsumptionBucket,
  type RawReading,
  type RegisterSpec,
} from '@zerofab/metering';
import type { EntityManager } from 'typeorm';
import { Judge, MAX_DOUBTFUL, type Work } from '../belief/judge.js';
import { ConsumptionMemo } from '../readings/consumption-memo.js';
import { MeterHistoryStore } from '../sites/meter-history.store.js';
import { ConsumptionStore, type Neighbours, type RegisterSpan } from './consumption.store.js';
import { GapStore, type RegisterGap } from './gap.store.js';
import { HourStore, mergeHours } from './hour.store.js';
import { countWithin, limitRegisters, mergeOverlaps, slices, takeSpans } from './span.js';

/** Dirty spans taken at once, and the most buckets computed in one transaction: ingest waits for it when embedded. */
const MAX_SPANS = 2000;
const MAX_BUCKETS = 6000;
/** Hours refreshed by one statement: the embedded store serves nobody else meanwhile. */
const MAX_REFRESH_MS = 31 * 86_400_000;

interface Derived {
  readonly done: boolean;
  readonly changed: readonly RegisterSpan[];
  /** Registers in sight of a finding, and those of them that are left for the next step. */
  readonly doubtful: ReadonlySet<number>;
  readonly left: ReadonlySet<number>;
}
const NONE: ReadonlySet<number> = new Set();
const UNDONE: Derived = { done: false, changed: [], doubtful: NONE, left: NONE };

/**
 * Readings → consumption. Works off the spans that ingest marked dirty: computes their 15-minute buckets with the
 * pure functions of `metering`, then refreshes the hours above. Cut off anywhere, it goes on where it was.
 */
@Injectable()
export class RollupService {
  private readonly logger = new Logger('Roll-up');
  private running: Promise<boolean> = Promise.resolve(false);
  /** Registers that were in sight of a finding when they were last looked at. */
  private readonly doubtful = new Set<number>();

  constructor(
    private readonly consumption: ConsumptionStore,
    private readonly judge: Judge,
    private readonly gaps: GapStore,
    private readonly hours: HourStore,
    private readonly history: MeterHistoryStore,
    private readonly memo: ConsumptionMemo,
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
    try {
      const worked = await this.consumption.inTransaction(async (manager) =>
        this.compute(manager, registerIds),
      );
      this.memo.forget(worked, Date.now());
      const refreshed = await this.refreshHours();
      return worked.length > 0 || refreshed;
    } catch (error) {
      this.memo.clear();
      throw error;
    }
  }

  /** @returns the stretches that were looked at; none when there was nothing to do */
  private async compute(
    manager: EntityManager,
    registerIds?: readonly number[],
  ): Promise<readonly RegisterSpan[]> {
    if (!(await this.consumption.tryLock(manager))) return [];
    const marked = await this.consumption.findDirty(manager, MAX_SPANS, registerIds);
    // What this step would leave again is not read first.
    const dirty = limitRegisters(marked, this.doubtful, MAX_DOUBTFUL);
    if (dirty.length === 0) return [];
    const picked = takeSpans(dirty, MAX_BUCKETS);
    const neighbours = await this.consumption.findNeighbours(manager, picked);
    const spans = picked.slice(0, countWithin(picked, neighbours, MAX_BUCKETS));
    // Shuffled readings mark the same days with each commit: computed once, not once per commit. Asked before the
    // readings are read, so that a span marked meanwhile stays for the next step.
    const within = await this.consumption.findWithin(manager, spans);
    const ids = [...new Set(spans.map(({ registerId }) => registerId))];
    const work = affected(spans, neighbours, await this.history.specs(ids, manager));
    // Those that wait the longest come first.
    const waiting = dirty.map(({ registerId }) => registerId);
    const { done, changed, doubtful, left } = await this.derive(manager, work, waiting);
    if (done) this.remember(work, doubtful);
    const worked = within.filter((_, index) => !left.has(spans[index]?.registerId ?? -1));
    const watermark = await this.hours.watermark(manager);
    await this.consumption.markComputed(
      manager,
      done ? worked.flat() : [],
      changed.filter((span) => span.firstMs < watermark),
    );
    // What has no register any more is worked off too; what a doubt moved may lie outside of what was marked.
    return [...work, ...changed, ...spans];
  }

  /**
   * Computes buckets and long gaps of whole stretches [firstMs, lastMs).
   * @returns what changed; the marks stay (`done` false) while quarter hours of earlier versions are cleared
   */
  private async derive(
    manager: EntityManager,
    asked: readonly Work[],
    waiting: readonly number[],
  ): Promise<Derived> {
    if (asked.length === 0) return { done: true, changed: [], doubtful: NONE, left: NONE };
    const { read, doubtful, left } = await this.judge.read(manager, asked, waiting);
    const seen = read.map(({ work, readings }) =>
      longGaps(work.spec, readings).map((gap) => ({ ...gap, registerId: work.registerId })),
    );
    const gaps = read.map(({ work }, index) => (seen[index] ?? []).filter((gap) => liesWithin(gap, work)));
    // A gap that only begins or ends in a bucket of the stretch has its row, or is computed first.
    const cut = read.flatMap(({ work }, index) => (seen[index] ?? []).filter((gap) => isCutBy(gap, work)));
    if (await this.gaps.markUnknown(manager, cut)) return UNDONE;
    const cleared = await this.clearOld(manager, gaps.flat());
    if (cleared !== undefined) return { ...UNDONE, changed: [cleared] };
    await this.gaps.replace(
      manager,
      read.flatMap(({ work, readings }) => readSpan(work, readings)),
      gaps.flat(),
    );
    const parts = read.flatMap(({ work, readings }, index) =>
      stretchesAround(gaps[index] ?? [], work.firstMs, work.lastMs).map((part) => ({
        ...work,
        firstMs: part.fromMs,
        lastMs: part.toMs,
        readings,
      })),
    );
    await this.consumption.saveBuckets(manager, parts.flatMap(bucketsOf));
    return { done: true, changed: parts, doubtful, left };
  }

  private remember(work: readonly Work[], doubtful: ReadonlySet<number>): void {
    for (const { registerId } of work)
      if (doubtful.has(registerId)) this.doubtful.add(registerId);
      else this.doubtful.delete(registerId);
  }

  /** Earlier versions wrote every quarter hour of a long gap; these go first, a part of them per step. */
  private async clearOld(
    manager: EntityManager,
    gaps: readonly RegisterGap[],
  ): Promise<RegisterSpan | undefined> {
    for (const gap of gaps) {
      const cleared = await this.gaps.clear(manager, gap.registerId, insideOf(gap));
      if (cleared !== undefined)
        return { registerId: gap.registerId, firstMs: cleared.fromMs, lastMs: cleared.toMs };
    }
    return undefined;
  }

  private async refreshHours(): Promise<boolean> {
    const stale = await this.hours.findStale(5000);
    if (stale.length === 0) return false;
    for (const { fromMs, toMs } of slices(mergeHours(stale), MAX_REFRESH_MS))
      await this.hours.refresh(fromMs, toMs);
    // Sums of hours that were read before they were refreshed are those of before.
    this.memo.clear();
    await this.hours.forget(stale.map((span) => span.id));
    this.logger.debug(`${String(stale.length)} changed spans refreshed in the hours`);
    return true;
  }
}

/** Whole buckets [firstMs, lastMs) that may change. */
const affected = (
  spans: readonly RegisterSpan[],
  neighbours: readonly Neighbours[],
  specs: ReadonlyMap<number, RegisterSpec>,
): Work[] =>
  mergeOverlaps(
    spans.flatMap((span, index) => {
      const spec = specs.get(span.registerId);
      if (spec === undefined) return [];
      const near = neighbours[index];
      const { fromMs, toMs } = affectedSpan(spec, span.firstMs, span.lastMs, near?.previousMs, near?.nextMs);
      return [{ registerId: span.registerId, spec, firstMs: fromMs, lastMs: toMs }];
    }),
  );

const liesWithin = (gap: RegisterGap, span: RegisterSpan): boolean =>
  gap.fromMs >= span.firstMs && gap.toMs <= span.lastMs;

const isCutBy = (gap: RegisterGap, span: RegisterSpan): boolean =>
  !liesWithin(gap, span) && gap.toMs > span.firstMs && gap.fromMs < span.lastMs;

/** From the first to the last reading within the stretch: whose gaps were all looked at. */
const readSpan = (span: Work, readings: readonly RawReading[]): RegisterSpan[] => {
  const times = inTimeOrder(readings)
    .map((reading) => reading.atMs)
    .filter((ms) => ms >= span.firstMs && ms <= span.lastMs);
  const [firstMs, lastMs] = [times[0], times.at(-1)];
  return firstMs === undefined || lastMs === undefined
    ? []
    : [{ registerId: span.registerId, firstMs, lastMs }];
};

const bucketsOf = (
  part: Work & { readonly readings: readonly RawReading[] },
): (ConsumptionBucket & { registerId: number })[] =>
  consumptionBuckets(part.spec, part.readings, part.firstMs, part.lastMs).map((bucket) => ({
    ...bucket,
    registerId: part.registerId,
  }));
