import { AUDIT_FILE_SCHEMA, AUDIT_FILE_VERSION, dayRoots } from '@zerofab/audit';
import { auditEntry, sha256, type AuditLog, type JournalEntry } from '@zerofab/records';
import { lineOf } from '../audit-log/audit-export.js';
import { dayProofs } from '../audit-log/day-proofs.js';

const PAGE = 500;
const DAY_MS = 86_400_000;
/** How many entries an excerpt holds: those of the period, and of the others the latest. */
const MAX_ENTRIES = 5000;
/** What no figure rests on, and what grows with each export. */
const BESIDE = ['access', 'login'];
const STEPS = ['period', 'restatement', 'inventory-version'];

export interface AuditExcerpt {
  readonly text: string;
  readonly entries: number;
  readonly leftOut: number;
}

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

/** Whether an entry is a step of a period. */
const isStep = ({ kind, key, newValue }: JournalEntry, period: string): boolean =>
  STEPS.includes(kind) &&
  (key === period ||
    key.startsWith(`${period}/`) ||
    (newValue as { period?: unknown } | null)?.period === period);

/** Entries of a site without log-ins and accesses, in their order: all steps of the period, the latest of the others. */
const chosen = async (log: AuditLog, site: string, period: string, nowMs: number) => {
  const [steps, others]: [JournalEntry[], JournalEntry[]] = [[], []];
  const span = { sites: [site], from: new Date(0), to: new Date(nowMs + DAY_MS), limit: PAGE };
  let [after, leftOut] = [0, 0];
  for (let page = await log.entries(span); page.length > 0; page = await log.entries({ ...span, after })) {
    for (const entry of page.filter(({ kind }) => !BESIDE.includes(kind)))
      (isStep(entry, period) ? steps : others).push(entry);
    leftOut += others.splice(0, Math.max(0, others.length - MAX_ENTRIES)).length;
    after = page.at(-1)?.seq ?? after;
  }
  return { steps, others, leftOut };
};

/**
 * Excerpt of the audit log for a bundle, in the form of an export: each entry with its proof against the root of its day.
 * Of a frozen version it ends with the last step of the period, so that it is the same whenever it is made; the root of
 * a day that is not over covers the entries up to there.
 */
export const auditExcerpt = async (
  log: AuditLog,
  { site, period, frozen, nowMs }: {
    readonly site: string;
    readonly period: string;
    readonly frozen: boolean;
    readonly nowMs: number;
  },
): Promise<AuditExcerpt> => {
  const { steps, others, leftOut } = await chosen(log, site, period, nowMs);
  const all = [...steps, ...others].toSorted((a, b) => a.seq - b.seq);
  const end = (frozen ? steps : all).at(-1);
  const entries = all.filter(({ seq }) => seq <= (end?.seq ?? 0));
  const [first, last] = [entries[0]?.at ?? new Date(nowMs), end?.at ?? new Date(nowMs)];
  const fromMs = Date.parse(dayOf(first));
  const days = new Set(entries.map(({ at }) => dayOf(at)));
  const hashes = (await log.hashes(new Date(fromMs), new Date(Date.parse(dayOf(last)) + DAY_MS))).filter(
    ({ seq, at }) =>
      days.has(at.slice(0, 10)) && (seq <= (end?.seq ?? 0) || at.slice(0, 10) < dayOf(new Date(nowMs))),
  );
  const proofOf = dayProofs(hashes);
  const start = await log.before(new Date(fromMs));
  const lines = [
    lineOf({
      line: 'head',
      schema: AUDIT_FILE_SCHEMA,
      schemaVersion: AUDIT_FILE_VERSION,
      exportedAt: last.toISOString(),
      exportedBy: 'audit-bundle',
      sites: [site],
      from: dayOf(first),
      to: dayOf(last),
      start,
    }),
    ...entries.map((entry) => lineOf({ line: 'entry', ...auditEntry(entry), proof: proofOf(entry) })),
    lineOf({
      line: 'foot',
      count: entries.length,
      end: end === undefined ? start : { seq: end.seq, hash: end.hash },
      roots: dayRoots(hashes, sha256),
    }),
  ];
  return { text: lines.join(''), entries: entries.length, leftOut };
};
