import { describe, expect, it } from 'vitest';
import { checkChain } from './chain.js';
import { sha256 } from '../../../test/fixtures/sha256.js';
import { entryHash, GENESIS_HASH, type AuditEntry } from './entry.js';

const chainOf = (count: number): AuditEntry[] => {
  const entries: AuditEntry[] = [];
  for (let seq = 1; seq <= count; seq += 1) {
    const entry: Omit<AuditEntry, 'hash'> = {
      seq,
      site: 'works',
      kind: 'source',
      key: 'boiler',
      version: seq,
      schemaVersion: 1,
      action: 'put',
      oldValue: seq === 1 ? null : { n: seq - 1 },
      newValue: { n: seq },
      reason: null,
      actor: 'anna',
      actorRole: 'admin',
      address: null,
      at: new Date(seq).toISOString(),
      idempotencyKey: null,
      requestHash: null,
      prevHash: entries.at(-1)?.hash ?? GENESIS_HASH,
    };
    entries.push({ ...entry, hash: entryHash(entry, sha256) });
  }
  return entries;
};
const found = (entries: readonly AuditEntry[]) =>
  checkChain(entries, sha256).map(({ kind, seq }) => `${kind} ${String(seq)}`);
const changed = (entries: AuditEntry[], at: number, more: Partial<AuditEntry>): AuditEntry[] =>
  entries.map((entry, index) => (index === at ? { ...entry, ...more } : entry));

describe('checkChain', () => {
  const chain = chainOf(6);

  it('finds nothing wrong with a whole journal, or with none', () => {
    expect(found(chain)).toEqual([]);
    expect(found([])).toEqual([]);
  });

  it.each<[keyof AuditEntry, Partial<AuditEntry>]>([
    ['newValue', { newValue: { n: 99 } }],
    ['oldValue', { oldValue: { n: 99 } }],
    ['reason', { reason: 'another' }],
    ['actor', { actor: 'ben' }],
    ['actorRole', { actorRole: 'viewer' }],
    ['address', { address: '10.0.0.1' }],
    ['at', { at: new Date(4).toISOString() }],
    ['site', { site: null }],
    ['kind', { kind: 'meter' }],
    ['key', { key: 'kiln' }],
    ['version', { version: 9 }],
    ['action', { action: 'withdraw' }],
    ['schemaVersion', { schemaVersion: 2 }],
    ['idempotencyKey', { idempotencyKey: 'k' }],
    ['requestHash', { requestHash: 'h' }],
  ])('names an entry whose %s was changed', (_, more) => {
    expect(found(changed(chain, 2, more))).toEqual(['changed 3']);
  });

  it('names a changed entry also when its hash was worked out again', () => {
    const [third] = changed(chain, 2, { newValue: { n: 99 } }).slice(2);
    const again = changed(chain, 2, { ...third, hash: third === undefined ? '' : entryHash(third, sha256) });
    expect(found(again)).toEqual(['changed 3']);
  });

  it('names entries that are left out, also the first, and all of a gap', () => {
    expect(found(chain.toSpliced(2, 1))).toEqual(['missing 3']);
    expect(found(chain.toSpliced(0, 1))).toEqual(['missing 1']);
    expect(found(chain.toSpliced(1, 3))).toEqual(['missing 2', 'missing 3', 'missing 4']);
  });

  it('names an entry that was added and one that stands in another place', () => {
    const [third] = chain.slice(2);
    expect(found(third === undefined ? [] : chain.toSpliced(3, 0, third))).toEqual(['added 3']);
    const [a, b, c] = chain;
    expect(found([a, c, b, ...chain.slice(3)].flatMap((entry) => entry ?? []))).toEqual(['reordered 2']);
  });

  it('names entries whose numbers were swapped, as in a store, and blames no neighbour', () => {
    const [a, b, c, d, ...rest] = chain;
    if (a === undefined || b === undefined || c === undefined || d === undefined)
      throw new Error('too short');
    const swapped = [a, { ...c, seq: 2 }, { ...b, seq: 3 }, d, ...rest];
    expect(found(swapped)).toEqual(['reordered 2', 'reordered 3']);
    expect(checkChain(swapped, sha256)[0]?.text.en).toContain('what was entry 3');
    // Beside a change of content, each is named for what it is.
    expect(found(changed(swapped, 4, { actor: 'ben' }))).toEqual(['reordered 2', 'reordered 3', 'changed 5']);
  });

  it('checks the link to the part before', () => {
    const [, second] = chain;
    expect(checkChain(chain.slice(2), sha256, { seq: 2, hash: second?.hash ?? '' })).toEqual([]);
    expect(checkChain(chain.slice(2), sha256, { seq: 2, hash: GENESIS_HASH })).toMatchObject([
      { seq: 3, kind: 'changed', text: { zh: '第 3 条记录被改动过' } },
    ]);
  });
});
