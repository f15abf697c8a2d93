import type { AuditEntryLine } from './audit-file.js';
import { dayOf, type DayRoot } from './day-root.js';
import { entryHash, type Sha256 } from './entry.js';
import type { AuditFinding } from './finding.js';
import { rootOfPath } from './merkle.js';

/** Entries that do not follow each other: each is held against the root of its day by its own proof. */
export const checkProvenEntries = (
  entries: readonly AuditEntryLine[],
  roots: readonly DayRoot[],
  sha256: Sha256,
): AuditFinding[] => {
  const byDay = new Map(roots.map((root) => [root.day, root.root]));
  let before = 0;
  return entries.flatMap((line): AuditFinding[] => {
    const { line: _line, proof, ...entry } = line;
    const behind = entry.seq <= before;
    before = Math.max(before, entry.seq);
    const good =
      entryHash(entry, sha256) === entry.hash &&
      proof !== undefined &&
      rootOfPath(entry.hash, proof, sha256) === byDay.get(dayOf(entry));
    const seq = String(entry.seq);
    return [
      ...(good
        ? []
        : [
            {
              kind: 'changed' as const,
              seq: entry.seq,
              text: {
                zh: `第 ${seq} 条记录与其当日的 Merkle 根不符`,
                en: `entry ${seq} does not belong to the Merkle root of its day`,
              },
            },
          ]),
      ...(behind
        ? [
            {
              kind: 'reordered' as const,
              seq: entry.seq,
              text: {
                zh: `第 ${seq} 条记录的次序被改动，或出现两次`,
                en: `entry ${seq} stands in another place, or twice`,
              },
            },
          ]
        : []),
    ];
  });
};
