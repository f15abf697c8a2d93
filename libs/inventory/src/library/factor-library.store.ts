import { Injectable } from '@nestjs/common';
import {
  builtInLibrary,
  makeLibrary,
  upcastFactors,
  withComparisons,
  withImport,
  type FactorLibrary,
  type LibraryFactor,
  type StoredFactor,
} from '@zerofab/factors';
import { Journal, storedFactorImport, type ChangeRequest } from '@zerofab/records';
import { refused, type RefusedError } from '@zerofab/vocabulary';
import { DataSource, type EntityManager } from 'typeorm';
import { FactorComparisonStore } from './factor-comparison.store.js';

/** A table that was imported: what was taken from it, by whom, and whether it still counts. */
export interface StoredImport {
  readonly id: string;
  readonly table: string;
  readonly title: string;
  readonly fileName: string | null;
  readonly sha256: string;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly importedAt: Date;
  readonly importedBy: string;
  readonly withdrawnAt: Date | null;
  readonly withdrawnBy: string | null;
  readonly withdrawReason: string | null;
}
export type NewImport = Omit<
  StoredImport,
  'id' | 'importedAt' | 'importedBy' | 'withdrawnAt' | 'withdrawnBy' | 'withdrawReason'
> & {
  readonly content: string;
  readonly factors: readonly LibraryFactor[];
  /** Version of the library the import was previewed against. */
  readonly basedOn: string;
};

const COLUMNS = `id, factor_table AS "table", title, file_name AS "fileName", content_sha256 AS sha256, added, changed,
  unchanged, rejected, imported_at AS "importedAt", imported_by AS "importedBy", withdrawn_at AS "withdrawnAt",
  withdrawn_by AS "withdrawnBy", withdraw_reason AS "withdrawReason"`;

/** Libraries kept in memory: now, and the few days that questions about the past name. */
const KEPT = 8;
const LOCK = 7_330_157;

interface Parts {
  readonly edition: string | null;
  readonly imports: readonly string[];
  /** The last comparison with the print that counts; null before the first. */
  readonly compared: string | null;
}

/** The factor library as it stands, and as it stood: the built-in editions and the imports on top of them. */
@Injectable()
export class FactorLibraryStore {
  private readonly kept = new Map<string, Promise<FactorLibrary>>();
  private recorded: Promise<void> | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly journal: Journal,
    private readonly comparisons: FactorComparisonStore,
  ) {}

  /** The library that counts, or that counted at a time: imports recorded by then and not yet withdrawn. */
  async library(knownAtMs?: number): Promise<FactorLibrary> {
    this.recorded ??= this.recordEdition().catch((error: unknown) => {
      this.recorded = undefined;
      throw error;
    });
    await this.recorded;
    return this.ofParts(await this.partsAt(this.dataSource.manager, knownAtMs));
  }

  /** The library as its tables have it, without what people found in the print: what an import is held against. */
  async published(): Promise<FactorLibrary> {
    await this.library();
    return this.ofParts({ ...(await this.partsAt(this.dataSource.manager)), compared: null });
  }

  /** Every import, the newest first. */
  async imports(): Promise<StoredImport[]> {
    return this.dataSource.query<StoredImport[]>(`SELECT ${COLUMNS} FROM factor_import ORDER BY id DESC`);
  }

  /** The file of an import as it was given; undefined for an unknown one. */
  async content(id: string): Promise<string | undefined> {
    const [row] = await this.dataSource.query<{ content: string }[]>(
      'SELECT content FROM factor_import WHERE id = $1',
      [id],
    );
    return row?.content;
  }

  /**
   * Keeps an import; it counts from now on.
   * @throws RefusedError conflict when the library is no longer the one the preview was made with
   */
  async add(entry: NewImport, request: ChangeRequest): Promise<StoredImport> {
    const { key } = await this.journal.append({
      // The version that was seen is `basedOn`, of the library as a whole.
      request: { ...request, expectedVersion: undefined },
      site: null,
      stored: storedFactorImport,
      action: 'add',
      value: contentOf(entry, null),
      write: async ({ manager, at }) => {
        if (versionOf(await this.partsAt(manager)) !== entry.basedOn) throw libraryChanged();
        return { key: await insert(manager, entry, request.actor.username, at) };
      },
    });
    return this.require(key);
  }

  /**
   * Takes an import out of force; it stays readable, and questions about the time before still see it.
   * @throws RefusedError not-found for an unknown import, conflict for one that was withdrawn before
   */
  async withdraw(id: string, reason: string, request: ChangeRequest): Promise<StoredImport> {
    const known = await this.require(id);
    await this.journal.append({
      request: { ...request, reason },
      site: null,
      stored: storedFactorImport,
      key: id,
      action: 'withdraw',
      value: contentOf(known, reason),
      always: true,
      write: async ({ manager, at }) => {
        const [rows] = await manager.query<[unknown[], number]>(
          `UPDATE factor_import SET withdrawn_at = $4, withdrawn_by = $2, withdraw_reason = $3
           WHERE id = $1 AND withdrawn_at IS NULL RETURNING id`,
          [id, request.actor.username, reason, at],
        );
        if (rows.length === 0)
          throw refused('import-withdrawn', {
            zh: `第 ${id} 次导入已撤回，无需再次撤回`,
            en: `Import ${id} was withdrawn already; nothing is left to do`,
          });
      },
    });
    return this.require(id);
  }

  private async require(id: string): Promise<StoredImport> {
    const [known] = await this.dataSource.query<StoredImport[]>(
      `SELECT ${COLUMNS} FROM factor_import WHERE id = $1`,
      [id],
    );
    if (known === undefined) throw unknownImport(id);
    return known;
  }

  /** Keeps the built-in data at first use, so that later versions of the product know what counted before. */
  private async recordEdition(): Promise<void> {
    const { version, factors } = builtInLibrary();
    await this.dataSource.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
      const [latest] = await manager.query<{ version: string }[]>(
        'SELECT version FROM factor_edition ORDER BY id DESC LIMIT 1',
      );
      if (latest?.version === version) return;
      await manager.query('INSERT INTO factor_edition (version, factors) VALUES ($1, $2::jsonb)', [
        version,
        JSON.stringify(factors),
      ]);
    });
  }

  /** Of what the library of a time is made; before the first recorded edition, of the first. */
  private async partsAt(manager: EntityManager, knownAtMs?: number): Promise<Parts> {
    const at = knownAtMs === undefined ? null : new Date(knownAtMs);
    const [row] = await manager.query<
      { edition: string | null; imports: string[] | null; compared: string | null }[]
    >(
      `SELECT CASE WHEN $1::timestamptz IS NULL THEN NULL ELSE coalesce(
                (SELECT max(id) FROM factor_edition WHERE first_used_at <= $1),
                (SELECT min(id) FROM factor_edition))::text END AS edition,
              (SELECT array_agg(id::text ORDER BY id) FROM factor_import
                WHERE ($1::timestamptz IS NULL AND withdrawn_at IS NULL)
                   OR (imported_at <= $1 AND (withdrawn_at IS NULL OR withdrawn_at > $1))) AS imports,
              (SELECT max(id)::text FROM factor_comparison
                WHERE $1::timestamptz IS NULL OR compared_at <= $1) AS compared`,
      [at],
    );
    return {
      edition: row?.edition ?? null,
      imports: row?.imports ?? [],
      compared: row?.compared ?? null,
    };
  }

  private async ofParts(parts: Parts): Promise<FactorLibrary> {
    const key = `${parts.edition ?? 'built-in'}+${parts.imports.join(',')}+${parts.compared ?? ''}`;
    const known = this.kept.get(key);
    if (known !== undefined) return known;
    const built = this.compared(parts);
    this.kept.set(key, built);
    built.catch(() => this.kept.delete(key));
    if (this.kept.size > KEPT) this.kept.delete(this.kept.keys().next().value ?? '');
    return built;
  }

  private async compared(parts: Parts): Promise<FactorLibrary> {
    if (parts.compared === null) return this.build(parts);
    const published = this.ofParts({ ...parts, compared: null });
    return withComparisons(await published, await this.comparisons.all(parts.compared));
  }

  private async build({ edition, imports }: Parts): Promise<FactorLibrary> {
    const base = await this.edition(edition);
    if (imports.length === 0) return base;
    const rows = await this.dataSource.query<{ id: string; title: string; factors: StoredFactor[] }[]>(
      'SELECT id::text, title, factors FROM factor_import WHERE id = ANY($1::bigint[]) ORDER BY id',
      [imports],
    );
    return rows.reduce(
      (library, { id, title, factors }) =>
        withImport(
          library,
          upcastFactors(factors).map((factor) => ({ ...factor, edition: `import ${id}: ${title}` })),
          `${library.version}+import-${id}`,
        ),
      base,
    );
  }

  private async edition(id: string | null): Promise<FactorLibrary> {
    const builtIn = builtInLibrary();
    if (id === null) return builtIn;
    const [row] = await this.dataSource.query<{ version: string; factors: StoredFactor[] }[]>(
      `SELECT version, CASE WHEN version = $2 THEN NULL ELSE factors END AS factors FROM factor_edition WHERE id = $1`,
      [id, builtIn.version],
    );
    return row === undefined || row.version === builtIn.version
      ? builtIn
      : makeLibrary(row.version, upcastFactors(row.factors));
  }
}

/** Version of the library that the parts make; the same as `build` gives it. */
const versionOf = ({ imports }: Pick<Parts, 'imports'>): string =>
  imports.reduce((version, id) => `${version}+import-${id}`, builtInLibrary().version);

/** The refusal of an import that is not there. */
export const unknownImport = (id: string): RefusedError =>
  refused('unknown-import', {
    zh: `没有第 ${id} 次导入；GET /factors/imports 列出全部`,
    en: `There is no import ${id}; GET /factors/imports lists them`,
  });

const libraryChanged = (): RefusedError =>
  refused('factor-library-changed', {
    zh: '预览之后因子库已发生变化；请重新预览该文件',
    en: 'The factor library has changed since the preview; preview the file again',
  });

const contentOf = (
  { table, title, fileName, sha256, added, changed, unchanged, rejected }: NewImport | StoredImport,
  withdrawReason: string | null,
) => ({ table, title, fileName, sha256, added, changed, unchanged, rejected, withdrawReason });

/** @returns the id of the new row */
const insert = async (manager: EntityManager, entry: NewImport, by: string, at: Date): Promise<string> => {
  const [row] = await manager.query<{ id: string }[]>(
    `INSERT INTO factor_import (factor_table, title, file_name, content, content_sha256, factors, added, changed,
       unchanged, rejected, imported_by, imported_at)
     VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9, $10, $11, $12) RETURNING id`,
    [
      entry.table,
      entry.title,
      entry.fileName,
      entry.content,
      entry.sha256,
      JSON.stringify(entry.factors),
      entry.added,
      entry.changed,
      entry.unchanged,
      entry.rejected,
      by,
      at,
    ],
  );
  if (row === undefined) throw new Error('the import was not stored');
  return row.id;
};
