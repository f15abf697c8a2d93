import type { Bilingual, ExactDecimal } from '@zerofab/units';

export interface FormulaInput {
  readonly name: string;
  readonly symbol: string;
  /** Unit the equation wants; any unit of the same dimension is converted, and the conversion traced. */
  readonly unit: string;
  readonly description: Bilingual;
  /** Bounds in `unit`, as decimal text; `max` is inclusive, `min` too unless `aboveMin`. */
  readonly min: string | null;
  readonly max: string | null;
  readonly aboveMin?: true;
  /** May be left out when the class does not occur; what is left out is no part of the trace. */
  readonly optional?: true;
}

/** A number that belongs to the equation itself, e.g. the 44 and the 12 of 44/12. */
export interface FormulaConstant {
  readonly name: string;
  readonly symbol: string;
  readonly value: string;
  readonly unit: string;
}

/** Reads an input or constant by name, in the unit of the record; undefined for an optional one left out. */
export type Values = (name: string) => ExactDecimal;

/**
 * One equation of a standard, as a record. `confidence` says how the equation was read: `transcribed` = read in an
 * open project that implements the standard, `memory` = from memory, `definition` = follows from definitions.
 * No equation was compared with the official PDF.
 */
export interface Formula {
  readonly id: string;
  readonly edition: string;
  readonly standard: string;
  readonly clause: string;
  readonly name: Bilingual;
  readonly text: string;
  readonly confidence: 'transcribed' | 'memory' | 'definition';
  readonly inputs: readonly FormulaInput[];
  readonly constants: readonly FormulaConstant[];
  /** Takes any number of inputs with free names, each described by the only entry of `inputs`. */
  readonly variadic?: true;
  readonly output: { readonly name: string; readonly symbol: string; readonly unit: string };
  readonly evaluate: (value: Values, names: readonly string[]) => ExactDecimal;
}
