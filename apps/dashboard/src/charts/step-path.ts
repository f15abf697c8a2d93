interface Point {
  readonly ts: string;
  readonly value: number;
}

/** A pause this many times the usual one is a gap: nothing is drawn where nothing was read. */
const GAP = 3.5;

/** Longest pause between readings that is no gap. */
function longestPause(times: readonly number[]): number {
  const pauses = times.slice(1).map((time, index) => time - (times[index] ?? time));
  const usual = pauses.toSorted((a, b) => a - b)[Math.floor(pauses.length / 2)] ?? 0;
  return usual * GAP;
}

/**
 * Line of readings by their own time, low to high filling the box. `steps`: a counter holds its value until the
 * next reading; a fall (rollover, new meter) and a long pause break the line. At most `most` points are drawn.
 */
export function stepPath(
  points: readonly Point[],
  box: { readonly width: number; readonly height: number },
  steps: boolean,
  most = 400,
): string {
  const every = Math.max(1, Math.ceil(points.length / most));
  const drawn = points.filter((_, index) => index % every === 0 || index === points.length - 1);
  const times = drawn.map((point) => Date.parse(point.ts));
  const values = drawn.map((point) => point.value);
  const t0 = times[0] ?? 0;
  const tSpan = Math.max(1, (times.at(-1) ?? 0) - t0);
  const low = values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const vSpan = values.reduce((high, value) => Math.max(high, value), low) - low || 1;
  const x = (index: number): string => ((((times[index] ?? 0) - t0) / tSpan) * box.width).toFixed(1);
  const y = (index: number): string =>
    (box.height - 2 - (((values[index] ?? 0) - low) / vSpan) * (box.height - 4)).toFixed(1);
  const pause = longestPause(times);
  let path = '';
  for (let index = 0; index < drawn.length; index += 1) {
    const falls = steps && index > 0 && (values[index] ?? 0) < (values[index - 1] ?? 0);
    const silent = index > 0 && (times[index] ?? 0) - (times[index - 1] ?? 0) > pause;
    if (index === 0 || falls || silent) path += `M${x(index)} ${y(index)}`;
    else path += steps ? `H${x(index)}V${y(index)}` : `L${x(index)} ${y(index)}`;
  }
  return path;
}
