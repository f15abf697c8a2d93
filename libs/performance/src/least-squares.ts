/** Least squares by Householder's QR of the columns, each scaled to length 1. */
export interface LeastSquares {
  readonly coefficients: readonly number[];
  /** Diagonal of (XᵀX)⁻¹: variances of the coefficients over the variance of the residuals. */
  readonly inverseDiagonal: readonly number[];
  readonly fitted: readonly number[];
}

/** A column that the columns before it make up. */
export interface Dependent {
  readonly column: number;
  /** The columns it is made of. */
  readonly of: readonly number[];
}

/** Below this distance from the span of the columns before, of its own length, a column tells nothing new. */
const RANK_TOLERANCE = 1e-12;
/** A part of a combination below this is rounding. */
const PART_TOLERANCE = 1e-6;

const lengthOf = (column: readonly number[]): number => Math.hypot(...column);

const dot = (a: readonly number[], b: readonly number[], from: number): number => {
  let sum = 0;
  for (let row = from; row < a.length; row += 1) sum += (a[row] ?? 0) * (b[row] ?? 0);
  return sum;
};

/** Mirrors a column at the plane of v (rows from `from` on). */
const reflect = (column: number[], v: readonly number[], beta: number, from: number): void => {
  const factor = beta * dot(v, column, from);
  for (let row = from; row < column.length; row += 1)
    column[row] = (column[row] ?? 0) - factor * (v[row] ?? 0);
};

interface Reflection {
  readonly v: readonly number[];
  readonly beta: number;
}

/** Turns the columns into R in place. */
const triangulate = (columns: number[][]): Reflection[] | Dependent => {
  const reflections: Reflection[] = [];
  for (const [k, column] of columns.entries()) {
    const rest = lengthOf(column.slice(k));
    if (rest < RANK_TOLERANCE) return { column: k, of: partsOf(columns, k) };
    const alpha = (column[k] ?? 0) > 0 ? -rest : rest;
    const v = column.map((value, row) => (row < k ? 0 : row === k ? value - alpha : value));
    const beta = 2 / dot(v, v, k);
    reflections.push({ v, beta });
    for (const other of columns.slice(k)) reflect(other, v, beta, k);
  }
  return reflections;
};

/** Solves R·x = b for the first `size` columns. */
const solveUpper = (
  columns: readonly (readonly number[])[],
  b: readonly number[],
  size: number,
): number[] => {
  const x: number[] = Array.from({ length: size }, () => 0);
  for (let row = size - 1; row >= 0; row -= 1) {
    let rest = b[row] ?? 0;
    for (let column = row + 1; column < size; column += 1)
      rest -= (columns[column]?.[row] ?? 0) * (x[column] ?? 0);
    x[row] = rest / (columns[row]?.[row] ?? 0);
  }
  return x;
};

const partsOf = (columns: readonly (readonly number[])[], k: number): number[] =>
  solveUpper(columns, columns[k] ?? [], k).flatMap((part, index) =>
    Math.abs(part) > PART_TOLERANCE ? [index] : [],
  );

/** (RᵀR)⁻¹, the diagonal: lengths of the rows of R⁻¹. */
const inverseDiagonal = (columns: readonly (readonly number[])[]): number[] => {
  const size = columns.length;
  const inverse = Array.from({ length: size }, (_, unit) =>
    solveUpper(
      columns,
      Array.from({ length: size }, (_, row) => (row === unit ? 1 : 0)),
      size,
    ),
  );
  return Array.from({ length: size }, (_, row) =>
    inverse.reduce((sum, column) => sum + (column[row] ?? 0) ** 2, 0),
  );
};

/**
 * Coefficients b that make Σ(y − X·b)² least. One step of refinement follows: on ill-conditioned columns it wins digits.
 * @param columns of X, at most as many as rows
 * @returns which column cannot be told from others, where one cannot
 */
export const leastSquares = (
  columns: readonly (readonly number[])[],
  y: readonly number[],
): LeastSquares | Dependent => {
  const lengths = columns.map(lengthOf);
  const zero = lengths.indexOf(0);
  if (zero !== -1) return { column: zero, of: [] };
  const scaled = columns.map((column, index) => column.map((value) => value / (lengths[index] ?? 1)));
  const r = scaled.map((column) => [...column]);
  const reflections = triangulate(r);
  if (!Array.isArray(reflections)) return reflections;
  const project = (values: readonly number[]): number[] => {
    const turned = [...values];
    for (const [k, { v, beta }] of reflections.entries()) reflect(turned, v, beta, k);
    return solveUpper(r, turned, r.length);
  };
  const fit = (x: readonly number[]): number[] =>
    y.map((_, row) => scaled.reduce((sum, column, index) => sum + (column[row] ?? 0) * (x[index] ?? 0), 0));
  let x = project(y);
  const left = fit(x).map((value, row) => (y[row] ?? 0) - value);
  const step = project(left);
  x = x.map((value, index) => value + (step[index] ?? 0));
  const byLength = (values: readonly number[], power: number): number[] =>
    values.map((value, index) => value / (lengths[index] ?? 1) ** power);
  return { coefficients: byLength(x, 1), inverseDiagonal: byLength(inverseDiagonal(r), 2), fitted: fit(x) };
};
