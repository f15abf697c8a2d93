import type { Inventory } from '@zerofab/contracts';

/** Sources that keep an inventory from being complete. */
export interface Completeness {
  /** No figure at all. */
  readonly missing: Inventory['sources'];
  /** A figure, with data for less than 95 % of the time. */
  readonly low: Inventory['sources'];
}

/** Below this share of measured time a total is a lower bound. */
const ENOUGH_COVERAGE = 0.95;

/** Which sources of an inventory are missing, and which are covered in part. */
export function completenessOf(inventory: Inventory): Completeness {
  const missing = inventory.sources.filter((source) => source.status === 'missing');
  const low = inventory.sources.filter(
    (source) => source.status === 'ok' && source.activity.coverage < ENOUGH_COVERAGE,
  );
  return { missing, low };
}
