import { NNBSP } from './number';

/** Length of a silence in its two largest units, or one: `3 h 15 min`, `40 s`, `2 d 4 h`. Units are the same in both languages. */
export function formatDuration(seconds: number, units: 1 | 2 = 2): string {
  const whole = Math.max(0, Math.round(seconds));
  const steps: readonly (readonly [number, string])[] = [
    [86_400, 'd'],
    [3600, 'h'],
    [60, 'min'],
    [1, 's'],
  ];
  const first = steps.findIndex(([size]) => whole >= size);
  if (first < 0) return `0${NNBSP}s`;
  const [size, unit] = steps[first] ?? [1, 's'];
  const head = `${Math.floor(whole / size)}${NNBSP}${unit}`;
  const next = steps[first + 1];
  const rest = next === undefined ? 0 : Math.floor((whole % size) / next[0]);
  return units === 1 || rest === 0 || next === undefined || whole >= 864_000
    ? head
    : `${head} ${rest}${NNBSP}${next[1]}`;
}
