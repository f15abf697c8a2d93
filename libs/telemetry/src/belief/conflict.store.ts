import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

/** A conflict that waits for its decision. */
export interface OpenConflict {
  readonly id: string;
  readonly registerId: number;
  readonly meter: string;
  readonly register: string;
  readonly atMs: number;
  readonly refused: number;
}

/** Two values of one time: which of them wait for a person, and what was decided. */
@Injectable()
export class ConflictStore {
  constructor(private readonly dataSource: DataSource) {}

  /** Those of the ids that belong to the site and are not decided yet. */
  async open(siteId: number, ids: readonly string[]): Promise<OpenConflict[]> {
    const rows = await this.dataSource.query<
      { id: string; register_id: number; meter: string; register: string; at_ms: number; refused: number }[]
    >(
      `SELECT c.id, c.register_id, m.code AS meter, r.code AS register,
              (extract(epoch FROM c.ts) * 1000)::float8 AS at_ms, c.refused
       FROM reading_conflict c JOIN register r ON r.id = c.register_id JOIN meter m ON m.id = r.meter_id
       WHERE m.site_id = $1 AND c.id = ANY ($2::bigint[]) AND c.decided_at IS NULL ORDER BY c.id`,
      [siteId, ids],
    );
    return rows.map(({ register_id: registerId, at_ms: atMs, ...row }) => ({ ...row, registerId, atMs }));
  }

  /** Notes the decision, in the transaction of its journal entry. */
  async decide(manager: EntityManager, id: string, eventId: string, at: Date): Promise<void> {
    await manager.query(
      'UPDATE reading_conflict SET decided_at = $2, event_id = $3::bigint WHERE id = $1::bigint',
      [id, at, eventId],
    );
  }
}
