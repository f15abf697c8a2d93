import { checkEntries, GENESIS_HASH, type AuditFinding, type DayRoot } from '@zerofab/audit';
import type { DataSource } from 'typeorm';
import { auditEntry, sha256, type JournalEntry } from './entry.js';
import { selectEntries } from './journal-rows.js';

const PAGE = 2000;

/** Roots whose last entry stands in a page are checked with it: their entries before it are read again. */
const rootsEndingIn = (roots: readonly DayRoot[], after: number, upTo: number): DayRoot[] =>
  roots.filter(({ last }) => last > after && last <= upTo);

/**
 * Works the journal of a database out again, page by page: every hash and link, every number, and daily roots that were
 * kept elsewhere, against which an end that was cut off shows.
 */
export const checkStoredLog = async (
  dataSource: Pick<DataSource, 'query'>,
  kept: readonly DayRoot[] = [],
): Promise<{ readonly entries: number; readonly findings: AuditFinding[] }> => {
  const read = async (after: number, upTo: number, limit: number): Promise<JournalEntry[]> =>
    selectEntries(dataSource, 'seq > $1 AND seq <= $2 ORDER BY seq LIMIT $3', [after, upTo, limit]);
  const findings: AuditFinding[] = [];
  let start = { seq: 0, hash: GENESIS_HASH };
  let count = 0;
  for (;;) {
    const page = (await read(start.seq, Number.MAX_SAFE_INTEGER, PAGE)).map(auditEntry);
    const [first] = page;
    const last = page.at(-1);
    if (first === undefined || last === undefined) break;
    findings.push(...checkEntries(page, start, [], sha256));
    for (const root of rootsEndingIn(kept, start.seq, last.seq)) {
      const own = (await read(root.first - 1, root.last, root.last - root.first + 1)).map(auditEntry);
      const before = own[0] === undefined ? start : { seq: own[0].seq - 1, hash: own[0].prevHash };
      findings.push(...checkEntries(own, before, [root], sha256).filter(({ kind }) => kind !== 'changed'));
    }
    count += page.length;
    start = { seq: last.seq, hash: last.hash };
  }
  for (const root of kept.filter(({ last }) => last > start.seq)) {
    const own = (await read(root.first - 1, root.last, root.count + 1)).map(auditEntry);
    const before = own[0] === undefined ? start : { seq: own[0].seq - 1, hash: own[0].prevHash };
    findings.push(...checkEntries(own, before, [root], sha256));
  }
  const distinct = new Map(findings.map((one) => [`${one.kind} ${String(one.seq ?? one.text.en)}`, one]));
  return { entries: count, findings: [...distinct.values()] };
};
