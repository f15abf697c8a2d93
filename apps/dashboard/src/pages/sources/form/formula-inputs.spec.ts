import type { FormulaDescription } from '@zerofab/contracts';
import { describe, expect, it } from 'vitest';
import { checkForm } from './check-form';
import {
  freeRow,
  rowsOf,
  sharedInputs,
  streamOf,
  wantedInputs,
  withoutStray,
  withWanted,
  type Registry,
} from './formula-inputs';
import { emptyInput, emptySource } from './source-form';

const input = (name: string, more: object = {}) => ({
  name,
  symbol: name,
  unit: 't',
  description: { zh: name, en: name },
  role: 'parameter' as const,
  min: null,
  max: null,
  ...more,
});
const formula = (id: string, more: Partial<FormulaDescription>): FormulaDescription => ({
  id,
  edition: '2025',
  standard: 'GB/T 32150-2025',
  clause: '6',
  name: { zh: id, en: id },
  text: 'E = x',
  expression: 'x',
  confidence: 'memory',
  classes: ['process'],
  gas: 'CO2',
  inputs: [],
  groups: [],
  constants: [],
  output: { name: 'emission', symbol: 'E', unit: 'tCO2' },
  note: null,
  ...more,
});
const registry: Registry = new Map(
  [
    formula('flux', {
      inputs: [input('activity'), input('gwp', { role: 'gwp' })],
      groups: [
        { name: 'flux', description: { zh: '', en: '' }, inputs: [input('amount'), input('purity')] },
        { name: 'slag', description: { zh: '', en: '' }, optional: true, inputs: [input('amount')] },
      ],
    }),
    formula('dust', { inputs: [input('activity'), input('dust')] }),
    formula('mean', {
      groups: [{ name: 'batch', description: { zh: '', en: '' }, inputs: [input('mass')] }],
    }),
  ].map((one) => [one.id, one]),
);

it('asks for each input once, and never for a GWP', () => {
  const { inputs, groups } = wantedInputs(['flux', 'dust', 'unknown'], registry);
  expect(inputs.map(({ name }) => name)).toEqual(['activity', 'dust']);
  expect(groups.map(({ name }) => name)).toEqual(['flux', 'slag']);
});

it('opens one row of a table that must have rows, and completes rows that stand', () => {
  const wanted = wantedInputs(['flux'], registry);
  expect(withWanted([], wanted).map(({ name }) => name)).toEqual([
    'activity',
    'flux.row1.amount',
    'flux.row1.purity',
  ]);
  const typed = { ...emptyInput('slag.coarse.amount'), kind: 'value' as const, value: '3' };
  const full = withWanted([typed], wanted);
  expect(full[0]).toBe(typed);
  expect(rowsOf('slag', full)).toEqual(['coarse']);
  expect(freeRow(['row1', 'row3'])).toBe('row4');
});

it('drops at saving what no chosen formula takes, also within a nested formula', () => {
  const nested = {
    ...emptyInput('dust'),
    kind: 'formula' as const,
    id: 'mean',
    inputs: [emptyInput('batch.jan.mass'), emptyInput('stray')],
  };
  const form = {
    ...emptySource(''),
    formulas: [{ id: 'dust', gas: '' }],
    inputs: [emptyInput('activity'), emptyInput('flux.row1.amount'), nested],
  };
  const kept = withoutStray(form, registry).inputs;
  expect(kept.map(({ name }) => name)).toEqual(['activity', 'dust']);
  expect(kept[1]?.inputs.map(({ name }) => name)).toEqual(['batch.jan.mass']);
  expect(withoutStray({ ...form, formulas: [{ id: 'other', gas: '' }] }, registry).inputs).toHaveLength(3);
});

describe('inputs of one formula alone', () => {
  const bound = (name: string) => ({
    ...emptyInput(name),
    kind: 'value' as const,
    value: '1',
    unit: 't',
    source: 'x',
  });
  const form = {
    ...emptySource(''),
    code: 'kiln',
    nameZh: '窑',
    category: 'process' as const,
    byFormula: true,
    activity: { kind: 'manual' as const, unit: 't', registers: [] },
    factor: { ...emptySource('').factor, kind: 'none' as const },
    formulas: [
      { id: 'dust', gas: '', own: [bound('dust'), emptyInput('activity')] },
      { id: 'dust', gas: '', own: undefined },
    ],
  };

  it('leave the shared list only where no other formula asks for them', () => {
    const names = (formulas: typeof form.formulas): string[] =>
      sharedInputs(formulas, registry).inputs.map(({ name }) => name);
    expect(names(form.formulas)).toEqual(['activity', 'dust']);
    expect(names(form.formulas.slice(0, 1))).toEqual(['activity']);
  });

  it('are asked for once: in the own box or in the shared one', () => {
    expect(checkForm(form, [], registry)).toEqual([{ field: 'calculation.inputs.dust', text: 'choose' }]);
    expect(checkForm({ ...form, inputs: [bound('dust')] }, [], registry)).toEqual([]);
    expect(checkForm({ ...form, formulas: form.formulas.slice(0, 1) }, [], registry)).toEqual([]);
    const typo = { ...bound('dust'), value: '1,5' };
    expect(checkForm({ ...form, formulas: [{ id: 'dust', gas: '', own: [typo] }] }, [], registry)).toEqual([
      { field: 'calculation.formulas.0.inputs.dust.value', text: 'number' },
    ]);
  });

  it('are dropped at saving where the formula takes them no more', () => {
    const other = { ...form, formulas: [{ id: 'mean', gas: '', own: [bound('dust')] }] };
    expect(withoutStray(other, registry).formulas[0]?.own).toEqual([]);
  });

  it('have records under a name of their own', () => {
    expect(streamOf('calculation.formulas.1.inputs.dust')).toBe('formula2/dust');
    expect(streamOf('calculation.formulas.0.inputs.dust.inputs.batch.jan.mass')).toBe(
      'formula1/dust/batch.jan.mass',
    );
    expect(streamOf('calculation.inputs.flux.row1.amount')).toBe('flux.row1.amount');
  });
});
