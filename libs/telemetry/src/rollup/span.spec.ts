import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeOverlaps, takeSpans } from './span.js';

const HOUR = 3_600_000;
const span = (id: string, registerId: number, firstH: number, lastH: number) => ({
  id,
  registerId,
  firstMs: firstH * HOUR,
  lastMs: lastH * HOUR,
});

describe('takeSpans', () => {
  it('joins what belongs together and keeps registers apart', () => {
    const { spans, ids } = takeSpans(
      [span('2', 1, 3, 5), span('1', 1, 0, 1), span('3', 2, 0, 1), span('4', 1, 100, 101)],
      10_000,
    );
    expect(ids.toSorted()).toEqual(['1', '2', '3', '4']);
    expect(spans).toEqual([
      { registerId: 1, firstMs: 0, lastMs: 5 * HOUR },
      { registerId: 1, firstMs: 100 * HOUR, lastMs: 101 * HOUR },
      { registerId: 2, firstMs: 0, lastMs: HOUR },
    ]);
  });

  it('never shortens a span that lies within another', () => {
    expect(takeSpans([span('1', 1, 0, 9), span('2', 1, 2, 3)], 10_000).spans).toEqual([
      { registerId: 1, firstMs: 0, lastMs: 9 * HOUR },
    ]);
  });

  it('takes one span at least, then only what fits; the rest keeps its mark', () => {
    const dirty = [span('1', 1, 0, 1000), span('2', 2, 0, 1)];
    expect(takeSpans(dirty, 10).ids).toEqual(['1']);
    expect(takeSpans(dirty.slice(1), 10).ids).toEqual(['2']);
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
