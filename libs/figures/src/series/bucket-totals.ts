import { type Quality, QUALITY_CODE } from '@zerofab/vocabulary';
import type { BucketValue } from './bucket-values.js';
import type { EmissionsBucket } from './bucket.js';
import type { GasPart, Rate } from './rates.js';

/** A source over the buckets of a chart. */
export interface SeriesPart {
  readonly code: string;
  readonly metered: boolean;
  readonly values: readonly (BucketValue | undefined)[];
}

/** A sum that knows whether anything was added: nothing is missing, not 0. */
class Sum {
  private sum = 0;
  private known = false;

  add(value: number | null): void {
    if (value === null) return;
    this.sum += value;
    this.known = true;
  }

  get value(): number | null {
    return this.known ? this.sum : null;
  }
}

/** Coverage of metered sources: weighted by the size of emissions, or all alike where the weight of one is not known. */
class Coverage {
  private count = 0;
  private allKnown = true;
  private alike = 0;
  private weights = 0;
  private weighted = 0;

  add(coverage: number, tco2e: number | null): void {
    this.count += 1;
    this.alike += coverage;
    if (tco2e === null) this.allKnown = false;
    else {
      // What is subtracted (an export) weighs by its size: no part makes the whole more than 1.
      this.weights += Math.abs(tco2e);
      this.weighted += Math.abs(tco2e) * coverage;
    }
  }

  of(otherwise: number): number {
    if (this.count === 0) return otherwise;
    return this.allKnown && this.weights > 0 ? this.weighted / this.weights : this.alike / this.count;
  }
}

/**
 * A milligram of CO2e: the buckets of a chart are worked out in binary floats, a year of hours of many sources being a
 * million of them, and rounded to where they agree with the decimals of the inventory.
 */
const SHOWN = 1e9;
const shown = <V extends number | null>(value: V): V =>
  (value === null ? value : Math.round(value * SHOWN) / SHOWN) as V;

/**
 * One bucket of a chart: what its sources emit, in one pass over them, because a year of hours of many sources passes
 * here a million times.
 * @param rates one for each part, of the bucket's accounting year
 */
export const bucketTotal = (
  parts: readonly SeriesPart[],
  rates: readonly Rate[],
  index: number,
): EmissionsBucket => {
  const [direct, indirect, tce, coverage] = [new Sum(), new Sum(), new Sum(), new Coverage()];
  let estimated = 0;
  let worst: Quality | undefined;
  const sources = parts.map(({ code, metered, values }, n) => {
    const bucket = values[index];
    const rate = rates[n];
    const amount = bucket?.value ?? null;
    const of = (perUnit: number | null | undefined): number | null =>
      amount === null || perUnit === null || perUnit === undefined ? null : amount * perUnit;
    const tco2e = of(rate?.tco2e);
    direct.add(of(rate?.direct));
    indirect.add(of(rate?.indirect));
    tce.add(of(rate?.tce));
    estimated += (bucket?.estimated ?? 0) * Math.abs(rate?.tco2e ?? 0);
    if (metered) coverage.add(bucket?.coverage ?? 0, tco2e);
    if (bucket !== undefined && tco2e !== null && (worst === undefined || isWorse(bucket.quality, worst)))
      worst = bucket.quality;
    return { code, tco2e: shown(tco2e) };
  });
  return {
    directTco2e: shown(direct.value),
    indirectTco2e: shown(indirect.value),
    estimatedTco2e: shown(estimated),
    tce: shown(tce.value),
    coverage: Math.min(1, coverage.of(parts[0]?.values[index]?.coverage ?? 0)),
    quality: worst ?? 'missing',
    sources,
  };
};

/** What the sources emit in a bucket by gas, in alphabetical order; a gas that no source with data makes is not there. */
export const bucketGases = (
  parts: readonly SeriesPart[],
  rates: readonly Rate[],
  index: number,
): GasPart[] => {
  const sums = new Map<string, number>();
  for (const [n, { values }] of parts.entries()) {
    const amount = values[index]?.value ?? null;
    if (amount === null) continue;
    for (const { gas, tco2e } of rates[n]?.gases ?? []) sums.set(gas, (sums.get(gas) ?? 0) + amount * tco2e);
  }
  return [...sums]
    .map(([gas, tco2e]) => ({ gas, tco2e: shown(tco2e) }))
    .toSorted((a, b) => (a.gas < b.gas ? -1 : 1));
};

const isWorse = (a: Quality, b: Quality): boolean => QUALITY_CODE[a] > QUALITY_CODE[b];
