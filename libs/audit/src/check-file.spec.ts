import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../test/fixtures/sha256.js';
import { AUDIT_FILE_SCHEMA, AUDIT_FILE_VERSION } from './audit-file.js';
import { checkAuditFile } from './check-file.js';
import { dayRoots, type DayRoot } from './day-root.js';
import { entryHash, GENESIS_HASH, type AuditEntry } from './entry.js';
import { merkleProver } from './merkle.js';

const HOUR = 3_600_000;
const begin = Date.parse('2026-05-01T20:00:00.000Z');
/** Entries an hour apart: four of 1 May, the rest of 2 May (UTC). */
const chainOf = (count: number, told: (seq: number) => unknown = (seq) => ({ n: seq })): AuditEntry[] => {
  const entries: AuditEntry[] = [];
  for (let seq = 1; seq <= count; seq += 1) {
    const entry: Omit<AuditEntry, 'hash'> = {
      seq,
      site: seq % 2 === 0 ? 'works' : null,
      kind: 'source',
      key: 'boiler',
      version: seq,
      schemaVersion: 1,
      action: 'put',
      oldValue: null,
      newValue: told(seq),
      reason: '更正',
      actor: 'anna',
      actorRole: 'admin',
      address: null,
      at: new Date(begin + (seq - 1) * HOUR).toISOString(),
      idempotencyKey: null,
      requestHash: null,
      prevHash: entries.at(-1)?.hash ?? GENESIS_HASH,
    };
    entries.push({ ...entry, hash: entryHash(entry, sha256) });
  }
  return entries;
};
const line = (value: object): string => JSON.stringify(value);
const fileOf = (
  entries: readonly AuditEntry[],
  { sites = null, roots, start }: { sites?: string[] | null; roots?: DayRoot[]; start?: object } = {},
): string[] => {
  const last = entries.at(-1);
  return [
    line({
      line: 'head',
      schema: AUDIT_FILE_SCHEMA,
      schemaVersion: AUDIT_FILE_VERSION,
      exportedAt: '2026-05-03T00:00:00Z',
      exportedBy: 'auditor',
      sites,
      from: '2026-05-01',
      to: '2026-05-02',
      start: start ?? { seq: 0, hash: GENESIS_HASH },
    }),
    ...entries.map((entry) => line({ line: 'entry', ...entry })),
    line({
      line: 'foot',
      count: entries.length,
      end: { seq: last?.seq ?? 0, hash: last?.hash ?? GENESIS_HASH },
      roots: roots ?? dayRoots(entries, sha256),
    }),
  ];
};
const chain = chainOf(8);
const roots = dayRoots(chain, sha256);
const found = (lines: readonly string[], kept?: readonly DayRoot[]): string[] =>
  checkAuditFile(lines, sha256, kept).findings.map(
    ({ kind, seq, text }) => `${kind} ${String(seq ?? text.en)}`,
  );
const edited = (lines: readonly string[], at: number, more: object): string[] =>
  lines.map((text, index) => (index === at ? line({ ...(JSON.parse(text) as object), ...more }) : text));

describe('an export of the whole log', () => {
  const file = fileOf(chain);

  it('is found whole, also against roots kept elsewhere', () => {
    expect(roots.map(({ day, first, last, count }) => [day, first, last, count])).toEqual([
      ['2026-05-01', 1, 4, 4],
      ['2026-05-02', 5, 8, 4],
    ]);
    expect(checkAuditFile(file, sha256, roots)).toEqual({
      findings: [],
      entries: 8,
      first: 1,
      last: 8,
      days: 2,
      whole: true,
    });
    const later = { seq: 4, hash: chain[3]?.hash };
    expect(found(fileOf(chain.slice(4), { start: later, roots: roots.slice(1) }))).toEqual([]);
  });

  it('names an entry that was changed, left out, added or moved', () => {
    expect(found(edited(file, 3, { newValue: { n: 99 } }))).toContain('changed 3');
    expect(found(edited(file, 3, { reason: null }))).toContain('changed 3');
    expect(found(file.toSpliced(3, 1))).toContain('missing 3');
    expect(found(file.toSpliced(4, 0, file[3] ?? ''))).toContain('added 3');
    expect(found(file.toSpliced(3, 2, file[4] ?? '', file[3] ?? ''))).toContain('reordered 3');
  });

  it('names what was changed also when hash and root were worked out again', () => {
    const bent = chain.map((entry) => (entry.seq === 3 ? { ...entry, actor: 'ben' } : entry));
    const rehashed = bent.map((entry) =>
      entry.seq === 3 ? { ...entry, hash: entryHash(entry, sha256) } : entry,
    );
    expect(found(fileOf(rehashed))).toContain('changed 3');
  });

  it('finds an end that was cut off: by its foot, its roots, or a root kept elsewhere', () => {
    expect(found(file.slice(0, -1))).toEqual(['file there is no foot: the file was cut off']);
    expect(found(file.toSpliced(8, 1))).toContain('missing 8');
    const short = fileOf(chain.slice(0, 6));
    expect(found(short)).toEqual([]);
    expect(found(short, roots)).toEqual(['missing 7', 'missing 8']);
    expect(found(fileOf(chain.slice(0, 4)), roots)).toEqual([
      'missing 5',
      'missing 6',
      'missing 7',
      'missing 8',
    ]);
  });

  it('finds a log that was written anew from end to end, by a root kept elsewhere', () => {
    const anew = chainOf(8, (seq) => ({ n: seq === 2 ? 99 : seq }));
    expect(found(fileOf(anew))).toEqual([]);
    expect(found(fileOf(anew), roots).map((text) => text.slice(0, 40))).toEqual([
      'root the Merkle root of 2026-05-01 does ',
      'root the Merkle root of 2026-05-02 does ',
    ]);
  });

  it('says what it is not', () => {
    expect(found([])).toHaveLength(2);
    expect(found(['no json', ...file])).toEqual(['file line 1 of the file cannot be read']);
    expect(found(edited(file, 1, { hash: 'x' }))[0]).toBe('file line 2 of the file cannot be read');
  });
});

describe('an export of some sites', () => {
  const mine = chain.filter(({ site }) => site === 'works');
  const proven = mine.map((entry) => {
    const day = chain.filter(({ at }) => at.slice(0, 10) === entry.at.slice(0, 10));
    const index = day.indexOf(entry);
    const path = merkleProver(
      day.map(({ hash }) => hash),
      sha256,
    )(index);
    return { ...entry, proof: { index, count: day.length, path } };
  });
  const file = fileOf(proven, { sites: ['works'], roots });

  it('proves each entry by the root of its day, and says that it is not the whole', () => {
    expect(checkAuditFile(file, sha256, roots)).toMatchObject({ findings: [], entries: 4, whole: false });
  });

  it('names an entry that was changed, moved or stands twice, and a root that is another', () => {
    expect(found(edited(file, 2, { newValue: { n: 99 } }))).toEqual(['changed 4']);
    expect(found(edited(file, 2, { proof: undefined }))).toEqual(['changed 4']);
    expect(found(file.toSpliced(2, 2, file[3] ?? '', file[2] ?? ''))).toEqual(['reordered 4']);
    const other = roots.map((root) => ({ ...root, root: GENESIS_HASH }));
    expect(found(file, other).map((text) => text.split(' ')[0])).toEqual(['root', 'root']);
  });
});
