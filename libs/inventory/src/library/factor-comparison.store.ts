import { Injectable } from '@nestjs/common';
import { dayLabel } from '@zerofab/calendar';
import type { FactorComparison } from '@zerofab/factors';
import { Journal, storedFactorComparison, type ChangeRequest } from '@zerofab/records';
import { DataSource } from 'typeorm';

/** A comparison as it is kept. */
export interface StoredComparison extends FactorComparison {
  readonly id: string;
  readonly comparedAt: Date;
}
export type NewComparison = Omit<FactorComparison, 'comparedBy' | 'day'>;

/** The print is published in China, and so is the day on which it was looked at. */
const ZONE = 'Asia/Shanghai';

const COLUMNS = `id::text, factor, value, unit, printed_value AS "printedValue", printed_unit AS "printedUnit", document,
  place, compared_by AS "comparedBy", compared_at AS "comparedAt"`;

/** What people found when they held factors against the printed original; never changed, a newer one stands after it. */
@Injectable()
export class FactorComparisonStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly journal: Journal,
  ) {}

  /** All of them, the oldest first; with `upTo` those as far as that one. */
  async all(upTo?: string): Promise<StoredComparison[]> {
    const rows = await this.dataSource.query<Omit<StoredComparison, 'day'>[]>(
      `SELECT ${COLUMNS} FROM factor_comparison WHERE $1::bigint IS NULL OR id <= $1 ORDER BY id`,
      [upTo ?? null],
    );
    return rows.map((row) => ({ ...row, day: dayLabel(row.comparedAt.getTime(), ZONE) }));
  }

  /** Keeps a comparison; the factor carries it from now on. */
  async add(comparison: NewComparison, request: ChangeRequest): Promise<StoredComparison> {
    const { key } = await this.journal.append({
      request: { ...request, expectedVersion: undefined },
      site: null,
      stored: storedFactorComparison,
      action: 'add',
      value: comparison,
      write: async ({ manager, at }) => {
        const { factor, value, unit, printedValue, printedUnit, document, place } = comparison;
        const [row] = await manager.query<{ id: string }[]>(
          `INSERT INTO factor_comparison (factor, value, unit, printed_value, printed_unit, document, place, compared_by,
             compared_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id::text`,
          [factor, value, unit, printedValue, printedUnit, document, place, request.actor.username, at],
        );
        return { key: row?.id ?? '' };
      },
    });
    const kept = (await this.all(key)).at(-1);
    if (kept === undefined) throw new Error('the comparison was not stored');
    return kept;
  }
}
