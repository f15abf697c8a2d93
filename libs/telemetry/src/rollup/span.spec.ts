import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countWithin, limitRegisters, mergeOverlaps, slices, takeSpans } from './span.js';

const HOUR = 3_600_000;
const span = (id: string, registerId: number, firstH: number, lastH: number) => ({
  id,
  registerId,
  firstMs: firstH * HOUR,
  lastMs: lastH * HOUR,
});

describe('takeSpans', () => {
  it('joins what belongs together and keeps registers apart', () => {
    const spans = takeSpans(
      [span('2', 1, 3, 5), span('1', 1, 0, 1), span('3', 2, 0, 1), span('4', 1, 100, 101)],
      10_000,
    );
    expect(spans).toEqual([
      { registerId: 1, firstMs: 0, lastMs: 5 * HOUR },
      { registerId: 1, firstMs: 100 * HOUR, lastMs: 101 * HOUR },
      { registerId: 2, firstMs: 0, lastMs: HOUR },
    ]);
  });

  it('never shortens a span that lies within another', () => {
    expect(takeSpans([span('1', 1, 0, 9), span('2', 1, 2, 3)], 10_000)).toEqual([
      { registerId: 1, firstMs: 0, lastMs: 9 * HOUR },
    ]);
  });

  it('takes one span at least, then only what fits; the rest keeps its mark', () => {
    const dirty = [span('1', 1, 0, 1000), span('2', 2, 0, 1)];
    expect(takeSpans(dirty, 10)).toMatchObject([{ registerId: 1 }]);
    expect(takeSpans(dirty.slice(1), 10)).toMatchObject([{ registerId: 2 }]);
  });
});

describe('mergeOverlaps', () => {
  const stretch = (registerId: number, firstMs: number, lastMs: number) => ({ registerId, firstMs, lastMs });

  it('joins stretches of a register that share time, so that no bucket is computed twice', () => {
    expect(mergeOverlaps([stretch(1, 5, 9), stretch(1, 0, 6), stretch(1, 8, 8.5)])).toEqual([
      stretch(1, 0, 9),
    ]);
  });

  it('keeps neighbours and other registers apart, and changes nothing it was given', () => {
    const given = [stretch(2, 0, 6), stretch(1, 6, 9), stretch(1, 0, 6)];
    expect(mergeOverlaps(given)).toEqual([stretch(1, 0, 6), stretch(1, 6, 9), stretch(2, 0, 6)]);
    expect(given[0]).toEqual(stretch(2, 0, 6));
  });

  it('covers the same time as before, no instant twice', () => {
    const anyStretch = fc
      .tuple(fc.nat(2), fc.nat(50), fc.integer({ min: 1, max: 20 }))
      .map(([id, first, length]) => stretch(id, first, first + length));
    const instants = (spans: readonly { registerId: number; firstMs: number; lastMs: number }[]) =>
      spans.flatMap((span) =>
        Array.from(
          { length: span.lastMs - span.firstMs },
          (_, i) => `${String(span.registerId)}:${String(span.firstMs + i)}`,
        ),
      );
    fc.assert(
      fc.property(fc.array(anyStretch), (spans) => {
        const merged = instants(mergeOverlaps(spans));
        expect(merged.toSorted()).toEqual([...new Set(instants(spans))].toSorted());
      }),
    );
  });
});

describe('takeSpans at its limits', () => {
  it('joins spans of a day apart, not more, and stretches of 31 days, not more', () => {
    const joined = (first: [number, number], second: [number, number]): number =>
      takeSpans([span('1', 1, ...first), span('2', 1, ...second)], 1e6).length;
    expect(joined([0, 1], [25, 26])).toBe(1);
    expect(joined([0, 1], [25.001, 26])).toBe(2);
    expect(joined([0, 740], [741, 744])).toBe(1);
    expect(joined([0, 740], [741, 744.001])).toBe(2);
  });

  it('fills the budget to the bucket', () => {
    const dirty = [span('1', 1, 0, 1), span('2', 2, 0, 1)];
    // Each is 4 quarter hours and up to 2 at its ends.
    expect(takeSpans(dirty, 12)).toHaveLength(2);
    expect(takeSpans(dirty, 11)).toHaveLength(1);
    expect(takeSpans([], 11)).toEqual([]);
  });
});

describe('limitRegisters', () => {
  const spans = [
    span('1', 7, 0, 1),
    span('2', 8, 0, 1),
    span('3', 1, 0, 1),
    span('4', 7, 5, 6),
    span('5', 9, 0, 1),
  ];
  const ids = (limited: number[], most: number) =>
    limitRegisters(spans, new Set(limited), most).map(({ id }) => id);

  it('takes every span of the first of them, and what is not limited', () => {
    expect(ids([7, 8, 9], 1)).toEqual(['1', '3', '4']);
    expect(ids([7, 8, 9], 2)).toEqual(['1', '2', '3', '4']);
    expect(ids([8, 9], 0)).toEqual(['1', '3', '4']);
  });

  it('leaves nothing where there are no more than it takes', () => {
    expect(ids([7, 8, 9], 3)).toEqual(['1', '2', '3', '4', '5']);
    expect(ids([], 0)).toEqual(['1', '2', '3', '4', '5']);
  });
});

describe('countWithin', () => {
  const at = (registerId: number, firstMs: number, lastMs: number) => ({ registerId, firstMs, lastMs });
  const alone = { previousMs: undefined, nextMs: undefined };

  it('counts the way to the neighbours on both sides', () => {
    const spans = [at(1, HOUR, 2 * HOUR), at(2, HOUR, 2 * HOUR)];
    const near = { previousMs: 0, nextMs: 3 * HOUR };
    expect(countWithin(spans, [near, near], 24)).toBe(2);
    expect(countWithin(spans, [near, near], 23)).toBe(1);
    expect(countWithin(spans, [near, alone], 16)).toBe(2);
    expect(countWithin(spans, [near, alone], 15)).toBe(1);
  });

  it('takes one at least, and a gap of years for next to nothing', () => {
    const day = 24 * HOUR;
    expect(countWithin([at(1, 0, 50 * HOUR)], [alone], 10)).toBe(1);
    const years = Array.from({ length: 5 }, (_, n) => at(n, 9000 * day, 9000 * day));
    expect(
      countWithin(
        years,
        years.map(() => ({ previousMs: 0, nextMs: 18_000 * day })),
        10,
      ),
    ).toBe(5);
    expect(countWithin([], [], 10)).toBe(0);
  });
});

describe('slices', () => {
  it('cuts into pieces that meet, the last one shorter', () => {
    expect(
      slices(
        [
          { fromMs: 5, toMs: 25 },
          { fromMs: 40, toMs: 50 },
        ],
        10,
      ),
    ).toEqual([
      { fromMs: 5, toMs: 15 },
      { fromMs: 15, toMs: 25 },
      { fromMs: 40, toMs: 50 },
    ]);
    expect(slices([{ fromMs: 0, toMs: 11 }], 10)).toEqual([
      { fromMs: 0, toMs: 10 },
      { fromMs: 10, toMs: 11 },
    ]);
    expect(slices([{ fromMs: 3, toMs: 3 }], 10)).toEqual([]);
  });
});
