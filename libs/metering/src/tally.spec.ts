import { describe, expect, it } from 'vitest';
import { BUCKET_MS } from './reading.js';
import { BucketTally } from './tally.js';

const START = 7 * BUCKET_MS;
const tally = (buckets: number): BucketTally => new BucketTally(START, START + buckets * BUCKET_MS);

describe('BucketTally', () => {
  it('has one bucket per quarter hour, none in an empty or reversed span', () => {
    expect(
      tally(3)
        .buckets()
        .map((bucket) => bucket.startMs),
    ).toEqual([START, START + BUCKET_MS, START + 2 * BUCKET_MS]);
    expect(tally(0).buckets()).toEqual([]);
    expect(tally(-2).buckets()).toEqual([]);
  });

  it('counts a reading in the bucket that holds it: the begin belongs, the end does not', () => {
    const two = tally(2);
    for (const atMs of [START - 1, START, START + BUCKET_MS - 1, START + BUCKET_MS, START + 2 * BUCKET_MS])
      two.addReading(atMs);
    expect(two.buckets().map((bucket) => bucket.readings)).toEqual([2, 1]);
  });

  it('cuts what is spread beyond its span, and leaves the rest of the amount outside', () => {
    const two = tally(2);
    two.spread(START - BUCKET_MS, START + BUCKET_MS, 8, false);
    expect(two.buckets().map((bucket) => bucket.value)).toEqual([4, null]);
  });

  it('marks a bucket estimated once any part of it is, and counts only measured time as covered', () => {
    const one = tally(1);
    one.spread(START, START + BUCKET_MS / 3, 2, false);
    one.spread(START + BUCKET_MS / 3, START + BUCKET_MS, 6, true);
    one.spread(START, START, 0, false);
    expect(one.buckets()[0]).toMatchObject({ value: 8, estimated: 6, quality: 'estimated' });
    expect(one.buckets()[0]?.coverage).toBeCloseTo(1 / 3, 12);
  });

  it('never covers more than the whole bucket', () => {
    const one = tally(1);
    one.spread(START, START + BUCKET_MS, 1, false);
    one.spread(START, START + BUCKET_MS, 1, false);
    expect(one.buckets()[0]).toMatchObject({ value: 2, coverage: 1 });
  });

  it('touches no bucket that only shares a border', () => {
    const three = tally(3);
    three.spread(START + BUCKET_MS, START + 2 * BUCKET_MS, 5, false);
    expect(three.buckets().map((bucket) => bucket.quality)).toEqual(['missing', 'measured', 'missing']);
  });
});
