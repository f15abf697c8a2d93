import { entryHash, GENESIS_HASH, type AuditEntry, type Sha256 } from './entry.js';

/** What is wrong at a place of the journal. */
export interface ChainProblem {
  readonly seq: number;
  /**
   * changed: content and hash do not fit, or the next entry names another hash · missing: a number is left out · added:
   * a number stands twice · reordered: an entry stands behind a later one, or under the number of another
   */
  readonly kind: 'changed' | 'missing' | 'added' | 'reordered';
  readonly text: { readonly zh: string; readonly en: string };
}

/** Where a part of the journal begins: number and hash of the entry before its first. */
export interface ChainStart {
  readonly seq: number;
  readonly hash: string;
}

const TEXTS = {
  changed: (seq: number) => ({
    zh: `第 ${String(seq)} 条记录被改动过`,
    en: `entry ${String(seq)} was changed after it was written`,
  }),
  missing: (seq: number) => ({ zh: `缺少第 ${String(seq)} 条记录`, en: `entry ${String(seq)} is missing` }),
  added: (seq: number) => ({
    zh: `第 ${String(seq)} 条记录出现多次：有记录被添加`,
    en: `entry ${String(seq)} stands twice: one was added`,
  }),
  reordered: (seq: number) => ({
    zh: `第 ${String(seq)} 条记录的次序被改动`,
    en: `entry ${String(seq)} stands behind a later one`,
  }),
} as const;

/** An entry that stands under the number of another: in a store the number is the order. */
const renumbered = (seq: number, was: number): ChainProblem => ({
  seq,
  kind: 'reordered',
  text: {
    zh: `第 ${String(seq)} 条的位置上是原第 ${String(was)} 条记录：次序被改动`,
    en: `in the place of entry ${String(seq)} stands what was entry ${String(was)}: they were reordered`,
  },
});

const problem = (kind: ChainProblem['kind'], seq: number): ChainProblem => ({
  seq,
  kind,
  text: TEXTS[kind](seq),
});

/** Numbers out of order or twice, in the order in which the entries are given. */
const misplaced = (entries: readonly AuditEntry[]): ChainProblem[] => {
  const seen = new Set<number>();
  let highest = -Infinity;
  return entries.flatMap(({ seq }) => {
    const twice = seen.has(seq);
    const behind = seq < highest;
    seen.add(seq);
    highest = Math.max(highest, seq);
    if (twice) return [problem('added', seq)];
    return behind ? [problem('reordered', seq)] : [];
  });
};

/** How many left-out numbers are named one by one. */
const MISSING_NAMED = 1000;

/** Numbers that are left out between `start` and the highest entry. */
const leftOut = (bySeq: ReadonlyMap<number, unknown>, start: number): ChainProblem[] => {
  const last = Math.max(start, [...bySeq.keys()].at(-1) ?? start);
  const missing: ChainProblem[] = [];
  for (let seq = start + 1; seq <= last && missing.length < MISSING_NAMED; seq += 1)
    if (!bySeq.has(seq)) missing.push(problem('missing', seq));
  return missing;
};

/** Of so many entries that do not fit their hash, each is tried under the numbers of the others. */
const MOST_TRIED = 100;

/** Entries that do not fit their hash under their own number, but under that of another: number → the number it had. */
const movedAmong = (unfit: readonly AuditEntry[], sha256: Sha256): ReadonlyMap<number, number> => {
  if (unfit.length > MOST_TRIED) return new Map();
  return new Map(
    unfit.flatMap((entry) => {
      const was = unfit.find(
        ({ seq }) => seq !== entry.seq && entryHash({ ...entry, seq }, sha256) === entry.hash,
      );
      return was === undefined ? [] : [[entry.seq, was.seq] as const];
    }),
  );
};

/**
 * Works a journal out again: every hash, every link to the entry before, every number.
 * @param entries all of them, or a part that begins after `start`, in the order in which they were handed over
 * @returns what is wrong, by number; empty when the journal is whole. An entry cut off at the end shows only against a
 * hash that was kept elsewhere.
 */
export const checkChain = (
  entries: readonly AuditEntry[],
  sha256: Sha256,
  start: ChainStart = { seq: 0, hash: GENESIS_HASH },
): ChainProblem[] => {
  const ordered = entries.toSorted((a, b) => a.seq - b.seq);
  const bySeq = new Map<number, AuditEntry>();
  for (const entry of ordered) if (!bySeq.has(entry.seq)) bySeq.set(entry.seq, entry);
  const unfit = ordered.filter((entry) => entryHash(entry, sha256) !== entry.hash);
  const moved = movedAmong(unfit, sha256);
  const changed = new Set<number>();
  for (const { seq } of unfit) if (!moved.has(seq)) changed.add(seq);
  for (const entry of ordered) {
    // What stands in another place is linked to other neighbours: nobody changed those.
    if (moved.has(entry.seq) || moved.has(entry.seq - 1)) continue;
    const before = entry.seq === start.seq + 1 ? start.hash : bySeq.get(entry.seq - 1)?.hash;
    // A link that does not fit: whoever changed the entry before worked its own hash out again.
    if (before !== undefined && before !== entry.prevHash)
      changed.add(entry.seq === start.seq + 1 ? entry.seq : entry.seq - 1);
  }
  return [
    ...leftOut(bySeq, start.seq),
    ...misplaced(entries),
    ...[...changed].map((seq) => problem('changed', seq)),
    ...[...moved].map(([seq, was]) => renumbered(seq, was)),
  ].toSorted((a, b) => a.seq - b.seq);
};
