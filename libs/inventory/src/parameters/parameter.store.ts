import type { ParameterRecord } from '@zerofab/figures';
import { Injectable } from '@nestjs/common';
import { invalid } from '@zerofab/platform';
import { DataSource } from 'typeorm';
import type { Bilingual } from '@zerofab/vocabulary';

export type NewParameter = Omit<ParameterRecord, 'id' | 'recordedAt' | 'replacedBy'> & {
  readonly replaces?: string | undefined;
};

interface Row {
  readonly id: string;
  readonly code: string;
  readonly name: Bilingual;
  readonly value: string;
  readonly unit: string;
  readonly valid_from: Date;
  readonly valid_to: Date;
  readonly rung: 'measured' | 'supplier';
  readonly source: string;
  readonly test_method: string | null;
  readonly batch: string | null;
  readonly tonnage: string | null;
  readonly tonnage_unit: string | null;
  readonly evidence: string | null;
  readonly recorded_at: Date;
  readonly recorded_by: string;
  readonly replaced_by: string | null;
}

const toRecord = (row: Row): ParameterRecord => ({
  id: row.id,
  code: row.code,
  name: row.name,
  value: row.value,
  unit: row.unit,
  validFromMs: row.valid_from.getTime(),
  validToMs: row.valid_to.getTime(),
  rung: row.rung,
  source: row.source,
  testMethod: row.test_method,
  batch: row.batch,
  tonnage: row.tonnage,
  tonnageUnit: row.tonnage_unit,
  evidence: row.evidence,
  recordedAt: row.recorded_at,
  recordedBy: row.recorded_by,
  replacedBy: row.replaced_by,
});

/** Site parameters: only added to; a correction replaces a record, which stays readable. */
@Injectable()
export class ParameterStore {
  constructor(private readonly dataSource: DataSource) {}

  /** All records of a site, also replaced ones. */
  async list(siteId: number, code?: string): Promise<ParameterRecord[]> {
    const rows = await this.dataSource.query<Row[]>(
      `SELECT * FROM site_parameter WHERE site_id = $1 AND ($2::text IS NULL OR code = $2)
       ORDER BY code, valid_from, id`,
      [siteId, code ?? null],
    );
    return rows.map(toRecord);
  }

  /** What counted on a day: recorded by then, and not replaced by a record of then. Default: now. */
  async believed(siteId: number, knownAtMs?: number): Promise<ParameterRecord[]> {
    const rows = await this.dataSource.query<Row[]>(
      `SELECT * FROM site_parameter p WHERE site_id = $1 AND ($2::timestamptz IS NULL OR recorded_at <= $2)
         AND NOT EXISTS (SELECT 1 FROM site_parameter newer WHERE newer.id = p.replaced_by
                           AND ($2::timestamptz IS NULL OR newer.recorded_at <= $2))
       ORDER BY code, valid_from, id`,
      [siteId, knownAtMs === undefined ? null : new Date(knownAtMs)],
    );
    return rows.map(toRecord);
  }

  /**
   * Adds a record.
   * @throws ProblemError 422 when its validity overlaps another of the code (unless both are batches with a tonnage),
   * when its unit is another, or when the record it replaces is not there
   */
  async add(siteId: number, record: NewParameter): Promise<ParameterRecord> {
    return this.dataSource.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock(7330154, $1)', [siteId]);
      const [overlap] = await manager.query<Row[]>(
        `SELECT * FROM site_parameter WHERE site_id = $1 AND code = $2 AND replaced_by IS NULL
           AND valid_from < $4 AND valid_to > $3 AND id IS DISTINCT FROM $5::bigint
           AND NOT (tonnage IS NOT NULL AND $6::boolean) LIMIT 1`,
        [
          siteId,
          record.code,
          new Date(record.validFromMs),
          new Date(record.validToMs),
          record.replaces ?? null,
          record.tonnage !== null,
        ],
      );
      if (overlap !== undefined) {
        const detail = `overlaps record ${overlap.id} (${overlap.valid_from.toISOString()} to ${overlap.valid_to.toISOString()}); correct that one with "replaces": "${overlap.id}", give other days, or give both as batches with their tonnage`;
        throw invalid('overlapping-validity', `The validity ${detail}`, [{ field: 'validFrom', detail }]);
      }
      const [added] = await manager.query<Row[]>(
        `INSERT INTO site_parameter (site_id, code, name, value, unit, valid_from, valid_to, rung, source, test_method,
           batch, tonnage, tonnage_unit, evidence, recorded_by)
         VALUES ($1, $2, $3::jsonb, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) RETURNING *`,
        [
          siteId,
          record.code,
          JSON.stringify(record.name),
          record.value,
          record.unit,
          new Date(record.validFromMs),
          new Date(record.validToMs),
          record.rung,
          record.source,
          record.testMethod,
          record.batch,
          record.tonnage,
          record.tonnageUnit,
          record.evidence,
          record.recordedBy,
        ],
      );
      if (added === undefined) throw new Error('INSERT … RETURNING gave no row');
      if (record.replaces !== undefined) {
        const [, changed] = await manager.query<[unknown, number]>(
          `UPDATE site_parameter SET replaced_by = $4
           WHERE id = $3::bigint AND site_id = $1 AND code = $2 AND replaced_by IS NULL`,
          [siteId, record.code, record.replaces, added.id],
        );
        if (changed !== 1) {
          const detail = `record ${record.replaces} of this parameter does not exist or is replaced already`;
          throw invalid('nothing-to-replace', `replaces: ${detail}`, [{ field: 'replaces', detail }]);
        }
      }
      return toRecord(added);
    });
  }
}
