import { type SourceDefinition, sourceDefinition } from '@zerofab/figures';
import { Injectable } from '@nestjs/common';
import type { PutSource } from '@zerofab/contracts';
import { Journal, storedSource, type ChangeRequest } from '@zerofab/records';
import type { SiteEntity } from '@zerofab/telemetry';
import { refused } from '@zerofab/vocabulary';
import { DataSource } from 'typeorm';

interface Row {
  readonly code: string;
  readonly version: number;
  readonly definition: unknown;
  readonly schema_version: number;
}

const toDefinition = (row: Row): SourceDefinition =>
  sourceDefinition(row.code, row.version, storedSource.read(row.definition, row.schema_version));

/** Emission sources of a site, versioned. */
@Injectable()
export class SourceStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly journal: Journal,
  ) {}

  /** The latest version of each source, by code; as recorded by a day when `knownAtMs` is given. */
  async list(siteId: number, knownAtMs?: number): Promise<SourceDefinition[]> {
    const rows = await this.dataSource.query<Row[]>(
      `SELECT DISTINCT ON (code) code, version, definition, schema_version FROM emission_source
       WHERE site_id = $1 AND ($2::timestamptz IS NULL OR created_at <= $2) ORDER BY code, version DESC`,
      [siteId, knownAtMs === undefined ? null : new Date(knownAtMs)],
    );
    return rows.map(toDefinition);
  }

  /** @throws RefusedError not-found */
  async require(siteId: number, code: string): Promise<SourceDefinition> {
    const found = (await this.list(siteId)).find((source) => source.code === code);
    if (found === undefined)
      throw refused('unknown-source', {
        zh: `该站点没有排放源“${code}”；请建立：PUT …/sources/${code}`,
        en: `There is no emission source "${code}" at this site; create it: PUT …/sources/${code}`,
      });
    return found;
  }

  /**
   * Saves a new version; the same definition again makes none.
   * @throws RefusedError conflict when the person saw another version
   */
  async save(
    site: Pick<SiteEntity, 'id' | 'code'>,
    code: string,
    { note: _note, expectedVersion: _expected, ...definition }: PutSource,
    request: ChangeRequest,
  ): Promise<SourceDefinition> {
    await this.journal.append({
      request,
      site: site.code,
      stored: storedSource,
      key: code,
      action: 'put',
      value: definition,
      write: async ({ manager, at, version }) => {
        await manager.query(
          `INSERT INTO emission_source (site_id, code, version, definition, schema_version, created_by, created_at)
           VALUES ($1, $2, $3, $4::jsonb, $5, $6, $7)`,
          [
            site.id,
            code,
            version,
            JSON.stringify(definition),
            storedSource.schemaVersion,
            request.actor.username,
            at,
          ],
        );
      },
    });
    return this.require(site.id, code);
  }
}
