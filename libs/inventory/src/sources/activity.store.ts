import type { ManualRecord } from '@zerofab/figures';
import { Injectable } from '@nestjs/common';
import { invalid } from '@zerofab/platform';
import { DataSource } from 'typeorm';

export type NewRecord = Omit<ManualRecord, 'id' | 'enteredAt' | 'replacedBy'> & {
  readonly replaces?: string | undefined;
};

interface Row {
  readonly id: string;
  readonly source_code: string;
  readonly stream: string;
  readonly from_ts: Date;
  readonly to_ts: Date;
  readonly quantity: string;
  readonly unit: string;
  readonly evidence: string | null;
  readonly note: string | null;
  readonly entered_by: string;
  readonly entered_at: Date;
  readonly replaced_by: string | null;
}

const toRecord = (row: Row): ManualRecord => ({
  id: row.id,
  source: row.source_code,
  stream: row.stream,
  fromMs: row.from_ts.getTime(),
  toMs: row.to_ts.getTime(),
  quantity: row.quantity,
  unit: row.unit,
  evidence: row.evidence,
  note: row.note,
  enteredBy: row.entered_by,
  enteredAt: row.entered_at,
  replacedBy: row.replaced_by,
});

/** Manual activity data: only added to; a correction replaces a record, which stays readable. */
@Injectable()
export class ActivityStore {
  constructor(private readonly dataSource: DataSource) {}

  /** Records that count (not replaced) and overlap [fromMs, toMs). */
  async findOverlapping(siteId: number, fromMs: number, toMs: number): Promise<ManualRecord[]> {
    return this.find('site_id = $1 AND replaced_by IS NULL AND from_ts < $3 AND to_ts > $2', [
      siteId,
      new Date(fromMs),
      new Date(toMs),
    ]);
  }

  /**
   * As `findOverlapping`, as it was believed on a day: only what had been entered by then, replaced or not later.
   */
  async findBelieved(
    siteId: number,
    fromMs: number,
    toMs: number,
    knownAtMs: number,
  ): Promise<ManualRecord[]> {
    return this.find(
      `site_id = $1 AND from_ts < $3 AND to_ts > $2 AND entered_at <= $4 AND NOT EXISTS (
         SELECT 1 FROM activity_record newer WHERE newer.id = activity_record.replaced_by AND newer.entered_at <= $4)`,
      [siteId, new Date(fromMs), new Date(toMs), new Date(knownAtMs)],
    );
  }

  async list(siteId: number, source: string | undefined): Promise<ManualRecord[]> {
    return this.find('site_id = $1 AND ($2::text IS NULL OR source_code = $2)', [siteId, source ?? null]);
  }

  /**
   * Adds a record.
   * @throws ProblemError 422 when it overlaps another record of the same stream (that would count energy twice), or the
   * record it replaces is not there.
   */
  async add(siteId: number, record: NewRecord): Promise<ManualRecord> {
    return this.dataSource.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock(7330153, $1)', [siteId]);
      const [overlap] = await manager.query<Row[]>(
        `SELECT * FROM activity_record WHERE site_id = $1 AND source_code = $2 AND replaced_by IS NULL
           AND from_ts < $4 AND to_ts > $3 AND id IS DISTINCT FROM $5::bigint AND stream = $6 LIMIT 1`,
        [
          siteId,
          record.source,
          new Date(record.fromMs),
          new Date(record.toMs),
          record.replaces ?? null,
          record.stream,
        ],
      );
      if (overlap !== undefined) {
        const detail = `overlaps record ${overlap.id} (${overlap.from_ts.toISOString()} to ${overlap.to_ts.toISOString()}); correct that one with "replaces": "${overlap.id}", or give another span`;
        throw invalid('overlapping-activity-data', `The span ${detail}`, [{ field: 'from', detail }]);
      }
      const [added] = await manager.query<Row[]>(
        `INSERT INTO activity_record (site_id, source_code, from_ts, to_ts, quantity, unit, evidence, entered_by, stream, note)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING *`,
        [
          siteId,
          record.source,
          new Date(record.fromMs),
          new Date(record.toMs),
          record.quantity,
          record.unit,
          record.evidence,
          record.enteredBy,
          record.stream,
          record.note,
        ],
      );
      if (added === undefined) throw new Error('INSERT … RETURNING gave no row');
      if (record.replaces !== undefined) {
        const [, changed] = await manager.query<[unknown, number]>(
          `UPDATE activity_record SET replaced_by = $4
           WHERE id = $3::bigint AND site_id = $1 AND source_code = $2 AND stream = $5 AND replaced_by IS NULL`,
          [siteId, record.source, record.replaces, added.id, record.stream],
        );
        if (changed !== 1) {
          const detail = `record ${record.replaces} of this source and stream does not exist or is replaced already`;
          throw invalid('nothing-to-replace', `replaces: ${detail}`, [{ field: 'replaces', detail }]);
        }
      }
      return toRecord(added);
    });
  }

  private async find(where: string, parameters: unknown[]): Promise<ManualRecord[]> {
    const rows = await this.dataSource.query<Row[]>(
      `SELECT id, source_code, stream, from_ts, to_ts, quantity::text AS quantity, unit, evidence, note, entered_by, entered_at, replaced_by
       FROM activity_record WHERE ${where} ORDER BY source_code, stream, from_ts, id`,
      parameters,
    );
    return rows.map(toRecord);
  }
}
