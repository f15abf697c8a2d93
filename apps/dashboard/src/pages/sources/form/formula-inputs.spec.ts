import type { FormulaDescription } from '@zerofab/contracts';
import { expect, it } from 'vitest';
import { freeRow, rowsOf, wantedInputs, withoutStray, withWanted, type Registry } from './formula-inputs';
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
