import { calculate, type GivenInput } from './calculate.js';
import type { EmissionCategory, SourceEmissions } from './source-emissions.js';
import type { Trace } from './trace.js';

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
  readonly category: EmissionCategory;
}
/** null where no source of the scope has a figure. */
export interface InventoryTotals {
  readonly direct: SourceEmissions | null;
  readonly energyIndirect: SourceEmissions | null;
  readonly total: SourceEmissions | null;
}

const CLASSES: Readonly<Record<EmissionCategory, 'fuel' | 'electricityIn' | 'heatIn'>> = {
  stationaryCombustion: 'fuel',
  mobileCombustion: 'fuel',
  purchasedElectricity: 'electricityIn',
  purchasedHeat: 'heatIn',
};

/** The formula over those of its classes that occur; null when none does. */
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

/**
 * Direct, energy-indirect and total emissions of an inventory, over the sources that have a figure.
 * Source: GB/T 32150-2025 7.5.8 (eq 11), with the split of the 2024 generation of GB/T 32151 (ES, EI, ET).
 * Sources without a figure are not terms: the caller marks the totals as lower bounds.
 */
export const inventoryTotals = (sources: readonly SourceTerm[]): InventoryTotals => {
  const ofClass = (name: string): SourceEmissions | null => {
    const terms = sources.filter((source) => CLASSES[source.category] === name);
    return terms.length === 0 ? null : sumEmissions(terms);
  };
  const direct = over('direct-emissions', { fuel: ofClass('fuel') });
  const energyIndirect = over('energy-indirect-emissions', {
    electricityIn: ofClass('electricityIn'),
    heatIn: ofClass('heatIn'),
  });
  return { direct, energyIndirect, total: over('total-emissions', { direct, energyIndirect }) };
};
