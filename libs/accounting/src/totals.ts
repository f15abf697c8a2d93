import type { SourceCategory, MethodScope, Trace } from '@zerofab/vocabulary';
import { calculate, type GivenInput } from './calculate.js';
import type { Method } from './method.js';
import type { SourceEmissions } from './source-emissions.js';

/** A term of a sum; its name must be its own within the sum. */
export interface EmissionTerm {
  readonly name: string;
  /** Decimal text, tCO2e. */
  readonly tco2e: string;
  /** Code of the source, or null. */
  readonly ref?: string | null;
  readonly trace: Trace | null;
}

const termInput = ({ tco2e, ref, trace }: Omit<EmissionTerm, 'name'>): GivenInput => ({
  value: tco2e,
  unit: trace?.result.unit ?? 'tCO2e',
  origin: trace === null ? 'given' : 'formula',
  ref: ref ?? null,
  trace,
});

/**
 * Sum of emissions: sources of a class, or spans of a source.
 * @throws AccountingError `no-terms` for an empty list, because nothing known is not zero; RangeError for equal names
 */
export const sumEmissions = (terms: readonly EmissionTerm[]): SourceEmissions => {
  const inputs = Object.fromEntries(terms.map((term) => [term.name, termInput(term)]));
  if (Object.keys(inputs).length < terms.length)
    throw new RangeError('two terms of a sum have the same name');
  const figure = calculate('sum-emissions', inputs);
  return { tco2e: figure.value, trace: figure.trace };
};

export interface SourceTerm extends EmissionTerm {
  readonly category: SourceCategory;
}

/** null where no source of the scope has a figure. */
export interface InventoryTotals {
  readonly direct: SourceEmissions | null;
  readonly energyIndirect: SourceEmissions | null;
  readonly otherIndirect: SourceEmissions | null;
  /** CO2 of biomass, never in the total. */
  readonly biogenic: SourceEmissions | null;
  /** Removals, never in the total. */
  readonly removal: SourceEmissions | null;
  readonly total: SourceEmissions | null;
}

/** Name of each class in the formulas of the totals. What these subtract is exported or recovered. */
const TERM: Readonly<Record<SourceCategory, string>> = {
  stationaryCombustion: 'fuel',
  mobileCombustion: 'fuel',
  process: 'process',
  waste: 'waste',
  fugitive: 'fugitive',
  recovery: 'recovered',
  purchasedElectricity: 'electricityIn',
  purchasedHeat: 'heatIn',
  exportedElectricity: 'electricityOut',
  exportedHeat: 'heatOut',
  biogenic: 'biogenic',
  removal: 'removal',
  otherIndirectTransport: 'transport',
  otherIndirectUsed: 'used',
  otherIndirectSold: 'sold',
  otherIndirectOther: 'other',
};
const SCOPE_FORMULA = {
  direct: 'direct-emissions',
  energyIndirect: 'energy-indirect-emissions',
  otherIndirect: 'other-indirect-emissions',
} as const;

/** The formula over those of its terms that occur; null when none does. */
const over = (
  formula: string,
  parts: Readonly<Record<string, SourceEmissions | null>>,
): SourceEmissions | null => {
  const present = Object.entries(parts).flatMap(([name, figure]) =>
    figure === null ? [] : [[name, termInput(figure)] as const],
  );
  if (present.length === 0) return null;
  const figure = calculate(formula, Object.fromEntries(present));
  return { tco2e: figure.value, trace: figure.trace };
};

const sumOrNull = (terms: readonly SourceTerm[]): SourceEmissions | null =>
  terms.length === 0 ? null : sumEmissions(terms);

/**
 * Totals of an inventory by the rules of a method, over the sources that have a figure: which class stands in which
 * scope, what is subtracted, and which scopes make up the total.
 * Source: GB/T 32150-2025 7.5.8 (eq 11), with the split of the 2024 generation of GB/T 32151 (ES, EI, ET).
 * Biogenic CO2 and removals are sums of their own and never part of the total; `memo` and `excluded` classes are left
 * out. Sources without a figure are not terms: the caller marks the totals as lower bounds.
 */
export const inventoryTotals = (sources: readonly SourceTerm[], method: Method): InventoryTotals => {
  const of = (scope: MethodScope): SourceTerm[] =>
    sources.filter((source) => method.classes[source.category]?.scope === scope);
  const scopeTotal = (scope: keyof typeof SCOPE_FORMULA): SourceEmissions | null => {
    const terms = of(scope);
    const names = [...new Set(terms.map((term) => TERM[term.category]))];
    const parts = names.map(
      (name) => [name, sumOrNull(terms.filter((term) => TERM[term.category] === name))] as const,
    );
    return over(SCOPE_FORMULA[scope], Object.fromEntries(parts));
  };
  const scopes = {
    direct: scopeTotal('direct'),
    energyIndirect: scopeTotal('energyIndirect'),
    otherIndirect: scopeTotal('otherIndirect'),
  };
  const counted = method.total.map((scope) => [scope, scopes[scope]] as const);
  return {
    ...scopes,
    biogenic: sumOrNull(of('biogenic')),
    removal: sumOrNull(of('removal')),
    total: over('total-emissions', Object.fromEntries(counted)),
  };
};
