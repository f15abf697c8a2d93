import type { Consumption } from '@zerofab/contracts';

/** Curve of a day by 15 minutes beside the day before. Missing = null. */
export interface DayCurve {
  readonly today: readonly (number | null)[];
  readonly yesterday: readonly (number | null)[];
  /** Estimated slots of today, dashed in the chart. */
  readonly estimated: readonly boolean[];
  /** True: mean power in kW (kWh × 4). False: use per 15 minutes in the register's unit. */
  readonly power: boolean;
  readonly unit: string;
  /** Mean coverage of the elapsed slots, 0..1. */
  readonly coverage: number;
}

/** Consumption of two days as curves; what lies after `now` (epoch ms) is future, not missing. */
export function dayCurve(today: Consumption, yesterday: Consumption, now: number): DayCurve {
  const power = today.unit === 'kWh';
  const value = (bucket: Consumption['buckets'][number]): number | null =>
    bucket.value === null ? null : power ? bucket.value * 4 : bucket.value;
  const elapsed = today.buckets.filter((bucket) => Date.parse(bucket.end) <= now);
  const covered = elapsed.reduce((sum, bucket) => sum + bucket.coverage, 0);
  return {
    today: elapsed.map(value),
    yesterday: yesterday.buckets.map(value),
    estimated: elapsed.map((bucket) => bucket.quality === 'estimated'),
    power,
    unit: power ? 'kW' : today.unit,
    coverage: elapsed.length === 0 ? 1 : covered / elapsed.length,
  };
}
