import type { FactorRole, UsedFactor } from '@zerofab/factors';
import { findUnit } from '@zerofab/units';
import { calculate, type GivenInput, type GivenInputs } from './calculate.js';
import { AccountingError } from './errors.js';
import type { EmissionCategory } from './formula.js';
import type { Figure, Trace } from './trace.js';

export interface SourceActivity {
  readonly category: EmissionCategory;
  /** Code of the emission source; stands in the trace as origin of the activity data. */
  readonly sourceCode: string;
  readonly activity: { readonly value: string; readonly unit: string };
  /** As the lookups of the factors lib return them, found by their role. */
  readonly factors: readonly UsedFactor[];
}
/** What a figure of a source carries: decimal text in tCO2e, and its trace. */
export interface SourceEmissions {
  readonly tco2e: string;
  readonly trace: Trace;
}

const dimensionOf = (unit: string): string => findUnit(unit)?.dimension ?? 'unknown';

const activityOf = (source: SourceActivity): GivenInput => ({
  ...source.activity,
  origin: 'activity',
  ref: source.sourceCode,
});

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
  if (isEnergy(source)) return calculate('fuel-combustion-heat', { activity: activityOf(source), ...carbon });
  return calculate(`fuel-combustion-${byAmount(source)}`, {
    activity: activityOf(source),
    netCalorificValue: need(source, 'netCalorificValue'),
    ...carbon,
  });
};

const heatOf = (source: SourceActivity): GivenInput => {
  if (isEnergy(source)) return activityOf(source);
  const netCalorificValue = need(source, 'netCalorificValue');
  const heat = calculate(`fuel-heat-${byAmount(source)}`, {
    activity: activityOf(source),
    netCalorificValue,
  });
  return { value: heat.value, unit: heat.unit, origin: 'formula', ref: source.sourceCode, trace: heat.trace };
};

const PER_AMOUNT: Readonly<Record<string, string>> = {
  'mass of CO2/mass': 'emission-factor-mass',
  'mass of CO2/normal gas volume': 'emission-factor-gas-volume',
  'mass of CO2/volume': 'emission-factor-volume',
};

const factorBased = (source: SourceActivity): Figure => {
  const emissionFactor = need(source, 'emissionFactor');
  const perAmount = PER_AMOUNT[dimensionOf(emissionFactor.unit)];
  return perAmount === undefined
    ? calculate('fuel-co2-per-heat', { activity: heatOf(source), emissionFactor })
    : calculate(perAmount, { activity: activityOf(source), emissionFactor });
};

const combustion = (source: SourceActivity): Figure =>
  find(source, 'carbonContent') === undefined ? factorBased(source) : carbonBased(source);

const purchased = (source: SourceActivity, formula: string): Figure => {
  const inputs: GivenInputs = {
    activity: activityOf(source),
    emissionFactor: need(source, 'emissionFactor'),
  };
  return calculate(formula, inputs);
};

/**
 * CO2 of one emission source over one span and one set of factors; picks the formula by category, factors and unit.
 * Electricity and heat: activity × factor (G9, G10). Fuel: NCV × carbon content × oxidation × 44/12 (G4) by mass,
 * normal volume or heat; with a factor per heat through the fuel's heat; with a factor per amount directly (G1).
 * A gas volume in plain m³ is refused where the factor is per Nm³: its reference state must be stated (`Nm3`, or
 * `m3@20C`, which is brought to Nm³ by a traced formula).
 * @returns decimal text in tCO2e (CO2 only, GWP 1) and the trace
 * @throws AccountingError naming the input and what to do
 */
export const sourceEmissions = (source: SourceActivity): SourceEmissions => {
  const { category } = source;
  const figure =
    category === 'purchasedElectricity'
      ? purchased(source, 'purchased-electricity')
      : category === 'purchasedHeat'
        ? purchased(source, 'purchased-heat')
        : combustion(source);
  return { tco2e: figure.value, trace: figure.trace };
};
