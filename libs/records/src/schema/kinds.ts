/** Kinds of record that people change; each has its own stored schema in this folder. */
export const RECORD_KINDS = [
  'site',
  'meter',
  'meter-credentials',
  'source',
  'activity-data',
  'parameter',
  'energy-proof',
  'ledger-parameter',
  'boundary',
  'quality-plan',
  'quality-plan-approval',
  'evidence',
  'factor-import',
  'user',
  'journal',
] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/** Kinds that belong to the whole platform, not to a site. */
export const PLATFORM_KINDS: ReadonlySet<RecordKind> = new Set(['factor-import', 'user', 'journal']);
