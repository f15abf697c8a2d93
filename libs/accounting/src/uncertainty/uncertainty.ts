import type { Bilingual } from '@zerofab/units';
import type { Trace } from '../trace.js';
import { evaluateTrace, leavesOf, type Leaf } from './evaluate.js';
import { normal, uniform } from './random.js';

/** Half-width of the 95 % interval of a leaf, in % of its value, and where it comes from. */
export interface HalfWidth {
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
  /** Share of the variance, 0 to 1. */
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
  /** Share of the emissions whose leaves have no known half-width at all, 0 to 1. */
  readonly unknownShare: number;
  readonly contributions: readonly Contribution[];
}

/** Above this the IPCC asks for Monte Carlo instead of propagation; digest §11, our threshold. */
const MONTE_CARLO_ABOVE_PERCENT = 60;
const DRAWS = 10_000;
const Z95 = 1.959963984540054;

interface Variable {
  readonly leaf: Leaf;
  readonly width: HalfWidth;
  /** Change of the sum for one half-width, with sign. */
  delta: number;
}

/** Change of a line when a leaf moves by its half-width: half the distance between both ends. */
const deltaOf = (trace: Trace, key: string, percent: number): number => {
  const at = (factor: number): number =>
    evaluateTrace(trace, (other) => (other === key ? factor : 1)).toNumber();
  const down = Math.max(0, 1 - percent / 100);
  const up = 1 + percent / 100;
  return ((at(up) - at(down)) / (up - down)) * (percent / 100);
};

const kindOf = ({ input }: Leaf): Contribution['kind'] =>
  input.origin === 'activity' ? 'activity' : input.origin === 'factor' ? 'factor' : 'parameter';

const contributionsOf = (variables: readonly Variable[]): Contribution[] => {
  const variance = variables.reduce((sum, { delta }) => sum + delta ** 2, 0);
  return variables
    .map(({ leaf, width, delta }) => ({
      name: leaf.input.ref ?? leaf.input.name,
      kind: kindOf(leaf),
      halfWidthPercent: width.percent,
      varianceShare: variance === 0 ? 0 : delta ** 2 / variance,
      basis: width.basis,
    }))
    .toSorted((a, b) => b.varianceShare - a.varianceShare);
};

/** Multiplier of a leaf in one draw: normal, or lognormal of the same mean where it is wider than 60 %. */
const draw = (percent: number, z: number): number => {
  const cv = percent / 100 / Z95;
  if (percent <= MONTE_CARLO_ABOVE_PERCENT) return Math.max(0, 1 + cv * z);
  const variance = Math.log(1 + cv ** 2);
  return Math.exp(Math.sqrt(variance) * z - variance / 2);
};

/**
 * Draws of the sum. A line with a wide leaf is worked out in full; the others move linearly with their leaves, which
 * is what their formulas do.
 */
const simulate = (
  lines: readonly UncertainLine[],
  variables: readonly Variable[],
  deltas: ReadonlyMap<UncertainLine, ReadonlyMap<string, number>>,
  seed: number,
): number[] => {
  const wide = new Set(
    variables.filter(({ width }) => width.percent > MONTE_CARLO_ABOVE_PERCENT).map(({ leaf }) => leaf.key),
  );
  const full = lines.filter((line) => [...(deltas.get(line)?.keys() ?? [])].some((key) => wide.has(key)));
  const linear = lines.filter((line) => !full.includes(line));
  const base = linear.reduce((sum, { trace, sign }) => sum + sign * Number(trace.result.value), 0);
  const next = uniform(seed);
  const results: number[] = [];
  for (let n = 0; n < DRAWS; n += 1) {
    const factors = new Map(
      variables.map(({ leaf, width }) => [leaf.key, draw(width.percent, normal(next))] as const),
    );
    let sum = base;
    for (const line of linear) {
      for (const [key, delta] of deltas.get(line) ?? []) {
        const percent = variables.find(({ leaf }) => leaf.key === key)?.width.percent ?? 0;
        if (percent > 0) sum += line.sign * delta * (((factors.get(key) ?? 1) - 1) / (percent / 100));
      }
    }
    for (const { trace, sign } of full) {
      sum += sign * evaluateTrace(trace, (key) => factors.get(key) ?? 1).toNumber();
    }
    results.push(sum);
  }
  return results.toSorted((a, b) => a - b);
};

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;

const reasonOf = (monteCarlo: boolean, seed: number): Bilingual =>
  monteCarlo
    ? {
        zh: `有输入的不确定度大于 ${String(MONTE_CARLO_ABOVE_PERCENT)} %，采用蒙特卡洛模拟（${String(DRAWS)} 次，种子 ${String(seed)}），95 % 区间`,
        en: `An input is wider than ${String(MONTE_CARLO_ABOVE_PERCENT)} %: Monte Carlo, ${String(DRAWS)} draws, seed ${String(seed)}, 95 % interval`,
      }
    : {
        zh: 'IPCC 误差传播法：各独立输入方和根；多行共用的因子先线性相加',
        en: 'IPCC error propagation: root of the sum of squares over independent inputs; a factor shared by several rows adds linearly',
      };

/**
 * The 95 % interval of a sum of figures.
 * Source: IPCC 2006 Vol 1 Ch 3, approach 1 (rules A and B) and approach 2 (Monte Carlo); GB/T 32150 gives no formula.
 * Each figure is a function of the leaves of its trace; a leaf that occurs in several figures is one variable.
 * @param halfWidthOf half-width of a leaf; null where none is known: its share is told, it is never taken as 0 % silently
 * @param seed of the Monte Carlo draws
 * @returns null for no lines, or a sum of 0
 */
export const uncertaintyOf = (
  lines: readonly UncertainLine[],
  halfWidthOf: (leaf: Leaf) => HalfWidth | null,
  seed = 20_260_701,
): UncertaintyResult | null => {
  const total = lines.reduce((sum, { trace, sign }) => sum + sign * Number(trace.result.value), 0);
  if (lines.length === 0 || total === 0) return null;
  const variables = new Map<string, Variable>();
  const deltas = new Map<UncertainLine, ReadonlyMap<string, number>>();
  let unknown = 0;
  for (const line of lines) {
    const own = new Map<string, number>();
    for (const leaf of leavesOf(line.trace).values()) {
      const width = halfWidthOf(leaf);
      if (width === null || width.percent === 0) continue;
      const delta = deltaOf(line.trace, leaf.key, width.percent);
      own.set(leaf.key, delta);
      const variable = variables.get(leaf.key) ?? { leaf, width, delta: 0 };
      variable.delta += line.sign * delta;
      variables.set(leaf.key, variable);
    }
    deltas.set(line, own);
    if (own.size === 0) unknown += Math.abs(Number(line.trace.result.value));
  }
  const all = [...variables.values()];
  const gross = lines.reduce((sum, { trace }) => sum + Math.abs(Number(trace.result.value)), 0);
  const monteCarlo = all.some(({ width, delta }) => width.percent > MONTE_CARLO_ABOVE_PERCENT && delta !== 0);
  const half = Math.sqrt(all.reduce((sum, { delta }) => sum + delta ** 2, 0));
  const draws = monteCarlo ? simulate(lines, all, deltas, seed) : [];
  const [low, high] = monteCarlo
    ? [quantile(draws, 0.025), quantile(draws, 0.975)]
    : [total - half, total + half];
  return {
    halfWidthPercent: ((high - low) / 2 / Math.abs(total)) * 100,
    lowTco2e: low,
    highTco2e: high,
    method: monteCarlo ? 'monte-carlo' : 'propagation',
    reason: reasonOf(monteCarlo, seed),
    unknownShare: gross === 0 ? 0 : unknown / gross,
    contributions: contributionsOf(all),
  };
};
