import { Injectable } from '@nestjs/common';
import { Journal, storedScoreSimulation, type ChangeRequest } from '@zerofab/records';
import type { SiteEntity } from '@zerofab/telemetry';
import { refused } from '@zerofab/vocabulary';
import { DataSource } from 'typeorm';

export type SimulationContent = ReturnType<(typeof storedScoreSimulation)['read']>;

/** A simulation with its version and author. */
export interface ScoreSimulation extends SimulationContent {
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

const toSimulation = (row: Row): ScoreSimulation => ({
  ...storedScoreSimulation.read(row.value, row.schema_version),
  version: row.version,
  recordedAt: row.recorded_at,
  recordedBy: row.recorded_by,
});

/** Simulations of scores of a site, apart from everything that is told or measured. */
@Injectable()
export class ScoreSimulationStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly journal: Journal,
  ) {}

  /** Those that are not withdrawn, the latest first. */
  async list(siteId: number): Promise<ScoreSimulation[]> {
    const rows = await this.dataSource.query<Row[]>(
      'SELECT * FROM score_simulation WHERE site_id = $1 ORDER BY recorded_at DESC, code',
      [siteId],
    );
    return rows.map(toSimulation).filter(({ withdrawn }) => !withdrawn);
  }

  async count(siteId: number): Promise<number> {
    return (await this.list(siteId)).length;
  }

  /** @throws RefusedError unknown-simulation, also of one that is withdrawn */
  async require(siteId: number, code: string): Promise<ScoreSimulation> {
    const [row] = await this.dataSource.query<Row[]>(
      'SELECT * FROM score_simulation WHERE site_id = $1 AND code = $2',
      [siteId, code],
    );
    const found = row === undefined ? undefined : toSimulation(row);
    if (found !== undefined && !found.withdrawn) return found;
    throw refused('unknown-simulation', {
      zh: `该站点没有模拟“${code}”；GET …/scores/simulations 列出全部`,
      en: `The site has no simulation "${code}"; GET …/scores/simulations lists them`,
    });
  }

  /** Saves, changes or withdraws a simulation. @throws RefusedError stale-version */
  async put(
    site: Pick<SiteEntity, 'id' | 'code'>,
    content: SimulationContent,
    request: ChangeRequest,
  ): Promise<void> {
    await this.journal.append({
      request,
      site: site.code,
      stored: storedScoreSimulation,
      key: content.code,
      action: content.withdrawn ? 'withdraw' : 'put',
      value: content,
      write: async ({ manager, version, at }) => {
        await manager.query(
          `INSERT INTO score_simulation (site_id, code, value, schema_version, version, recorded_at, recorded_by)
           VALUES ($1, $2, $3::jsonb, $4, $5, $6, $7)
           ON CONFLICT (site_id, code) DO UPDATE SET value = excluded.value, version = excluded.version,
             schema_version = excluded.schema_version, recorded_at = excluded.recorded_at, recorded_by = excluded.recorded_by`,
          [
            site.id,
            content.code,
            JSON.stringify(content),
            storedScoreSimulation.schemaVersion,
            version,
            at,
            request.actor.username,
          ],
        );
      },
    });
  }
}
