import type { ExactDecimal } from '@zerofab/units';
import type { Bilingual, SourceCategory } from '@zerofab/vocabulary';

/** What an input is to a verifier: decides where its value may come from. */
type InputRole = 'activity' | 'factor' | 'parameter' | 'gwp';

export interface FormulaInput {
  readonly name: string;
  readonly symbol: string;
  /** Unit the equation wants; any unit of the same dimension is converted, and the conversion traced. */
  readonly unit: string;
  readonly description: Bilingual;
  readonly role: InputRole;
  /** Bounds in `unit`, as decimal text; `max` is inclusive, `min` too unless `aboveMin`. */
  readonly min: string | null;
  readonly max: string | null;
  readonly aboveMin?: true;
  /** May be left out when what it stands for does not occur; it is then no part of the trace, and no term. */
  readonly optional?: true;
}

/**
 * Rows of a table with the same columns, e.g. the flows of a carbon balance. The inputs are named
 * `group.row.field`, such as `inflow.coal.amount`; rows are free. `sum(group, …)` runs over the rows.
 */
export interface FormulaGroup {
  readonly name: string;
  readonly description: Bilingual;
  /** At least one row unless optional. */
  readonly optional?: true;
  readonly inputs: readonly FormulaInput[];
}

/** A number that belongs to the equation itself, e.g. the 44 and the 12 of 44/12. */
interface FormulaConstant {
  readonly name: string;
  readonly symbol: string;
  readonly value: string;
  readonly unit: string;
}

/** A condition over the inputs, beyond the bounds of each: `expression` must not be below 0. */
interface FormulaCheck {
  readonly expression: string;
  readonly message: Bilingual;
}

/** Reads an input or constant by name, in the unit of the record; throws for an optional one left out. */
export type Values = (name: string) => ExactDecimal;

/**
 * How the equation was read: `transcribed` = read in an open project that implements the standard, `memory` = from
 * memory, `definition` = follows from definitions, `design` = our own rule. No equation was compared with the PDF.
 */
type FormulaConfidence = 'transcribed' | 'memory' | 'definition' | 'design';

/** One equation of a standard, as a record of `standards/*.yaml`. */
export interface FormulaRecord {
  readonly id: string;
  readonly edition: string;
  readonly standard: string;
  readonly clause: string;
  readonly name: Bilingual;
  /** The equation with the standard's symbols. */
  readonly text: string;
  /** The same equation over the names of inputs and constants; this is what is evaluated. */
  readonly expression: string;
  readonly confidence: FormulaConfidence;
  /** Source classes it serves; empty for helpers and totals. */
  readonly classes: readonly SourceCategory[];
  /** Gas of the output; `any` where the source names it; null where the output is no emission. */
  readonly gas: string | null;
  readonly inputs: readonly FormulaInput[];
  readonly groups: readonly FormulaGroup[];
  readonly constants: readonly FormulaConstant[];
  readonly checks: readonly FormulaCheck[];
  /** Takes any number of inputs with free names, each described by the only entry of `inputs`. */
  readonly variadic?: true;
  /** `min`: a result below it is refused, e.g. a carbon balance that gives out more than comes in. */
  readonly output: {
    readonly name: string;
    readonly symbol: string;
    readonly unit: string;
    readonly min?: string;
  };
  readonly note: string | null;
}

export interface Formula extends FormulaRecord {
  readonly evaluate: (value: Values, names: readonly string[]) => ExactDecimal;
}
