import { refusedField } from '@zerofab/vocabulary';
import { leastSquares, type LeastSquares } from './least-squares.js';
import { studentP } from './student.js';
import { basesOf, columnOf, type Column, type Row, type Term } from './terms.js';

export const CONSTANT = 'constant';

interface Coefficient {
  readonly name: string;
  readonly value: number;
  readonly standardError: number;
  /** Null where the fit is exact. */
  readonly t: number | null;
  readonly p: number;
  /** Base temperature of a degree term, °C. */
  readonly base: number | null;
}

/** A fitted model with its statistics. */
export interface Regression {
  readonly coefficients: readonly Coefficient[];
  readonly columns: readonly Column[];
  readonly hasConstant: boolean;
  readonly n: number;
  /** Number of coefficients with the constant. */
  readonly p: number;
  readonly degreesOfFreedom: number;
  readonly r2: number;
  readonly adjustedR2: number;
  /** Standard deviation of the residuals, √(Σe²/(n−p)). */
  readonly standardError: number;
  /** √(Σe²/(n−p))/ȳ; null where the mean is 0. */
  readonly cvRmse: number | null;
  /** Σe/((n−p)·ȳ); null where the mean is 0. */
  readonly nmbe: number | null;
  /** ρ, correlation of neighbouring residuals; null where the fit is exact. */
  readonly autocorrelation: number | null;
  readonly durbinWatson: number | null;
  readonly fitted: readonly number[];
  readonly residuals: readonly number[];
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const squares = (values: readonly number[]): number => sumOf(values.map((value) => value * value));
/** Residuals below this share of what is explained are rounding. */
const EXACT = 1e-24;

const refuseCollinear = (
  columns: readonly Column[],
  hasConstant: boolean,
  column: number,
  of: readonly number[],
): never => {
  const names = hasConstant
    ? [CONSTANT, ...columns.map(({ name }) => name)]
    : columns.map(({ name }) => name);
  const name = names[column] ?? '';
  const others = of.map((index) => names[index] ?? '');
  throw refusedField('baseline-collinear', `terms.${String(column - (hasConstant ? 1 : 0))}`, {
    zh:
      others.length === 0
        ? `“${name}”各点均为 0，无法估计；请去掉该项`
        : `“${name}”可由 ${others.join('、')} 线性表示，无法区分；请去掉其一`,
    en:
      others.length === 0
        ? `"${name}" is 0 at every point; leave the term out`
        : `"${name}" is a combination of ${others.join(', ')} and cannot be told from them; leave one out`,
  });
};

const fitColumns = (y: readonly number[], columns: readonly Column[], hasConstant: boolean): LeastSquares => {
  const values = columns.map((column) => column.values);
  const found = leastSquares(hasConstant ? [y.map(() => 1), ...values] : values, y);
  return 'column' in found ? refuseCollinear(columns, hasConstant, found.column, found.of) : found;
};

const statistics = (
  y: readonly number[],
  columns: readonly Column[],
  hasConstant: boolean,
  { coefficients, inverseDiagonal, fitted }: LeastSquares,
): Regression => {
  const [n, p] = [y.length, coefficients.length];
  const residuals = y.map((value, index) => value - (fitted[index] ?? 0));
  const mean = sumOf(y) / n;
  const total = squares(hasConstant ? y.map((value) => value - mean) : y);
  const raw = squares(residuals);
  const isExact = raw <= EXACT * squares(y);
  const left = isExact ? 0 : raw;
  const variance = left / (n - p);
  const r2 = total === 0 ? 0 : 1 - left / total;
  const names = hasConstant ? [undefined, ...columns] : columns;
  const products = sumOf(residuals.slice(1).map((value, index) => value * (residuals[index] ?? 0)));
  const steps = squares(residuals.slice(1).map((value, index) => value - (residuals[index] ?? 0)));
  return {
    coefficients: coefficients.map((value, index) => {
      const standardError = Math.sqrt(variance * (inverseDiagonal[index] ?? 0));
      const t = isExact ? null : value / standardError;
      const column = names[index];
      return {
        name: column?.name ?? CONSTANT,
        value,
        standardError,
        t,
        p: t === null ? 0 : studentP(t, n - p),
        base: column?.base ?? null,
      };
    }),
    columns,
    hasConstant,
    n,
    p,
    degreesOfFreedom: n - p,
    r2,
    adjustedR2: 1 - ((1 - r2) * (hasConstant ? n - 1 : n)) / (n - p),
    standardError: Math.sqrt(variance),
    cvRmse: mean === 0 ? null : Math.sqrt(variance) / mean,
    nmbe: mean === 0 ? null : sumOf(residuals) / ((n - p) * mean),
    autocorrelation: isExact ? null : products / raw,
    durbinWatson: isExact ? null : steps / raw,
    fitted,
    residuals,
  };
};

/** Points × choices of bases that are tried: three years of days with heating and cooling. */
const MAX_TRIALS = 1_200_000;

const refuseTrials = (points: number, choices: number): never => {
  throw refusedField('baseline-bad-term', 'terms', {
    zh: `${String(points)} 个点、${String(choices)} 种基准温度组合过多；请给出部分 base，或减少数据点`,
    en: `${String(points)} points and ${String(choices)} choices of base temperatures are too many; give a base, or fewer points`,
  });
};

/** Every choice of bases of the terms without one. */
const combinations = (terms: readonly Term[]): (number | undefined)[][] =>
  terms.reduce<(number | undefined)[][]>(
    (lists, term) => lists.flatMap((list) => basesOf(term).map((base) => [...list, base])),
    [[]],
  );

/**
 * E = a + Σ b·x by ordinary least squares. Base temperatures that are not given are those of the least Σe²; a base whose
 * degrees are 0 at every point, or cannot be told from others, is passed over.
 * @throws RefusedError baseline-too-few-points unless there are more points than coefficients; baseline-collinear naming
 * the term and what it is made of; baseline-bad-term where a point lacks a driver
 */
export const regress = (rows: readonly Row[], terms: readonly Term[], hasConstant = true): Regression => {
  const needed = terms.length + (hasConstant ? 1 : 0);
  if (rows.length <= needed)
    throw refusedField('baseline-too-few-points', 'rows', {
      zh: `有 ${String(rows.length)} 个点，而模型有 ${String(needed)} 个系数；至少须有 ${String(needed + 1)} 个点`,
      en: `there are ${String(rows.length)} points and ${String(needed)} coefficients; give at least ${String(needed + 1)} points`,
    });
  const y = rows.map((row) => row.y);
  const count = terms.reduce((product, term) => product * basesOf(term).length, 1);
  if (count > 1 && count * rows.length > MAX_TRIALS) refuseTrials(rows.length, count);
  const choices = combinations(terms);
  const fitChoice = (bases: readonly (number | undefined)[]): Regression => {
    const columns = terms.map((term, index) => columnOf(rows, term, bases[index]));
    return statistics(y, columns, hasConstant, fitColumns(y, columns, hasConstant));
  };
  const [only] = choices;
  if (choices.length === 1 && only !== undefined) return fitChoice(only);
  return bestOf(rows, terms, hasConstant, choices) ?? fitChoice(only ?? []);
};

const bestOf = (
  rows: readonly Row[],
  terms: readonly Term[],
  hasConstant: boolean,
  choices: readonly (readonly (number | undefined)[])[],
): Regression | undefined => {
  const y = rows.map((row) => row.y);
  let best:
    { readonly left: number; readonly columns: readonly Column[]; readonly fit: LeastSquares } | undefined;
  for (const bases of choices) {
    const columns = terms.map((term, index) => columnOf(rows, term, bases[index]));
    const values = columns.map((column) => column.values);
    const fit = leastSquares(hasConstant ? [y.map(() => 1), ...values] : values, y);
    if ('column' in fit) continue;
    const left = squares(y.map((value, index) => value - (fit.fitted[index] ?? 0)));
    if (best === undefined || left < best.left) best = { left, columns, fit };
  }
  return best === undefined ? undefined : statistics(y, best.columns, hasConstant, best.fit);
};
