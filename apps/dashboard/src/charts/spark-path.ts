/** One drawn stretch of a line: points joined without a gap. */
export interface SparkGeometry {
  /** SVG path; a missing value lifts the pen. */
  readonly path: string;
  /** Closed shape between the line and the floor. */
  readonly area: string;
  /** Last value that is there. */
  readonly end: { readonly x: number; readonly y: number } | null;
}

interface Box {
  readonly width: number;
  readonly height: number;
  /** How many values fill the width, e.g. 96 quarters of an hour. */
  readonly slots: number;
  /** Value at the top edge; the floor is 0. */
  readonly top: number;
}

/** Line of values at equal distances, floor at 0. Missing values are gaps, never zeros. */
export function sparkGeometry(values: readonly (number | null)[], box: Box): SparkGeometry {
  const stepX = box.width / Math.max(1, box.slots - 1);
  const pad = 2;
  const y = (value: number): number =>
    box.height - pad - (box.top <= 0 ? 0 : (Math.max(0, value) / box.top) * (box.height - 2 * pad));
  const runs: { x: number; y: number }[][] = [];
  let run: { x: number; y: number }[] = [];
  for (const [index, value] of values.entries()) {
    if (value === null) {
      if (run.length > 0) runs.push(run);
      run = [];
    } else {
      run.push({ x: index * stepX, y: y(value) });
    }
  }
  if (run.length > 0) runs.push(run);
  const text = (point: { x: number; y: number }): string => `${point.x.toFixed(1)} ${point.y.toFixed(1)}`;
  const path = runs.map((points) => `M${points.map(text).join('L')}`).join('');
  const area = runs
    .map((points) => {
      const first = points[0];
      const last = points.at(-1);
      if (first === undefined || last === undefined) return '';
      const floor = box.height.toFixed(1);
      return `M${first.x.toFixed(1)} ${floor}L${points.map(text).join('L')}L${last.x.toFixed(1)} ${floor}Z`;
    })
    .join('');
  const lastRun = runs.at(-1);
  return { path, area, end: lastRun?.at(-1) ?? null };
}

/** Largest value of several series; 0 when there is none. */
export function largest(...series: readonly (readonly (number | null)[])[]): number {
  return series.flat().reduce<number>((most, value) => Math.max(most, value ?? 0), 0);
}

/**
 * Stretches of missing values inside what has been measured so far, as shares of the width. The last slots may
 * still be on their way: a gap at the end counts from its third value on.
 */
export function gapsOf(
  values: readonly (number | null)[],
  slots: number,
): readonly { readonly from: number; readonly to: number }[] {
  const gaps: { from: number; to: number }[] = [];
  let start = -1;
  for (let index = 0; index <= values.length; index += 1) {
    const missing = index < values.length && values[index] === null;
    if (missing && start < 0) start = index;
    if (!missing && start >= 0) {
      const pending = index === values.length && index - start < 3;
      if (!pending) gaps.push({ from: start / slots, to: index / slots });
      start = -1;
    }
  }
  return gaps;
}
