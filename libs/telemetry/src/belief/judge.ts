import { Injectable } from '@nestjs/common';
import {
  CONTEXT_READINGS,
  findingsOf,
  inTimeOrder,
  isPlainRegister,
  longestInterval,
  type RawReading,
  type RegisterSpec,
} from '@zerofab/metering';
import type { EntityManager } from 'typeorm';
import { ConsumptionStore, type RegisterSpan } from '../rollup/consumption.store.js';
import { mergeOverlaps } from '../rollup/span.js';
import { changedFindings, REACH_MS } from './changed-findings.js';
import { FindingStore, type RegisterFinding } from './finding.store.js';
import { Sight } from './sight.js';

/** A stretch of a register to be computed, whole quarter hours, the end excluded. */
export type Work = RegisterSpan & { readonly spec: RegisterSpec };

/** Work with all readings its figures rest on. */
export interface ReadWork {
  readonly work: Work;
  readonly readings: readonly RawReading[];
}

/** What a step reads, the registers that are in sight of a finding, and those of them it leaves for the next one. */
interface Read {
  readonly read: ReadWork[];
  readonly doubtful: ReadonlySet<number>;
  readonly left: ReadonlySet<number>;
}

/**
 * Registers in sight of a finding that one step takes: each reads some 200 readings around, and meters that wait for
 * their acknowledgement of an embedded store wait for the step.
 */
export const MAX_DOUBTFUL = 50;

/** An interval reading after the span reaches back into it. */
const withReach = (span: Work): Work => ({
  ...span,
  lastMs: span.lastMs + (span.spec.kind === 'interval' ? longestInterval(span.spec) : 0),
});

/**
 * Reads what consumption rests on. Most registers need their neighbours alone; where something about one is doubtful,
 * more is read, what is found is kept, and what became another because of it is computed too.
 */
@Injectable()
export class Judge {
  constructor(
    private readonly consumption: ConsumptionStore,
    private readonly findings: FindingStore,
    private readonly sight: Sight,
  ) {}

  /** @param waiting registers in the order in which they wait; the first of those that are doubtful are taken */
  async read(manager: EntityManager, work: readonly Work[], waiting: readonly number[]): Promise<Read> {
    const reach = work.map(withReach);
    const found = await this.consumption.findReadings(manager, reach);
    const seen = await this.sight.inSight(manager, work);
    const held = await this.findings.heldSince(manager, work);
    const doubtful = new Set(
      work.flatMap(({ registerId, spec }, index) => {
        const doubts =
          spec.kind === 'counter' &&
          (seen.has(index) || held[index] !== undefined || !isPlainRegister(spec, found[index] ?? []));
        return doubts ? [registerId] : [];
      }),
    );
    await this.noteIntervals(manager, reach, found, seen);
    const plain = work.flatMap((one, index) =>
      doubtful.has(one.registerId) ? [] : [{ work: one, readings: found[index] ?? [] }],
    );
    const inOrder = [...new Set([...waiting, ...doubtful])].filter((id) => doubtful.has(id));
    const [taken, left] = [new Set(inOrder.slice(0, MAX_DOUBTFUL)), new Set(inOrder.slice(MAX_DOUBTFUL))];
    if (taken.size === 0) return { read: plain, doubtful, left };
    const rest = work.filter(({ registerId }) => taken.has(registerId));
    return { read: [...plain, ...(await this.readDoubtful(manager, rest))], doubtful, left };
  }

  private async readDoubtful(manager: EntityManager, work: readonly Work[]): Promise<ReadWork[]> {
    const near = work.map(({ registerId, firstMs, lastMs }) => ({
      registerId,
      firstMs: firstMs - REACH_MS,
      lastMs: lastMs + REACH_MS,
    }));
    const known = byRegister(await this.findings.find(manager, near));
    const around = await this.consumption.findReadings(manager, work, 2 * CONTEXT_READINGS);
    const judged = work.map((one, index) => ({
      one,
      ...changedFindings(one.spec, one, around[index] ?? [], known.get(one.registerId) ?? []),
    }));
    const moved = judged.filter(({ changed }) => changed.length > 0);
    await this.findings.replace(
      manager,
      moved.map(({ one, judged: stretch }) => ({ registerId: one.registerId, ...stretch })),
      moved.flatMap(({ one, found }) => found.map((finding) => ({ ...finding, registerId: one.registerId }))),
    );
    for (const { one, changed } of moved)
      for (const { reason, atMs } of changed)
        if (reason === 'unit-step') await this.findings.markAfter(manager, one.registerId, atMs);
    const wide = mergeOverlaps(judged.map(({ one, work: span }) => ({ ...one, ...span })));
    const readings = await this.readingsOf(manager, wide, work, around);
    const starts = wide.map(({ registerId, firstMs }, index) => ({
      registerId,
      firstMs: (readings[index]?.[0]?.atMs ?? firstMs) + 1,
    }));
    const held = await this.findings.heldSince(manager, starts);
    return wide.map((one, index) => ({
      work: { ...one, spec: { ...one.spec, heldSinceMs: held[index] } },
      readings: readings[index] ?? [],
    }));
  }

  /**
   * Readings of the stretches with their context. Most are those that were judged, and read with twice as much around them:
   * only what was widened is read again.
   */
  private async readingsOf(
    manager: EntityManager,
    wide: readonly Work[],
    judged: readonly Work[],
    around: readonly (readonly RawReading[])[],
  ): Promise<(readonly RawReading[])[]> {
    const read = new Map(judged.map((one, index) => [placeOf(one), around[index] ?? []]));
    const again = wide.filter((one) => !read.has(placeOf(one)));
    const fresh = await this.consumption.findReadings(manager, again, CONTEXT_READINGS);
    const freshOf = new Map(again.map((one, index) => [one, fresh[index] ?? []]));
    return wide.map((one) => freshOf.get(one) ?? withContext(one, read.get(placeOf(one)) ?? []));
  }

  /** Each value of an interval register is judged by itself: what was found there before is written anew. */
  private async noteIntervals(
    manager: EntityManager,
    work: readonly Work[],
    readings: readonly (readonly RawReading[])[],
    seen: ReadonlySet<number>,
  ): Promise<void> {
    const judged = work.flatMap((one, index) => {
      if (one.spec.kind !== 'interval') return [];
      const found = findingsOf(one.spec, readings[index] ?? []).filter(
        ({ atMs }) => atMs >= one.firstMs && atMs <= one.lastMs,
      );
      const touched = found.length > 0 || seen.has(index);
      return touched ? [{ one, found }] : [];
    });
    await this.findings.replace(
      manager,
      judged.map(({ one }) => one),
      judged.flatMap(({ one, found }) =>
        found.map((finding) => ({ ...finding, registerId: one.registerId })),
      ),
    );
  }
}

const placeOf = ({ registerId, firstMs, lastMs }: RegisterSpan): string =>
  `${String(registerId)} ${String(firstMs)} ${String(lastMs)}`;

/** Of readings around a stretch those in it and its context, as `findReadings` gives them. */
const withContext = (
  { firstMs, lastMs }: RegisterSpan,
  readings: readonly RawReading[],
): readonly RawReading[] => {
  const ordered = inTimeOrder(readings);
  const before = ordered.filter(({ atMs }) => atMs < firstMs).slice(-CONTEXT_READINGS);
  const within = ordered.filter(({ atMs }) => atMs >= firstMs && atMs <= lastMs);
  const after = ordered.filter(({ atMs }) => atMs > lastMs).slice(0, CONTEXT_READINGS);
  return [...before, ...within, ...after];
};

const byRegister = (findings: readonly RegisterFinding[]): Map<number, RegisterFinding[]> => {
  const map = new Map<number, RegisterFinding[]>();
  for (const finding of findings)
    map.set(finding.registerId, [...(map.get(finding.registerId) ?? []), finding]);
  return map;
};
