import type { FormulaDescription, Part } from '@zerofab/contracts';
import type { Bilingual, SourceCategory } from '@zerofab/vocabulary';
import type { Option } from '../../../kit/form/option';
import { unitsFit } from './factor-search';

type Say = (text: Bilingual) => string;

/** Title of the part that a formula stands in itself, not of one that merely takes it. */
const homeOf = (id: string, parts: readonly Part[]): Part | undefined =>
  parts.find(({ formulas, uses }) => formulas.includes(id) && !uses.includes(id));

const option = (formula: FormulaDescription, parts: readonly Part[], say: Say): Option => {
  const home = homeOf(formula.id, parts);
  return {
    value: formula.id,
    label: `${say(formula.name)} · ${formula.text}`,
    ...(home === undefined ? {} : { group: `${say(home.title)} (${home.standard})` }),
  };
};

/** Formulas for a class of source, by part; with a sector part chosen, those of that part. */
export const formulasOfClass = (
  formulas: readonly FormulaDescription[],
  parts: readonly Part[],
  chosen: { readonly category: SourceCategory; readonly part: string },
  say: Say,
): Option[] => {
  const within = parts.find(({ id }) => id === chosen.part)?.formulas;
  return formulas
    .filter(({ id, classes }) => classes.includes(chosen.category) && (within?.includes(id) ?? true))
    .map((formula) => option(formula, parts, say));
};

/** Formulas whose result can stand in an input of this unit, e.g. a tonnage-weighted mean for a calorific value. */
export const formulasGiving = (
  formulas: readonly FormulaDescription[],
  parts: readonly Part[],
  unit: string,
  say: Say,
): Option[] =>
  formulas
    .filter(({ classes, output }) => classes.length === 0 && unitsFit(output.unit, unit))
    .map((formula) => option(formula, parts, say));
