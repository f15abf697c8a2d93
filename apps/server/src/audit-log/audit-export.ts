import {
  AUDIT_FILE_SCHEMA,
  AUDIT_FILE_VERSION,
  dayRoots,
  type AuditEntryLine,
  type AuditFoot,
  type AuditHead,
} from '@zerofab/audit';
import { auditEntry, sha256, type AuditLog } from '@zerofab/records';
import { dayProofs } from './day-proofs.js';

/** What is exported. */
export interface AuditExport {
  readonly sites: readonly string[] | null;
  readonly from: Date;
  readonly to: Date;
  readonly by: string;
  readonly nowMs: number;
}

const PAGE = 500;
/** A line of the file. */
export const lineOf = (line: AuditHead | AuditEntryLine | AuditFoot): string => `${JSON.stringify(line)}\n`;
const dayText = (instant: Date): string => instant.toISOString().slice(0, 10);
const DAY_MS = 86_400_000;

/** The export of an audit log, line by line: a page of entries in memory at a time. */
export async function* auditExport(
  log: AuditLog,
  { sites, from, to, by, nowMs }: AuditExport,
): AsyncGenerator<string> {
  const span = { from, to };
  const start = await log.before(from);
  yield lineOf({
    line: 'head',
    schema: AUDIT_FILE_SCHEMA,
    schemaVersion: AUDIT_FILE_VERSION,
    exportedAt: new Date(nowMs).toISOString(),
    exportedBy: by,
    sites: sites === null ? null : [...sites],
    from: dayText(from),
    to: dayText(new Date(to.getTime() - DAY_MS)),
    start,
  });
  // Entries that come while it is written belong to the next export: roots and entries tell of the same ones.
  const hashes = await log.hashes(from, to);
  const last = hashes.at(-1)?.seq ?? 0;
  const proofOf = sites === null ? undefined : dayProofs(hashes);
  let end = start;
  let count = 0;
  for (let after = start.seq; ;) {
    const page = await log.entries({ ...span, sites, after, limit: PAGE });
    const inside = page.filter(({ seq }) => seq <= last);
    for (const entry of inside) {
      const proof = proofOf?.(entry);
      yield lineOf({ line: 'entry', ...auditEntry(entry), ...(proof === undefined ? {} : { proof }) });
      end = { seq: entry.seq, hash: entry.hash };
      count += 1;
    }
    after = page.at(-1)?.seq ?? after;
    if (page.length < PAGE || inside.length < page.length) break;
  }
  yield lineOf({ line: 'foot', count, end, roots: dayRoots(hashes, sha256) });
}
