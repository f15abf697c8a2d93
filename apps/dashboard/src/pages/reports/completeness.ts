import type { Inventory } from '@zerofab/contracts';

/** Sources that keep an inventory from being complete. */
export interface Completeness {
  /** No figure at all. */
  readonly missing: Inventory['sources'];
  /** A figure, without data for a part of its time. */
  readonly partial: Inventory['sources'];
}

/** Which sources of an inventory are missing, and which are covered in part: as the server says it. */
export function completenessOf({ sources, missing, partial }: Inventory): Completeness {
  return {
    missing: sources.filter(({ code }) => missing.includes(code)),
    partial: sources.filter(({ code }) => partial.includes(code)),
  };
}
