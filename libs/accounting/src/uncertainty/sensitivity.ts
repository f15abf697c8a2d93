import type { TraceFunction } from './compile-trace.js';

/** Parts of the half-width that are tried where the whole of it leaves what a formula takes. */
const STEPS = [1, 1 / 4, 1 / 16];

/**
 * Change of a figure when one leaf moves by its half-width, with sign: half the distance between both ends. Where one
 * end is no state that the formula takes (steam of 172 °C less 2 % would be water), from the other alone; where neither
 * is, from a shorter step.
 * @param scales all 1; left so
 * @returns null where no step can be taken
 */
export const changeOf = (
  evaluate: TraceFunction,
  scales: Float64Array,
  index: number,
  percent: number,
): number | null => {
  const at = (scale: number): number => {
    scales[index] = scale;
    const value = evaluate(scales);
    scales[index] = 1;
    return value;
  };
  const width = percent / 100;
  const middle = at(1);
  for (const step of STEPS) {
    const [low, high] = [Math.max(0, 1 - width * step), 1 + width * step];
    const [down, up] = [at(low), at(high)];
    const [from, start] = Number.isFinite(down) ? [low, down] : [1, middle];
    const [to, end] = Number.isFinite(up) ? [high, up] : [1, middle];
    if (to > from && Number.isFinite(end - start)) return ((end - start) / (to - from)) * width;
  }
  return null;
};
