import type { ManualRecord } from '@zerofab/figures';
import { Injectable } from '@nestjs/common';
import { Journal, storedActivity, type ChangeRequest, type ChangeTransaction } from '@zerofab/records';
import type { SiteEntity } from '@zerofab/telemetry';
import { spanText } from '@zerofab/calendar';
import { RefusedError, refusedField } from '@zerofab/vocabulary';
import { DataSource } from 'typeorm';

export type NewRecord = Omit<ManualRecord, 'id' | 'enteredBy' | 'enteredAt' | 'replacedBy' | 'withdrawal'> & {
  /** Ids of the records it stands in for: one that is corrected, or several, e.g. twelve months for the bill of a year. */
  readonly replaces?: readonly string[] | undefined;
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
  readonly withdrawn_at: Date | null;
  readonly withdrawn_by: string | null;
  readonly withdrawal: string | null;
}

/** The columns of a row are schema version 1: other columns would come with a migration. */
const COLUMNS_SCHEMA = 1;

const toRecord = (row: Row): ManualRecord => {
  const {
    replaces: _replaces,
    replacesAll: _all,
    withdrawal: _reason,
    ...stored
  } = storedActivity.read(
    {
      source: row.source_code,
      stream: row.stream,
      fromMs: row.from_ts.getTime(),
      toMs: row.to_ts.getTime(),
      quantity: row.quantity,
      unit: row.unit,
      evidence: row.evidence,
      note: row.note,
      replacedBy: row.replaced_by,
    },
    COLUMNS_SCHEMA,
  );
  return {
    ...stored,
    id: row.id,
    enteredBy: row.entered_by,
    enteredAt: row.entered_at,
    withdrawal:
      row.withdrawn_at === null
        ? null
        : { at: row.withdrawn_at, by: row.withdrawn_by ?? '', reason: row.withdrawal ?? '' },
  };
};

/** Which records a page holds. */
export interface RecordsAsked {
  readonly source: string | undefined;
  readonly fromMs: number | undefined;
  readonly toMs: number | undefined;
  /** Id of the last record of the page before. */
  readonly after: string | undefined;
  readonly limit: number;
}

/** A record that counts: neither replaced nor taken back. */
const COUNTS = 'replaced_by IS NULL AND withdrawn_at IS NULL';

/** Manual activity data: only added to; a correction replaces a record, which stays readable. */
@Injectable()
export class ActivityStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly journal: Journal,
  ) {}

  /** Records that count (not replaced) and overlap [fromMs, toMs). */
  async findOverlapping(siteId: number, fromMs: number, toMs: number): Promise<ManualRecord[]> {
    return this.find(`site_id = $1 AND ${COUNTS} AND from_ts < $3 AND to_ts > $2`, [
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
      `site_id = $1 AND from_ts < $3 AND to_ts > $2 AND entered_at <= $4
       AND (withdrawn_at IS NULL OR withdrawn_at > $4) AND NOT EXISTS (
         SELECT 1 FROM activity_record newer WHERE newer.id = activity_record.replaced_by AND newer.entered_at <= $4)`,
      [siteId, new Date(fromMs), new Date(toMs), new Date(knownAtMs)],
    );
  }

  async list(siteId: number, source: string | undefined): Promise<ManualRecord[]> {
    return this.find('site_id = $1 AND ($2::text IS NULL OR source_code = $2)', [siteId, source ?? null]);
  }

  /** Records that overlap a span, by source, stream and time, from behind the record `after` on. */
  async page(siteId: number, { source, fromMs, toMs, after, limit }: RecordsAsked): Promise<ManualRecord[]> {
    const instant = (ms: number | undefined): Date | null => (ms === undefined ? null : new Date(ms));
    return this.find(
      `site_id = $1 AND ($2::text IS NULL OR source_code = $2) AND ($3::timestamptz IS NULL OR to_ts > $3)
         AND ($4::timestamptz IS NULL OR from_ts < $4)
         AND ($5::bigint IS NULL OR (source_code, stream, from_ts, id) >
           (SELECT source_code, stream, from_ts, id FROM activity_record WHERE id = $5 AND site_id = $1))`,
      [siteId, source ?? null, instant(fromMs), instant(toMs), after ?? null],
      limit,
    );
  }

  /**
   * Adds a record.
   * @throws RefusedError invalid when it overlaps another record of the same stream (that would count energy twice), or the
   * record it replaces is not there.
   */
  async add(
    site: Pick<SiteEntity, 'id' | 'code' | 'timezone'>,
    record: NewRecord,
    request: ChangeRequest,
  ): Promise<ManualRecord> {
    const { replaces = [], ...rest } = record;
    const value = {
      ...rest,
      replaces: replaces[0] ?? null,
      ...(replaces.length > 1 ? { replacesAll: [...replaces] } : {}),
      replacedBy: null,
    };
    const { key } = await this.journal.append({
      // A record is added once; what it corrects is named by `replaces`.
      request: { ...request, expectedVersion: undefined },
      site: site.code,
      stored: storedActivity,
      action: 'add',
      value,
      write: async (tx) => {
        await refuseOverlap(tx, site, record);
        const added = await insert(tx, site.id, record, request.actor.username);
        for (const replaced of replaces) await replace(tx, site.id, added, replaced);
        return { key: added.id, value: { ...value, quantity: added.quantity } };
      },
    });
    const [added] = await this.find('id = $1::bigint', [key]);
    if (added === undefined) throw new Error(`activity record ${key} was not stored`);
    return added;
  }

  /** Records of one stream that count and overlap a span. */
  async inStream(
    siteId: number,
    { source, stream, fromMs, toMs }: Pick<NewRecord, 'source' | 'stream' | 'fromMs' | 'toMs'>,
  ): Promise<ManualRecord[]> {
    return (await this.findOverlapping(siteId, fromMs, toMs)).filter(
      (record) => record.source === source && record.stream === stream,
    );
  }

  /** Takes a record back, with the reason; it stays readable. @throws RefusedError nothing-to-replace */
  async withdraw(
    site: Pick<SiteEntity, 'id' | 'code'>,
    id: string,
    reason: string,
    request: ChangeRequest,
  ): Promise<ManualRecord> {
    await this.journal.append({
      request: { ...request, reason, expectedVersion: undefined },
      site: site.code,
      stored: storedActivity,
      key: id,
      action: 'withdraw',
      always: true,
      value: { ...contentOf(await this.require(site.id, id)), withdrawal: reason },
      write: async ({ manager, at }) => {
        const [rows] = await manager.query<[unknown[], number]>(
          `UPDATE activity_record SET withdrawn_at = $4, withdrawn_by = $5, withdrawal = $3
           WHERE site_id = $1 AND id = $2::bigint AND ${COUNTS} RETURNING id`,
          [site.id, id, reason, at, request.actor.username],
        );
        if (rows.length === 0) throw notCounting(id);
      },
    });
    return this.require(site.id, id);
  }

  private async require(siteId: number, id: string): Promise<ManualRecord> {
    const [record] = await this.find('site_id = $1 AND id = $2::bigint', [siteId, id]);
    if (record === undefined) throw notCounting(id);
    return record;
  }

  private async find(where: string, parameters: unknown[], limit?: number): Promise<ManualRecord[]> {
    const rows = await this.dataSource.query<Row[]>(
      `SELECT id, source_code, stream, from_ts, to_ts, quantity::text AS quantity, unit, evidence, note, entered_by, entered_at, replaced_by,
         withdrawn_at, withdrawn_by, withdrawal
       FROM activity_record WHERE ${where} ORDER BY source_code, stream, from_ts, id
       ${limit === undefined ? '' : `LIMIT ${String(limit)}`}`,
      parameters,
    );
    return rows.map(toRecord);
  }
}

const contentOf = ({ id: _id, enteredAt: _at, enteredBy: _by, withdrawal: _w, ...content }: ManualRecord) =>
  content;

const notCounting = (id: string): RefusedError =>
  refusedField('nothing-to-replace', 'id', {
    zh: `本厂区没有有效的活动数据记录 ${id}，或该记录已被更正或撤回`,
    en: `there is no record ${id} at this site that counts; it may be replaced or withdrawn already`,
  });

const refuseOverlap = async (
  { manager }: ChangeTransaction,
  site: Pick<SiteEntity, 'id' | 'timezone'>,
  { source, fromMs, toMs, replaces = [], stream }: NewRecord,
): Promise<void> => {
  const [overlap] = await manager.query<Row[]>(
    `SELECT * FROM activity_record WHERE site_id = $1 AND source_code = $2 AND ${COUNTS}
       AND from_ts < $4 AND to_ts > $3 AND id <> ALL ($5::bigint[]) AND stream = $6 LIMIT 1`,
    [site.id, source, new Date(fromMs), new Date(toMs), replaces, stream],
  );
  if (overlap === undefined) return;
  const { id, from_ts: from, to_ts: to } = overlap;
  const span = spanText({ fromMs: from.getTime(), toMs: to.getTime() }, site.timezone);
  const text = {
    zh: `与活动数据记录 ${id}（${span.zh}）重叠；请以 "replaces": "${id}" 更正该记录，或另选时段`,
    en: `overlaps record ${id} (${span.en}); correct that one with "replaces": "${id}", or give another span`,
  };
  throw new RefusedError({
    code: 'overlapping-activity-data',
    text: { zh: `时段${text.zh}`, en: `The span ${text.en}` },
    fields: [{ field: 'from', text }],
  });
};

const insert = async (
  { manager, at }: ChangeTransaction,
  siteId: number,
  record: NewRecord,
  by: string,
): Promise<ManualRecord> => {
  const [added] = await manager.query<Row[]>(
    `INSERT INTO activity_record (site_id, source_code, from_ts, to_ts, quantity, unit, evidence, entered_by, stream, note,
       entered_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING *`,
    [
      siteId,
      record.source,
      new Date(record.fromMs),
      new Date(record.toMs),
      record.quantity,
      record.unit,
      record.evidence,
      by,
      record.stream,
      record.note,
      at,
    ],
  );
  if (added === undefined) throw new Error('INSERT … RETURNING gave no row');
  return toRecord(added);
};

const replace = async (
  { manager, also }: ChangeTransaction,
  siteId: number,
  added: ManualRecord,
  replaced: string,
): Promise<void> => {
  const [rows] = await manager.query<[Row[], number]>(
    `UPDATE activity_record SET replaced_by = $4
     WHERE id = $3::bigint AND site_id = $1 AND source_code = $2 AND stream = $5 AND ${COUNTS} RETURNING *`,
    [siteId, added.source, replaced, added.id, added.stream],
  );
  const [row] = rows;
  if (row === undefined)
    throw refusedField('nothing-to-replace', 'replaces', {
      zh: `该排放源的此数据流没有记录 ${replaced}，或该记录已被更正；请更正最新的记录`,
      en: `record ${replaced} of this source and stream does not exist or is replaced already; correct the latest one`,
    });
  await also(storedActivity, replaced, 'replaced', contentOf(toRecord(row)));
};
