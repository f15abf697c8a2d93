import { Injectable } from '@nestjs/common';
import type { Finding } from '@zerofab/metering';
import { DOUBTS, type FindingReason } from '@zerofab/vocabulary';
import { DataSource, type EntityManager } from 'typeorm';

export type RegisterFinding = Finding & { readonly registerId: number };

/** A stretch of a register, both ends included, in epoch milliseconds. */
export interface Stretch {
  readonly registerId: number;
  readonly firstMs: number;
  readonly lastMs: number;
}

interface FindingRow {
  readonly register_id: number;
  readonly reason: FindingReason;
  readonly from_ms: number;
  readonly at_ms: number;
  readonly until_ms: number;
  readonly before: number | null;
  readonly shown: number;
  readonly amount: number;
}

const STRETCHES = `unnest($1::int[], $2::float8[], $3::float8[]) AS i (register_id, first_ms, last_ms)`;
const WITHIN = `f.register_id = i.register_id AND f.at_ts >= to_timestamp(i.first_ms / 1000.0)
  AND f.at_ts <= to_timestamp(i.last_ms / 1000.0)`;
const COLUMNS = `f.register_id, f.reason, (extract(epoch FROM f.from_ts) * 1000)::float8 AS from_ms,
  (extract(epoch FROM f.at_ts) * 1000)::float8 AS at_ms, (extract(epoch FROM f.until_ts) * 1000)::float8 AS until_ms,
  f.before, f.shown, f.amount`;

const FIND = `SELECT DISTINCT ${COLUMNS} FROM ${STRETCHES} JOIN reading_finding f ON ${WITHIN}`;
const REMOVE = `DELETE FROM reading_finding f USING ${STRETCHES} WHERE ${WITHIN}`;
const INSERT = `
  INSERT INTO reading_finding (register_id, at_ts, reason, from_ts, until_ts, before, shown, amount)
  SELECT register_id, to_timestamp(at_ms / 1000.0), reason, to_timestamp(from_ms / 1000.0),
         to_timestamp(until_ms / 1000.0), before, shown, amount
  FROM unnest($1::int[], $2::float8[], $3::text[], $4::float8[], $5::float8[], $6::float8[], $7::float8[], $8::float8[])
    AS i (register_id, at_ms, reason, from_ms, until_ms, before, shown, amount)
  ON CONFLICT (register_id, at_ts, reason) DO NOTHING`;

/** The last change of unit before each time: upwards, it holds what came after it. */
const HELD = `
  SELECT i.n::int AS n, (extract(epoch FROM f.at_ts) * 1000)::float8 AS at_ms
  FROM unnest($1::int[], $2::float8[]) WITH ORDINALITY AS i (register_id, first_ms, n)
  CROSS JOIN LATERAL (SELECT at_ts, before, shown FROM reading_finding
                      WHERE register_id = i.register_id AND reason = 'unit-step' AND at_ts < to_timestamp(i.first_ms / 1000.0)
                      ORDER BY at_ts DESC LIMIT 1) f
  WHERE f.shown > f.before`;

/** Of each stretch: whether a finding lies in it, and the nearest on each side that may lie in sight. */
const NEAR = `
  SELECT i.n::int AS n,
         EXISTS (SELECT 1 FROM reading_finding f WHERE f.register_id = i.register_id
                 AND f.at_ts >= to_timestamp(i.first_ms / 1000.0) AND f.at_ts <= to_timestamp(i.last_ms / 1000.0)) AS within,
         (SELECT extract(epoch FROM max(f.until_ts)) * 1000 FROM reading_finding f WHERE f.register_id = i.register_id
          AND f.at_ts < to_timestamp(i.first_ms / 1000.0) AND f.at_ts >= to_timestamp((i.first_ms - $4) / 1000.0))::float8 AS before_ms,
         (SELECT extract(epoch FROM min(f.at_ts)) * 1000 FROM reading_finding f WHERE f.register_id = i.register_id
          AND f.at_ts > to_timestamp(i.last_ms / 1000.0) AND f.at_ts <= to_timestamp((i.last_ms + $4) / 1000.0))::float8 AS after_ms
  FROM unnest($1::int[], $2::float8[], $3::float8[]) WITH ORDINALITY AS i (register_id, first_ms, last_ms, n)`;

/** Readings that lie between two times of a register, counted up to $4. */
const BETWEEN = `
  SELECT i.n::int AS n, (SELECT count(*)::int FROM (
      SELECT 1 FROM reading r WHERE r.register_id = i.register_id AND r.ts > to_timestamp(i.first_ms / 1000.0)
        AND r.ts < to_timestamp(i.last_ms / 1000.0)
        AND NOT EXISTS (SELECT 1 FROM register_event e WHERE e.register_id = r.register_id AND e.kind = 'void'
                        AND e.withdrawn_at IS NULL AND r.ts >= e.at_ts AND r.ts <= e.to_ts)
      LIMIT $4) one) AS readings
  FROM unnest($1::int[], $2::float8[], $3::float8[]) WITH ORDINALITY AS i (register_id, first_ms, last_ms, n)`;

const columns = (stretches: readonly Stretch[]): [number[], number[], number[]] => [
  stretches.map(({ registerId }) => registerId),
  stretches.map(({ firstMs }) => firstMs),
  stretches.map(({ lastMs }) => lastMs),
];

const toFinding = (row: FindingRow): RegisterFinding => ({
  registerId: row.register_id,
  reason: row.reason,
  fromMs: row.from_ms,
  atMs: row.at_ms,
  untilMs: row.until_ms,
  before: row.before,
  shown: row.shown,
  amount: row.amount,
});

/** Findings at a stretch, in epoch milliseconds. */
export interface NearFindings {
  readonly within: boolean;
  /** End of the last one before it. */
  readonly beforeMs: number | null;
  /** Begin of the first one after it. */
  readonly afterMs: number | null;
}

/** What the roll-up found about steps of registers. */
@Injectable()
export class FindingStore {
  constructor(private readonly dataSource: DataSource) {}

  /** Findings of these registers that ask for a decision, the newest first, and how many there are in all. */
  async doubts(
    registerIds: readonly number[],
    asked: { readonly fromMs: number | undefined; readonly toMs: number | undefined; readonly limit: number },
  ): Promise<{ readonly total: number; readonly items: RegisterFinding[] }> {
    const time = (ms: number | undefined): Date | null => (ms === undefined ? null : new Date(ms));
    const parameters = [[...registerIds], DOUBTS, time(asked.fromMs), time(asked.toMs)];
    const rows = await this.dataSource.query<(FindingRow & { readonly total: number })[]>(
      `SELECT ${COLUMNS}, (count(*) OVER ())::int AS total FROM reading_finding f
       WHERE f.register_id = ANY ($1::int[]) AND f.reason = ANY ($2::text[])
         AND ($3::timestamptz IS NULL OR f.until_ts >= $3) AND ($4::timestamptz IS NULL OR f.at_ts < $4)
       ORDER BY f.at_ts DESC, f.register_id, f.reason LIMIT $5`,
      [...parameters, asked.limit],
    );
    return { total: rows[0]?.total ?? 0, items: rows.map(toFinding) };
  }

  /** When these registers began anew, by register: the latest 50 times of each. */
  async resets(registerIds: readonly number[]): Promise<Map<number, number[]>> {
    const rows = await this.dataSource.query<{ id: number; times: number[] }[]>(
      `SELECT i.id, array_agg((extract(epoch FROM f.at_ts) * 1000)::float8) AS times
       FROM unnest($1::int[]) AS i (id)
       CROSS JOIN LATERAL (SELECT at_ts FROM reading_finding WHERE register_id = i.id AND reason = 'reset'
                           ORDER BY at_ts DESC LIMIT 50) f
       GROUP BY i.id`,
      [[...registerIds]],
    );
    return new Map(rows.map(({ id, times }) => [id, times]));
  }

  /** Findings about readings within these stretches. */
  async find(manager: EntityManager, stretches: readonly Stretch[]): Promise<RegisterFinding[]> {
    if (stretches.length === 0) return [];
    const rows = await manager.query<FindingRow[]>(FIND, columns(stretches));
    return rows.map(toFinding);
  }

  /** Writes what was found within these stretches in place of what was known there before. */
  async replace(
    manager: EntityManager,
    stretches: readonly Stretch[],
    found: readonly RegisterFinding[],
  ): Promise<void> {
    if (stretches.length > 0) await manager.query(REMOVE, columns(stretches));
    if (found.length === 0) return;
    await manager.query(INSERT, [
      found.map(({ registerId }) => registerId),
      found.map(({ atMs }) => atMs),
      found.map(({ reason }) => reason),
      found.map(({ fromMs }) => fromMs),
      found.map(({ untilMs }) => untilMs),
      found.map(({ before }) => before),
      found.map(({ shown }) => shown),
      found.map(({ amount }) => amount),
    ]);
  }

  /** Of each instant: since when a change of unit holds what the register shows then; undefined where none does. */
  async heldSince(
    manager: EntityManager,
    starts: readonly { readonly registerId: number; readonly firstMs: number }[],
  ): Promise<(number | undefined)[]> {
    const held: (number | undefined)[] = starts.map(() => undefined);
    if (starts.length === 0) return held;
    const rows = await manager.query<{ n: number; at_ms: number }[]>(HELD, [
      starts.map(({ registerId }) => registerId),
      starts.map(({ firstMs }) => firstMs),
    ]);
    for (const { n, at_ms: atMs } of rows) held[n - 1] = atMs;
    return held;
  }

  /** Of each stretch the findings in it and nearest to it, no further away than `reachMs`. */
  async near(
    manager: EntityManager,
    stretches: readonly Stretch[],
    reachMs: number,
  ): Promise<NearFindings[]> {
    if (stretches.length === 0) return [];
    const rows = await manager.query<
      { n: number; within: boolean; before_ms: number | null; after_ms: number | null }[]
    >(NEAR, [...columns(stretches), reachMs]);
    return rows
      .toSorted((a, b) => a.n - b.n)
      .map((row) => ({ within: row.within, beforeMs: row.before_ms, afterMs: row.after_ms }));
  }

  /** How many readings lie between the ends of each stretch, both ends left out, counted up to `most`. */
  async readingsBetween(
    manager: EntityManager,
    stretches: readonly Stretch[],
    most: number,
  ): Promise<number[]> {
    if (stretches.length === 0) return [];
    const rows = await manager.query<{ n: number; readings: number }[]>(BETWEEN, [
      ...columns(stretches),
      most,
    ]);
    return rows.toSorted((a, b) => a.n - b.n).map(({ readings }) => readings);
  }

  /** Marks what a register showed after an instant to be worked out again, by month. */
  async markAfter(manager: EntityManager, registerId: number, ms: number): Promise<void> {
    await manager.query(
      `INSERT INTO dirty_span (register_id, first_ts, last_ts)
       SELECT register_id, min(ts), max(ts) FROM reading WHERE register_id = $1 AND ts > $2
       GROUP BY register_id, date_trunc('month', ts)`,
      [registerId, new Date(ms)],
    );
  }
}
