import type { TraceFunction } from './compile-trace.js';
import { normalStream } from './random.js';

/** Above this half-width a leaf is drawn lognormal, and propagation gives way to Monte Carlo; digest §11, our threshold. */
export const MONTE_CARLO_ABOVE_PERCENT = 60;
export const DRAWS = 10_000;
const Z95 = 1.959963984540054;

/** A figure in the sum, for the draws. */
export interface DrawnLine {
  /** Signed figure. */
  readonly value: number;
  readonly sign: number;
  readonly evaluate: TraceFunction;
  /** Change of the figure, signed, by variable, for one half-width. */
  readonly changes: ReadonlyMap<number, number>;
}

/** A leaf that moves. */
export interface DrawnVariable {
  readonly key: string;
  /** Half-width, %. */
  readonly percent: number;
}

/** Multiplier of a leaf from a normal number: normal, not below zero, or lognormal of the same mean where it is wide. */
const multiplierOf = ({ percent }: DrawnVariable): ((z: number) => number) => {
  const cv = percent / 100 / Z95;
  if (percent <= MONTE_CARLO_ABOVE_PERCENT) return (z) => Math.max(0, 1 + cv * z);
  const variance = Math.log(1 + cv ** 2);
  const sigma = Math.sqrt(variance);
  return (z) => Math.exp(sigma * z - variance / 2);
};

/** A figure by its slopes alone: where it has no wide leaf, or a formula refuses what was drawn. */
const linearOf = (
  value: number,
  changes: ReadonlyMap<number, number>,
  variables: readonly DrawnVariable[],
): TraceFunction => {
  const slopes = [...changes].map(
    ([index, change]) => [index, (change * 100) / (variables[index]?.percent ?? Infinity)] as const,
  );
  return (scales) => slopes.reduce((sum, [index, slope]) => sum + slope * ((scales[index] ?? 1) - 1), value);
};

/**
 * Draws of the sum, in ascending order.
 * Lines with a wide leaf are worked out in full. The others move linearly with their leaves, which is what their
 * formulas do; what moves only them is normal and independent, so its sum is one normal variable.
 */
export const simulate = (
  lines: readonly DrawnLine[],
  variables: readonly DrawnVariable[],
  seed: number,
): Float64Array => {
  const isWide = (index: number): boolean => (variables[index]?.percent ?? 0) > MONTE_CARLO_ABOVE_PERCENT;
  const full = new Set(lines.filter(({ changes }) => [...changes.keys()].some(isWide)));
  const moved = new Set([...full].flatMap(({ changes }) => [...changes.keys()]));
  const rest = new Map<number, number>();
  let base = 0;
  for (const line of lines) {
    if (full.has(line)) continue;
    base += line.value;
    for (const [index, change] of line.changes) rest.set(index, (rest.get(index) ?? 0) + change);
  }
  const shared = linearOf(base, new Map([...rest].filter(([index]) => moved.has(index))), variables);
  const alone = [...rest].filter(([index]) => !moved.has(index)).map(([, change]) => change / Z95);
  const spread = Math.sqrt(alone.reduce((sum, deviation) => sum + deviation ** 2, 0));
  const lump = normalStream('rest', seed);
  const streams = [...moved].map((index) => {
    const variable = variables[index] ?? { key: '', percent: 0 };
    return { index, next: normalStream(variable.key, seed), multiplier: multiplierOf(variable) };
  });
  const worked = [...full].map(({ value, sign, evaluate, changes }) => ({
    sign,
    evaluate,
    fallback: linearOf(value, changes, variables),
  }));
  const scales = new Float64Array(variables.length).fill(1);
  return Float64Array.from({ length: DRAWS }, () => {
    for (const { index, next, multiplier } of streams) scales[index] = multiplier(next());
    let sum = shared(scales) + spread * lump();
    for (const { sign, evaluate, fallback } of worked) {
      const value = sign * evaluate(scales);
      sum += Number.isFinite(value) ? value : fallback(scales);
    }
    return sum;
  }).sort();
};

/** The value below which `share` of the sorted draws lie. */
export const quantile = (sorted: Float64Array, share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
