import { findUnit } from '@zerofab/units';
import type { FactorRole, UsedFactor, SourceCategory, Figure, Trace } from '@zerofab/vocabulary';
import { calculate, type GivenInput } from './calculate.js';
import { AccountingError } from './errors.js';

export interface SourceActivity {
  readonly category: SourceCategory;
  /** Code of the emission source; stands in the trace as origin of the activity data. */
  readonly sourceCode: string;
  readonly activity: { readonly value: string; readonly unit: string };
  /** As the lookups of the factors lib return them, found by their role. */
  readonly factors: readonly UsedFactor[];
  /** Gas that is emitted; null or left out: CO2. */
  readonly gas?: string | null | undefined;
  /** Part of purchased electricity that is proven non-fossil, MWh as decimal text. */
  readonly provenMwh?: string | undefined;
}
/** What a figure of a source carries: decimal text in tCO2e, and its trace. */
export interface SourceEmissions {
  readonly tco2e: string;
  readonly trace: Trace;
}

const dimensionOf = (unit: string): string => findUnit(unit)?.dimension ?? 'unknown';

const plainActivity = (source: SourceActivity): GivenInput => ({
  ...source.activity,
  origin: 'activity',
  ref: source.sourceCode,
});

/**
 * The amount in the dimension that the factor asks for: a volume or mass goes there by the density, where the factors
 * hold one, as a formula of its own in the trace. Anything else stays as it is and is refused by its formula.
 */
export const amountIn = (
  wanted: string,
  source: Pick<SourceActivity, 'sourceCode' | 'activity' | 'factors'>,
): GivenInput => {
  const activity: GivenInput = { ...source.activity, origin: 'activity', ref: source.sourceCode };
  const density = source.factors.find(({ role }) => role === 'density');
  const have = dimensionOf(source.activity.unit).replace(/^gas volume at .*/, 'normal gas volume');
  const formula = BY_DENSITY[`${have} → ${wanted}`];
  if (density === undefined || formula === undefined) return activity;
  const { value, unit, trace } = calculate(formula, { activity, density: given(density) });
  return { value, unit, origin: 'formula', ref: source.sourceCode, trace };
};
const BY_DENSITY: Readonly<Record<string, string>> = {
  'volume → mass': 'mass-of-volume',
  'normal gas volume → mass': 'mass-of-gas-volume',
  'mass → normal gas volume': 'gas-volume-of-mass',
};
/** What a factor per amount is per: `mass` of `energy/mass`. */
const perOf = (unit: string): string => dimensionOf(unit).replace(/^.*\//, '');

/** The activity as a factor takes it. */
const activityFor = (source: SourceActivity, { unit }: GivenInput): GivenInput =>
  amountIn(perOf(unit), source);

const find = (source: SourceActivity, role: FactorRole): UsedFactor | undefined =>
  source.factors.find((factor) => factor.role === role);

const given = (factor: UsedFactor): GivenInput => ({
  value: factor.value,
  unit: factor.unit,
  origin: 'factor',
  ref: factor.id,
});

const need = (source: SourceActivity, role: FactorRole): GivenInput => {
  const factor = find(source, role);
  if (factor === undefined) {
    const has = source.factors.map((f) => `${f.role} [${f.unit}]`).join(', ');
    throw new AccountingError(
      'missing-factor',
      {
        zh: `排放源 ${source.sourceCode}（活动数据单位 ${source.activity.unit}）缺少因子 ${role}；现有 ${has || '无'}。请选择含该参数的整套燃料参数，或录入与活动数据单位相配的站点因子`,
        en: `Source ${source.sourceCode} (activity data in ${source.activity.unit}) lacks the factor ${role}; it has ${has || 'none'}. Choose a fuel set that holds it, or enter a site factor that fits the unit of the activity data.`,
      },
      { source: source.sourceCode, role, unit: source.activity.unit },
    );
  }
  return given(factor);
};

const isEnergy = (source: SourceActivity): boolean => dimensionOf(source.activity.unit) === 'energy';

/** Formula by mass or by volume: the unit of the NCV decides, and the activity data must fit it. */
const byAmount = (source: SourceActivity): 'mass' | 'volume' => {
  const ncv = need(source, 'netCalorificValue');
  return dimensionOf(ncv.unit) === 'energy/mass' ? 'mass' : 'volume';
};

const carbonBased = (source: SourceActivity): Figure => {
  const carbon = {
    carbonContent: need(source, 'carbonContent'),
    oxidationFactor: need(source, 'oxidationFactor'),
  };
  if (isEnergy(source))
    return calculate('fuel-combustion-heat', { activity: plainActivity(source), ...carbon });
  const netCalorificValue = need(source, 'netCalorificValue');
  return calculate(`fuel-combustion-${byAmount(source)}`, {
    activity: activityFor(source, netCalorificValue),
    netCalorificValue,
    ...carbon,
  });
};

const heatOf = (source: SourceActivity): GivenInput => {
  if (isEnergy(source)) return plainActivity(source);
  const netCalorificValue = need(source, 'netCalorificValue');
  const heat = calculate(`fuel-heat-${byAmount(source)}`, {
    activity: activityFor(source, netCalorificValue),
    netCalorificValue,
  });
  return { value: heat.value, unit: heat.unit, origin: 'formula', ref: source.sourceCode, trace: heat.trace };
};

/** Factor method by the dimension of the factor; CO2 and CO2e first, then the mass of another gas. */
const PER_AMOUNT: Readonly<Record<string, string>> = {
  'mass of CO2/mass': 'emission-factor-mass',
  'mass of CO2/normal gas volume': 'emission-factor-gas-volume',
  'mass of CO2/volume': 'emission-factor-volume',
  'mass of CO2/energy': 'emission-factor-energy',
  'mass of CO2/distance·mass': 'emission-factor-transport',
  'mass of CO2/distance': 'emission-factor-distance',
  'mass of CO2/count·distance': 'emission-factor-person-distance',
  'mass of CO2/count': 'emission-factor-piece',
  'mass of CO2/money': 'emission-factor-spend',
  fraction: 'emission-factor-gas-mass',
  'mass/area': 'emission-factor-gas-area',
};

const factorBased = (source: SourceActivity): Figure => {
  const emissionFactor = need(source, 'emissionFactor');
  const dimension = dimensionOf(emissionFactor.unit);
  // The calorific value of a fuel says that it is burnt, also where others burn it (other indirect).
  const burnt =
    source.category.endsWith('Combustion') ||
    source.category === 'biogenic' ||
    find(source, 'netCalorificValue') !== undefined;
  if (burnt && dimension === 'mass of CO2/energy') {
    return calculate('fuel-co2-per-heat', { activity: heatOf(source), emissionFactor });
  }
  const formula = PER_AMOUNT[dimension];
  if (formula === undefined) {
    throw new AccountingError(
      'wrong-dimension',
      {
        zh: `排放源 ${source.sourceCode} 的因子单位 ${emissionFactor.unit} 不是排放因子的单位；请用如 tCO2/t、tCO2/MWh、kg/t 的因子，或为该源指定公式`,
        en: `The factor of source ${source.sourceCode} is in ${emissionFactor.unit}, which is no unit of an emission factor; give one such as tCO2/t, tCO2/MWh or kg/t, or name a formula for the source.`,
      },
      { source: source.sourceCode, unit: emissionFactor.unit },
    );
  }
  return calculate(formula, { activity: activityFor(source, emissionFactor), emissionFactor });
};

const combustion = (source: SourceActivity): Figure =>
  find(source, 'carbonContent') === undefined ? factorBased(source) : carbonBased(source);

const CARRIER_FORMULA: Readonly<Partial<Record<SourceCategory, string>>> = {
  purchasedElectricity: 'purchased-electricity',
  purchasedHeat: 'purchased-heat',
  exportedElectricity: 'exported-electricity',
  exportedHeat: 'exported-heat',
};

const figureOf = (source: SourceActivity): Figure => {
  const carrier = CARRIER_FORMULA[source.category];
  if (carrier === 'purchased-electricity' && source.provenMwh !== undefined) {
    return calculate('purchased-electricity-attributed', {
      activity: plainActivity(source),
      provenMwh: {
        value: source.provenMwh,
        unit: 'MWh',
        origin: 'activity',
        ref: `${source.sourceCode}#proofs`,
      },
      emissionFactor: need(source, 'emissionFactor'),
    });
  }
  if (carrier !== undefined) {
    return calculate(carrier, {
      activity: plainActivity(source),
      emissionFactor: need(source, 'emissionFactor'),
    });
  }
  // A gas that is weighed as such, e.g. a refill of SF6, needs no factor.
  if (source.factors.length === 0 && (source.gas ?? null) !== null)
    return calculate('gas-mass', { activity: plainActivity(source) });
  return combustion(source);
};

/** An amount of one gas: CO2 in tCO2, any other gas as its own mass in t, before GWP. */
export interface GasAmount {
  readonly gas: string;
  /** Class the line counts in: CH4 of burnt biomass is no biogenic CO2. */
  readonly category: SourceCategory;
  readonly figure: Figure;
}

/** A factor in CO2e says how much warming, not of which gas. */
const gasOfFactor = (source: SourceActivity): 'CO2' | 'CO2e' =>
  find(source, 'emissionFactor')?.unit.includes('CO2e') === true ? 'CO2e' : 'CO2';

/** CH4 and N2O of combustion, where the factors hold them (roles `ch4Factor`, `n2oFactor`). */
const combustionGases = (source: SourceActivity): GasAmount[] =>
  (['CH4', 'N2O'] as const).flatMap((gas): GasAmount[] => {
    const factor = find(source, gas === 'CH4' ? 'ch4Factor' : 'n2oFactor');
    if (factor === undefined) return [];
    const figure = calculate('combustion-gas', { activity: heatOf(source), emissionFactor: given(factor) });
    const category = source.category === 'biogenic' ? 'stationaryCombustion' : source.category;
    return [{ gas, category, figure }];
  });

/**
 * What one emission source gives off over one span and one set of factors, gas by gas; picks the formulas by class,
 * factors and unit. Electricity and heat: activity × factor (G9, G10). Fuel: NCV × carbon content × oxidation × 44/12
 * (G4) by mass, normal volume or heat; with a factor per heat through the fuel's heat; CH4 and N2O beside it (G5).
 * Everything else: activity × factor (G1, G6–G8), or the mass of the gas itself where there is no factor.
 * A gas volume in plain m³ is refused where the factor is per Nm³: its reference state must be stated (`Nm3`, or
 * `m3@15C` or `m3@20C`, which are brought to Nm³ by a traced formula); litres need a density.
 * @throws AccountingError naming the input and what to do
 */
export const sourceGases = (source: SourceActivity): readonly GasAmount[] => {
  const { category, gas } = source;
  const named = gas ?? (category === 'biogenic' ? 'CO2-biogenic' : gasOfFactor(source));
  return [{ gas: named, category, figure: figureOf(source) }, ...combustionGases(source)];
};

/**
 * CO2 of one emission source over one span and one set of factors; see `sourceGases`.
 * @returns decimal text in tCO2e (CO2 only, GWP 1) and the trace
 * @throws AccountingError naming the input and what to do
 */
export const sourceEmissions = (source: SourceActivity): SourceEmissions => {
  const figure = figureOf(source);
  return { tco2e: figure.value, trace: figure.trace };
};
