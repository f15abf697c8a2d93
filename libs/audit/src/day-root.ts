import { merkleRoot } from './merkle.js';
import type { AuditEntry, Sha256 } from './entry.js';

/** The Merkle root over the entries of a day of UTC: what a third party keeps. */
export interface DayRoot {
  /** YYYY-MM-DD, UTC. */
  readonly day: string;
  /** Numbers of the first and last entry of the day that it covers. */
  readonly first: number;
  readonly last: number;
  readonly count: number;
  readonly root: string;
}

/** Day of an entry, UTC. */
export const dayOf = ({ at }: Pick<AuditEntry, 'at'>): string => at.slice(0, 10);

/** Roots of the days of entries, in their order. */
export const dayRoots = (
  entries: readonly Pick<AuditEntry, 'seq' | 'hash' | 'at'>[],
  sha256: Sha256,
): DayRoot[] => {
  const days = new Map<string, Pick<AuditEntry, 'seq' | 'hash' | 'at'>[]>();
  for (const entry of entries) {
    const day = days.get(dayOf(entry));
    if (day === undefined) days.set(dayOf(entry), [entry]);
    else day.push(entry);
  }
  return [...days].map(([day, own]) => ({
    day,
    first: own[0]?.seq ?? 0,
    last: own.at(-1)?.seq ?? 0,
    count: own.length,
    root: merkleRoot(
      own.map(({ hash }) => hash),
      sha256,
    ),
  }));
};
