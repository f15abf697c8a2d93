import { describe, expect, it } from 'vitest';
import { takeSpans } from './span.js';

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
