import { convert, findUnit, parseDecimal } from '@zerofab/units';
import type { Bilingual } from '@zerofab/vocabulary';
import type { LibraryFactor } from './factor-row.js';
import { makeLibrary, type FactorLibrary } from './library.js';

/** A person held a factor against the printed original and says what stands there. */
export interface FactorComparison {
  readonly factor: string;
  /** Value and unit that the library had then; another value has to be compared anew. */
  readonly value: string;
  readonly unit: string;
  /** As the print has it. */
  readonly printedValue: string;
  readonly printedUnit: string;
  /** Which document, and where in it. */
  readonly document: string;
  readonly place: string;
  readonly comparedBy: string;
  /** YYYY-MM-DD */
  readonly day: string;
}

/** Whether the print has the value of the library, in whatever unit of the same dimension. */
export const agreesWithPrint = ({
  value,
  unit,
  printedValue,
  printedUnit,
}: Pick<FactorComparison, 'value' | 'unit' | 'printedValue' | 'printedUnit'>): boolean => {
  const printed = parseDecimal(printedValue);
  return (
    printed !== undefined &&
    findUnit(printedUnit)?.dimension === findUnit(unit)?.dimension &&
    convert(printedValue, printedUnit, unit).eq(value)
  );
};

/** Why a comparison cannot be taken; undefined where it can. */
export const comparisonProblem = (
  { printedValue, printedUnit }: Pick<FactorComparison, 'printedValue' | 'printedUnit'>,
  { unit }: Pick<LibraryFactor, 'unit'>,
): { readonly field: string; readonly text: Bilingual } | undefined => {
  if (parseDecimal(printedValue) === undefined)
    return {
      field: 'printedValue',
      text: { zh: '请填写原文中的数值，如 0.5306', en: 'give the number that is printed, e.g. 0.5306' },
    };
  const dimension = findUnit(printedUnit)?.dimension;
  return dimension !== undefined && dimension === findUnit(unit)?.dimension
    ? undefined
    : {
        field: 'printedUnit',
        text: {
          zh: `请填写与 ${unit} 同量纲的单位`,
          en: `give a unit of the same dimension as ${unit}`,
        },
      };
};

const noteOf = (comparison: FactorComparison): string => {
  const { document, place, comparedBy, day, printedValue, printedUnit } = comparison;
  const where = `${document}, ${place} (${comparedBy}, ${day})`;
  return agreesWithPrint(comparison)
    ? `compared with ${where}`
    : `DIFFERS FROM THE PRINT, which has ${printedValue} ${printedUnit}: ${where}`;
};

const compared = (factor: LibraryFactor, comparison: FactorComparison): LibraryFactor => ({
  ...factor,
  confidence: agreesWithPrint(comparison) ? 'compared' : 'low',
  note: [noteOf(comparison), factor.note].filter((text) => text !== null).join('; '),
});

/**
 * A library with what people found in the print: a factor whose value stands there is `compared`, one that differs says
 * so and is doubtful until a correction is imported. A comparison speaks of the value it was made with alone.
 * @param comparisons in the order they were made; the last of a factor counts
 */
export const withComparisons = (
  library: FactorLibrary,
  comparisons: readonly FactorComparison[],
): FactorLibrary => {
  const last = new Map(comparisons.map((comparison) => [comparison.factor, comparison]));
  return makeLibrary(
    library.version,
    library.factors.map((factor) => {
      const comparison = last.get(factor.id);
      return comparison?.value === factor.value && comparison.unit === factor.unit
        ? compared(factor, comparison)
        : factor;
    }),
  );
};
