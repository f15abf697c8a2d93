import { Injectable } from '@nestjs/common';
import { Journal, storedScoringInput, type ChangeRequest } from '@zerofab/records';
import type { SiteEntity } from '@zerofab/telemetry';
import { refused } from '@zerofab/vocabulary';
import { DataSource } from 'typeorm';

type Stored = ReturnType<(typeof storedScoringInput)['read']>;

/** An input of a score as a person told it. */
export interface ScoringInput extends Stored {
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

const toInput = (row: Row): ScoringInput => ({
  ...storedScoringInput.read(row.value, row.schema_version),
  version: row.version,
  recordedAt: row.recorded_at,
  recordedBy: row.recorded_by,
});

const keyOf = ({ scheme, year, name }: Pick<Stored, 'scheme' | 'year' | 'name'>): string =>
  `${scheme}/${String(year)}/${name}`;

/** Inputs of scores that people told: one a site, scheme, year and name. */
@Injectable()
export class ScoringInputStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly journal: Journal,
  ) {}

  /** What was told for a scheme and year, by name. */
  async list(siteId: number, scheme: string, year: number): Promise<ScoringInput[]> {
    const rows = await this.dataSource.query<Row[]>(
      'SELECT * FROM scoring_input WHERE site_id = $1 AND scheme = $2 AND year = $3 ORDER BY name',
      [siteId, scheme, year],
    );
    return rows.map(toInput);
  }

  /**
   * Records an input.
   * @throws RefusedError `scoring-input-recorded` where one stands already and the change names no version; `stale-version`
   */
  async put(
    site: Pick<SiteEntity, 'id' | 'code'>,
    input: Stored,
    request: ChangeRequest,
  ): Promise<ScoringInput> {
    const key = keyOf(input);
    const present = await this.find(site.id, input);
    if (present !== undefined && present.state !== 'missing' && request.expectedVersion === undefined) {
      throw alreadyRecorded(input, present);
    }
    await this.journal.append({
      request: { ...request, expectedVersion: request.expectedVersion ?? present?.version ?? 0 },
      site: site.code,
      stored: storedScoringInput,
      key,
      action: 'put',
      value: input,
      write: async ({ manager, version, at }) => {
        await manager.query(
          `INSERT INTO scoring_input (site_id, scheme, year, name, value, schema_version, version, recorded_at, recorded_by)
           VALUES ($1, $2, $3, $4, $5::jsonb, $6, $7, $8, $9)
           ON CONFLICT (site_id, scheme, year, name) DO UPDATE SET value = excluded.value, version = excluded.version,
             schema_version = excluded.schema_version, recorded_at = excluded.recorded_at, recorded_by = excluded.recorded_by`,
          [
            site.id,
            input.scheme,
            input.year,
            input.name,
            JSON.stringify(input),
            storedScoringInput.schemaVersion,
            version,
            at,
            request.actor.username,
          ],
        );
      },
    });
    const added = await this.find(site.id, input);
    if (added === undefined) throw new Error(`scoring input ${key} was not stored`);
    return added;
  }

  private async find(
    siteId: number,
    { scheme, year, name }: Pick<Stored, 'scheme' | 'year' | 'name'>,
  ): Promise<ScoringInput | undefined> {
    const [row] = await this.dataSource.query<Row[]>(
      'SELECT * FROM scoring_input WHERE site_id = $1 AND scheme = $2 AND year = $3 AND name = $4',
      [siteId, scheme, year, name],
    );
    return row === undefined ? undefined : toInput(row);
  }
}

const alreadyRecorded = ({ name, year }: Stored, { version, value, unit }: ScoringInput) => {
  const text = value === null ? '' : ` ${value} ${unit ?? ''}`.trimEnd();
  return refused(
    'scoring-input-recorded',
    {
      zh: `${String(year)} 年的 ${name} 已有记录${text}（第 ${String(version)} 版）；一个时段只有一个数值，请以 If-Match: "${String(version)}" 更正`,
      en: `${name} of ${String(year)} is recorded already:${text} (version ${String(version)}); a period has one value, correct it with If-Match: "${String(version)}"`,
    },
    { presentVersion: version },
  );
};
