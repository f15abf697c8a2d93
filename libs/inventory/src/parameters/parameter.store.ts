import type { ParameterRecord } from '@zerofab/figures';
import { Injectable } from '@nestjs/common';
import { Journal, storedParameter, type ChangeRequest, type ChangeTransaction } from '@zerofab/records';
import type { SiteEntity } from '@zerofab/telemetry';
import { DataSource } from 'typeorm';
import { spanText } from '@zerofab/calendar';
import { RefusedError, refusedField, type Bilingual } from '@zerofab/vocabulary';

export type NewParameter = Omit<ParameterRecord, 'id' | 'recordedAt' | 'recordedBy' | 'replacedBy'> & {
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
  readonly confirmed: string | null;
  readonly recorded_at: Date;
  readonly recorded_by: string;
  readonly replaced_by: string | null;
}

/** The columns of a row are schema version 1: other columns would come with a migration. */
const COLUMNS_SCHEMA = 1;

const toRecord = (row: Row): ParameterRecord => {
  const { replaces: _replaces, ...stored } = storedParameter.read(
    {
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
      confirmed: row.confirmed,
      replacedBy: row.replaced_by,
    },
    COLUMNS_SCHEMA,
  );
  return {
    ...stored,
    confirmed: stored.confirmed ?? null,
    id: row.id,
    recordedAt: row.recorded_at,
    recordedBy: row.recorded_by,
  };
};

/** Site parameters: only added to; a correction replaces a record, which stays readable. */
@Injectable()
export class ParameterStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly journal: Journal,
  ) {}

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
   * @throws RefusedError invalid when its validity overlaps another of the code (unless both are batches with a tonnage),
   * when its unit is another, or when the record it replaces is not there
   */
  async add(
    site: Pick<SiteEntity, 'id' | 'code' | 'timezone'>,
    record: NewParameter,
    request: ChangeRequest,
  ): Promise<ParameterRecord> {
    const { replaces, ...rest } = record;
    const value = { ...rest, replaces: replaces ?? null, replacedBy: null };
    const { key } = await this.journal.append({
      // A record is added once; what it corrects is named by `replaces`.
      request: { ...request, expectedVersion: undefined },
      site: site.code,
      stored: storedParameter,
      action: 'add',
      value,
      write: async (tx) => {
        await refuseOverlap(tx, site, record);
        const added = await insert(tx, site.id, record, request.actor.username);
        if (replaces !== undefined) await replace(tx, site.id, added, replaces);
        return { key: added.id, value: { ...value, value: added.value, tonnage: added.tonnage } };
      },
    });
    const added = (await this.list(site.id, record.code)).find(({ id }) => id === key);
    if (added === undefined) throw new Error(`site parameter ${key} was not stored`);
    return added;
  }
}

const refuseOverlap = async (
  { manager }: ChangeTransaction,
  site: Pick<SiteEntity, 'id' | 'timezone'>,
  record: NewParameter,
): Promise<void> => {
  const [overlap] = await manager.query<Row[]>(
    `SELECT * FROM site_parameter WHERE site_id = $1 AND code = $2 AND replaced_by IS NULL
       AND valid_from < $4 AND valid_to > $3 AND id IS DISTINCT FROM $5::bigint
       AND NOT (tonnage IS NOT NULL AND $6::boolean) LIMIT 1`,
    [
      site.id,
      record.code,
      new Date(record.validFromMs),
      new Date(record.validToMs),
      record.replaces ?? null,
      record.tonnage !== null,
    ],
  );
  if (overlap === undefined) return;
  const { id, valid_from: from, valid_to: to } = overlap;
  const span = spanText({ fromMs: from.getTime(), toMs: to.getTime() }, site.timezone);
  const text = {
    zh: `与记录 ${id}（${span.zh}）重叠；请以 "replaces": "${id}" 更正该记录，或另选日期，或将两者都作为带吨数的批次录入`,
    en: `overlaps record ${id} (${span.en}); correct that one with "replaces": "${id}", give other days, or give both as batches with their tonnage`,
  };
  throw new RefusedError({
    code: 'overlapping-validity',
    text: { zh: `有效期${text.zh}`, en: `The validity ${text.en}` },
    fields: [{ field: 'validFrom', text }],
  });
};

const insert = async (
  { manager, at }: ChangeTransaction,
  siteId: number,
  record: NewParameter,
  by: string,
): Promise<ParameterRecord> => {
  const [added] = await manager.query<Row[]>(
    `INSERT INTO site_parameter (site_id, code, name, value, unit, valid_from, valid_to, rung, source, test_method,
       batch, tonnage, tonnage_unit, evidence, recorded_by, recorded_at, confirmed)
     VALUES ($1, $2, $3::jsonb, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) RETURNING *`,
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
      by,
      at,
      record.confirmed,
    ],
  );
  if (added === undefined) throw new Error('INSERT … RETURNING gave no row');
  return toRecord(added);
};

const replace = async (
  { manager, also }: ChangeTransaction,
  siteId: number,
  added: ParameterRecord,
  replaced: string,
): Promise<void> => {
  const [rows] = await manager.query<[Row[], number]>(
    `UPDATE site_parameter SET replaced_by = $4
     WHERE id = $3::bigint AND site_id = $1 AND code = $2 AND replaced_by IS NULL RETURNING *`,
    [siteId, added.code, replaced, added.id],
  );
  const [row] = rows;
  if (row === undefined)
    throw refusedField('nothing-to-replace', 'replaces', {
      zh: `该参数没有记录 ${replaced}，或该记录已被更正；请更正最新的记录`,
      en: `record ${replaced} of this parameter does not exist or is replaced already; correct the latest one`,
    });
  const { id: _id, recordedAt: _at, recordedBy: _by, ...old } = toRecord(row);
  await also(storedParameter, replaced, 'replaced', old);
};
