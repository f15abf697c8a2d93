import { Injectable } from '@nestjs/common';
import type { Conflicts, RejectedMessages } from '@zerofab/contracts';
import { notFound } from '@zerofab/platform';
import { DataSource } from 'typeorm';

const PREVIEW_BYTES = 400;

interface Page {
  readonly limit: number;
  /** Id behind which the page begins, newest first. */
  readonly cursor?: string | undefined;
}

interface RejectedRow {
  readonly id: string;
  readonly received_at: Date;
  readonly topic: string;
  readonly meter_code: string | null;
  readonly reason: string;
  readonly detail: string;
  readonly accepted: number;
  readonly payload_bytes: number;
  readonly begin: Buffer;
}

const behind = (cursor: string | undefined): string | null =>
  cursor !== undefined && /^\d{1,18}$/.test(cursor) ? cursor : null;

/** Reads what ingest could not use: rejected messages and conflicting values. */
@Injectable()
export class RejectedStore {
  constructor(private readonly dataSource: DataSource) {}

  async list(site: string, page: Page): Promise<RejectedMessages> {
    const counts = await this.counts(site);
    const rows = await this.dataSource.query<RejectedRow[]>(
      `SELECT id, received_at, topic, meter_code, reason, detail, accepted, payload_bytes, substring(payload FOR ${String(PREVIEW_BYTES)}) AS begin
       FROM rejected_message
       WHERE site_code = $1 AND ($2::bigint IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
      [site, behind(page.cursor), page.limit],
    );
    return {
      ...counts,
      items: rows.map((row) => ({
        id: row.id,
        receivedAt: row.received_at.toISOString(),
        topic: row.topic,
        meter: row.meter_code,
        reason: row.reason,
        detail: row.detail,
        accepted: row.accepted,
        bytes: row.payload_bytes,
        payload: row.begin.toString('utf8'),
      })),
      next: rows.length < page.limit ? null : (rows.at(-1)?.id ?? null),
    };
  }

  async counts(site: string): Promise<{ total: number; last24h: number }> {
    const rows = await this.dataSource.query<{ total: number; last24h: number }[]>(
      `SELECT count(*)::int AS total, (count(*) FILTER (WHERE received_at > now() - INTERVAL '24 hours'))::int AS last24h
       FROM rejected_message WHERE site_code = $1`,
      [site],
    );
    return rows[0] ?? { total: 0, last24h: 0 };
  }

  /** @throws ProblemError 404 */
  async payload(site: string, id: string): Promise<Buffer> {
    const rows = await this.dataSource.query<{ payload: Buffer }[]>(
      'SELECT payload FROM rejected_message WHERE site_code = $1 AND id = $2::bigint',
      [site, behind(id)],
    );
    const row = rows[0];
    if (row === undefined) throw notFound('unknown-message', `Site "${site}" has no rejected message ${id}`);
    return row.payload;
  }

  async conflicts(siteId: number, page: Page): Promise<Conflicts> {
    const from = `FROM reading_conflict c JOIN register r ON r.id = c.register_id JOIN meter m ON m.id = r.meter_id
                  WHERE m.site_id = $1`;
    const total = await this.dataSource.query<{ n: number }[]>(`SELECT count(*)::int AS n ${from}`, [siteId]);
    const rows = await this.dataSource.query<
      {
        id: string;
        received_at: Date;
        meter: string;
        register: string;
        ts: Date;
        kept: number;
        refused: number;
      }[]
    >(
      `SELECT c.id, c.received_at, m.code AS meter, r.code AS register, c.ts, c.kept, c.refused ${from}
         AND ($2::bigint IS NULL OR c.id < $2) ORDER BY c.id DESC LIMIT $3`,
      [siteId, behind(page.cursor), page.limit],
    );
    return {
      total: total[0]?.n ?? 0,
      items: rows.map(({ received_at: receivedAt, ts, ...row }) => ({
        ...row,
        receivedAt: receivedAt.toISOString(),
        ts: ts.toISOString(),
      })),
      next: rows.length < page.limit ? null : (rows.at(-1)?.id ?? null),
    };
  }
}
