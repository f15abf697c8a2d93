import { BUCKET_MS, type ConsumptionBucket } from './reading.js';

/** Sums up what is known of consecutive buckets of [fromMs, toMs). */
export class BucketTally {
  private readonly count: number;
  private readonly value: Float64Array;
  private readonly estimated: Float64Array;
  private readonly coveredMs: Float64Array;
  /** 0 nothing known, 1 measured only, 2 also estimated. */
  private readonly known: Uint8Array;
  private readonly readings: Uint32Array;

  constructor(
    private readonly fromMs: number,
    toMs: number,
  ) {
    this.count = Math.max(0, Math.round((toMs - fromMs) / BUCKET_MS));
    this.value = new Float64Array(this.count);
    this.estimated = new Float64Array(this.count);
    this.coveredMs = new Float64Array(this.count);
    this.known = new Uint8Array(this.count);
    this.readings = new Uint32Array(this.count);
  }

  /** Counts a reading in the bucket that holds the instant. */
  addReading(atMs: number): void {
    const index = Math.floor((atMs - this.fromMs) / BUCKET_MS);
    if (index >= 0 && index < this.count) this.readings[index] = (this.readings[index] ?? 0) + 1;
  }

  /**
   * Spreads `amount` evenly over [startMs, endMs), divided at bucket borders. Each bucket takes the difference of the
   * running amount at its two borders, and the running amount at the end is `amount` itself: so the shares telescope,
   * and a bucket's share is the same whichever span of buckets is computed.
   */
  spread(startMs: number, endMs: number, amount: number, isEstimate: boolean): void {
    const first = Math.max(0, Math.floor((startMs - this.fromMs) / BUCKET_MS));
    const last = Math.min(this.count - 1, Math.ceil((endMs - this.fromMs) / BUCKET_MS) - 1);
    const amountUntil = (ms: number): number =>
      ms >= endMs ? amount : ms <= startMs ? 0 : amount * ((ms - startMs) / (endMs - startMs));
    for (let index = first; index <= last; index += 1) {
      const bucketStart = this.fromMs + index * BUCKET_MS;
      const bucketEnd = bucketStart + BUCKET_MS;
      const share = amountUntil(bucketEnd) - amountUntil(bucketStart);
      this.value[index] = (this.value[index] ?? 0) + share;
      if (isEstimate) {
        this.estimated[index] = (this.estimated[index] ?? 0) + share;
        this.known[index] = 2;
      } else {
        const overlapMs = Math.min(endMs, bucketEnd) - Math.max(startMs, bucketStart);
        this.coveredMs[index] = (this.coveredMs[index] ?? 0) + overlapMs;
        this.known[index] = Math.max(1, this.known[index] ?? 0);
      }
    }
  }

  buckets(): ConsumptionBucket[] {
    return Array.from({ length: this.count }, (_, index) => {
      const known = this.known[index] ?? 0;
      return {
        startMs: this.fromMs + index * BUCKET_MS,
        value: known === 0 ? null : (this.value[index] ?? 0),
        estimated: this.estimated[index] ?? 0,
        coverage: Math.min(1, (this.coveredMs[index] ?? 0) / BUCKET_MS),
        quality: known === 0 ? 'missing' : known === 1 ? 'measured' : 'estimated',
        readings: this.readings[index] ?? 0,
      };
    });
  }
}
