import { CODE_PATTERN } from '@zerofab/contracts';
import {
  isRequired,
  rowsOf,
  sharedInputs,
  wantedInputs,
  type Registry,
  type WantedInputs,
} from './formula-inputs';
import type { ActivityForm, FactorForm, InputForm, RegisterForm, SourceForm } from './source-form';

/** What is wrong before the server is asked: the path of the field and the key of a text. */
export interface FormFault {
  readonly field: string;
  readonly text: 'code' | 'taken' | 'needed' | 'number' | 'order' | 'choose';
}
const DECIMAL = /^-?\d{1,18}(\.\d{1,18})?$/;

const needed = (field: string, value: string): FormFault[] =>
  value.trim() === '' ? [{ field, text: 'needed' }] : [];
const chosen = (field: string, value: string): FormFault[] =>
  value === '' ? [{ field, text: 'choose' }] : [];
const number = (field: string, value: string): FormFault[] =>
  value.trim() === '' || DECIMAL.test(value.trim()) ? [] : [{ field, text: 'number' }];

const ofRegisters = (path: string, registers: readonly RegisterForm[]): FormFault[] =>
  registers.flatMap(({ meter, register, share }, index) => {
    const at = `${path}.registers.${index}`;
    return [
      ...(meter === '' ? chosen(`${at}.meter`, meter) : chosen(at, register)),
      ...number(`${at}.share`, share),
    ];
  });

const ofActivity = (path: string, { kind, registers, unit }: ActivityForm): FormFault[] => {
  if (kind === 'none') return [];
  return kind === 'meters' ? ofRegisters(path, registers) : needed(`${path}.unit`, unit);
};

const ofFactor = (path: string, factor: FactorForm): FormFault[] => {
  switch (factor.kind) {
    case 'ladder':
      return factor.steps.flatMap((step, index) => ofFactor(`${path}.steps.${index}`, step));
    case 'fuel':
      return chosen(`${path}.fuel`, factor.fuel);
    case 'library':
      return chosen(`${path}.id`, factor.id);
    case 'parameter':
      return chosen(`${path}.code`, factor.code);
    case 'site':
      return [
        ...needed(`${path}.value`, factor.value),
        ...number(`${path}.value`, factor.value),
        ...needed(`${path}.unit`, factor.unit),
        ...needed(`${path}.source`, factor.source),
        ...(/^\d{0,4}$/.test(factor.year.trim()) ? [] : [{ field: `${path}.year`, text: 'number' as const }]),
      ];
    case 'none':
    case 'grid':
      return [];
  }
};

const ofInput = (path: string, input: InputForm, registry: Registry): FormFault[] => {
  switch (input.kind) {
    case 'meters':
      return ofRegisters(path, input.registers);
    case 'manual':
    case 'stock':
      return needed(`${path}.unit`, input.unit);
    case 'parameter':
      return chosen(`${path}.code`, input.code);
    case 'factor':
      return chosen(`${path}.id`, input.id);
    case 'value':
      return [
        ...needed(`${path}.value`, input.value),
        ...number(`${path}.value`, input.value),
        ...needed(`${path}.unit`, input.unit),
        ...needed(`${path}.source`, input.source),
      ];
    case 'ladder':
      return input.steps.flatMap((step, index) => ofInput(`${path}.steps.${index}`, step, registry));
    case 'formula':
      return [
        ...chosen(`${path}.id`, input.id),
        ...ofInputs(`${path}.inputs`, wantedInputs([input.id], registry), input.inputs, registry),
      ];
    case 'none':
    case 'activity':
      return [];
  }
};

/** Inputs of formulas; one that must be bound and is not is named at its own box, unless it may be left to others. */
const ofInputs = (
  path: string,
  { inputs: plain, groups }: WantedInputs,
  inputs: readonly InputForm[],
  registry: Registry,
  may?: 'be left out',
): FormFault[] => {
  const wanted = [
    ...plain.map((input) => ({ input, name: input.name })),
    ...groups.flatMap((group) =>
      rowsOf(group.name, inputs).flatMap((row) =>
        group.inputs.map((input) => ({ input, name: `${group.name}.${row}.${input.name}` })),
      ),
    ),
  ];
  return wanted.flatMap(({ input, name }) => {
    const form = inputs.find((candidate) => candidate.name === name);
    if (form !== undefined && form.kind !== 'none') return ofInput(`${path}.${name}`, form, registry);
    return may === undefined && isRequired(input)
      ? [{ field: `${path}.${name}`, text: 'choose' as const }]
      : [];
  });
};

/**
 * What a person would be told at once: a convenience that saves a round trip. The server checks all of it again, and
 * much more. `taken` holds the codes that are in use; null where the source exists already.
 */
export const checkForm = (
  form: SourceForm,
  taken: readonly string[] | null,
  registry: Registry,
): FormFault[] => {
  const { code, included, reason, validFrom, validTo } = form;
  const ids = form.formulas.map(({ id }) => id);
  return [
    ...(taken !== null && !CODE_PATTERN.test(code) ? [{ field: 'code', text: 'code' as const }] : []),
    ...(taken?.includes(code) === true ? [{ field: 'code', text: 'taken' as const }] : []),
    ...needed('name.zh', form.nameZh),
    ...(included ? [] : needed('reason', reason)),
    ...(validFrom !== '' && validTo !== '' && validTo <= validFrom
      ? [{ field: 'validTo', text: 'order' as const }]
      : []),
    ...ofActivity('activity', form.activity),
    ...ofActivity('crossCheck', form.crossCheck),
    ...ofFactor('factor', form.factor),
    ...(form.byFormula
      ? [
          ...ids.flatMap((id, index) => chosen(`calculation.formulas.${index}.id`, id)),
          ...form.formulas.flatMap(({ id, own = [] }, index) =>
            ofInputs(
              `calculation.formulas.${index}.inputs`,
              wantedInputs([id], registry),
              own,
              registry,
              'be left out',
            ),
          ),
          ...ofInputs('calculation.inputs', sharedInputs(form.formulas, registry), form.inputs, registry),
        ]
      : []),
    ...number('uncertainty.activityPercent', form.uncertainty.activityPercent),
  ];
};
