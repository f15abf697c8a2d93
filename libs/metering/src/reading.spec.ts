import { describe, expect, it } from 'vitest';
import { BUCKET_MS, inTimeOrder } from './reading.js';

describe('inTimeOrder', () => {
  it('sorts by time, keeps the first of equal times and leaves what it was given', () => {
    const given = [
      { atMs: 3, value: 1 },
      { atMs: 1, value: 2 },
      { atMs: 3, value: 9 },
      { atMs: 2, value: 2 },
    ];
    expect(inTimeOrder(given)).toEqual([
      { atMs: 1, value: 2 },
      { atMs: 2, value: 2 },
      { atMs: 3, value: 1 },
    ]);
    expect(given[0]).toEqual({ atMs: 3, value: 1 });
  });

  it('takes none and one', () => {
    expect(inTimeOrder([])).toEqual([]);
    expect(inTimeOrder([{ atMs: 0, value: 0 }])).toEqual([{ atMs: 0, value: 0 }]);
  });
});

it('has buckets of a quarter of an hour', () => {
  expect(BUCKET_MS).toBe(15 * 60 * 1000);
});
