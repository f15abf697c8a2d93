import type {
  ActivityBinding,
  FactorChoice,
  FactorStep,
  InputBinding,
  InputStep,
  PutSource,
  Source,
} from '@zerofab/contracts';
import type { GridFactorRule } from '@zerofab/vocabulary';
import type {
  ActivityForm,
  FactorForm,
  InputForm,
  RegisterForm,
  ResidualForm,
  SourceForm,
} from './source-form';

/** Without what is empty or undefined: the contract leaves out what is not given. */
const given = <T extends object>(fields: { [K in keyof T]: T[K] | undefined | '' }): T =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== '' && value !== undefined)) as T;

const registersOf = (registers: readonly RegisterForm[]) =>
  registers.map(({ meter, register, sign, share }) => ({
    meter: meter.trim(),
    register: register.trim(),
    sign,
    ...(share.trim() === '' ? {} : { share: share.trim() }),
  }));

const activityOf = ({ kind, registers, unit }: ActivityForm): ActivityBinding | undefined => {
  if (kind === 'none') return undefined;
  return kind === 'meters' ? { kind, registers: registersOf(registers) } : { kind, unit: unit.trim() };
};

/** A step of a ladder, or the one way there is. */
const stepOf = (form: FactorForm): FactorStep | undefined => {
  switch (form.kind) {
    case 'none':
    case 'ladder':
      return undefined;
    case 'grid':
      return given<FactorStep>({
        kind: 'grid',
        rule: form.rule as GridFactorRule,
        region: form.region.trim(),
      });
    case 'fuel':
      return given<FactorStep>({
        kind: 'fuel',
        fuel: form.fuel,
        set: form.set,
        driven: form.driven as 'road' | 'off-road' | '',
        measured: Object.values(form.measured).every((code) => code === '')
          ? undefined
          : given(form.measured),
      });
    case 'library':
      return { kind: 'library', id: form.id };
    case 'parameter':
      return { kind: 'parameter', code: form.code.trim() };
    case 'site':
      return {
        kind: 'site',
        value: form.value.trim(),
        unit: form.unit.trim(),
        source: form.source.trim(),
        ...(form.year.trim() === '' ? {} : { year: Number(form.year) }),
      };
  }
};
const factorOf = (form: FactorForm): FactorChoice | undefined =>
  form.kind === 'ladder'
    ? { kind: 'ladder', steps: form.steps.flatMap((step) => stepOf(step) ?? []) }
    : stepOf(form);

const bindingOf = (form: InputForm): InputBinding | undefined => {
  switch (form.kind) {
    case 'none':
      return undefined;
    case 'activity':
      return { kind: 'activity' };
    case 'meters':
      return { kind: 'meters', registers: registersOf(form.registers) };
    case 'manual':
    case 'stock':
      return { kind: form.kind, unit: form.unit.trim() };
    case 'parameter':
      return { kind: 'parameter', code: form.code.trim() };
    case 'factor':
      return { kind: 'factor', id: form.id };
    case 'value':
      return { kind: 'value', value: form.value.trim(), unit: form.unit.trim(), source: form.source.trim() };
    case 'ladder':
      return {
        kind: 'ladder',
        steps: form.steps.flatMap((step) => (bindingOf(step) as InputStep | undefined) ?? []),
      };
    case 'formula':
      return { kind: 'formula', id: form.id, inputs: inputsOf(form.inputs) };
  }
};
const inputsOf = (inputs: readonly InputForm[]): Record<string, InputBinding> =>
  Object.fromEntries(
    inputs.flatMap((input) => {
      const binding = bindingOf(input);
      return binding === undefined ? [] : [[input.name, binding]];
    }),
  );

const residualOf = ({ kind, kept, code, value, unit, source }: ResidualForm): PutSource['residual'] => {
  switch (kind) {
    case 'none':
      return undefined;
    case 'grid':
      return kept?.kind === kind ? kept : { kind, rule: 'latest-at-report-due' };
    case 'parameter':
      return { kind, code: code.trim() };
    case 'site':
      return {
        ...(kept?.kind === kind && kept.year !== undefined ? { year: kept.year } : {}),
        kind,
        value: value.trim(),
        unit: unit.trim(),
        source: source.trim(),
      };
  }
};

/** What PUT …/sources/{code} gets. Nothing is checked here: the server names what is wrong and the form shows it. */
export const bodyOfForm = (form: SourceForm): PutSource => {
  const { activityPercent, meterClass, kind } = form.uncertainty;
  const uncertainty = given<NonNullable<PutSource['uncertainty']>>({
    activityPercent: activityPercent.trim(),
    meterClass: meterClass.trim(),
    kind,
  });
  return given<PutSource>({
    name: { zh: form.nameZh.trim(), en: form.nameEn.trim() || form.nameZh.trim() },
    category: form.category,
    activity: activityOf(form.activity),
    factor: factorOf(form.factor),
    calculation: form.byFormula
      ? {
          formulas: form.formulas.map(({ id, gas, own }) => ({
            id,
            ...(gas.trim() === '' ? {} : { gas: gas.trim() }),
            ...(own === undefined ? {} : { inputs: inputsOf(own) }),
          })),
          inputs: inputsOf(form.inputs),
        }
      : undefined,
    gas: form.gas.trim(),
    method: form.method,
    part: form.part,
    facility: form.facility.trim(),
    system: form.system,
    included: form.included,
    reason: form.reason.trim(),
    validFrom: form.validFrom,
    validTo: form.validTo,
    crossCheck: activityOf(form.crossCheck),
    uncertainty: Object.keys(uncertainty).length === 0 ? undefined : uncertainty,
    residual: form.category === 'purchasedElectricity' ? residualOf(form.residual) : undefined,
    confirmed: form.confirmed.length === 0 ? undefined : form.confirmed,
  });
};

/** A stored source as the body that would store it again. */
export const bodyOfSource = ({
  code: _code,
  scope: _scope,
  version: _version,
  warnings: _warnings,
  earlier: _earlier,
  ...stored
}: Source): PutSource =>
  Object.fromEntries(
    Object.entries(stored).filter(
      ([key, value]) => value !== null && !(key === 'confirmed' && stored.confirmed.length === 0),
    ),
  ) as PutSource;
