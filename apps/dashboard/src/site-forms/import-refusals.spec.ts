import { expect, it } from 'vitest';
import { refusedRows } from './import-refusals';

const problem = (...fields: string[]) => ({
  type: '/problems/unknown-parent',
  title: '',
  status: 422,
  detail: '',
  errors: fields.map((field) => ({ field, detail: 'no', text: { zh: '不行', en: 'no' } })),
});
const sent = [
  { line: 2, code: 'main' },
  { line: 5, code: 'sub' },
];

it('names line, column and meter of what the server refused', () => {
  expect(refusedRows(problem('meters.1.parent', 'meters.0.registers.1.unit', 'meters.0'), sent)).toEqual([
    { line: 5, column: 'parent', text: { zh: 'sub：不行', en: 'sub: no' } },
    { line: 2, column: 'registerUnit', text: { zh: 'main：不行', en: 'main: no' } },
    { line: 2, column: '', text: { zh: 'main：不行', en: 'main: no' } },
  ]);
});

it('leaves what concerns no row of the list to the words of the refusal', () => {
  expect(refusedRows(problem('reason', 'meters.7.parent'), sent)).toEqual([]);
});
