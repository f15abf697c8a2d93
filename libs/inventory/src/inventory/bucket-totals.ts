import type { EmissionsSeries } from '@zerofab/contracts';
import { type Quality, type Scope, QUALITY_CODE } from '@zerofab/vocabulary';
import type { BucketValue } from './bucket-values.js';

/** Emissions and energy of one unit of a source's activity. */
export interface Rate {
  /** tCO2e per unit of activity; null when there is no factor. */
  readonly tco2e: number | null;
  /** tce per unit of activity; null when there is no coefficient. */
  readonly tce: number | null;
}

/** A source over the buckets of a chart. */
export interface SeriesPart {
  readonly code: string;
  readonly scope: Scope;
  /** As the total counts it: 1, −1, or 0 where it stands outside. */
  readonly weight: number;
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

/** Coverage of metered sources: weighted by emissions, or all alike where the weight of one is not known. */
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
      this.weights += tco2e;
      this.weighted += tco2e * coverage;
    }
  }

  of(total: number, otherwise: number): number {
    if (this.count === 0) return otherwise;
    if (!this.allKnown || total <= 0) return this.alike / this.count;
    return this.weights === 0 ? 0 : this.weighted / this.weights;
  }
}

type Bucket = Omit<EmissionsSeries['buckets'][number], 'start' | 'end' | 'running'>;

/**
 * One bucket of a chart: what its sources emit, in one pass over them, because a year of hours of many sources passes
 * here a million times.
 * @param rates one for each part, of the bucket's accounting year
 */
export const bucketTotal = (parts: readonly SeriesPart[], rates: readonly Rate[], index: number): Bucket => {
  const [direct, indirect, all, tce, coverage] = [new Sum(), new Sum(), new Sum(), new Sum(), new Coverage()];
  let estimated = 0;
  let worst: Quality | undefined;
  const sources = parts.map(({ code, scope, weight, metered, values }, n) => {
    const bucket = values[index];
    const rate = rates[n];
    const amount = bucket?.value ?? null;
    const unit = rate?.tco2e ?? null;
    const tco2e = weight === 0 || amount === null || unit === null ? null : amount * unit * weight;
    all.add(tco2e);
    if (scope === 'direct') direct.add(tco2e);
    if (scope === 'energyIndirect') indirect.add(tco2e);
    if (amount !== null) tce.add(rate?.tce === undefined || rate.tce === null ? null : amount * rate.tce);
    if (weight !== 0) estimated += (bucket?.estimated ?? 0) * (unit ?? 0);
    if (metered) coverage.add(bucket?.coverage ?? 0, tco2e);
    if (bucket !== undefined && tco2e !== null && (worst === undefined || isWorse(bucket.quality, worst)))
      worst = bucket.quality;
    return { code, tco2e };
  });
  return {
    directTco2e: direct.value,
    indirectTco2e: indirect.value,
    estimatedTco2e: estimated,
    tce: tce.value,
    coverage: Math.min(1, coverage.of(all.value ?? 0, parts[0]?.values[index]?.coverage ?? 0)),
    quality: worst ?? 'missing',
    sources,
  };
};

const isWorse = (a: Quality, b: Quality): boolean => QUALITY_CODE[a] > QUALITY_CODE[b];
