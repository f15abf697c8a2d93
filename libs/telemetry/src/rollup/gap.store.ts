import { Injectable } from '@nestjs/common';
import { isDoubtfulGap, OPENING_RUN_MS, type LongGap, type Stretch } from '@zerofab/metering';
import { DataSource, type EntityManager } from 'typeorm';
import type { RegisterSpan } from './consumption.store.js';

/** Quarter hours that one step removes at most: earlier versions wrote them inside long gaps. */
const MAX_CLEARED_MS = 90 * 86_400_000;

/** Beyond any reading. */
const MAX_DATE_MS = 8e12;

export type RegisterGap = LongGap & { readonly registerId: number };

/** A long gap as it counts: doubtful ones are not spread over their time, see `isDoubtfulGap`. */
export type JudgedGap = RegisterGap & { readonly doubtful: boolean };

interface GapRow {
  readonly register_id: number;
  readonly from_ms: number;
  readonly to_ms: number;
  readonly value: number | null;
}

const FIND = `
  SELECT register_id, (extract(epoch FROM from_ts) * 1000)::float8 AS from_ms,
         (extract(epoch FROM to_ts) * 1000)::float8 AS to_ms, value
  FROM consumption_gap
  WHERE register_id = ANY ($1::int[]) AND from_ts < to_timestamp($3 / 1000.0) AND to_ts > to_timestamp($2 / 1000.0)
  ORDER BY register_id, from_ts`;

const REMOVE = `
  DELETE FROM consumption_gap g
  USING unnest($1::int[], $2::float8[], $3::float8[]) AS i (register_id, from_ms, to_ms)
  WHERE g.register_id = i.register_id AND g.from_ts >= to_timestamp(i.from_ms / 1000.0)
    AND g.to_ts <= to_timestamp(i.to_ms / 1000.0)`;

const INSERT = `
  INSERT INTO consumption_gap (register_id, from_ts, to_ts, value)
  SELECT register_id, to_timestamp(from_ms / 1000.0), to_timestamp(to_ms / 1000.0), value
  FROM unnest($1::int[], $2::float8[], $3::float8[], $4::float8[]) AS i (register_id, from_ms, to_ms, value)`;

/** Marks the begin of gaps that have no row yet, so that the roll-up computes what lies on both sides of them. */
const MARK_UNKNOWN = `
  INSERT INTO dirty_span (register_id, first_ts, last_ts)
  SELECT register_id, from_ts, from_ts
  FROM (SELECT register_id, to_timestamp(from_ms / 1000.0) AS from_ts, to_timestamp(to_ms / 1000.0) AS to_ts
        FROM unnest($1::int[], $2::float8[], $3::float8[]) AS i (register_id, from_ms, to_ms)) i
  WHERE NOT EXISTS (SELECT 1 FROM consumption_gap g
                    WHERE g.register_id = i.register_id AND g.from_ts = i.from_ts AND g.to_ts = i.to_ts)
  RETURNING 1`;

/** The long gaps of counters, one row each. */
@Injectable()
export class GapStore {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Writes the gaps found between neighbouring readings in place of those known there before.
   * @param read from the first to the last reading that was looked at, per register: no reading lies unseen in it
   */
  async replace(
    manager: EntityManager,
    read: readonly RegisterSpan[],
    gaps: readonly RegisterGap[],
  ): Promise<void> {
    if (read.length > 0)
      await manager.query(REMOVE, [
        read.map((span) => span.registerId),
        read.map((span) => span.firstMs),
        read.map((span) => span.lastMs),
      ]);
    if (gaps.length > 0)
      await manager.query(INSERT, [
        gaps.map((gap) => gap.registerId),
        gaps.map((gap) => gap.fromMs),
        gaps.map((gap) => gap.toMs),
        gaps.map((gap) => gap.value),
      ]);
  }

  /**
   * Marks those of the gaps for computing that have no row: earlier versions wrote quarter hours instead.
   * @returns whether there were any
   */
  async markUnknown(manager: EntityManager, gaps: readonly RegisterGap[]): Promise<boolean> {
    if (gaps.length === 0) return false;
    const rows = await manager.query<unknown[]>(MARK_UNKNOWN, [
      gaps.map((gap) => gap.registerId),
      gaps.map((gap) => gap.fromMs),
      gaps.map((gap) => gap.toMs),
    ]);
    return rows.length > 0;
  }

  /**
   * Removes quarter hours from the inside of a gap, 90 days of them at most: earlier versions wrote each of them.
   * @returns the stretch that was cleared; undefined when nothing was there, as is usual
   */
  async clear(manager: EntityManager, registerId: number, inside: Stretch): Promise<Stretch | undefined> {
    const rows = await manager.query<{ ms: number | null }[]>(
      `SELECT (extract(epoch FROM min(bucket)) * 1000)::float8 AS ms FROM consumption_15m
       WHERE register_id = $1 AND bucket >= $2 AND bucket < $3`,
      [registerId, new Date(inside.fromMs), new Date(inside.toMs)],
    );
    const fromMs = rows[0]?.ms ?? null;
    if (fromMs === null) return undefined;
    const toMs = Math.min(inside.toMs, fromMs + MAX_CLEARED_MS);
    await manager.query(
      'DELETE FROM consumption_15m WHERE register_id = $1 AND bucket >= $2 AND bucket < $3',
      [registerId, new Date(fromMs), new Date(toMs)],
    );
    return { fromMs, toMs };
  }

  /** The gaps of these registers that share time with [fromMs, toMs), by register and time. */
  async find(registerIds: readonly number[], fromMs: number, toMs: number): Promise<JudgedGap[]> {
    if (registerIds.length === 0) return [];
    const rows = await this.dataSource.query<GapRow[]>(FIND, [registerIds, fromMs, toMs]);
    const gaps = rows.map((row) => ({
      registerId: row.register_id,
      fromMs: row.from_ms,
      toMs: row.to_ms,
      value: row.value,
    }));
    const judged: JudgedGap[] = [];
    for (const gap of gaps) judged.push(await this.judge(gap));
    return judged;
  }

  /** A gap with whether its use counts. */
  async judge(gap: RegisterGap): Promise<JudgedGap> {
    return { ...gap, doubtful: await this.isDoubtful(gap) };
  }

  /** All long gaps of these registers. */
  async list(registerIds: readonly number[]): Promise<JudgedGap[]> {
    return this.find(registerIds, -MAX_DATE_MS, MAX_DATE_MS);
  }

  /** Asks for older readings only where they decide: reading chunks of years is not free. */
  private async isDoubtful(gap: RegisterGap): Promise<boolean> {
    if (isDoubtfulGap(gap, false) || !isDoubtfulGap(gap, true)) return isDoubtfulGap(gap, false);
    const rows = await this.dataSource.query<{ older: boolean }[]>(
      'SELECT EXISTS (SELECT 1 FROM reading WHERE register_id = $1 AND ts < $2) AS older',
      [gap.registerId, new Date(gap.fromMs - OPENING_RUN_MS)],
    );
    return isDoubtfulGap(gap, rows[0]?.older !== true);
  }
}
