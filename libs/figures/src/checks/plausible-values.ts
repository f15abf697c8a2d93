import {
  forbiddenTwin,
  isUnusual,
  usualFactor,
  usualParameter,
  type FactorLibrary,
  type FactorPurpose,
  type FuelRole,
  type UsualRange,
} from '@zerofab/factors';
import { convert, ExactDecimal, findUnit, parseDecimal } from '@zerofab/units';
import type { FieldRefusal } from '@zerofab/vocabulary';
import type { InputBinding, SourceContent } from '../domain/source.js';
import { purposeOf } from '../source/choose-factors.js';
import { doubted, wrong, type Findings } from './findings.js';

const FUEL_ROLES: readonly FuelRole[] = [
  'netCalorificValue',
  'carbonContent',
  'oxidationFactor',
  'emissionFactor',
  'density',
];

/** The role of a fuel's parameter that an input of a formula plays, by its name; undefined where it is another. */
const fuelRoleOf = (input: string): FuelRole | undefined =>
  FUEL_ROLES.find((role) => role === input.slice(input.lastIndexOf('.') + 1));

/** Numbers of a range as a person reads them: six digits are enough to see a slipped unit. */
const rangeText = ({ low, high, unit }: UsualRange): string => {
  const [from, to] = [low, high].map((value) => value.toSignificantDigits(6).toFixed());
  return from === to ? `${from ?? ''} ${unit}` : `${from ?? ''} – ${to ?? ''} ${unit}`;
};

/**
 * A value outside a third of the smallest and three times the greatest value that the library holds for such a thing. It
 * may be right: then it is confirmed, with a reason that the record keeps.
 */
const unusualValue = (
  field: string,
  value: string,
  unit: string,
  usual: UsualRange | undefined,
): Required<FieldRefusal> | undefined => {
  if (usual === undefined || parseDecimal(value) === undefined || !isUnusual(value, unit, usual))
    return undefined;
  const stated = `${value} ${unit}`;
  return doubted(
    field,
    stated,
    `${stated} is far from what the library holds (${usual.of.en}: ${rangeText(usual)}); check value and unit, or confirm it with a reason`,
    `${stated} 与因子库数值相差过大（${usual.of.zh}：${rangeText(usual)}）；请核对数值与单位，确认无误请注明理由`,
  );
};

/** A typed factor of electricity: zero needs proof, and what may never stand for consumption is named. */
function* checkElectricity(field: string, value: string, unit: string, library: FactorLibrary): Findings {
  if (parseDecimal(value)?.isZero() === true) {
    yield wrong(
      `${field}.value`,
      'electricity counts as zero only with proof: keep the grid factor and record the contract, settlement or certificates under proofs of electricity',
      '电力按 0 计须有凭证：请保留电网因子，并在电力属性凭证中登记合同、结算单或绿证',
    );
    return;
  }
  const twin = forbiddenTwin(value, unit, library);
  if (twin !== undefined)
    yield wrong(
      `${field}.value`,
      `${value} ${unit} is "${twin.name.en}" (${twin.id}), which may not be used for consumed electricity; take the grid average (rule latest-at-report-due)`,
      `${value} ${unit} 即“${twin.name.zh}”（${twin.id}），不得用于电力消费核算；请采用电网平均因子（规则 latest-at-report-due）`,
    );
}

/** Whether a factor that somebody typed can be true. The unit fits the purpose already. */
export function* checkTypedFactor(
  field: string,
  { value, unit }: { readonly value: string; readonly unit: string },
  purpose: FactorPurpose,
  library: FactorLibrary,
): Findings {
  let refused = false;
  if (purpose === 'purchasedElectricity')
    for (const finding of checkElectricity(field, value, unit, library)) {
      refused = true;
      yield finding;
    }
  if (refused) return;
  const doubt = unusualValue(`${field}.value`, value, unit, usualFactor(purpose, unit, library));
  if (doubt !== undefined) yield doubt;
}

/** CO2 of one tonne of pure carbon, tCO2/t: 44/12. */
const CO2_OF_CARBON = new ExactDecimal(44).div(12);

/** CO2 of a process per tonne: per tonne of product it may be more than its carbon, but not by three times. */
export function* checkProcessFactor(
  field: string,
  { value, unit }: { readonly value: string; readonly unit: string },
): Findings {
  if (findUnit(unit)?.dimension !== 'mass of CO2/mass' || unit.includes('CO2e')) return;
  if (parseDecimal(value) === undefined || !convert(value, unit, 'tCO2/t').gt(CO2_OF_CARBON.times(3))) return;
  const stated = `${value} ${unit}`;
  yield doubted(
    `${field}.value`,
    stated,
    `${stated} is more than three times the CO2 of pure carbon (3.667 tCO2/t); check value and unit, or confirm it with a reason`,
    `${stated} 超过纯碳 CO2（3.667 tCO2/t）的三倍；请核对数值与单位，确认无误请注明理由`,
  );
}

/** Whether a value stated for an input of a formula can be true; only parameters of fuels are known well enough. */
export function* checkStatedInput(
  field: string,
  name: string,
  { value, unit }: Extract<InputBinding, { kind: 'value' }>,
  library: FactorLibrary,
): Findings {
  const role = fuelRoleOf(name);
  if (role === undefined || findUnit(unit) === undefined) return;
  const doubt = unusualValue(`${field}.value`, value, unit, usualParameter(role, undefined, unit, library));
  if (doubt !== undefined) yield doubt;
}

/** What a source takes from a site parameter: its role, and the fuel where the source names one. */
export interface ParameterUse {
  readonly source: string;
  readonly role: FuelRole | undefined;
  readonly fuel: string | undefined;
  /** What a whole factor is for; left out: a parameter of a fuel, or of a formula. */
  readonly purpose?: FactorPurpose | undefined;
}

const usesInInputs = (
  source: string,
  inputs: Readonly<Record<string, InputBinding>>,
  code: string,
): ParameterUse[] =>
  Object.entries(inputs).flatMap(([name, binding]) => {
    if (binding.kind === 'formula') return usesInInputs(source, binding.inputs, code);
    const steps = binding.kind === 'ladder' ? binding.steps : [binding];
    return steps.some((step) => step.kind === 'parameter' && step.code === code)
      ? [{ source, role: fuelRoleOf(name), fuel: undefined }]
      : [];
  });

/** Where the sources of a site use a parameter. */
export const parameterUses = (
  sources: readonly (Pick<SourceContent, 'calculation' | 'category' | 'residual'> & {
    readonly code: string;
    readonly factor?: SourceContent['factor'] | null;
  })[],
  code: string,
): ParameterUse[] =>
  sources.flatMap((source) => {
    const { factor, residual } = source;
    const steps =
      factor === undefined || factor === null ? [] : factor.kind === 'ladder' ? factor.steps : [factor];
    return [
      ...[...steps, ...(residual === undefined ? [] : [residual])].flatMap((step): ParameterUse[] => {
        if (step.kind === 'parameter' && step.code === code)
          return [
            {
              source: source.code,
              role: 'emissionFactor',
              fuel: undefined,
              purpose: purposeOf(source.category),
            },
          ];
        if (step.kind !== 'fuel') return [];
        return FUEL_ROLES.filter((role) => step.measured?.[role] === code).map((role) => ({
          source: source.code,
          role,
          fuel: step.fuel,
        }));
      }),
      ...[
        source.calculation?.inputs,
        ...(source.calculation?.formulas ?? []).map(({ inputs }) => inputs),
      ].flatMap((inputs) => usesInInputs(source.code, inputs ?? {}, code)),
    ];
  });

/**
 * Why a value of a site parameter may not be what its sources take it for: electricity at zero, or by a factor that is
 * not for consumption. No confirmation helps. Undefined where nothing forbids it.
 */
export const parameterForbidden = (
  { value, unit }: { readonly value: string; readonly unit: string },
  uses: readonly ParameterUse[],
  library: FactorLibrary,
): FieldRefusal | undefined => {
  if (!uses.some(({ purpose }) => purpose === 'purchasedElectricity')) return undefined;
  const [found] = checkElectricity('', value, unit, library);
  return found === undefined ? undefined : { ...found, field: 'value' };
};

/**
 * Doubts about a value of a site parameter: held against the fuel of each source that uses it, or against all fuels where
 * none does yet. Empty where nothing speaks against it.
 */
export const parameterDoubt = (
  { value, unit }: { readonly value: string; readonly unit: string },
  uses: readonly ParameterUse[],
  library: FactorLibrary,
): Required<FieldRefusal> | undefined => {
  const asked: readonly Omit<ParameterUse, 'source'>[] =
    uses.length === 0 ? [{ role: undefined, fuel: undefined }] : uses;
  for (const { role, fuel, purpose } of asked) {
    const usual =
      (purpose === undefined ? undefined : usualFactor(purpose, unit, library)) ??
      usualParameter(role, fuel, unit, library);
    const doubt = unusualValue('value', value, unit, usual);
    if (doubt !== undefined) return doubt;
  }
  return undefined;
};
