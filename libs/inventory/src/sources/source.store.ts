import {
  earlierFactors,
  type EarlierFactor,
  type SourceDefinition,
  sourceDefinition,
} from '@zerofab/figures';
import { Injectable } from '@nestjs/common';
import type { PutSource } from '@zerofab/contracts';
import { canonicalJson } from '@zerofab/audit';
import { Journal, storedSource, type ChangeRequest } from '@zerofab/records';
import type { SiteEntity } from '@zerofab/telemetry';
import { refused, refusedField } from '@zerofab/vocabulary';
import { DataSource } from 'typeorm';

interface Row {
  readonly code: string;
  readonly version: number;
  readonly definition: unknown;
  readonly schema_version: number;
}

const toDefinition = (row: Row): SourceDefinition =>
  sourceDefinition(row.code, row.version, storedSource.read(row.definition, row.schema_version));

const same = (a: unknown, b: unknown): boolean => canonicalJson(a ?? null) === canonicalJson(b ?? null);

/**
 * Factors of earlier months of a new version: those that were, while the factor stays; with a month, what applied before
 * it; without one, none: the change corrects every month.
 * @throws RefusedError where there is no factor that a month could begin with
 */
const earlierOf = (
  before: SourceDefinition | undefined,
  after: Omit<PutSource, 'note' | 'expectedVersion' | 'effectiveFrom'>,
  effectiveFrom: string | undefined,
): { earlier?: EarlierFactor[] } => {
  if (before === undefined) return {};
  const now = sourceDefinition(before.code, before.version, after);
  const unchanged = same(now.factor, before.factor) && same(now.residual, before.residual);
  if (unchanged) return before.earlier === undefined ? {} : { earlier: [...before.earlier] };
  if (effectiveFrom === undefined) return {};
  if (now.calculation !== undefined || before.calculation !== undefined)
    throw refusedField('bad-effective-from', 'effectiveFrom', {
      zh: '按公式计算的排放源不能从某月起更换；请为新算法另建排放源，并设置两者的生效日期',
      en: 'a source worked out by formulas cannot change from a month on; create another source for the new way, and give both their dates',
    });
  return { earlier: [...earlierFactors(before, effectiveFrom)] };
};

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
    { note: _note, expectedVersion: _expected, effectiveFrom, ...rest }: PutSource,
    request: ChangeRequest,
  ): Promise<SourceDefinition> {
    const before = (await this.list(site.id)).find((source) => source.code === code);
    const definition = { ...rest, ...earlierOf(before, rest, effectiveFrom) };
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
