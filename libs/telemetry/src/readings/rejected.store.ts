import { Injectable } from '@nestjs/common';
import type { Conflicts, ReadAgain, RejectedMessages } from '@zerofab/contracts';
import { refused } from '@zerofab/vocabulary';
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
  readonly payload_sha256: string | null;
  readonly resolved_at: Date | null;
  readonly begin: Buffer;
}

/** A rejected message that is kept whole, to be read in again. */
export interface KeptMessage {
  readonly id: string;
  readonly topic: string;
  readonly meter: string | null;
  readonly payload: Buffer;
}

/** Unresolved messages that somebody asks for. */
const ASKED = `site_code = $1 AND ($2::text IS NULL OR reason = $2) AND ($3::text IS NULL OR meter_code = $3)
         AND ($4::bigint[] IS NULL OR id = ANY ($4)) AND resolved_at IS NULL`;
const askedFor = (site: string, { reason, meter, ids }: ReadAgain): unknown[] => [
  site,
  reason ?? null,
  meter ?? null,
  ids ?? null,
];

const behind = (cursor: string | undefined): string | null =>
  cursor !== undefined && /^\d{1,18}$/.test(cursor) ? cursor : null;

/** What was counted as rejected when it came is no more: it is counted where it is stored. */
const RESOLVE = `
  WITH resolved AS (
    UPDATE rejected_message SET resolved_at = now() WHERE id = ANY ($1::bigint[]) AND resolved_at IS NULL
    RETURNING site_code, meter_code, received_at, flaws
  )
  INSERT INTO ingest_count AS c (site_code, meter_code, hour, writer, rejected)
  SELECT coalesce(site_code, ''), coalesce(meter_code, ''), date_trunc('hour', received_at, 'UTC'), -1, -sum(flaws)
  FROM resolved GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
  ON CONFLICT (site_code, meter_code, hour, writer) DO UPDATE SET rejected = c.rejected + excluded.rejected`;

/** Reads what ingest could not use: rejected messages and conflicting values. */
@Injectable()
export class RejectedStore {
  constructor(private readonly dataSource: DataSource) {}

  async list(site: string, page: Page): Promise<RejectedMessages> {
    const counts = await this.counts(site);
    const rows = await this.dataSource.query<RejectedRow[]>(
      `SELECT id, received_at, topic, meter_code, reason, detail, accepted, payload_bytes, payload_sha256, resolved_at, substring(payload FOR ${String(PREVIEW_BYTES)}) AS begin
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
        sha256: row.payload_sha256,
        resolvedAt: row.resolved_at?.toISOString() ?? null,
      })),
      next: rows.length < page.limit ? null : (rows.at(-1)?.id ?? null),
    };
  }

  /** Kept and unresolved messages and those that were only counted; hours of the counted ones are whole. */
  async counts(site: string): Promise<{ total: number; last24h: number; countedOnly: number }> {
    const rows = await this.dataSource.query<{ total: number; last24h: number; countedOnly: number }[]>(
      `SELECT (k.n + c.n)::int AS total, (k.day + c.day)::int AS last24h, c.n::int AS "countedOnly"
       FROM (SELECT count(*) AS n, count(*) FILTER (WHERE received_at > now() - INTERVAL '24 hours') AS day
             FROM rejected_message WHERE site_code = $1 AND resolved_at IS NULL) k,
            (SELECT coalesce(sum(messages), 0) AS n,
                    coalesce(sum(messages) FILTER (WHERE hour > now() - INTERVAL '24 hours'), 0) AS day
             FROM rejected_count WHERE site_code = $1) c`,
      [site],
    );
    return rows[0] ?? { total: 0, last24h: 0, countedOnly: 0 };
  }

  /** Unresolved messages of a reason that are kept whole, oldest first, behind `afterId`. */
  async unresolved(
    site: string,
    asked: ReadAgain,
    page: { readonly afterId: string; readonly limit: number },
  ): Promise<KeptMessage[]> {
    return this.dataSource.query<KeptMessage[]>(
      `SELECT id, topic, meter_code AS meter, payload FROM rejected_message
       WHERE ${ASKED} AND id > $5::bigint AND payload_sha256 IS NULL ORDER BY id LIMIT $6`,
      [...askedFor(site, asked), page.afterId, page.limit],
    );
  }

  /** Sites that have unresolved messages of a reason. */
  async sitesWithUnresolved(reason: string): Promise<string[]> {
    const rows = await this.dataSource.query<{ site: string }[]>(
      `SELECT DISTINCT site_code AS site FROM rejected_message
       WHERE reason = $1 AND resolved_at IS NULL AND payload_sha256 IS NULL AND site_code IS NOT NULL ORDER BY 1`,
      [reason],
    );
    return rows.map(({ site }) => site);
  }

  async countUnresolved(site: string, asked: ReadAgain): Promise<number> {
    const rows = await this.dataSource.query<{ n: number }[]>(
      `SELECT count(*)::int AS n FROM rejected_message
       WHERE ${ASKED}`,
      askedFor(site, asked),
    );
    return rows[0]?.n ?? 0;
  }

  async resolve(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await this.dataSource.query(RESOLVE, [ids]);
  }

  /** @throws RefusedError not-found */
  async payload(site: string, id: string): Promise<Buffer> {
    const rows = await this.dataSource.query<{ payload: Buffer }[]>(
      'SELECT payload FROM rejected_message WHERE site_code = $1 AND id = $2::bigint',
      [site, behind(id)],
    );
    const row = rows[0];
    if (row === undefined)
      throw refused('unknown-message', {
        zh: `站点“${site}”没有被拒收的报文 ${id}；GET …/rejected-messages 列出全部`,
        en: `Site "${site}" has no rejected message ${id}; GET …/rejected-messages lists them`,
      });
    return row.payload;
  }

  /** How many conflicting values are of a time within [fromMs, toMs). */
  async conflictsWithin(siteId: number, fromMs: number, toMs: number): Promise<number> {
    const [row] = await this.dataSource.query<{ n: number }[]>(
      `SELECT count(*)::int AS n FROM reading_conflict c JOIN register r ON r.id = c.register_id
       JOIN meter m ON m.id = r.meter_id WHERE m.site_id = $1 AND c.ts >= $2 AND c.ts < $3`,
      [siteId, new Date(fromMs), new Date(toMs)],
    );
    return row?.n ?? 0;
  }

  async conflicts(siteId: number, page: Page): Promise<Conflicts> {
    const from = `FROM reading_conflict c JOIN register r ON r.id = c.register_id JOIN meter m ON m.id = r.meter_id
                  WHERE m.site_id = $1 AND c.decided_at IS NULL`;
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
