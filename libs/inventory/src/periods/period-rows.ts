import { storedPeriod, storedRestatement, type StoredPeriod, type StoredRestatement } from '@zerofab/records';

/** A reporting period with the version of its record. */
export interface Period extends StoredPeriod {
  readonly version: number;
}

/** A restatement with its id. */
export interface Restatement extends StoredRestatement {
  readonly id: string;
}

/** A frozen version of an inventory: its number, and the hash of the head that names its parts. */
export interface FrozenVersion {
  readonly period: string;
  readonly version: number;
  readonly sha256: string;
  readonly restatement: string | null;
  readonly createdAt: Date;
  readonly createdBy: string;
}

export interface PeriodRow {
  readonly record: unknown;
  readonly schema_version: number;
  readonly version: number;
}
export const toPeriod = (row: PeriodRow): Period => ({
  ...storedPeriod.read(row.record, row.schema_version),
  version: row.version,
});

export interface RestatementRow extends PeriodRow {
  readonly id: string;
}
export const toRestatement = (row: RestatementRow): Restatement => ({
  ...storedRestatement.read(row.record, row.schema_version),
  id: row.id,
});

export interface VersionRow {
  readonly period: string;
  readonly version: number;
  readonly sha256: string;
  readonly restatement_id: string | null;
  readonly created_at: Date;
  readonly created_by: string;
}
export const toVersion = (row: VersionRow): FrozenVersion => ({
  period: row.period,
  version: row.version,
  sha256: row.sha256,
  restatement: row.restatement_id,
  createdAt: row.created_at,
  createdBy: row.created_by,
});
