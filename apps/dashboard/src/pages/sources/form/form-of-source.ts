import type { ActivityBinding, FactorChoice, InputBinding, Source } from '@zerofab/contracts';
import {
  emptyActivity,
  emptyFactor,
  emptyInput,
  emptyRegister,
  emptySource,
  type ActivityForm,
  type FactorForm,
  type InputForm,
  type RegisterForm,
  type SourceForm,
} from './source-form';

type Registers = Extract<ActivityBinding, { kind: 'meters' }>['registers'];

const registersOf = (registers: Registers): RegisterForm[] =>
  registers.map(({ share, ...bound }) => ({ ...bound, share: share ?? '' }));

const activityForm = (binding: ActivityBinding | null): ActivityForm => {
  if (binding === null) return emptyActivity('none');
  return binding.kind === 'meters'
    ? { kind: 'meters', registers: registersOf(binding.registers), unit: '' }
    : { ...binding, registers: [emptyRegister()] };
};

const factorForm = (choice: FactorChoice | null): FactorForm => {
  if (choice === null) return emptyFactor();
  const blank = { ...emptyFactor(), kind: choice.kind };
  switch (choice.kind) {
    case 'grid':
      return { ...blank, rule: choice.rule, region: choice.region ?? '' };
    case 'fuel':
      return {
        ...blank,
        fuel: choice.fuel,
        set: choice.set ?? '',
        measured: {
          netCalorificValue: choice.measured?.netCalorificValue ?? '',
          carbonContent: choice.measured?.carbonContent ?? '',
          oxidationFactor: choice.measured?.oxidationFactor ?? '',
          emissionFactor: choice.measured?.emissionFactor ?? '',
          density: choice.measured?.density ?? '',
        },
        driven: choice.driven ?? '',
      };
    case 'ladder':
      return { ...blank, steps: choice.steps.map(factorForm) };
    case 'library':
      return { ...blank, id: choice.id };
    case 'parameter':
      return { ...blank, code: choice.code };
    case 'site':
      return {
        ...blank,
        value: choice.value,
        unit: choice.unit,
        source: choice.source,
        year: choice.year === undefined ? '' : String(choice.year),
      };
  }
};

const inputForm = (name: string, binding: InputBinding): InputForm => {
  const blank = { ...emptyInput(name), kind: binding.kind };
  switch (binding.kind) {
    case 'meters':
      return { ...blank, registers: registersOf(binding.registers) };
    case 'formula':
      return { ...blank, id: binding.id, inputs: inputForms(binding.inputs) };
    case 'ladder':
      return { ...blank, steps: binding.steps.map((step) => inputForm('', step)) };
    default:
      return { ...blank, ...binding };
  }
};
const inputForms = (inputs: Readonly<Record<string, InputBinding>>): InputForm[] =>
  Object.entries(inputs).map(([name, binding]) => inputForm(name, binding));

/** A stored source as the form shows it. */
export const formOfSource = (source: Source): SourceForm => ({
  ...emptySource(source.method),
  code: source.code,
  nameZh: source.name.zh,
  nameEn: source.name.en === source.name.zh ? '' : source.name.en,
  category: source.category,
  system: source.system,
  facility: source.facility ?? '',
  part: source.part ?? '',
  gas: source.gas ?? '',
  included: source.included,
  reason: source.reason ?? '',
  validFrom: source.validFrom ?? '',
  validTo: source.validTo ?? '',
  activity: activityForm(source.activity),
  crossCheck: activityForm(source.crossCheck),
  byFormula: source.calculation !== null,
  factor: factorForm(source.factor),
  formulas: source.calculation?.formulas.map(({ id, gas, inputs }) => ({
    id,
    gas: gas ?? '',
    own: inputs === undefined ? undefined : inputForms(inputs),
  })) ?? [{ id: '', gas: '' }],
  inputs: inputForms(source.calculation?.inputs ?? {}),
  uncertainty: {
    activityPercent: source.uncertainty?.activityPercent ?? '',
    meterClass: source.uncertainty?.meterClass ?? '',
    kind: source.uncertainty?.kind ?? '',
  },
  confirmed: source.confirmed,
  residual: {
    ...emptySource(source.method).residual,
    ...source.residual,
    kept: source.residual ?? undefined,
  },
});
