import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

const HOUR_MS = 3_600_000;

export interface StaleHours {
  readonly id: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Hours a set of spans touches, merged where they are at most a day apart; ends exclusive. */
export const mergeHours = (
  spans: readonly { readonly fromMs: number; readonly toMs: number }[],
): { fromMs: number; toMs: number }[] => {
  const merged: { fromMs: number; toMs: number }[] = [];
  for (const span of spans.toSorted((a, b) => a.fromMs - b.fromMs)) {
    const fromMs = Math.floor(span.fromMs / HOUR_MS) * HOUR_MS;
    const toMs = Math.ceil(span.toMs / HOUR_MS) * HOUR_MS;
    const last = merged.at(-1);
    if (last !== undefined && fromMs - last.toMs <= 24 * HOUR_MS) last.toMs = Math.max(last.toMs, toMs);
    else merged.push({ fromMs, toMs });
  }
  return merged;
};

/**
 * The continuous aggregate `consumption_hour`: what lies below its watermark is stored and must be refreshed after a
 * change, what lies above is summed when asked.
 */
@Injectable()
export class HourStore {
  constructor(private readonly dataSource: DataSource) {}

  /** Epoch milliseconds; -Infinity before the first refresh. */
  async watermark(manager: EntityManager): Promise<number> {
    const rows = await manager.query<{ ms: string | null }[]>(
      `SELECT extract(epoch FROM _timescaledb_functions.to_timestamp(_timescaledb_functions.cagg_watermark(mat_hypertable_id))) * 1000 AS ms
       FROM _timescaledb_catalog.continuous_agg WHERE user_view_name = 'consumption_hour'`,
    );
    const ms = Number(rows[0]?.ms ?? Number.NaN);
    return Number.isFinite(ms) ? ms : Number.NEGATIVE_INFINITY;
  }

  async findStale(limit: number): Promise<StaleHours[]> {
    const rows = await this.dataSource.query<{ id: string; from_ms: number; to_ms: number }[]>(
      `SELECT id, (extract(epoch FROM first_ts) * 1000)::float8 AS from_ms, (extract(epoch FROM last_ts) * 1000)::float8 AS to_ms
       FROM dirty_span WHERE computed ORDER BY id LIMIT $1`,
      [limit],
    );
    return rows.map((row) => ({ id: row.id, fromMs: row.from_ms, toMs: row.to_ms }));
  }

  /** Refreshes whole hours of [fromMs, toMs); it cannot run inside a transaction. */
  async refresh(fromMs: number, toMs: number): Promise<void> {
    await this.dataSource.query(
      "CALL refresh_continuous_aggregate('consumption_hour', $1::timestamptz, $2::timestamptz)",
      [new Date(fromMs), new Date(toMs)],
    );
  }

  async forget(ids: readonly string[]): Promise<void> {
    await this.dataSource.query('DELETE FROM dirty_span WHERE id = ANY ($1::bigint[])', [ids]);
  }

  /** Moves the watermark up to the last full hour before `nowMs` − 2 h; everything below it is then stored. */
  async advance(nowMs: number): Promise<void> {
    const toMs = Math.floor((nowMs - 2 * HOUR_MS) / HOUR_MS) * HOUR_MS;
    await this.dataSource.query(
      "CALL refresh_continuous_aggregate('consumption_hour', NULL, $1::timestamptz)",
      [new Date(toMs)],
    );
  }
}
