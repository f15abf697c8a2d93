import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { ReadingColumns } from './resolve.js';

export interface RejectedInput {
  readonly site: string | null;
  readonly meter: string | null;
  readonly topic: string;
  readonly reason: string;
  readonly detail: string;
  readonly accepted: number;
  readonly payload: Uint8Array;
  readonly receivedAt: Date;
}

/** Readings inserted, and what the same statement marks dirty: one per register and day. */
const INSERT_READINGS = `
  WITH input AS (
    SELECT register_id, to_timestamp(ms / 1000.0) AS ts, value, consumes
    FROM unnest($1::int[], $2::float8[], $3::float8[], $4::bool[]) AS i (register_id, ms, value, consumes)
  ), inserted AS (
    INSERT INTO reading (register_id, ts, value, received_at)
    SELECT register_id, ts, value, $5 FROM input
    ON CONFLICT DO NOTHING
    RETURNING register_id, ts
  ), marked AS (
    INSERT INTO dirty_span (register_id, first_ts, last_ts)
    SELECT s.register_id, min(s.ts), max(s.ts)
    FROM inserted s
    WHERE s.register_id IN (SELECT register_id FROM input WHERE consumes)
    GROUP BY s.register_id, date_trunc('day', s.ts)
  )
  SELECT count(*)::int AS stored FROM inserted`;

const INSERT_CONFLICTS = `
  INSERT INTO reading_conflict (register_id, ts, kept, refused, received_at)
  SELECT r.register_id, r.ts, r.value, i.value, $4
  FROM unnest($1::int[], $2::float8[], $3::float8[]) AS i (register_id, ms, value)
  JOIN reading r ON r.register_id = i.register_id AND r.ts = to_timestamp(i.ms / 1000.0)
  WHERE r.value <> i.value
  ON CONFLICT DO NOTHING`;

/** The payloads come as one value and are cut apart here: an array of them would travel as text, twice the size. */
const INSERT_REJECTED = `
  INSERT INTO rejected_message
    (site_code, meter_code, topic, reason, detail, accepted, payload, payload_bytes, received_at)
  SELECT site, meter, topic, reason, detail, accepted, substring($7::bytea FROM begin + 1 FOR bytes), bytes,
         to_timestamp(ms / 1000.0)
  FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int[], $8::int[], $9::int[], $10::float8[])
    WITH ORDINALITY AS i (site, meter, topic, reason, detail, accepted, begin, bytes, ms, position)
  ORDER BY position`;

/** PostgreSQL text takes no NUL; a topic may hold one. */
const withoutNul = (text: string): string => text.replaceAll('\0', '\uFFFD');

/** Writes what a batch of messages brought. Everything is idempotent: a message sent again changes nothing. */
@Injectable()
export class ReadingStore {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Stores readings; one already there is left as it is, and a different value for the same register and time is
   * recorded as a conflict.
   * @returns how many were new.
   */
  async store(columns: ReadingColumns, receivedAt: Date): Promise<number> {
    const { registerIds, atMs, values, consumes } = columns;
    const rows = await this.dataSource.query<{ stored: number }[]>(INSERT_READINGS, [
      registerIds,
      atMs,
      values,
      consumes,
      receivedAt,
    ]);
    const stored = rows[0]?.stored ?? 0;
    if (stored < registerIds.length) {
      await this.dataSource.query(INSERT_CONFLICTS, [registerIds, atMs, values, receivedAt]);
    }
    return stored;
  }

  /** Keeps messages that could not be used, in one statement: a flood of them does not hold up the good ones. */
  async keepRejected(messages: readonly RejectedInput[]): Promise<void> {
    if (messages.length === 0) return;
    let end = 0;
    const begins = messages.map(({ payload }) => (end += payload.byteLength) - payload.byteLength);
    await this.dataSource.query(INSERT_REJECTED, [
      messages.map(({ site }) => site),
      messages.map(({ meter }) => meter),
      messages.map(({ topic }) => withoutNul(topic)),
      messages.map(({ reason }) => reason),
      messages.map(({ detail }) => withoutNul(detail)),
      messages.map(({ accepted }) => accepted),
      Buffer.concat(messages.map(({ payload }) => payload)),
      begins,
      messages.map(({ payload }) => payload.byteLength),
      messages.map(({ receivedAt }) => receivedAt.getTime()),
    ]);
  }

  /** Status topic of a meter; a repeat of the same status keeps its first time. */
  async setStatus(meterId: number, status: 'online' | 'offline', at: Date): Promise<void> {
    await this.dataSource.query(
      'UPDATE meter SET status = $2, status_since = $3 WHERE id = $1 AND status IS DISTINCT FROM $2',
      [meterId, status, at],
    );
  }
}
