import type { Bilingual, Trace } from '@zerofab/vocabulary';
import { compileTrace, type TraceFunction } from './compile-trace.js';
import { leavesOf, type Leaf } from './leaves.js';
import { reasonOf, type MissingWidth } from './reason.js';
import { changeOf } from './sensitivity.js';
import { MONTE_CARLO_ABOVE_PERCENT, quantile, simulate, type DrawnLine } from './simulate.js';

/** Half-width of the 95 % interval of a leaf, in % of its value, and where it comes from. */
export interface HalfWidth {
  /** 0 for a convention, such as a GWP: exact because agreed, not unknown. */
  readonly percent: number;
  readonly basis: Bilingual;
}

/** A figure in a sum: its trace, and 1 or −1 as it adds or is subtracted. */
export interface UncertainLine {
  readonly name: string;
  readonly trace: Trace;
  readonly sign: number;
}

interface Contribution {
  readonly name: string;
  readonly kind: 'activity' | 'factor' | 'parameter';
  readonly halfWidthPercent: number;
  /** Share of the variance, 0 to 1; by propagation, also where the interval is drawn. */
  readonly varianceShare: number;
  readonly basis: Bilingual;
}

export interface UncertaintyResult {
  /** % of the figure, half-width at 95 %. */
  readonly halfWidthPercent: number;
  readonly lowTco2e: number;
  readonly highTco2e: number;
  readonly method: 'propagation' | 'monte-carlo';
  readonly reason: Bilingual;
  /** Share of the emissions that rest on at least one input without a known half-width, 0 to 1. */
  readonly unknownShare: number;
  /** Those inputs; they are in the interval as if exact, so it is too narrow by them. */
  readonly missing: readonly MissingWidth[];
  readonly contributions: readonly Contribution[];
}

interface Variable {
  readonly key: string;
  readonly leaf: Leaf;
  /** null where none is known. */
  readonly width: HalfWidth | null;
  readonly percent: number;
  /** Change of the sum for one half-width, with sign. */
  change: number;
}

/** Half-width of the probe that tells whether an input without a known one matters to its figure at all. */
const PROBE_PERCENT = 1;

const kindOf = ({ input }: Leaf): Contribution['kind'] =>
  input.origin === 'activity' ? 'activity' : input.origin === 'factor' ? 'factor' : 'parameter';
const nameOf = ({ input }: Leaf): string => input.ref ?? input.name;

const contributionsOf = (variables: readonly Variable[]): Contribution[] => {
  const variance = variables.reduce((sum, { change }) => sum + change ** 2, 0);
  return variables
    .flatMap(({ leaf, width, change }) =>
      width === null || width.percent === 0
        ? []
        : [
            {
              name: nameOf(leaf),
              kind: kindOf(leaf),
              halfWidthPercent: width.percent,
              varianceShare: variance === 0 ? 0 : change ** 2 / variance,
              basis: width.basis,
            },
          ],
    )
    .toSorted((a, b) => b.varianceShare - a.varianceShare);
};

/** Variables of all figures, with the place of each among the multipliers. */
class Variables {
  private readonly index = new Map<string, number>();
  readonly all: Variable[] = [];

  constructor(private readonly halfWidthOf: (leaf: Leaf) => HalfWidth | null) {}

  readonly indexOf = (key: string): number => {
    const index = this.index.get(key);
    if (index === undefined) throw new RangeError(`no variable ${key}`);
    return index;
  };

  add(leaf: Leaf): void {
    if (this.index.has(leaf.key)) return;
    const stated = this.halfWidthOf(leaf);
    const width = stated !== null && Number.isFinite(stated.percent) && stated.percent >= 0 ? stated : null;
    this.index.set(leaf.key, this.all.length);
    this.all.push({ key: leaf.key, leaf, width, percent: width?.percent ?? 0, change: 0 });
  }
}

interface Worked {
  readonly drawn: DrawnLine;
  /** Inputs without a half-width that move the figure. */
  readonly missing: readonly Variable[];
}

/** A line with its slopes; the variables take up the changes they make to the sum. */
const workOut = (
  { trace, sign }: UncertainLine,
  evaluate: TraceFunction,
  own: readonly number[],
  variables: readonly Variable[],
  scales: Float64Array,
): Worked => {
  const changes = new Map<number, number>();
  const missing: Variable[] = [];
  for (const index of own) {
    const variable = variables[index];
    if (variable === undefined || variable.width?.percent === 0) continue;
    const change = changeOf(evaluate, scales, index, variable.width?.percent ?? PROBE_PERCENT);
    if (variable.width === null || change === null) {
      if (change !== 0) missing.push(variable);
      continue;
    }
    changes.set(index, sign * change);
    variable.change += sign * change;
  }
  return { drawn: { value: sign * Number(trace.result.value), sign, evaluate, changes }, missing };
};

/**
 * The 95 % interval of a sum of figures: of a line, a class, a scope or the whole, as the caller groups them.
 * Source: IPCC 2006 Vol 1 Ch 3, approach 1 (rules A and B) and approach 2 (Monte Carlo) [memory]; GB/T 32150 gives no
 * formula. Each figure is a function of the leaves of its trace; a leaf that occurs in several figures is one variable,
 * so that the errors of a shared factor add linearly. Neither order nor grouping of the lines changes what is drawn.
 * @param halfWidthOf half-width of a leaf, 0 % for a convention; null, or what is no half-width, where none is known:
 * then `missing` and `unknownShare` tell, for 0 % is never assumed in silence
 * @param seed of the Monte Carlo draws
 * @returns null for no lines, or a sum of 0
 */
export const uncertaintyOf = (
  lines: readonly UncertainLine[],
  halfWidthOf: (leaf: Leaf) => HalfWidth | null,
  seed = 20_260_701,
): UncertaintyResult | null => {
  // Sums of floats depend on their order in the last digit.
  const sorted = lines.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const total = sorted.reduce((sum, { trace, sign }) => sum + sign * Number(trace.result.value), 0);
  if (lines.length === 0 || total === 0) return null;
  const variables = new Variables(halfWidthOf);
  const compiled = sorted.map((line, place) => {
    // Names may occur twice (two classes of one source); leaves without a ref are still told apart.
    const at = line.name === sorted[place - 1]?.name ? `${line.name} ${String(place)}` : line.name;
    const leaves = [...leavesOf(line.trace, at).values()];
    for (const leaf of leaves) variables.add(leaf);
    const own = leaves.map(({ key }) => variables.indexOf(key));
    return { line, own, evaluate: compileTrace(line.trace, at, variables.indexOf) };
  });
  const { all } = variables;
  const scales = new Float64Array(all.length).fill(1);
  const worked = compiled.map(({ line, evaluate, own }) => workOut(line, evaluate, own, all, scales));
  const drawn = worked.map((entry) => entry.drawn);
  const gross = drawn.reduce((sum, { value }) => sum + Math.abs(value), 0);
  const unknown = worked.reduce(
    (sum, { missing, drawn: { value } }) => sum + (missing.length === 0 ? 0 : Math.abs(value)),
    0,
  );
  const missing = [...new Set(worked.flatMap((entry) => entry.missing))].map(
    ({ leaf, width }): MissingWidth => ({ name: nameOf(leaf), kind: kindOf(leaf), refused: width !== null }),
  );
  const monteCarlo = all.some(({ percent, change }) => percent > MONTE_CARLO_ABOVE_PERCENT && change !== 0);
  const half = Math.sqrt(all.reduce((sum, { change }) => sum + change ** 2, 0));
  const draws = monteCarlo ? simulate(drawn, all, seed) : new Float64Array();
  const [low, high] = monteCarlo
    ? [quantile(draws, 0.025), quantile(draws, 0.975)]
    : [total - half, total + half];
  return {
    halfWidthPercent: ((high - low) / 2 / Math.abs(total)) * 100,
    lowTco2e: low,
    highTco2e: high,
    method: monteCarlo ? 'monte-carlo' : 'propagation',
    reason: reasonOf(monteCarlo, seed, missing),
    unknownShare: unknown / gross,
    missing,
    contributions: contributionsOf(all),
  };
};
