import type { ConsumptionSum } from '@zerofab/metering';
import { Injectable } from '@nestjs/common';
import { BUCKET_MS } from '@zerofab/metering';
import { DOUBTS } from '@zerofab/vocabulary';
import { DataSource } from 'typeorm';
import { grainOf, type Grain } from './grain.js';
import { GapStore } from '../rollup/gap.store.js';
import { MeterHistoryStore } from '../sites/meter-history.store.js';
import { ConsumptionMemo } from './consumption-memo.js';
import { addGaps } from './gap-overlay.js';
import { dividedAt, joined } from './running-stretch.js';
import { RecomputedConsumption } from './recomputed.service.js';

export interface StoredReading {
  readonly ts: Date;
  readonly value: number;
  readonly receivedAt: Date;
}

interface SumRow {
  readonly register_id: number;
  readonly start_ms: number;
  readonly value: number | null;
  readonly estimated: number;
  readonly covered: number;
  readonly quality: number | null;
  readonly readings: string;
}

const toSum = (row: SumRow): ConsumptionSum => ({
  registerId: row.register_id,
  startMs: row.start_ms,
  value: row.value,
  estimated: row.estimated,
  covered: row.covered,
  quality: row.quality,
  readings: Number(row.readings),
});

const GRAIN = {
  hour: { table: 'consumption_hour', column: 'hour', lengthMs: 4 * BUCKET_MS },
  quarter: { table: 'consumption_15m', column: 'bucket', lengthMs: BUCKET_MS },
} as const;

/** Stretches of one question that are kept: the days of a year's chart are not. */
const MOST_KEPT = 64;

const sumKey = (registerId: number, startMs: number): string => `${String(registerId)}:${String(startMs)}`;

const byRegister = (sums: readonly ConsumptionSum[]): readonly ConsumptionSum[] =>
  sums.toSorted((a, b) => a.registerId - b.registerId || a.startMs - b.startMs);

const SUMS =
  'sum(value) AS value, sum(estimated) AS estimated, sum(coverage) AS covered, max(quality) FILTER (WHERE value IS NOT NULL) AS quality, sum(readings) AS readings';

/** Reads consumption and raw readings for figures, traces and screens. */
@Injectable()
export class ConsumptionQuery {
  constructor(
    private readonly dataSource: DataSource,
    private readonly gaps: GapStore,
    private readonly history: MeterHistoryStore,
    private readonly recomputed: RecomputedConsumption,
    private readonly memo: ConsumptionMemo,
  ) {}

  /**
   * Sums over the stretches between consecutive `borders` (epoch ms, ascending, n + 1 borders for n stretches): days
   * and months of any time zone, since the caller draws the borders.
   * @param knownAtMs by the definitions of registers that were recorded until then; default: by those of today
   */
  async sumBetween(
    registerIds: readonly number[],
    borders: readonly number[],
    grain: Grain,
    knownAtMs?: number,
  ): Promise<readonly ConsumptionSum[]> {
    if (knownAtMs === undefined || registerIds.length === 0) return this.asOfNow(registerIds, borders, grain);
    const otherwise = await this.history.otherwiseKnown(registerIds, knownAtMs);
    const same = registerIds.filter((id) => !otherwise.has(id));
    return [
      ...(await this.asOfNow(same, borders, grain)),
      ...(await this.recomputed.sumBetween(otherwise, borders, knownAtMs)),
    ];
  }

  private async asOfNow(
    registerIds: readonly number[],
    borders: readonly number[],
    grain: Grain,
  ): Promise<readonly ConsumptionSum[]> {
    if (registerIds.length === 0 || borders.length < 2) return [];
    const sums = await this.divided(registerIds, borders, grain);
    return addGaps(sums, await this.gaps.find(registerIds, borders[0] ?? 0, borders.at(-1) ?? 0), borders);
  }

  /** Stored sums, the last stretch in two parts where it is long: only the second part changes by the minute. */
  private async divided(
    registerIds: readonly number[],
    borders: readonly number[],
    grain: Grain,
  ): Promise<readonly ConsumptionSum[]> {
    const cut = dividedAt(borders);
    if (cut === undefined) return this.sums(registerIds, borders, grain);
    const over = [...borders.slice(0, -1), cut];
    const running = [cut, borders.at(-1) ?? cut];
    const head = await this.sums(registerIds, over, grainOf(over));
    const tail = await this.sums(registerIds, running, grainOf(running));
    return joined(head, tail, borders.at(-2) ?? cut);
  }

  /** Stored sums, without the long gaps: of what was read before and did not change since, from memory. */
  private async sums(
    registerIds: readonly number[],
    borders: readonly number[],
    grain: Grain,
  ): Promise<readonly ConsumptionSum[]> {
    const stretches = borders
      .slice(0, -1)
      .map((firstMs, n) => ({ firstMs, lastMs: borders[n + 1] ?? firstMs }));
    const known: ConsumptionSum[] = [];
    let first = 0;
    // The leading stretches that are known of every register; what comes behind them is read.
    for (; first < stretches.length; first += 1) {
      const { firstMs = 0, lastMs = 0 } = stretches[first] ?? {};
      const found = registerIds.map((registerId) => this.memo.find({ registerId, firstMs, lastMs }));
      if (found.includes(undefined)) break;
      for (const sum of found) if (sum !== null && sum !== undefined) known.push(sum);
    }
    if (first === stretches.length) return byRegister(known);
    const keep = this.memo.begin();
    const kept: Parameters<typeof keep>[0][number][] = [];
    try {
      const rows = await this.stored(registerIds, borders.slice(first), grain);
      const over = stretches.slice(first).filter((stretch) => this.memo.keeps(stretch));
      const read = new Map(
        over.length === 0 ? [] : rows.map((sum) => [sumKey(sum.registerId, sum.startMs), sum]),
      );
      for (const { firstMs, lastMs } of over.slice(0, MOST_KEPT))
        for (const registerId of registerIds)
          kept.push({
            stretch: { registerId, firstMs, lastMs },
            sum: read.get(sumKey(registerId, firstMs)) ?? null,
          });
      return known.length === 0 ? rows : byRegister([...known, ...rows]);
    } finally {
      keep(kept);
    }
  }

  private async stored(
    registerIds: readonly number[],
    borders: readonly number[],
    grain: Grain,
  ): Promise<readonly ConsumptionSum[]> {
    const { table, column } = GRAIN[grain];
    const rows = await this.dataSource.query<(Omit<SumRow, 'start_ms'> & { readonly n: number })[]>(
      `WITH part AS (
         SELECT register_id, width_bucket(${column}, $2::timestamptz[]) AS n,
                value, estimated, coverage, quality, readings
         FROM ${table}
         WHERE register_id = ANY ($1::int[]) AND ${column} >= $3 AND ${column} < $4)
       SELECT register_id, n, ${SUMS}
       FROM part GROUP BY register_id, n ORDER BY register_id, n`,
      [
        registerIds,
        borders.map((ms) => new Date(ms)),
        new Date(borders[0] ?? 0),
        new Date(borders.at(-1) ?? 0),
      ],
    );
    // The number of the stretch, not its start: a year of hours is 100 000 timestamps less to work out and to send.
    return rows.map(({ n, ...row }) => toSum({ ...row, start_ms: borders[n - 1] ?? 0 }));
  }

  /** The 15-minute or hourly rows of [fromMs, toMs), one by one; both ends lie on the grain. */
  async rows(
    registerIds: readonly number[],
    fromMs: number,
    toMs: number,
    grain: Grain,
  ): Promise<readonly ConsumptionSum[]> {
    if (registerIds.length === 0) return [];
    const { table, column, lengthMs } = GRAIN[grain];
    const rows = await this.dataSource.query<SumRow[]>(
      `SELECT register_id, (extract(epoch FROM ${column}) * 1000)::float8 AS start_ms, value, estimated,
              coverage AS covered, quality, readings
       FROM ${table}
       WHERE register_id = ANY ($1::int[]) AND ${column} >= $2 AND ${column} < $3
       ORDER BY register_id, ${column}`,
      [registerIds, new Date(fromMs), new Date(toMs)],
    );
    const gaps = await this.gaps.find(registerIds, fromMs, toMs);
    if (gaps.length === 0) return rows.map(toSum);
    const firstMs = Math.ceil(fromMs / lengthMs) * lengthMs;
    const count = Math.max(0, Math.ceil((toMs - firstMs) / lengthMs));
    const borders = Array.from({ length: count + 1 }, (_, n) => firstMs + n * lengthMs);
    return addGaps(rows.map(toSum), gaps, borders);
  }

  /** Time of the first reading of these registers, in epoch milliseconds; null where there is none. */
  async firstReadingMs(registerIds: readonly number[]): Promise<number | null> {
    const [row] = await this.dataSource.query<{ first: Date | null }[]>(
      `SELECT min(f.ts) AS first FROM unnest($1::int[]) AS r (id)
       CROSS JOIN LATERAL (SELECT ts FROM reading WHERE register_id = r.id ORDER BY ts LIMIT 1) f`,
      [registerIds],
    );
    return row?.first?.getTime() ?? null;
  }

  /** Raw readings of [from, to), by time; `after` goes on behind the last one of the page before. */
  async readings(
    registerId: number,
    span: { readonly from: Date; readonly to: Date; readonly after?: Date },
    page: { readonly limit: number; readonly order: 'asc' | 'desc' },
  ): Promise<StoredReading[]> {
    const descending = page.order === 'desc';
    const rows = await this.dataSource.query<{ ts: Date; value: number; received_at: Date }[]>(
      `SELECT ts, value, received_at FROM reading
       WHERE register_id = $1 AND ts >= $2 AND ts < $3 AND ($4::timestamptz IS NULL OR ts ${descending ? '<' : '>'} $4)
       ORDER BY ts ${descending ? 'DESC' : 'ASC'} LIMIT $5`,
      [registerId, span.from, span.to, span.after ?? null, page.limit],
    );
    return rows.map((row) => ({ ts: row.ts, value: row.value, receivedAt: row.received_at }));
  }

  /** All raw readings of [from, to] of a register, values only: for the trace of one span. */
  async firstAndLast(
    registerId: number,
    from: Date,
    to: Date,
  ): Promise<{ first: StoredReading; last: StoredReading } | undefined> {
    const [first] = await this.readings(registerId, { from, to }, { limit: 1, order: 'asc' });
    const [last] = await this.readings(registerId, { from, to }, { limit: 1, order: 'desc' });
    return first === undefined || last === undefined ? undefined : { first, last };
  }

  /** How often a counter wrapped within [from, to): its falls, without those that are doubted or were set aside. */
  async countWraps(registerId: number, from: Date, to: Date): Promise<number> {
    const rows = await this.dataSource.query<{ wraps: number }[]>(
      `SELECT count(*)::int AS wraps FROM (
         SELECT ts, lag(ts) OVER w AS before, value < lag(value) OVER w AS fell FROM reading
         WHERE register_id = $1 AND ts >= $2 AND ts < $3 WINDOW w AS (ORDER BY ts)) f
       WHERE fell
         AND NOT EXISTS (SELECT 1 FROM reading_finding d WHERE d.register_id = $1 AND d.reason = ANY ($4::text[])
                         AND (d.at_ts = f.ts OR (d.reason = 'spike' AND d.until_ts = f.before)))
         AND NOT EXISTS (SELECT 1 FROM register_event e WHERE e.register_id = $1 AND e.kind <> 'calibration'
                         AND e.withdrawn_at IS NULL AND e.at_ts <= f.ts AND e.to_ts >= f.before)`,
      [registerId, from, to, DOUBTS],
    );
    return rows[0]?.wraps ?? 0;
  }

  /** Latest reading of each register by its own time. */
  async latest(registerIds: readonly number[]): Promise<Map<number, StoredReading>> {
    if (registerIds.length === 0) return new Map();
    const rows = await this.dataSource.query<
      { register_id: number; ts: Date; value: number; received_at: Date }[]
    >(
      `SELECT i.register_id, l.ts, l.value, l.received_at
       FROM unnest($1::int[]) AS i (register_id)
       CROSS JOIN LATERAL (SELECT ts, value, received_at FROM reading r
                           WHERE r.register_id = i.register_id ORDER BY ts DESC LIMIT 1) l`,
      [registerIds],
    );
    return new Map(
      rows.map((row) => [row.register_id, { ts: row.ts, value: row.value, receivedAt: row.received_at }]),
    );
  }
}
