import { merkleProver, type AuditEntryLine } from '@zerofab/audit';
import { sha256, type JournalEntry } from '@zerofab/records';

type Proof = NonNullable<AuditEntryLine['proof']>;

/** Places of entries in the trees of their days, for a file that does not hold all of a day. */
export const dayProofs = (
  hashes: readonly { readonly seq: number; readonly at: string; readonly hash: string }[],
): ((entry: Pick<JournalEntry, 'seq' | 'at'>) => Proof) => {
  const days = new Map<string, { hashes: string[]; places: Map<number, number> }>();
  for (const { seq, at, hash } of hashes) {
    const day = days.get(at.slice(0, 10)) ?? { hashes: [], places: new Map<number, number>() };
    day.places.set(seq, day.hashes.length);
    day.hashes.push(hash);
    days.set(at.slice(0, 10), day);
  }
  const provers = new Map<string, (index: number) => string[]>();
  return ({ seq, at }) => {
    const name = at.toISOString().slice(0, 10);
    const { hashes: own, places } = days.get(name) ?? { hashes: [], places: new Map<number, number>() };
    const prove = provers.get(name) ?? merkleProver(own, sha256);
    provers.set(name, prove);
    const index = places.get(seq) ?? -1;
    return { index, count: own.length, path: prove(index) };
  };
};
