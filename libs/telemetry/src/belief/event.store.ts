import { Injectable } from '@nestjs/common';
import type { RegisterEventKind } from '@zerofab/vocabulary';
import { DataSource, type EntityManager } from 'typeorm';

/** An event to be written. */
export interface NewEvent {
  readonly registerId: number;
  readonly kind: RegisterEventKind;
  readonly atMs: number;
  readonly toMs: number;
  readonly value: number | null;
  readonly closing: number | null;
  readonly opening: number | null;
  readonly note: string;
  readonly author: string;
}

export interface EventRow extends NewEvent {
  readonly id: string;
  readonly recordedAt: Date;
  readonly withdrawnAt: Date | null;
}

interface Row {
  readonly id: string;
  readonly register_id: number;
  readonly kind: RegisterEventKind;
  readonly at_ms: number;
  readonly to_ms: number;
  readonly value: number | null;
  readonly closing: number | null;
  readonly opening: number | null;
  readonly reason: string;
  readonly author: string;
  readonly recorded_at: Date;
  readonly withdrawn_at: Date | null;
}

const SELECT = `
  SELECT id, register_id, kind, (extract(epoch FROM at_ts) * 1000)::float8 AS at_ms,
         (extract(epoch FROM to_ts) * 1000)::float8 AS to_ms, value, closing, opening, reason, author, recorded_at, withdrawn_at
  FROM register_event`;

/** Its own instants, and what the register showed in between by month: the roll-up works it out anew. */
const MARK = `
  INSERT INTO dirty_span (register_id, first_ts, last_ts)
  SELECT $1::int, $2::timestamptz, $2::timestamptz
  UNION ALL
  SELECT $1::int, min(ts), max(ts) FROM reading WHERE register_id = $1 AND ts >= $2 AND ts <= $3
  GROUP BY date_trunc('month', ts)`;

const MOST_LISTED = 500;

const toEvent = (row: Row): EventRow => ({
  id: row.id,
  registerId: row.register_id,
  kind: row.kind,
  atMs: row.at_ms,
  toMs: row.to_ms,
  value: row.value,
  closing: row.closing,
  opening: row.opening,
  note: row.reason,
  author: row.author,
  recordedAt: row.recorded_at,
  withdrawnAt: row.withdrawn_at,
});

/** What people decided about readings: questions, and the writing half of its changes. */
@Injectable()
export class EventStore {
  constructor(private readonly dataSource: DataSource) {}

  /** The latest 500 of these registers, the newest first. */
  async list(registerIds: readonly number[]): Promise<EventRow[]> {
    const rows = await this.dataSource.query<Row[]>(
      `${SELECT} WHERE register_id = ANY ($1::int[]) ORDER BY id DESC LIMIT ${String(MOST_LISTED)}`,
      [[...registerIds]],
    );
    return rows.map(toEvent);
  }

  async find(id: string): Promise<EventRow | undefined> {
    const rows = await this.dataSource.query<Row[]>(`${SELECT} WHERE id = $1::bigint`, [id]);
    return rows.map(toEvent)[0];
  }

  /** How many readings of the register lie in [fromMs, toMs], both ends included; 2 stands for more than one. */
  async countReadings(registerId: number, fromMs: number, toMs: number): Promise<number> {
    const rows = await this.dataSource.query<unknown[]>(
      'SELECT 1 FROM reading WHERE register_id = $1 AND ts >= $2 AND ts <= $3 LIMIT 2',
      [registerId, new Date(fromMs), new Date(toMs)],
    );
    return rows.length;
  }

  /** Writes an event, in the transaction of its journal entry. */
  async write(manager: EntityManager, event: NewEvent, at: Date): Promise<string> {
    const rows = await manager.query<{ id: string }[]>(
      `INSERT INTO register_event (register_id, kind, at_ts, to_ts, value, closing, opening, reason, author, recorded_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id`,
      [
        event.registerId,
        event.kind,
        new Date(event.atMs),
        new Date(event.toMs),
        event.value,
        event.closing,
        event.opening,
        event.note,
        event.author,
        at,
      ],
    );
    await this.mark(manager, event);
    return rows[0]?.id ?? '';
  }

  /** Ends the effect of an event, in the transaction of its journal entry. */
  async withdraw(manager: EntityManager, event: EventRow, at: Date): Promise<void> {
    await manager.query('UPDATE register_event SET withdrawn_at = $2 WHERE id = $1::bigint', [event.id, at]);
    await manager.query(
      'UPDATE reading_conflict SET decided_at = NULL, event_id = NULL WHERE event_id = $1::bigint',
      [event.id],
    );
    await this.mark(manager, event);
  }

  private async mark(manager: EntityManager, event: NewEvent): Promise<void> {
    const moves = event.kind !== 'calibration' && (event.kind !== 'conflict' || event.value !== null);
    if (moves) await manager.query(MARK, [event.registerId, new Date(event.atMs), new Date(event.toMs)]);
  }
}
