import { type SourceDefinition, sourceDefinition } from '@zerofab/figures';
import { Injectable } from '@nestjs/common';
import { putSourceSchema, type PutSource } from '@zerofab/contracts';
import { notFound } from '@zerofab/platform';
import { DataSource } from 'typeorm';

interface Row {
  readonly code: string;
  readonly version: number;
  readonly definition: unknown;
}

const toDefinition = ({ code, version, definition }: Row): SourceDefinition =>
  sourceDefinition(code, version, putSourceSchema.parse(definition));

/** Emission sources of a site, versioned. */
@Injectable()
export class SourceStore {
  constructor(private readonly dataSource: DataSource) {}

  /** The latest version of each source, by code; as recorded by a day when `knownAtMs` is given. */
  async list(siteId: number, knownAtMs?: number): Promise<SourceDefinition[]> {
    const rows = await this.dataSource.query<Row[]>(
      `SELECT DISTINCT ON (code) code, version, definition FROM emission_source
       WHERE site_id = $1 AND ($2::timestamptz IS NULL OR created_at <= $2) ORDER BY code, version DESC`,
      [siteId, knownAtMs === undefined ? null : new Date(knownAtMs)],
    );
    return rows.map(toDefinition);
  }

  /** @throws ProblemError 404 */
  async require(siteId: number, code: string): Promise<SourceDefinition> {
    const found = (await this.list(siteId)).find((source) => source.code === code);
    if (found === undefined) {
      throw notFound(
        'unknown-source',
        `There is no emission source "${code}" at this site; create it: PUT …/sources/${code}`,
      );
    }
    return found;
  }

  /** Saves a new version; the same definition again makes none. */
  async save(siteId: number, code: string, definition: PutSource, by: string): Promise<SourceDefinition> {
    await this.dataSource.query(
      `INSERT INTO emission_source (site_id, code, version, definition, created_by)
       SELECT $1, $2, coalesce(max(version), 0) + 1, $3::jsonb, $4 FROM emission_source
       WHERE site_id = $1 AND code = $2
       HAVING (SELECT definition FROM emission_source WHERE site_id = $1 AND code = $2 ORDER BY version DESC LIMIT 1)
              IS DISTINCT FROM $3::jsonb`,
      [siteId, code, JSON.stringify(definition), by],
    );
    return this.require(siteId, code);
  }
}
