import { Injectable } from '@nestjs/common';
import { Journal, storedScoringScheme, type ChangeRequest } from '@zerofab/records';
import { DataSource } from 'typeorm';

type SchemeContent = ReturnType<(typeof storedScoringScheme)['read']>;

/** An imported scheme with its version and author. */
export interface ImportedScheme extends SchemeContent {
  readonly version: number;
  readonly recordedAt: Date;
  readonly recordedBy: string;
}

interface Row {
  readonly value: unknown;
  readonly schema_version: number;
  readonly version: number;
  readonly recorded_at: Date;
  readonly recorded_by: string;
}

/** Schemes of evaluation that were imported; every version stands in the journal. */
@Injectable()
export class ScoringSchemeStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly journal: Journal,
  ) {}

  /** Those that are not withdrawn, by id. */
  async list(): Promise<ImportedScheme[]> {
    const rows = await this.dataSource.query<Row[]>('SELECT * FROM scoring_scheme ORDER BY id');
    return rows
      .map((row) => ({
        ...storedScoringScheme.read(row.value, row.schema_version),
        version: row.version,
        recordedAt: row.recorded_at,
        recordedBy: row.recorded_by,
      }))
      .filter(({ withdrawn }) => !withdrawn);
  }

  /** Imports a scheme, another version of it, or withdraws it. @throws RefusedError stale-version */
  async put(content: SchemeContent, request: ChangeRequest): Promise<void> {
    await this.journal.append({
      request,
      site: null,
      stored: storedScoringScheme,
      key: content.id,
      action: content.withdrawn ? 'withdraw' : 'put',
      value: content,
      write: async ({ manager, version, at }) => {
        await manager.query(
          `INSERT INTO scoring_scheme (id, value, schema_version, version, recorded_at, recorded_by)
           VALUES ($1, $2::jsonb, $3, $4, $5, $6)
           ON CONFLICT (id) DO UPDATE SET value = excluded.value, version = excluded.version,
             schema_version = excluded.schema_version, recorded_at = excluded.recorded_at, recorded_by = excluded.recorded_by`,
          [
            content.id,
            JSON.stringify(content),
            storedScoringScheme.schemaVersion,
            version,
            at,
            request.actor.username,
          ],
        );
      },
    });
  }
}
