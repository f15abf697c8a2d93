import { formatFixed } from '../format/number';

/** Decimals of an axis from 0 to about `largest` with four steps: the same for every label. */
export function axisDecimals(largest: number): number {
  const step = largest / 4;
  return step <= 0 || step >= 1 ? 0 : Math.min(4, -Math.floor(Math.log10(step)));
}

/** Label of a value axis; zero is `0`. */
export function axisText(value: number, decimals: number): string {
  return value === 0 ? '0' : formatFixed(value, decimals);
}
