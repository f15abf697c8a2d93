import type { Sha256 } from '@zerofab/audit';
import { ExactDecimal } from '@zerofab/units';
import type { AssuranceLevel } from '@zerofab/vocabulary';
import type { Datum } from './datum.js';
import { drawKey } from './draw.js';
import { isMaterial, materialityOf, type MaterialityInTonnes } from './materiality.js';
import { riskOf, type Risk } from './risk.js';

/** What decides a sampling list: the same of these is the same list. */
export interface SamplingPlan {
  readonly assurance: AssuranceLevel;
  readonly limits: MaterialityInTonnes;
  /** In the auditor's words, kept with the engagement: nothing is drawn without it. */
  readonly seed: string;
}

/**
 * `key`: it reaches materiality by itself, or how large it is cannot be told; `drawn`: taken from the rest by the seed;
 * null: not in the sample.
 */
type Chosen = 'key' | 'drawn' | null;

export interface RankedDatum {
  readonly rank: number;
  readonly datum: Datum;
  readonly risk: Risk;
  readonly chosen: Chosen;
}

export interface Sample {
  /** All data, the greatest risk first. */
  readonly items: readonly RankedDatum[];
  readonly key: number;
  readonly drawn: number;
  /** Part of the emissions of all sources that data of the sample stand for, at least; null: none are known. */
  readonly coverage: number | null;
}

/** Multiple of the square root of the rest that is drawn. Ours: certification schemes use the square root in like cases. */
export const ROOT_FACTOR: Readonly<Record<AssuranceLevel, number>> = { limited: 1, reasonable: 2 };

/** How many of `rest` data are drawn: ⌈factor × √rest⌉, at most all. */
export const drawSize = (rest: number, assurance: AssuranceLevel): number =>
  Math.min(rest, Math.ceil(ROOT_FACTOR[assurance] * Math.sqrt(rest)));

const isKey = (datum: Datum, limits: MaterialityInTonnes): boolean =>
  datum.tco2e === null || isMaterial(datum.tco2e, materialityOf(limits, datum.category)) !== false;

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Even a datum without any risk can be drawn. */
const LEAST_WEIGHT = 1;

const drawnOf = (
  rest: readonly { readonly datum: Datum; readonly risk: Risk }[],
  { seed, assurance }: SamplingPlan,
  sha256: Sha256,
): ReadonlySet<string> => {
  const keyed = rest.map(({ datum: { id }, risk }) => ({
    id,
    key: drawKey(seed, id, risk.score + LEAST_WEIGHT, sha256),
  }));
  keyed.sort((a, b) => a.key - b.key || byText(a.id, b.id));
  return new Set(keyed.slice(0, drawSize(rest.length, assurance)).map(({ id }) => id));
};

/** Of each source what the best covered kind of its data stands for; kinds are never added up. */
const coverageOf = (items: readonly Omit<RankedDatum, 'rank'>[]): number | null => {
  const sources = new Map<string, Map<string, { all: ExactDecimal; taken: ExactDecimal }>>();
  for (const { datum, chosen } of items) {
    if (datum.tco2e === null || datum.size !== 'own') continue;
    const kinds = sources.get(datum.source) ?? new Map<string, { all: ExactDecimal; taken: ExactDecimal }>();
    const sums = kinds.get(datum.kind) ?? { all: new ExactDecimal(0), taken: new ExactDecimal(0) };
    const own = new ExactDecimal(datum.tco2e).abs();
    kinds.set(datum.kind, {
      all: sums.all.plus(own),
      taken: chosen === null ? sums.taken : sums.taken.plus(own),
    });
    sources.set(datum.source, kinds);
  }
  let [all, taken] = [new ExactDecimal(0), new ExactDecimal(0)];
  for (const kinds of sources.values()) {
    const sums = [...kinds.values()];
    all = all.plus(ExactDecimal.max(...sums.map((one) => one.all)));
    taken = taken.plus(ExactDecimal.max(...sums.map((one) => one.taken)));
  }
  return all.isZero() ? null : taken.div(all).toNumber();
};

/**
 * The risk-ranked list of data, and which of them make the sample: all that reach materiality by themselves, and from the
 * rest ⌈k√n⌉ drawn by the seed, with a chance that goes with the risk (rule of ours; k is 1 for limited, 2 for reasonable
 * assurance).
 * @param data in any order; ids are unique
 */
export const sampleOf = (data: readonly Datum[], plan: SamplingPlan, sha256: Sha256): Sample => {
  const scored = data.map((datum) => ({ datum, risk: riskOf(datum, plan.limits) }));
  const rest = scored.filter(({ datum }) => !isKey(datum, plan.limits));
  const drawn = drawnOf(rest, plan, sha256);
  const chosenOf = (datum: Datum): Chosen => {
    if (drawn.has(datum.id)) return 'drawn';
    return isKey(datum, plan.limits) ? 'key' : null;
  };
  const items = scored
    .toSorted((a, b) => b.risk.score - a.risk.score || byText(a.datum.id, b.datum.id))
    .map(({ datum, risk }, index) => ({ rank: index + 1, datum, risk, chosen: chosenOf(datum) }));
  return {
    items,
    key: scored.length - rest.length,
    drawn: drawn.size,
    coverage: coverageOf(items),
  };
};
