import { Injectable } from '@nestjs/common';
import { CEILING, type BeliefTerms, type Decision } from '@zerofab/metering';
import { convert, findUnit } from '@zerofab/units';
import { DataSource, type EntityManager } from 'typeorm';

interface PropertyRow {
  readonly id: number;
  readonly unit: string;
  readonly max_rate: number | null;
  readonly net: boolean;
  readonly daily_reset: number | null;
  readonly zone: string;
}

interface DecisionRow {
  readonly register_id: number;
  readonly kind: string;
  readonly at_ms: number;
  readonly to_ms: number;
  readonly value: number | null;
  readonly closing: number | null;
  readonly opening: number | null;
}

const PROPERTIES = `
  SELECT r.id, r.unit, r.max_rate, r.net, r.daily_reset, s.timezone AS zone
  FROM register r JOIN meter m ON m.id = r.meter_id JOIN site s ON s.id = m.site_id WHERE r.id = ANY ($1::int[])`;

/** What holds, or held as it was known at a moment. */
const DECISIONS = `
  SELECT register_id, kind, (extract(epoch FROM at_ts) * 1000)::float8 AS at_ms,
         (extract(epoch FROM to_ts) * 1000)::float8 AS to_ms, value, closing, opening
  FROM register_event
  WHERE register_id = ANY ($1::int[]) AND recorded_at <= coalesce($2::timestamptz, 'infinity')
    AND (withdrawn_at IS NULL OR withdrawn_at > $2::timestamptz)
  ORDER BY id`;

const toDecision = (row: DecisionRow): Decision | undefined => {
  switch (row.kind) {
    case 'void':
      return { kind: 'void', fromMs: row.at_ms, toMs: row.to_ms };
    case 'correct':
    case 'conflict':
      return row.value === null ? undefined : { kind: 'value', atMs: row.at_ms, value: row.value };
    case 'accept':
      return { kind: 'accept', atMs: row.at_ms };
    case 'reset':
    case 'swap':
      return { kind: 'restart', atMs: row.at_ms, closing: row.closing, opening: row.opening ?? 0 };
    default:
      // A calibration is noted and moves no figure.
      return undefined;
  }
};

/** The ceiling of any register, told in kWh, in an energy unit; of other quantities it is their number. */
const ceilingOf = (unit: string): number =>
  findUnit(unit)?.dimension === findUnit('kWh')?.dimension
    ? convert(String(CEILING), 'kWh', unit).toNumber()
    : CEILING;

/** What decides whether steps of registers can be true. */
@Injectable()
export class BeliefStore {
  constructor(private readonly dataSource: DataSource) {}

  /** Registers about whose readings something was decided, or undone, since a moment. */
  async decidedSince(registerIds: readonly number[], ms: number): Promise<ReadonlySet<number>> {
    const rows = await this.dataSource.query<{ register_id: number }[]>(
      `SELECT DISTINCT register_id FROM register_event
       WHERE register_id = ANY ($1::int[]) AND (recorded_at > $2 OR withdrawn_at > $2)`,
      [[...registerIds], new Date(ms)],
    );
    return new Set(rows.map((row) => row.register_id));
  }

  /** @param knownAtMs decisions as they were known then; default: as known now */
  async terms(
    registerIds: readonly number[],
    manager: EntityManager,
    knownAtMs?: number,
  ): Promise<Map<number, BeliefTerms>> {
    if (registerIds.length === 0) return new Map();
    const ids = [...registerIds];
    const properties = await manager.query<PropertyRow[]>(PROPERTIES, [ids]);
    const known = knownAtMs === undefined ? null : new Date(knownAtMs);
    const decisions = new Map<number, Decision[]>();
    for (const row of await manager.query<DecisionRow[]>(DECISIONS, [ids, known])) {
      const decision = toDecision(row);
      if (decision === undefined) continue;
      decisions.set(row.register_id, [...(decisions.get(row.register_id) ?? []), decision]);
    }
    return new Map(
      properties.map(({ id, unit, max_rate: maxRate, net, daily_reset: hour, zone }) => [
        id,
        {
          maxRate,
          net,
          ceiling: ceilingOf(unit),
          dailyReset: hour === null ? null : { hour, zone },
          decisions: decisions.get(id) ?? [],
        },
      ]),
    );
  }
}
