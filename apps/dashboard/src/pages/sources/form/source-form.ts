import type { PutSource } from '@zerofab/contracts';
import type { Doubt } from '../../../kit/form/use-doubts';
import type { BoundarySystem, SourceCategory } from '@zerofab/vocabulary';

/**
 * A source as the form holds it: text in every box, also of the kinds that are not chosen now, so that a change of
 * kind and back loses nothing that was typed. Empty text means: not given.
 */
export interface SourceForm {
  code: string;
  nameZh: string;
  nameEn: string;
  category: SourceCategory;
  system: BoundarySystem;
  facility: string;
  method: string;
  part: string;
  gas: string;
  included: boolean;
  reason: string;
  validFrom: string;
  validTo: string;
  activity: ActivityForm;
  crossCheck: ActivityForm;
  /** Formulas of a part in place of one factor. */
  byFormula: boolean;
  factor: FactorForm;
  formulas: FormulaForm[];
  inputs: InputForm[];
  uncertainty: { activityPercent: string; meterClass: string; kind: string };
  /** Unusual values with their reasons; those of the stored source first. */
  confirmed: Doubt[];
  /** Residual factor of purchased electricity, under a market-based method. */
  residual: ResidualForm;
}

export interface ResidualForm {
  kind: 'none' | 'grid' | 'parameter' | 'site';
  /** As stored: what has no box of its own stays. */
  kept: PutSource['residual'];
  code: string;
  value: string;
  unit: string;
  source: string;
}

export interface RegisterForm {
  meter: string;
  register: string;
  sign: 1 | -1;
  share: string;
}
/** `none` only where the contract lets it be left out. */
export interface ActivityForm {
  kind: 'none' | 'meters' | 'manual' | 'stock';
  registers: RegisterForm[];
  unit: string;
}

export const MEASURED = [
  'netCalorificValue',
  'carbonContent',
  'oxidationFactor',
  'emissionFactor',
  'density',
] as const;

/** `none`: the platform's default for the class. */
export interface FactorForm {
  kind: 'none' | 'grid' | 'fuel' | 'library' | 'site' | 'parameter' | 'ladder';
  rule: string;
  region: string;
  fuel: string;
  set: string;
  /** Site parameters that come before the value of the set. */
  measured: Record<(typeof MEASURED)[number], string>;
  driven: string;
  id: string;
  code: string;
  value: string;
  unit: string;
  source: string;
  year: string;
  /** Ways to a factor, the best first; none of them is a ladder itself. */
  steps: FactorForm[];
}

export interface FormulaForm {
  id: string;
  gas: string;
  /** Inputs of this formula alone, before those it shares; undefined: it has none. */
  own?: InputForm[] | undefined;
}

/** An input of a formula by its name, `group.row.field` in a table; `none`: not bound. */
export interface InputForm {
  name: string;
  kind:
    | 'none'
    | 'activity'
    | 'meters'
    | 'manual'
    | 'stock'
    | 'parameter'
    | 'factor'
    | 'value'
    | 'ladder'
    | 'formula';
  registers: RegisterForm[];
  unit: string;
  code: string;
  id: string;
  value: string;
  source: string;
  /** Inputs of the formula `id`, where its result is the input. */
  inputs: InputForm[];
  /** Of a ladder, the best first: parameters, factors, values. */
  steps: InputForm[];
}

export const emptyRegister = (): RegisterForm => ({ meter: '', register: '', sign: 1, share: '' });
export const emptyActivity = (kind: ActivityForm['kind']): ActivityForm => ({
  kind,
  registers: [emptyRegister()],
  unit: '',
});
export const emptyFactor = (): FactorForm => ({
  kind: 'none',
  rule: 'latest-at-report-due',
  region: '',
  fuel: '',
  set: '',
  measured: {
    netCalorificValue: '',
    carbonContent: '',
    oxidationFactor: '',
    emissionFactor: '',
    density: '',
  },
  driven: '',
  id: '',
  code: '',
  value: '',
  unit: '',
  source: '',
  year: '',
  steps: [],
});
export const emptyInput = (name: string): InputForm => ({
  name,
  kind: 'none',
  registers: [emptyRegister()],
  unit: '',
  code: '',
  id: '',
  value: '',
  source: '',
  inputs: [],
  steps: [],
});

const emptyResidual = (): ResidualForm => ({
  kind: 'none',
  kept: undefined,
  code: '',
  value: '',
  unit: 'kgCO2/kWh',
  source: '',
});

/** What "New source" opens with. */
export const emptySource = (method: string): SourceForm => ({
  code: '',
  nameZh: '',
  nameEn: '',
  category: 'stationaryCombustion',
  system: 'main',
  facility: '',
  method,
  part: '',
  gas: '',
  included: true,
  reason: '',
  validFrom: '',
  validTo: '',
  activity: emptyActivity('meters'),
  crossCheck: emptyActivity('none'),
  byFormula: false,
  factor: { ...emptyFactor(), kind: 'fuel' },
  formulas: [{ id: '', gas: '' }],
  inputs: [],
  uncertainty: { activityPercent: '', meterClass: '', kind: '' },
  confirmed: [],
  residual: emptyResidual(),
});
