import { refusedField } from '@zerofab/vocabulary';

/** What a point of a baseline tells: energy, and its drivers by name. */
export interface Row {
  readonly y: number;
  readonly x: Readonly<Record<string, number>>;
}

/**
 * A term of a model: a driver as it is, a power of it, or degrees below (heating) or above (cooling) a base temperature. A
 * base that is not given is searched for.
 */
export type Term =
  | string
  | { readonly power: string; readonly exponent: number }
  | { readonly heating: string; readonly base?: number | undefined }
  | { readonly cooling: string; readonly base?: number | undefined };

/** A term whose numbers are known. */
export interface Column {
  readonly name: string;
  readonly driver: string;
  readonly values: readonly number[];
  readonly base?: number;
  readonly kind: 'driver' | 'power' | 'heating' | 'cooling';
}

/** Base temperatures that are tried, °C: heating 5 to 22, cooling 15 to 28, by 0.5. */
const BASES = { heating: [5, 22], cooling: [15, 28] } as const;
const STEP = 0.5;

export const driverOf = (term: Term): string => {
  if (typeof term === 'string') return term;
  if ('power' in term) return term.power;
  return 'heating' in term ? term.heating : term.cooling;
};

const driverValues = (rows: readonly Row[], driver: string): number[] =>
  rows.map(({ x }, index) => {
    const value = Object.hasOwn(x, driver) ? x[driver] : undefined;
    if (value !== undefined) return value;
    throw refusedField('baseline-bad-term', `rows.${String(index)}.x.${driver}`, {
      zh: '该点没有此自变量的数值；请补充，或去掉该点',
      en: 'this point has no value of the driver; add it, or leave the point out',
    });
  });

/** @param base used where a degree term has none */
export const columnOf = (rows: readonly Row[], term: Term, base?: number): Column => {
  const driver = driverOf(term);
  const values = driverValues(rows, driver);
  if (typeof term === 'string') return { name: driver, driver, values, kind: 'driver' };
  if ('power' in term)
    return {
      name: `${driver}^${String(term.exponent)}`,
      driver,
      values: values.map((value) => value ** term.exponent),
      kind: 'power',
    };
  const kind = 'heating' in term ? 'heating' : 'cooling';
  const at = term.base ?? base ?? 0;
  const degrees = values.map((value) => Math.max(0, kind === 'heating' ? at - value : value - at));
  return { name: `${kind}(${driver})`, driver, values: degrees, base: at, kind };
};

/** Bases to try for a term: none where it has one, or needs none. */
export const basesOf = (term: Term): readonly (number | undefined)[] => {
  if (typeof term === 'string' || 'power' in term || term.base !== undefined) return [undefined];
  const [first, last] = 'heating' in term ? BASES.heating : BASES.cooling;
  return Array.from({ length: (last - first) / STEP + 1 }, (_, index) => first + index * STEP);
};
