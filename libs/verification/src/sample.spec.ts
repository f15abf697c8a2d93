import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../test/fixtures/sha256.js';
import { datum, limitOf } from '../fixtures/planted-data.js';
import type { Datum } from './datum.js';
import { drawKey, drawOf } from './draw.js';
import { drawSize, sampleOf } from './sample.js';

const plan = { assurance: 'limited', limits: limitOf('50'), seed: '2025-works' } as const;
const many = (count: number, more: Partial<Datum> = {}): Datum[] =>
  Array.from({ length: count }, (_, n) => datum({ id: `record:${String(n + 1)}`, ...more }));
const chosen = (data: readonly Datum[], more: Partial<Parameters<typeof sampleOf>[1]> = {}) =>
  sampleOf(data, { ...plan, ...more }, sha256)
    .items.filter((item) => item.chosen !== null)
    .map((item) => item.datum.id)
    .toSorted();

describe('drawOf', () => {
  it('is the number that anybody works out from the seed and the id', () => {
    // First six bytes of SHA-256("2025-works\nrecord:1"), plus a half, over 2^48.
    expect(drawOf('2025-works', 'record:1', sha256)).toBeCloseTo(0.8353318428901115, 14);
    expect(drawKey('2025-works', 'record:1', 4, sha256)).toBeCloseTo(0.044981554111372966, 14);
  });

  it('lies above 0 and below 1 at its ends', () => {
    const always = (byte: number) => () => new Uint8Array(32).fill(byte);
    expect(drawOf('s', 'x', always(0))).toBeGreaterThan(0);
    expect(drawOf('s', 'x', always(255))).toBeLessThan(1);
  });
});

describe('drawSize', () => {
  it.each([
    [0, 'limited', 0],
    [1, 'limited', 1],
    [16, 'limited', 4],
    [17, 'limited', 5],
    [16, 'reasonable', 8],
    [2, 'reasonable', 2],
    [3, 'reasonable', 3],
  ] as const)('of %s under %s assurance is %s', (rest, assurance, wanted) => {
    expect(drawSize(rest, assurance)).toBe(wanted);
  });
});

describe('sampleOf', () => {
  it('takes what reaches materiality by itself, and what cannot be told, without a draw', () => {
    const sample = sampleOf(
      [
        datum({ id: 'record:1', tco2e: '50', lastYearTco2e: '50' }),
        datum({ id: 'record:2', tco2e: '49.99', lastYearTco2e: '49.99' }),
        datum({ id: 'record:3', tco2e: null }),
        datum({ id: 'record:4', tco2e: '0', lastYearTco2e: '0' }),
      ],
      plan,
      sha256,
    );
    expect(sample.key).toBe(2);
    // ⌈√2⌉ of the two others: both.
    expect(sample.drawn).toBe(2);
    expect(sample.items.map(({ rank, datum: { id }, risk: { score } }) => [rank, id, score])).toEqual([
      [1, 'record:3', 40],
      [2, 'record:1', 25],
      [3, 'record:2', 25],
      [4, 'record:4', 0],
    ]);
    expect(sample.items.map((item) => item.chosen)).toEqual(['key', 'key', 'drawn', 'drawn']);
  });

  it('is the same list for the same seed, whatever the order, and another for another seed', () => {
    const data = many(100);
    const first = chosen(data);
    expect(first).toHaveLength(10);
    expect(chosen(data.toReversed())).toEqual(first);
    expect(chosen(data, { seed: 'another' })).not.toEqual(first);
    expect(chosen(data, { assurance: 'reasonable' })).toHaveLength(20);
  });

  it('draws what is riskier more often', () => {
    const data = [
      ...many(50, { tco2e: '2', lastYearTco2e: '2' }),
      ...many(50).map((one, n) => ({
        ...one,
        id: `record:1${String(n + 100)}`,
        evidence: 'missing' as const,
        manual: true,
      })),
    ];
    let risky = 0;
    for (let n = 0; n < 200; n += 1)
      risky += chosen(data, { seed: String(n) }).filter((id) => id.length > 9).length;
    // Weights 28.5 and 2 of 50 data each: 93 % of the first draws.
    expect(risky / 2000).toBeGreaterThan(0.85);
    expect(risky / 2000).toBeLessThan(0.98);
  });

  it('tells what the sample covers by source, without adding up kinds', () => {
    const line = (n: number, more: Partial<Datum> = {}) =>
      datum({
        id: `line:a:2025-0${String(n)}`,
        kind: 'line',
        source: 'a',
        tco2e: '60',
        lastYearTco2e: '60',
        ...more,
      });
    const data = [
      line(1),
      line(2),
      datum({ id: 'register:a:m:e', kind: 'register', source: 'a', tco2e: '120' }),
    ];
    expect(sampleOf(data, plan, sha256).coverage).toBe(1);
    const small = Array.from({ length: 4 }, (_, n) =>
      datum({ id: `record:${String(n)}`, source: 'b', tco2e: '10', lastYearTco2e: '10' }),
    );
    // 120 of a, and two of four times 10 of b.
    expect(sampleOf([...data, ...small], plan, sha256).coverage).toBeCloseTo(140 / 160, 12);
    expect(sampleOf([datum({ size: 'line' })], plan, sha256).coverage).toBeNull();
    expect(sampleOf([], plan, sha256)).toEqual({ items: [], key: 0, drawn: 0, coverage: null });
  });

  it('keeps every datum exactly once, ranked by score', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 9000 }), { maxLength: 40 }),
        fc.string(),
        (tonnes, seed) => {
          const data = tonnes.map((n, index) =>
            datum({ id: `record:${String(index)}`, tco2e: String(n / 100) }),
          );
          const { items, key, drawn } = sampleOf(data, { ...plan, seed }, sha256);
          expect(items.map((item) => item.datum.id).toSorted()).toEqual(data.map(({ id }) => id).toSorted());
          const scores = items.map(({ risk: { score } }) => score);
          expect(scores).toEqual(scores.toSorted((a, b) => b - a));
          expect(items.filter((item) => item.chosen === 'key')).toHaveLength(key);
          expect(drawn).toBe(drawSize(data.length - key, 'limited'));
        },
      ),
    );
  });
});
