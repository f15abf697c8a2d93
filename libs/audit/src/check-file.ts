import type { Bilingual } from '@zerofab/vocabulary';
import { checkChain } from './chain.js';
import { dayRoots, type DayRoot } from './day-root.js';
import type { AuditEntry, Sha256 } from './entry.js';
import { fileFinding, type AuditFinding } from './finding.js';
import { parseAuditFile } from './parse-file.js';
import { checkProvenEntries } from './proven-entries.js';

/** What a check found, and how far it looked. */
export interface AuditReport {
  readonly findings: readonly AuditFinding[];
  readonly entries: number;
  readonly first: number | null;
  readonly last: number | null;
  readonly days: number;
  /** False: entries of some sites alone; that none is left out of the others cannot be told. */
  readonly whole: boolean;
}

const missing = (seq: number, why: Bilingual): AuditFinding => ({
  kind: 'missing',
  seq,
  text: {
    zh: `缺少第 ${String(seq)} 条记录（${why.zh}）`,
    en: `entry ${String(seq)} is missing (${why.en})`,
  },
});

/** How many left-out numbers of a day are named one by one. */
const NAMED = 100;

const rangeMissing = (seen: ReadonlySet<number>, { day, first, last }: DayRoot): AuditFinding[] => {
  const found: AuditFinding[] = [];
  for (let seq = first; seq <= last && found.length < NAMED; seq += 1)
    if (!seen.has(seq))
      found.push(missing(seq, { zh: `${day} 的根包含它`, en: `the root of ${day} covers it` }));
  return found;
};

/** Entries held against a root of their day that was told by others. */
const againstRoot = (entries: readonly AuditEntry[], root: DayRoot, sha256: Sha256): AuditFinding[] => {
  const covered = entries.filter(({ seq }) => seq >= root.first && seq <= root.last);
  const gone = rangeMissing(new Set(covered.map(({ seq }) => seq)), root);
  if (gone.length > 0) return gone;
  const [own] = dayRoots(
    covered.map((entry) => ({ ...entry, at: root.day })),
    sha256,
  );
  if (own?.root === root.root && own.count === root.count) return [];
  const span = `${String(root.first)}–${String(root.last)}`;
  return [
    {
      kind: 'root',
      seq: null,
      text: {
        zh: `${root.day} 的 Merkle 根不符：第 ${span} 条记录中有改动`,
        en: `the Merkle root of ${root.day} does not fit: something among the entries ${span} was changed`,
      },
    },
  ];
};

/** Whether a root is of entries that a log from `from` to `to` should hold. */
const concerns = (root: DayRoot, { first, last, from, to }: Covered): boolean =>
  root.count > 0 && ((root.last >= first && root.first <= last) || (root.day >= from && root.day <= to));

interface Covered {
  readonly first: number;
  readonly last: number;
  readonly from: string;
  readonly to: string;
}

/**
 * Works a whole log out again: every hash and link, every daily root, and roots that were kept elsewhere. Against those
 * shows what a log by itself cannot: that its end was cut off, or that all of it was written anew.
 */
export const checkEntries = (
  entries: readonly AuditEntry[],
  start: { readonly seq: number; readonly hash: string },
  roots: readonly DayRoot[],
  sha256: Sha256,
): AuditFinding[] => {
  const chain = checkChain(entries, sha256, start);
  return [...chain, ...roots.flatMap((root) => againstRoot(entries, root, sha256))];
};

/**
 * Checks the file of an export, offline.
 * @param lines of the file, in their order
 * @param kept daily roots that somebody kept elsewhere
 */
export const checkAuditFile = (
  lines: Iterable<string>,
  sha256: Sha256,
  kept: readonly DayRoot[] = [],
): AuditReport => {
  const { head, foot, entries, findings } = parseAuditFile(lines);
  const all = [...findings];
  if (head === undefined)
    all.push(
      fileFinding('没有文件头：这不是审计日志的导出', 'there is no head: this is no export of an audit log'),
    );
  if (foot === undefined)
    all.push(fileFinding('没有文件尾：文件被截断', 'there is no foot: the file was cut off'));
  const whole = head?.sites === null;
  const [first, last] = [entries[0]?.seq ?? null, entries.at(-1)?.seq ?? null];
  const report = { entries: entries.length, first, last, days: foot?.roots.length ?? 0, whole };
  if (head === undefined) return { ...report, findings: all };
  const own = foot?.roots ?? [];
  if (foot !== undefined && foot.count !== entries.length)
    all.push(
      fileFinding(
        `文件尾称有 ${String(foot.count)} 条记录，实有 ${String(entries.length)} 条`,
        `the foot tells of ${String(foot.count)} entries, there are ${String(entries.length)}`,
      ),
    );
  const span = {
    first: head.start.seq + 1,
    last: Math.max(last ?? 0, foot?.end.seq ?? 0),
    from: head.from,
    to: head.to,
  };
  const relevant = kept.filter((root) => concerns(root, span));
  if (whole) {
    const plain = entries.map(({ line: _line, proof: _proof, ...entry }): AuditEntry => entry);
    const ended = plain.at(-1) ?? head.start;
    if (foot !== undefined && (foot.end.seq !== ended.seq || foot.end.hash !== ended.hash))
      all.push(missing(foot.end.seq, { zh: '文件尾以它结束', en: 'the foot ends with it' }));
    all.push(...checkEntries(plain, head.start, distinctRoots([...own, ...relevant]), sha256));
  } else {
    all.push(...checkProvenEntries(entries, own, sha256), ...differingRoots(own, relevant));
  }
  return { ...report, findings: distinct(all) };
};

const distinctRoots = (roots: readonly DayRoot[]): DayRoot[] => [
  ...new Map(roots.map((root) => [JSON.stringify(root), root])).values(),
];

/** Of a file without all entries: its roots of whole days against those kept. */
const differingRoots = (own: readonly DayRoot[], kept: readonly DayRoot[]): AuditFinding[] =>
  kept.flatMap((root) => {
    const told = own.find(({ day }) => day === root.day);
    if (told === undefined || told.count !== root.count || told.root === root.root) return [];
    const text = {
      zh: `${root.day} 的 Merkle 根与留存的不同`,
      en: `the Merkle root of ${root.day} is another than the one kept`,
    };
    return [{ kind: 'root' as const, seq: null, text }];
  });

const distinct = (findings: readonly AuditFinding[]): AuditFinding[] => [
  ...new Map(findings.map((one) => [`${one.kind} ${String(one.seq ?? one.text.en)}`, one])).values(),
];
