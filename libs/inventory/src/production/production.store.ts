import { Injectable } from '@nestjs/common';
import { spanText } from '@zerofab/calendar';
import { Journal, storedProduction, type ChangeRequest, type ChangeTransaction } from '@zerofab/records';
import type { SiteEntity } from '@zerofab/telemetry';
import { RefusedError, refusedField, type ProductionMeasure } from '@zerofab/vocabulary';
import { DataSource } from 'typeorm';

/** Production of a span [fromMs, toMs), as a person entered it. */
export interface ProductionEntry {
  readonly id: string;
  readonly measure: ProductionMeasure;
  /** Code of the product; empty for what is no output. */
  readonly product: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** Decimal text. */
  readonly quantity: string;
  readonly unit: string;
  readonly evidence: string | null;
  readonly note: string | null;
  readonly enteredBy: string;
  readonly enteredAt: Date;
  readonly replacedBy: string | null;
  readonly withdrawal: { readonly at: Date; readonly by: string; readonly reason: string } | null;
}

export type NewProduction = Omit<
  ProductionEntry,
  'id' | 'enteredBy' | 'enteredAt' | 'replacedBy' | 'withdrawal'
> & { readonly replaces: readonly string[] };

interface Row {
  readonly id: string;
  readonly measure: ProductionMeasure;
  readonly product: string;
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

const toEntry = (row: Row): ProductionEntry => ({
  id: row.id,
  measure: row.measure,
  product: row.product,
  fromMs: row.from_ts.getTime(),
  toMs: row.to_ts.getTime(),
  quantity: row.quantity,
  unit: row.unit,
  evidence: row.evidence,
  note: row.note,
  enteredBy: row.entered_by,
  enteredAt: row.entered_at,
  replacedBy: row.replaced_by,
  withdrawal:
    row.withdrawn_at === null
      ? null
      : { at: row.withdrawn_at, by: row.withdrawn_by ?? '', reason: row.withdrawal ?? '' },
});

/** Which records a page holds. */
export interface ProductionAsked {
  readonly measure: string | undefined;
  readonly product: string | undefined;
  readonly fromMs: number | undefined;
  readonly toMs: number | undefined;
  readonly after: string | undefined;
  readonly limit: number;
}

const COUNTS = 'replaced_by IS NULL AND withdrawn_at IS NULL';
const ORDER = 'measure, product, from_ts, id';

/** Production entered by hand: only added to; a correction replaces a record, which stays readable. */
@Injectable()
export class ProductionStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly journal: Journal,
  ) {}

  /** Records that count and overlap [fromMs, toMs). */
  async findOverlapping(siteId: number, fromMs: number, toMs: number): Promise<ProductionEntry[]> {
    return this.find(`site_id = $1 AND ${COUNTS} AND from_ts < $3 AND to_ts > $2`, [
      siteId,
      new Date(fromMs),
      new Date(toMs),
    ]);
  }

  /** Records of one measure and product that count and overlap a span. */
  async ofMeasure(
    siteId: number,
    { measure, product, fromMs, toMs }: Pick<NewProduction, 'measure' | 'product' | 'fromMs' | 'toMs'>,
  ): Promise<ProductionEntry[]> {
    return (await this.findOverlapping(siteId, fromMs, toMs)).filter(
      (entry) => entry.measure === measure && entry.product === product,
    );
  }

  /** Records that overlap a span, also what was replaced, from behind the record `after` on. */
  async page(siteId: number, asked: ProductionAsked): Promise<ProductionEntry[]> {
    const instant = (ms: number | undefined): Date | null => (ms === undefined ? null : new Date(ms));
    return this.find(
      `site_id = $1 AND ($2::text IS NULL OR measure = $2) AND ($3::text IS NULL OR product = $3)
         AND ($4::timestamptz IS NULL OR to_ts > $4) AND ($5::timestamptz IS NULL OR from_ts < $5)
         AND ($6::bigint IS NULL OR (${ORDER}) > (SELECT ${ORDER} FROM production_record WHERE id = $6 AND site_id = $1))`,
      [
        siteId,
        asked.measure ?? null,
        asked.product ?? null,
        instant(asked.fromMs),
        instant(asked.toMs),
        asked.after ?? null,
      ],
      asked.limit,
    );
  }

  /** Adds a record. @throws RefusedError overlapping-production, naming both values; nothing-to-replace */
  async add(
    site: Pick<SiteEntity, 'id' | 'code' | 'timezone'>,
    record: NewProduction,
    request: ChangeRequest,
  ): Promise<ProductionEntry> {
    const { replaces, ...rest } = record;
    const value = { ...rest, replaces: [...replaces], replacedBy: null };
    const { key } = await this.journal.append({
      // A record is added once; what it corrects is named by `replaces`.
      request: { ...request, reason: request.reason ?? record.note, expectedVersion: undefined },
      site: site.code,
      stored: storedProduction,
      action: 'add',
      value,
      write: async (tx) => {
        await refuseOverlap(tx, site, record);
        const added = await insert(tx, site.id, record, request.actor.username);
        for (const replaced of replaces) await replace(tx, site.id, added, replaced);
        return { key: added.id, value: { ...value, quantity: added.quantity } };
      },
    });
    return this.require(site.id, key);
  }

  /** Takes a record back, with the reason; it stays readable. @throws RefusedError nothing-to-replace */
  async withdraw(
    site: Pick<SiteEntity, 'id' | 'code'>,
    id: string,
    reason: string,
    request: ChangeRequest,
  ): Promise<ProductionEntry> {
    const present = await this.require(site.id, id);
    await this.journal.append({
      request: { ...request, reason, expectedVersion: undefined },
      site: site.code,
      stored: storedProduction,
      key: id,
      action: 'withdraw',
      always: true,
      value: { ...contentOf(present), withdrawal: reason },
      write: async ({ manager, at }) => {
        const [rows] = await manager.query<[unknown[], number]>(
          `UPDATE production_record SET withdrawn_at = $4, withdrawn_by = $5, withdrawal = $3
           WHERE site_id = $1 AND id = $2::bigint AND ${COUNTS} RETURNING id`,
          [site.id, id, reason, at, request.actor.username],
        );
        if (rows.length === 0) throw notCounting(id);
      },
    });
    return this.require(site.id, id);
  }

  private async require(siteId: number, id: string): Promise<ProductionEntry> {
    const [entry] = await this.find('site_id = $1 AND id = $2::bigint', [siteId, id]);
    if (entry === undefined) throw notCounting(id);
    return entry;
  }

  private async find(where: string, parameters: unknown[], limit?: number): Promise<ProductionEntry[]> {
    const rows = await this.dataSource.query<Row[]>(
      `SELECT * FROM production_record WHERE ${where} ORDER BY ${ORDER} ${limit === undefined ? '' : `LIMIT ${String(limit)}`}`,
      parameters,
    );
    return rows.map(toEntry);
  }
}

const contentOf = ({
  id: _id,
  enteredAt: _at,
  enteredBy: _by,
  withdrawal: _w,
  ...content
}: ProductionEntry) => content;

const notCounting = (id: string): RefusedError =>
  refusedField('nothing-to-replace', 'replaces', {
    zh: `没有有效的生产数据记录 ${id}，或该记录已被更正或撤回；请更正最新的记录`,
    en: `there is no record of production ${id} that counts; it may be replaced or withdrawn already, correct the latest one`,
  });

const refuseOverlap = async (
  { manager }: ChangeTransaction,
  site: Pick<SiteEntity, 'id' | 'timezone'>,
  { measure, product, fromMs, toMs, quantity, unit, replaces }: NewProduction,
): Promise<void> => {
  const [overlap] = await manager.query<Row[]>(
    `SELECT * FROM production_record WHERE site_id = $1 AND measure = $2 AND product = $3 AND ${COUNTS}
       AND from_ts < $5 AND to_ts > $4 AND id <> ALL ($6::bigint[]) LIMIT 1`,
    [site.id, measure, product, new Date(fromMs), new Date(toMs), replaces],
  );
  if (overlap === undefined) return;
  const there = toEntry(overlap);
  const span = spanText(there, site.timezone);
  const found = `${there.quantity} ${there.unit}`;
  const text = {
    zh: `${span.zh} 已记录 ${found}（记录 ${there.id}），现录入 ${quantity} ${unit}；一个时段只有一个数值，请以 "replaces": "${there.id}" 更正，或另选时段`,
    en: `${found} is recorded for ${span.en} (record ${there.id}), and ${quantity} ${unit} would be a second value; correct that one with "replaces": "${there.id}", or give another span`,
  };
  throw new RefusedError({ code: 'overlapping-production', text, fields: [{ field: 'from', text }] });
};

const insert = async (
  { manager, at }: ChangeTransaction,
  siteId: number,
  record: NewProduction,
  by: string,
): Promise<ProductionEntry> => {
  const [added] = await manager.query<Row[]>(
    `INSERT INTO production_record (site_id, measure, product, from_ts, to_ts, quantity, unit, evidence, note, entered_by,
       entered_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING *`,
    [
      siteId,
      record.measure,
      record.product,
      new Date(record.fromMs),
      new Date(record.toMs),
      record.quantity,
      record.unit,
      record.evidence,
      record.note,
      by,
      at,
    ],
  );
  if (added === undefined) throw new Error('INSERT … RETURNING gave no row');
  return toEntry(added);
};

const replace = async (
  { manager, also }: ChangeTransaction,
  siteId: number,
  added: ProductionEntry,
  replaced: string,
): Promise<void> => {
  const [rows] = await manager.query<[Row[], number]>(
    `UPDATE production_record SET replaced_by = $3
     WHERE site_id = $1 AND id = $2::bigint AND measure = $4 AND product = $5 AND ${COUNTS} RETURNING *`,
    [siteId, replaced, added.id, added.measure, added.product],
  );
  const [row] = rows;
  if (row === undefined) throw notCounting(replaced);
  await also(storedProduction, replaced, 'replaced', contentOf(toEntry(row)));
};
