import { randomInt } from 'node:crypto';
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
  /** The whole payload, or its begin where `sha256` is given. */
  readonly payload: Uint8Array;
  /** Size of the whole payload. */
  readonly bytes: number;
  /** Hash of the whole payload where only its begin is kept. */
  readonly sha256: string | null;
  readonly receivedAt: Date;
  /** Parts of the message that could not be used. */
  readonly flaws: number;
}

const BY_METER = `JOIN register r ON r.id = n.register_id JOIN meter m ON m.id = r.meter_id JOIN site s ON s.id = m.site_id
    GROUP BY s.code, m.code ORDER BY s.code, m.code`;
const ADD_COUNTS = `
  ON CONFLICT (site_code, meter_code, hour, writer) DO UPDATE
    SET stored = c.stored + excluded.stored, duplicate = c.duplicate + excluded.duplicate,
        conflict = c.conflict + excluded.conflict, rejected = c.rejected + excluded.rejected`;

/**
 * Readings inserted, and what the same statement marks dirty: one per register and day. What became of them is counted
 * with them.
 */
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
  ), number AS (
    SELECT register_id, given, coalesce(fresh, 0) AS fresh
    FROM (SELECT register_id, count(*) AS given FROM input GROUP BY 1) g
    LEFT JOIN (SELECT register_id, count(*) AS fresh FROM inserted GROUP BY 1) f USING (register_id)
  ), counted AS (
    INSERT INTO ingest_count AS c (site_code, meter_code, hour, writer, stored, duplicate)
    SELECT s.code, m.code, date_trunc('hour', $5::timestamptz, 'UTC'), $6, sum(fresh),
           CASE WHEN $7 THEN sum(given - fresh) ELSE 0 END
    FROM number n ${BY_METER}
    ${ADD_COUNTS}
  )
  SELECT count(*)::int AS stored FROM inserted`;

/** They were counted as repeats with the readings beside them, unless these are not counted. */
const INSERT_CONFLICTS = `
  WITH found AS (
    SELECT r.register_id, r.ts, r.value AS kept, i.value AS refused
    FROM unnest($1::int[], $2::float8[], $3::float8[]) AS i (register_id, ms, value)
    JOIN reading r ON r.register_id = i.register_id AND r.ts = to_timestamp(i.ms / 1000.0)
    WHERE r.value <> i.value
  ), noted AS (
    INSERT INTO reading_conflict (register_id, ts, kept, refused, received_at)
    SELECT register_id, ts, kept, refused, $4 FROM found
    ON CONFLICT DO NOTHING
    RETURNING register_id
  ), number AS (
    SELECT register_id FROM found WHERE $6 UNION ALL SELECT register_id FROM noted WHERE NOT $6
  )
  INSERT INTO ingest_count AS c (site_code, meter_code, hour, writer, duplicate, conflict)
  SELECT s.code, m.code, date_trunc('hour', $4::timestamptz, 'UTC'), $5, CASE WHEN $6 THEN -count(*) ELSE 0 END, count(*)
  FROM number n ${BY_METER}
  ${ADD_COUNTS}`;

/** The payloads come as one value and are cut apart here: an array of them would travel as text, twice the size. */
const INSERT_REJECTED = `
  INSERT INTO rejected_message
    (site_code, meter_code, topic, reason, detail, accepted, payload, payload_bytes, payload_sha256, received_at, flaws)
  SELECT site, meter, topic, reason, detail, accepted, substring($7::bytea FROM begin + 1 FOR kept), bytes, sha256,
         to_timestamp(ms / 1000.0), flaws
  FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int[], $8::int[], $9::int[], $10::int[],
              $11::text[], $12::float8[], $13::int[])
    WITH ORDINALITY AS i (site, meter, topic, reason, detail, accepted, begin, kept, bytes, sha256, ms, flaws, position)
  ORDER BY position`;

const COUNT_REJECTED = `
  INSERT INTO rejected_count AS c (site_code, meter_code, reason, hour, messages, bytes)
  SELECT site, meter, reason, date_trunc('hour', to_timestamp(ms / 1000.0)), count(*), sum(bytes)
  FROM unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::float8[]) AS i (site, meter, reason, bytes, ms)
  GROUP BY 1, 2, 3, 4
  ON CONFLICT (site_code, hour, meter_code, reason) DO UPDATE
    SET messages = c.messages + excluded.messages, bytes = c.bytes + excluded.bytes`;

const COUNT_FLAWS = `
  INSERT INTO ingest_count AS c (site_code, meter_code, hour, writer, rejected)
  SELECT site, meter, date_trunc('hour', to_timestamp(ms / 1000.0), 'UTC'), $5, sum(flaws)
  FROM unnest($1::text[], $2::text[], $3::float8[], $4::int[]) AS i (site, meter, ms, flaws)
  GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
  ${ADD_COUNTS}`;

/** PostgreSQL text takes no NUL; a topic may hold one. */
const withoutNul = (text: string): string => text.replaceAll('\0', '\uFFFD');

/** Writes what a batch of messages brought. Everything is idempotent: a message sent again changes nothing. */
@Injectable()
export class ReadingStore {
  private readonly writer = randomInt(1000);

  constructor(private readonly dataSource: DataSource) {}

  /**
   * Stores readings; one already there is left as it is, and a different value for the same register and time is
   * recorded as a conflict.
   * @param countRepeats false: what is there already was counted when it came
   * @returns how many were new.
   */
  async store(columns: ReadingColumns, receivedAt: Date, countRepeats = true): Promise<number> {
    const { registerIds, atMs, values, consumes } = columns;
    const rows = await this.dataSource.query<{ stored: number }[]>(INSERT_READINGS, [
      registerIds,
      atMs,
      values,
      consumes,
      receivedAt,
      this.writer,
      countRepeats,
    ]);
    const stored = rows[0]?.stored ?? 0;
    if (stored < registerIds.length)
      await this.dataSource.query(INSERT_CONFLICTS, [
        registerIds,
        atMs,
        values,
        receivedAt,
        this.writer,
        countRepeats,
      ]);
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
      messages.map(({ bytes }) => bytes),
      messages.map(({ sha256 }) => sha256),
      messages.map(({ receivedAt }) => receivedAt.getTime()),
      messages.map(({ flaws }) => flaws),
    ]);
  }

  /** Counts what of messages could not be used by meter and hour: the other part of what was received. */
  async countFlaws(messages: readonly RejectedInput[]): Promise<void> {
    if (messages.length === 0) return;
    await this.dataSource.query(COUNT_FLAWS, [
      messages.map(({ site }) => site ?? ''),
      messages.map(({ meter }) => meter ?? ''),
      messages.map(({ receivedAt }) => receivedAt.getTime()),
      messages.map(({ flaws }) => flaws),
      this.writer,
    ]);
  }

  /** Counts messages beyond a quota by meter, reason and hour. */
  async countRejected(messages: readonly RejectedInput[]): Promise<void> {
    if (messages.length === 0) return;
    await this.dataSource.query(COUNT_REJECTED, [
      messages.map(({ site }) => site ?? ''),
      messages.map(({ meter }) => meter ?? ''),
      messages.map(({ reason }) => reason),
      messages.map(({ bytes }) => bytes),
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
