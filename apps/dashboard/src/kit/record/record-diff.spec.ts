import fc from 'fast-check';
import { expect, it } from 'vitest';
import { diffRecords } from './record-diff';

it('names changed, new and lost leaves with both values', () => {
  expect(
    diffRecords(
      { name: { zh: '煤', en: 'Coal' }, registers: [{ meter: 'M1', sign: 1 }], gas: null, part: 'p' },
      { name: { zh: '煤', en: 'Hard coal' }, registers: [{ meter: 'M1', sign: -1, share: '0.5' }] },
    ),
  ).toEqual([
    { path: ['name', 'en'], before: 'Coal', after: 'Hard coal' },
    { path: ['registers', '0', 'sign'], before: '1', after: '-1' },
    { path: ['registers', '0', 'share'], before: null, after: '0.5' },
    { path: ['part'], before: 'p', after: null },
  ]);
});

it('keeps a key with a dot apart from a path of two', () => {
  expect(diffRecords({ 'a.b': 1 }, { a: { b: 1 } })).toEqual([
    { path: ['a', 'b'], before: null, after: '1' },
    { path: ['a.b'], before: '1', after: null },
  ]);
});

it('finds nothing between a record and itself, and the reverse of what the other way round finds', () => {
  const record = fc.jsonValue({ maxDepth: 3 });
  const turned = (changes: ReturnType<typeof diffRecords>) =>
    changes.map(({ path, before, after }) => JSON.stringify([path, after, before])).sort();
  fc.assert(
    fc.property(record, record, (one, other) => {
      expect(diffRecords(one, structuredClone(one))).toEqual([]);
      const there = diffRecords(one, other).map(({ path, before, after }) =>
        JSON.stringify([path, before, after]),
      );
      expect(turned(diffRecords(other, one))).toEqual(there.sort());
    }),
  );
});
