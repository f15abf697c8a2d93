import { QUALITY_CODE } from '@zerofab/vocabulary';
import { Injectable } from '@nestjs/common';
import type { ConsumptionBucket, RawReading } from '@zerofab/metering';
import { DataSource, type EntityManager } from 'typeorm';

/** A register's stretch of time, inclusive at both ends. */
export interface RegisterSpan {
  readonly registerId: number;
  readonly firstMs: number;
  readonly lastMs: number;
}

export interface DirtySpan extends RegisterSpan {
  readonly id: string;
}

export interface Neighbours {
  readonly previousMs: number | undefined;
  readonly nextMs: number | undefined;
}

const spanColumns = (spans: readonly RegisterSpan[]): [number[], number[], number[]] => [
  spans.map((span) => span.registerId),
  spans.map((span) => span.firstMs),
  spans.map((span) => span.lastMs),
];

const SPANS = `
  SELECT ord, register_id, to_timestamp(first_ms / 1000.0) AS first_ts, to_timestamp(last_ms / 1000.0) AS last_ts
  FROM unnest($1::int[], $2::float8[], $3::float8[]) WITH ORDINALITY AS u (register_id, first_ms, last_ms, ord)`;

const FIND_WITHIN = `
  WITH span AS MATERIALIZED (${SPANS})
  SELECT s.ord::int, d.id FROM span s
  JOIN dirty_span d ON d.register_id = s.register_id AND d.first_ts >= s.first_ts AND d.last_ts <= s.last_ts
  WHERE NOT d.computed`;

/** A reading that a person set aside is nobody's neighbour. */
const COUNTS = `NOT EXISTS (SELECT 1 FROM register_event e WHERE e.register_id = r.register_id AND e.kind = 'void'
    AND e.withdrawn_at IS NULL AND r.ts >= e.at_ts AND r.ts <= e.to_ts)`;

const NEIGHBOURS = `
  WITH span AS MATERIALIZED (${SPANS})
  SELECT ord::int, extract(epoch FROM p.ts) * 1000 AS previous_ms, extract(epoch FROM n.ts) * 1000 AS next_ms
  FROM span s
  LEFT JOIN LATERAL (SELECT ts FROM reading r WHERE r.register_id = s.register_id AND r.ts < s.first_ts AND ${COUNTS}
                     ORDER BY ts DESC LIMIT 1) p ON true
  LEFT JOIN LATERAL (SELECT ts FROM reading r WHERE r.register_id = s.register_id AND r.ts > s.last_ts AND ${COUNTS}
                     ORDER BY ts LIMIT 1) n ON true
  ORDER BY ord`;

/** Readings of each span, with the nearest $4 before and after. */
const READINGS = `
  WITH span AS MATERIALIZED (${SPANS})
  SELECT s.ord::int, (extract(epoch FROM r.ts) * 1000)::float8 AS at_ms, r.value
  FROM span s CROSS JOIN LATERAL (
    (SELECT ts, value FROM reading r WHERE register_id = s.register_id AND ts < s.first_ts AND ${COUNTS}
     ORDER BY ts DESC LIMIT $4)
    UNION ALL
    (SELECT ts, value FROM reading WHERE register_id = s.register_id AND ts >= s.first_ts AND ts <= s.last_ts)
    UNION ALL
    (SELECT ts, value FROM reading r WHERE register_id = s.register_id AND ts > s.last_ts AND ${COUNTS}
     ORDER BY ts LIMIT $4)
  ) r`;

const UPSERT = `
  INSERT INTO consumption_15m AS c (register_id, bucket, value, estimated, coverage, quality, readings)
  SELECT register_id, to_timestamp(ms / 1000.0), value, estimated, coverage, quality, readings
  FROM unnest($1::int[], $2::float8[], $3::float8[], $4::float8[], $5::float8[], $6::smallint[], $7::int[])
    AS i (register_id, ms, value, estimated, coverage, quality, readings)
  ON CONFLICT (register_id, bucket) DO UPDATE
    SET value = excluded.value, estimated = excluded.estimated, coverage = excluded.coverage,
        quality = excluded.quality, readings = excluded.readings
    WHERE (c.value, c.estimated, c.coverage, c.quality, c.readings)
      IS DISTINCT FROM (excluded.value, excluded.estimated, excluded.coverage, excluded.quality, excluded.readings)`;

/** Reads raw readings for the roll-up and writes consumption. All calls of one step share its transaction. */
@Injectable()
export class ConsumptionStore {
  constructor(private readonly dataSource: DataSource) {}

  async inTransaction<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.dataSource.transaction(work);
  }

  /** One roll-up at a time over all processes; false when another has it. The lock ends with the transaction. */
  async tryLock(manager: EntityManager): Promise<boolean> {
    const rows = await manager.query<{ locked: boolean }[]>(
      'SELECT pg_try_advisory_xact_lock(7330152) AS locked',
    );
    return rows[0]?.locked === true;
  }

  /** Oldest spans whose 15-minute buckets are to be computed; those of `registerIds` only, when given. */
  async findDirty(
    manager: EntityManager,
    limit: number,
    registerIds?: readonly number[],
  ): Promise<DirtySpan[]> {
    const rows = await manager.query<
      { id: string; register_id: number; first_ms: number; last_ms: number }[]
    >(
      `SELECT id, register_id, (extract(epoch FROM first_ts) * 1000)::float8 AS first_ms,
              (extract(epoch FROM last_ts) * 1000)::float8 AS last_ms
       FROM dirty_span
       WHERE NOT computed AND ($2::int[] IS NULL OR register_id = ANY ($2))
       ORDER BY id LIMIT $1`,
      [limit, registerIds ?? null],
    );
    return rows.map((row) => ({
      id: row.id,
      registerId: row.register_id,
      firstMs: row.first_ms,
      lastMs: row.last_ms,
    }));
  }

  /** For each span the ids of all marks still to be computed that lie within it. */
  async findWithin(manager: EntityManager, spans: readonly RegisterSpan[]): Promise<string[][]> {
    const ids: string[][] = spans.map(() => []);
    const rows = await manager.query<{ ord: number; id: string }[]>(FIND_WITHIN, spanColumns(spans));
    for (const row of rows) ids[row.ord - 1]?.push(row.id);
    return ids;
  }

  async findNeighbours(manager: EntityManager, spans: readonly RegisterSpan[]): Promise<Neighbours[]> {
    const rows = await manager.query<{ previous_ms: string | null; next_ms: string | null }[]>(
      NEIGHBOURS,
      spanColumns(spans),
    );
    return rows.map((row) => ({
      previousMs: row.previous_ms === null ? undefined : Number(row.previous_ms),
      nextMs: row.next_ms === null ? undefined : Number(row.next_ms),
    }));
  }

  /**
   * Raw readings of each span and its nearest neighbours, in the order of the spans.
   * @param neighbours how many on each side
   */
  async findReadings(
    manager: EntityManager,
    spans: readonly RegisterSpan[],
    neighbours = 1,
  ): Promise<RawReading[][]> {
    const result: RawReading[][] = spans.map(() => []);
    if (spans.length === 0) return result;
    const rows = await manager.query<{ ord: number; at_ms: number; value: number }[]>(READINGS, [
      ...spanColumns(spans),
      neighbours,
    ]);
    for (const row of rows) result[row.ord - 1]?.push({ atMs: row.at_ms, value: row.value });
    return result;
  }

  /** Writes the buckets that came out different. */
  async saveBuckets(
    manager: EntityManager,
    buckets: readonly (ConsumptionBucket & { registerId: number })[],
  ): Promise<void> {
    if (buckets.length === 0) return;
    await manager.query(UPSERT, [
      buckets.map((bucket) => bucket.registerId),
      buckets.map((bucket) => bucket.startMs),
      buckets.map((bucket) => bucket.value),
      buckets.map((bucket) => bucket.estimated),
      buckets.map((bucket) => bucket.coverage),
      buckets.map((bucket) => QUALITY_CODE[bucket.quality]),
      buckets.map((bucket) => bucket.readings),
    ]);
  }

  /** Marks spans as computed; those that lie wholly above the watermark need no refresh and go. */
  async markComputed(
    manager: EntityManager,
    ids: readonly string[],
    stale: readonly RegisterSpan[],
  ): Promise<void> {
    await manager.query('DELETE FROM dirty_span WHERE id = ANY ($1::bigint[])', [ids]);
    await this.markStale(manager, stale);
  }

  /** Marks stretches whose hours are to be refreshed. */
  async markStale(manager: EntityManager, stale: readonly RegisterSpan[]): Promise<void> {
    if (stale.length === 0) return;
    await manager.query(
      `INSERT INTO dirty_span (register_id, first_ts, last_ts, computed)
       SELECT register_id, to_timestamp(first_ms / 1000.0), to_timestamp(last_ms / 1000.0), true
       FROM unnest($1::int[], $2::float8[], $3::float8[]) AS i (register_id, first_ms, last_ms)`,
      spanColumns(stale),
    );
  }

  /** Whether figures of these registers still wait for the roll-up. */
  async hasDirty(registerIds: readonly number[]): Promise<boolean> {
    const rows = await this.dataSource.query<{ dirty: boolean }[]>(
      'SELECT EXISTS (SELECT 1 FROM dirty_span WHERE register_id = ANY ($1::int[])) AS dirty',
      [registerIds],
    );
    return rows[0]?.dirty === true;
  }

  async countDirty(): Promise<number> {
    const rows = await this.dataSource.query<{ n: number }[]>('SELECT count(*)::int AS n FROM dirty_span');
    return rows[0]?.n ?? 0;
  }
}
