import { type UsedFactor, type SourceCategory, burnsFuel, countsAsCo2 } from '@zerofab/vocabulary';
import { calculate, type GivenInput, type GivenInputs } from './calculate.js';
import { AccountingError } from './errors.js';
import type { Formula } from './formula.js';
import { formulaById } from './registry.js';
import type { GasAmount, SourceEmissions } from './source-emissions.js';

/** A formula a source is worked out by, and the gas where the formula leaves it open. */
export interface ChosenFormula {
  readonly id: string;
  readonly gas?: string | undefined;
  /** Inputs of this formula alone; they come before those that the formulas share. */
  readonly inputs?: GivenInputs | undefined;
}

const belongsTo = (formula: Formula, name: string): boolean =>
  formula.inputs.some((input) => input.name === name) ||
  formula.groups.some((group) => name.startsWith(`${group.name}.`));

/** The inputs of a formula out of a larger set, by its names. */
export const inputsOf = (formulaId: string, inputs: GivenInputs): GivenInputs => {
  const formula = formulaById(formulaId);
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => belongsTo(formula, name)));
};

const refuse = (formula: string, zh: string, en: string): never => {
  throw new AccountingError('wrong-formula', { zh, en }, { formula });
};

/**
 * The class in which an emission of a formula counts in a source; undefined where it does not belong there. The biogenic
 * part of a fuel that is burnt mixed (tyres, RDF, sludge, co-fired biomass) belongs to the source that burns it, and counts
 * among the biogenic CO2.
 */
export const classOf = (
  { classes }: Pick<Formula, 'classes'>,
  category: SourceCategory,
): SourceCategory | undefined => {
  if (classes.includes(category)) return category;
  const burns = burnsFuel(category) || category === 'waste';
  return burns && classes.includes('biogenic') ? 'biogenic' : undefined;
};

/**
 * What a source gives off by the formulas it names, gas by gas; each takes the inputs it knows out of `inputs`.
 * @throws AccountingError when a formula is no emission of this class, leaves its gas open, or lacks an input
 */
export const calculatedGases = (
  category: SourceCategory,
  formulas: readonly ChosenFormula[],
  inputs: GivenInputs,
): readonly GasAmount[] =>
  formulas.map(({ id, gas, inputs: ofFormula }) => {
    const formula = formulaById(id);
    const own = classOf(formula, category);
    if (own === undefined) {
      const classes = formula.classes.join(', ') || '-';
      return refuse(
        id,
        `公式 ${id} 不用于排放源类别 ${category}（可用于：${classes}）`,
        `Formula ${id} is not for sources of class ${category} (it serves: ${classes}).`,
      );
    }
    const named = formula.gas === 'any' ? gas : formula.gas;
    if (named === undefined || named === null) {
      return refuse(
        id,
        `公式 ${id} 适用于多种气体；请在 gas 中写明，如 HFC-134a`,
        `Formula ${id} serves several gases; name the gas, e.g. HFC-134a.`,
      );
    }
    const figure = calculate(id, inputsOf(id, { ...inputs, ...ofFormula }));
    return { gas: own === 'biogenic' && named === 'CO2' ? 'CO2-biogenic' : named, category: own, figure };
  });

/**
 * An amount of gas in CO2 equivalent: E = M × GWP; CO2 stays as it is.
 * @param gwp of the method's set; not needed for CO2
 * @throws AccountingError `missing-factor` when a gas other than CO2 comes without its GWP
 */
export const co2Equivalent = (amount: GasAmount, gwp: UsedFactor | null): SourceEmissions => {
  const { gas, figure } = amount;
  if (countsAsCo2(gas)) return { tco2e: figure.value, trace: figure.trace };
  if (gwp === null) {
    throw new AccountingError(
      'missing-factor',
      { zh: `气体 ${gas} 缺少 GWP，不能折算为二氧化碳当量`, en: `Gas ${gas} comes without its GWP.` },
      { gas },
    );
  }
  const mass: GivenInput = {
    value: figure.value,
    unit: figure.unit,
    origin: 'formula',
    ref: null,
    trace: figure.trace,
  };
  const result = calculate('co2-equivalent', {
    mass,
    gwp: { value: gwp.value, unit: gwp.unit, origin: 'factor', ref: gwp.id },
  });
  return { tco2e: result.value, trace: result.trace };
};
