import { Injectable } from '@nestjs/common';
import type { Span } from '@zerofab/calendar';
import { evidenceIdSchema, type Evidence } from '@zerofab/contracts';
import { Journal, storedEvidence, type ChangeRequest } from '@zerofab/records';
import type { SiteEntity } from '@zerofab/telemetry';
import { refused, refusedField } from '@zerofab/vocabulary';
import { DataSource } from 'typeorm';

export interface NewEvidence {
  readonly sha256: string;
  readonly name: string;
  readonly contentType: string;
  readonly bytes: number;
  readonly note: string | null;
}

/** Which files are asked for: by what names them, and by a part of what is known of them. */
export interface WantedEvidence {
  readonly source?: string | undefined;
  readonly span?: Span | undefined;
  readonly text?: string | undefined;
}

interface Row {
  readonly id: string;
  readonly sha256: string;
  readonly name: string;
  readonly content_type: string;
  readonly bytes: number;
  readonly note: string | null;
  readonly uploaded_at: Date;
  readonly uploaded_by: string;
  readonly same: string[];
  readonly used: string[];
}

const toEvidence = (row: Row): Evidence => ({
  id: row.id,
  reference: `evidence:${row.id}`,
  name: row.name,
  contentType: row.content_type,
  bytes: row.bytes,
  sha256: row.sha256,
  note: row.note,
  uploadedBy: row.uploaded_by,
  uploadedAt: row.uploaded_at.toISOString(),
  sameBytes: row.same,
  usedBy: row.used,
});

/** `evidence:<id>` in a text such as "invoice, evidence:12". */
const REFERENCE = /\bevidence:(\w+)/g;

/** What is known of evidence files; rows are only added to. */
@Injectable()
export class EvidenceStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly journal: Journal,
  ) {}

  /** @param wanted which files; left out: all of the site */
  async list(siteId: number, wanted: WantedEvidence = {}): Promise<Evidence[]> {
    return this.select(siteId, null, wanted);
  }

  /** @throws RefusedError not-found, also for evidence of another site */
  async require(siteId: number, id: string): Promise<Evidence> {
    const [found] = evidenceIdSchema.safeParse(id).success ? await this.select(siteId, id) : [];
    if (found !== undefined) return found;
    throw refused('unknown-evidence', {
      zh: `该站点没有证据“${id}”；GET …/evidence 列出全部`,
      en: `There is no evidence "${id}" at this site; GET …/evidence lists it`,
    });
  }

  /** Notes a file whose bytes are kept. */
  async add(
    site: Pick<SiteEntity, 'id' | 'code'>,
    evidence: NewEvidence,
    request: ChangeRequest,
  ): Promise<Evidence> {
    const { sha256, name, contentType, bytes, note } = evidence;
    const { key } = await this.journal.append({
      request: { ...request, reason: note, expectedVersion: undefined },
      site: site.code,
      stored: storedEvidence,
      action: 'add',
      value: { sha256, name, contentType, bytes, note },
      write: async ({ manager, at }) => {
        const [row] = await manager.query<{ id: string }[]>(
          `INSERT INTO evidence (site_id, sha256, name, content_type, bytes, note, uploaded_by, uploaded_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
          [site.id, sha256, name, contentType, bytes, note, request.actor.username, at],
        );
        return { key: row?.id ?? '' };
      },
    });
    return this.require(site.id, key);
  }

  /**
   * Checks every `evidence:<id>` of texts people enter; other text is free.
   * @throws RefusedError invalid naming the field when there is no such evidence at the site
   */
  async checkReferences(siteId: number, field: string, text: string | null | undefined): Promise<void> {
    for (const [, id = ''] of (text ?? '').matchAll(REFERENCE)) {
      const known = evidenceIdSchema.safeParse(id).success && (await this.select(siteId, id)).length > 0;
      if (!known)
        throw refusedField('unknown-evidence', field, {
          zh: `该站点没有 evidence:${id}；请先上传：POST …/evidence`,
          en: `there is no evidence:${id} at this site; upload it first: POST …/evidence`,
        });
    }
  }

  private async select(siteId: number, id: string | null, wanted: WantedEvidence = {}): Promise<Evidence[]> {
    const { source, span, text } = wanted;
    // References are read once over all records, so that a list does not search every record for every file.
    const rows = await this.dataSource.query<Row[]>(
      `WITH named AS (
         SELECT m[1] AS evidence, a.id FROM activity_record a, regexp_matches(a.evidence, '\\mevidence:(\\d+)\\M', 'g') m
         WHERE a.site_id = $1 AND a.evidence LIKE '%evidence:%'),
       wanted AS (SELECT n.evidence FROM named n JOIN activity_record a ON a.id = n.id
         WHERE ($3::text IS NULL OR a.source_code = $3) AND ($4::timestamptz IS NULL OR (a.from_ts < $5 AND a.to_ts > $4))),
       used AS (SELECT evidence, array_agg(DISTINCT id ORDER BY id)::text[] AS records FROM named GROUP BY evidence)
       SELECT e.*, coalesce(u.records, '{}') AS used,
              ARRAY(SELECT o.id::text FROM evidence o WHERE o.site_id = e.site_id AND o.sha256 = e.sha256
                    AND o.id <> e.id ORDER BY o.id) AS same
       FROM evidence e LEFT JOIN used u ON u.evidence = e.id::text
       WHERE e.site_id = $1 AND ($2::bigint IS NULL OR e.id = $2)
         AND (($3::text IS NULL AND $4::timestamptz IS NULL) OR e.id::text IN (SELECT evidence FROM wanted))
         AND ($6::text IS NULL OR strpos(lower(e.name || ' ' || coalesce(e.note, '') || ' ' || e.sha256), lower($6)) > 0)
       ORDER BY e.id`,
      [
        siteId,
        id,
        source ?? null,
        span === undefined ? null : new Date(span.fromMs),
        span === undefined ? null : new Date(span.toMs),
        text === undefined || text === '' ? null : text,
      ],
    );
    return rows.map(toEvidence);
  }
}
