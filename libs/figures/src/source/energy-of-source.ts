import {
  amountIn,
  comprehensiveEnergy,
  energyContent,
  formulaById,
  type GivenInput,
  type GivenInputs,
} from '@zerofab/accounting';
import {
  energyCoefficientFromNcv,
  lookupEnergyCoefficient,
  siteFactor,
  type FactorLibrary,
} from '@zerofab/factors';
import { decimalText, ExactDecimal, findUnit, type DecimalInput } from '@zerofab/units';
import type { Bilingual, SourceCategory, UsedFactor } from '@zerofab/vocabulary';
import type { EnergyPart, SourceEnergy } from '../domain/figure.js';
import type { SourceDefinition } from '../domain/source.js';
import { reasonOf } from './reason.js';

/** What a source used over a stretch with one set of factors: its amount, or the inputs of its formulas. */
export interface EnergyStretch {
  readonly from: string;
  readonly to: string;
  readonly activity: { readonly value: string; readonly unit: string };
  readonly factors: readonly UsedFactor[];
  /** Inputs of each formula, in their order; undefined where the source is activity × factor. */
  readonly formulaInputs?: readonly GivenInputs[] | undefined;
}

/** Energy of a source, or why it has none although it uses some. Both null: it uses no energy. */
export interface EnergyOfSource {
  readonly energy: SourceEnergy | null;
  readonly gap: Bilingual | null;
}

type Use = 'electricity' | 'heat' | 'fuel';

/** Classes that use energy or deliver it. Fuel as raw material stands in class process and is no use of energy. */
const USES: Readonly<Partial<Record<SourceCategory, Use>>> = {
  stationaryCombustion: 'fuel',
  mobileCombustion: 'fuel',
  biogenic: 'fuel',
  purchasedElectricity: 'electricity',
  purchasedHeat: 'heat',
  exportedElectricity: 'electricity',
  exportedHeat: 'heat',
};

const delivers = (category: SourceCategory): boolean =>
  category === 'exportedElectricity' || category === 'exportedHeat';

class EnergyUnknown extends Error {
  constructor(readonly text: Bilingual) {
    super(text.en);
  }
}

const NO_CALORIFIC_VALUE: Bilingual = {
  zh: '因子未说明燃料，也没有热值，无法折算标准煤；请按燃料选择因子，或给出低位发热量',
  en: 'Its factor names no fuel and no calorific value, so it cannot be counted in standard coal; choose the factor by fuel, or give a net calorific value.',
};
const SEVERAL_AMOUNTS: Bilingual = {
  zh: '一个公式含多种投入量，无法判断哪一项是能源；请把燃料分列为排放源',
  en: 'One formula takes several amounts, and which of them is energy is not known; list the fuels as sources of their own.',
};

interface Term {
  readonly activity: { readonly value: DecimalInput; readonly unit: string };
  readonly coefficient: UsedFactor;
}

const isSitesOwn = (factor: UsedFactor | undefined): factor is UsedFactor => factor?.choice.how === 'site';

/** A calorific value measured by the site comes first, then the reference coefficient of the fuel by name. */
const fuelCoefficient = (
  { factor }: SourceDefinition,
  factors: readonly UsedFactor[],
  library: FactorLibrary,
): UsedFactor => {
  const ncv = factors.find(({ role }) => role === 'netCalorificValue');
  if (isSitesOwn(ncv)) return energyCoefficientFromNcv(ncv, library);
  if (factor?.kind === 'fuel') return lookupEnergyCoefficient(factor.fuel, factor.set, library);
  const record = factors.map(({ id }) => library.byId.get(id)).find((row) => typeof row?.fuel === 'string');
  if (typeof record?.fuel === 'string')
    return lookupEnergyCoefficient(record.fuel, record.set ?? undefined, library);
  throw new EnergyUnknown(NO_CALORIFIC_VALUE);
};

const DIMENSIONS: Readonly<Record<Use, readonly string[]>> = {
  electricity: ['energy'],
  heat: ['energy'],
  fuel: ['energy', 'mass', 'normal gas volume'],
};
const dimensionOf = (unit: string): string => findUnit(unit)?.dimension ?? '';

/** A calorific value that entered a formula, as a factor: the one that was looked up, or what the site states. */
const calorificValue = ({ value, unit, ref }: GivenInput, factors: readonly UsedFactor[]): UsedFactor =>
  factors.find(({ id }) => id === ref) ??
  siteFactor({ value: decimalText(new ExactDecimal(value)), unit, source: ref ?? 'given', purpose: 'other' });

/** The one energy that a formula takes in, with its coefficient; undefined where it takes none. */
const termOf = (
  formula: string,
  given: GivenInputs,
  use: Use,
  source: SourceDefinition,
  factors: readonly UsedFactor[],
  library: FactorLibrary,
): (Term & { readonly ref: string }) | undefined => {
  const amounts = formulaById(formula).inputs.flatMap(({ name, role }) => {
    const input = given[name];
    return role === 'activity' && input !== undefined && DIMENSIONS[use].includes(dimensionOf(input.unit))
      ? [input]
      : [];
  });
  const [amount] = amounts;
  if (amount === undefined) return undefined;
  if (amounts.length > 1) throw new EnergyUnknown(SEVERAL_AMOUNTS);
  const activity = { value: amount.value, unit: amount.unit };
  const named = dimensionOf(amount.unit) === 'energy' ? (use === 'electricity' ? use : 'heat') : null;
  if (named !== null)
    return {
      activity,
      coefficient: lookupEnergyCoefficient(named, undefined, library),
      ref: amount.ref ?? formula,
    };
  const per = `energy/${dimensionOf(amount.unit)}`;
  const ncv = Object.values(given).find(({ unit }) => dimensionOf(unit) === per);
  const coefficient =
    ncv === undefined
      ? fuelCoefficient(source, factors, library)
      : energyCoefficientFromNcv(calorificValue(ncv, factors), library);
  return { activity, coefficient, ref: amount.ref ?? formula };
};

/** Energy of a source's formulas; an amount that enters several of them (CO2, CH4, N2O) counts once. */
const ofFormulas = (
  source: SourceDefinition,
  use: Use,
  { factors, formulaInputs = [] }: EnergyStretch,
  library: FactorLibrary,
): Term[] => {
  const terms = new Map<string, Term>();
  for (const [index, { id }] of (source.calculation?.formulas ?? []).entries()) {
    const term = termOf(id, formulaInputs[index] ?? {}, use, source, factors, library);
    if (term !== undefined) terms.set(term.ref, term);
  }
  if (terms.size === 0) throw new EnergyUnknown(NO_CALORIFIC_VALUE);
  return [...terms.values()];
};

const termsOf = (
  source: SourceDefinition,
  use: Use,
  stretch: EnergyStretch,
  library: FactorLibrary,
): Term[] => {
  if (stretch.formulaInputs !== undefined) return ofFormulas(source, use, stretch, library);
  const coefficient =
    use === 'fuel'
      ? fuelCoefficient(source, stretch.factors, library)
      : lookupEnergyCoefficient(use, undefined, library);
  const per = (findUnit(coefficient.unit)?.dimension ?? '').replace(/^.*\//, '');
  // Litres are brought to mass by the density that the source names.
  const { value, unit } = amountIn(per, {
    sourceCode: source.code,
    activity: stretch.activity,
    factors: stretch.factors,
  });
  return [{ activity: { value, unit }, coefficient }];
};

const partsOf = (
  source: SourceDefinition,
  use: Use,
  stretch: EnergyStretch,
  library: FactorLibrary,
): EnergyPart[] =>
  termsOf(source, use, stretch, library).map(({ activity, coefficient }) => ({
    from: stretch.from,
    to: stretch.to,
    activity: decimalText(new ExactDecimal(activity.value)),
    activityUnit: activity.unit,
    coefficient,
    ...energyContent({
      sourceCode: source.code,
      activity: { value: decimalText(new ExactDecimal(activity.value)), unit: activity.unit },
      coefficient,
      delivered: delivers(source.category),
    }),
  }));

const sumOf = (parts: readonly EnergyPart[]): SourceEnergy | null => {
  const [only] = parts;
  if (only === undefined) return null;
  const { tce, trace } =
    parts.length === 1
      ? only
      : comprehensiveEnergy(
          parts.map((part, index) => ({ ...part, sourceCode: `part${String(index + 1)}` })),
        );
  return { tce, trace, coefficient: only.coefficient, parts };
};

/**
 * Energy of a source at calorific value (当量值), GB/T 2589-2020, stretch by stretch; what it delivers is negative.
 * Where a source uses energy that cannot be counted, `gap` says why: the comprehensive energy is then a lower bound.
 */
export const energyOf = (
  source: SourceDefinition,
  stretches: readonly EnergyStretch[],
  library: FactorLibrary,
): EnergyOfSource => {
  const use = USES[source.category];
  if (use === undefined) return { energy: null, gap: null };
  try {
    return {
      energy: sumOf(stretches.flatMap((stretch) => partsOf(source, use, stretch, library))),
      gap: null,
    };
  } catch (error) {
    return { energy: null, gap: error instanceof EnergyUnknown ? error.text : reasonOf(error) };
  }
};

/** Whether a source uses or delivers energy, by its class. */
export const usesEnergy = (category: SourceCategory): boolean => USES[category] !== undefined;
