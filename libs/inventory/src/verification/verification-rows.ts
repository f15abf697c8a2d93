import {
  storedDatumCheck,
  storedEngagement,
  storedFinding,
  type StoredDatumCheck,
  type StoredEngagement,
  type StoredFinding,
} from '@zerofab/records';

interface RecordRow {
  readonly record: unknown;
  readonly schema_version: number;
  readonly version: number;
}

/** A verification engagement with its id and the version of its record. */
export interface Engagement extends StoredEngagement {
  readonly id: string;
  readonly version: number;
}
export interface EngagementRow extends RecordRow {
  readonly id: string;
}
export const toEngagement = (row: EngagementRow): Engagement => ({
  ...storedEngagement.read(row.record, row.schema_version),
  id: row.id,
  version: row.version,
});

/** A finding with its id and the version of its record. */
export interface Finding extends StoredFinding {
  readonly id: string;
  readonly version: number;
}
export const toFinding = (row: EngagementRow): Finding => ({
  ...storedFinding.read(row.record, row.schema_version),
  id: row.id,
  version: row.version,
});

/** What an auditor noted of a datum, with the version of its record. */
export interface DatumCheck extends StoredDatumCheck {
  readonly version: number;
}
export const toDatumCheck = (row: RecordRow): DatumCheck => ({
  ...storedDatumCheck.read(row.record, row.schema_version),
  version: row.version,
});

export type DatumCheckRow = RecordRow;
