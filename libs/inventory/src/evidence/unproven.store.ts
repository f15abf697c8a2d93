import { Injectable } from '@nestjs/common';
import { isoIn } from '@zerofab/calendar';
import { MAX_UNPROVEN, type Unproven } from '@zerofab/contracts';
import type { SiteEntity } from '@zerofab/telemetry';
import { DataSource } from 'typeorm';
import { periodSpan } from '../periods/period-span.js';

interface Row {
  readonly kind: Unproven['items'][number]['kind'];
  readonly id: string;
  readonly what: string;
  readonly source: string | null;
  readonly from_ts: Date;
  readonly to_ts: Date;
  readonly quantity: string;
  readonly unit: string;
  readonly evidence: string | null;
}

/** Records that count and name no file of the vault: of every kind that people enter with a document. */
const UNPROVEN = `
  SELECT 'activity-data' AS kind, id::text, source_code || CASE WHEN stream = '' THEN '' ELSE '/' || stream END AS what,
         source_code AS source, from_ts, to_ts, quantity::text, unit, evidence
  FROM activity_record WHERE site_id = $1 AND from_ts < $3 AND to_ts > $2 AND replaced_by IS NULL
    AND withdrawn_at IS NULL AND ($4::text IS NULL OR source_code = $4)
  UNION ALL
  SELECT 'parameter', id::text, code, NULL, valid_from, valid_to, value::text, unit, evidence
  FROM site_parameter WHERE site_id = $1 AND valid_from < $3 AND valid_to > $2 AND replaced_by IS NULL AND $4::text IS NULL
  UNION ALL
  SELECT 'energy-proof', id::text, kind, NULL, from_ts, to_ts, mwh::text, 'MWh', evidence
  FROM energy_proof WHERE site_id = $1 AND from_ts < $3 AND to_ts > $2 AND withdrawn_at IS NULL AND $4::text IS NULL
  UNION ALL
  SELECT 'production', id::text, measure || CASE WHEN product = '' THEN '' ELSE '/' || product END, NULL, from_ts, to_ts,
         quantity::text, unit, evidence
  FROM production_record WHERE site_id = $1 AND from_ts < $3 AND to_ts > $2 AND replaced_by IS NULL
    AND withdrawn_at IS NULL AND $4::text IS NULL`;

/** Data without evidence. */
@Injectable()
export class UnprovenStore {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Records of a year or month without a file of the vault, those without any document first.
   * @param source of this source alone
   * @throws RefusedError bad-period
   */
  async list(site: SiteEntity, period: string, source: string | undefined): Promise<Unproven> {
    const { fromMs, toMs } = periodSpan(period, site.timezone);
    const rows = await this.dataSource.query<(Row & { readonly count: string })[]>(
      `SELECT *, count(*) OVER () AS count FROM (${UNPROVEN}) entered
       WHERE evidence IS NULL OR evidence !~ '\\mevidence:\\d+\\M'
       ORDER BY evidence IS NOT NULL, kind, from_ts, id LIMIT $5`,
      [site.id, new Date(fromMs), new Date(toMs), source ?? null, MAX_UNPROVEN],
    );
    return {
      items: rows.map((row) => ({
        kind: row.kind,
        id: row.id,
        what: row.what,
        source: row.source,
        from: isoIn(row.from_ts.getTime(), site.timezone),
        to: isoIn(row.to_ts.getTime(), site.timezone),
        quantity: row.quantity,
        unit: row.unit,
        lacks: row.evidence === null ? ('everything' as const) : ('file' as const),
        words: row.evidence,
      })),
      more: Number(rows[0]?.count ?? 0) - rows.length,
    };
  }
}
