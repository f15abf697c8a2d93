import type { CalculateRequest, CalculateResponse } from '@zerofab/contracts';
import type { Trace, TraceInput } from '@zerofab/vocabulary';
import { describe, expect, it } from 'vitest';
import { innerTraces, restOf, termsOf } from './expression';
import { checkSum, recomputeTrace } from './recompute';

const input = (symbol: string, value: string, trace: Trace | null = null): TraceInput => ({
  name: symbol.toLowerCase(),
  symbol,
  value,
  unit: 't',
  origin: trace === null ? 'given' : 'formula',
  ref: null,
  trace,
});
const traceOf = (text: string, inputs: readonly TraceInput[], value: string, id = 'product'): Trace => ({
  formula: {
    id,
    edition: '1',
    standard: 'S',
    clause: '1',
    text,
    expression: text,
    name: { zh: text, en: text },
  },
  inputs,
  result: { value, unit: 't' },
});
/** An engine that multiplies, in whole numbers. */
const multiply = (request: CalculateRequest): Promise<CalculateResponse> => {
  const exact = String(
    Object.values(request.inputs).reduce((product, item) => product * Number(item.value), 1),
  );
  const trace = traceOf('E = A', [], exact);
  return Promise.resolve({ value: Number(exact), exact, unit: 't', trace });
};
const factor = traceOf('EF = N × C', [input('N', '3'), input('C', '4')], '12', 'factor');

describe('recomputeTrace', () => {
  it('works inner formulas first and counts what it worked', async () => {
    const trace = traceOf('E = AD × EF', [input('AD', '5'), input('EF', '12', factor)], '60.0');
    expect(await recomputeTrace(trace, multiply)).toEqual({ state: 'equal', formulas: 2 });
  });
  it('says what came out instead', async () => {
    const wrong = traceOf('E = AD × EF', [input('AD', '5'), input('EF', '12', factor)], '61');
    expect(await recomputeTrace(wrong, multiply)).toEqual({ state: 'differs', value: '60' });
    const broken = traceOf('E = AD × EF', [input('AD', '5'), input('EF', '13', factor)], '65');
    expect(await recomputeTrace(broken, multiply)).toEqual({ state: 'differs', value: '12' });
  });
  it('compares a sum with its total', () => {
    expect(checkSum(['0.1', '0.2'], '0.30')).toEqual({ state: 'equal', formulas: 0 });
    expect(checkSum(['0.1'], null)).toEqual({ state: 'differs', value: '0.1' });
  });
});

describe('a formula with numbers', () => {
  it('puts inputs in the place of their symbols and keeps the rest', () => {
    const trace = traceOf(
      'E = FC × NCV × C × OF × 44/12',
      ['FC', 'NCV', 'C', 'OF'].map((s) => input(s, '1')),
      '1',
    );
    expect(termsOf(trace).map((term) => (term.kind === 'input' ? term.input.symbol : term.text))).toEqual([
      'FC',
      '×',
      'NCV',
      '×',
      'C',
      '×',
      'OF',
      '× 44/12',
    ]);
    expect(restOf(trace)).toEqual([]);
  });
  it('takes the index of a sum as part of the symbol', () => {
    const trace = traceOf('E_i = e_i × p_i', [input('e', '2'), input('p', '3')], '6');
    expect(termsOf(trace).map((term) => (term.kind === 'input' ? term.input.symbol : term.text))).toEqual([
      'e',
      '×',
      'p',
    ]);
  });
  it('lists inputs the text does not name, and finds inner formulas', () => {
    const trace = traceOf(
      'E = AD × EF',
      [input('AD', '1'), input('EF', '12', factor), input('GWP', '1')],
      '12',
    );
    expect(restOf(trace).map((item) => item.symbol)).toEqual(['GWP']);
    expect(innerTraces(trace).map((item) => item.symbol)).toEqual(['EF']);
  });
});

describe('a change of unit', () => {
  const conversion = (value: string, by: readonly TraceInput[], result: string): Trace =>
    traceOf('y = x × a ÷ b', [{ ...input('x', value), name: 'value' }, ...by], result, 'unit-conversion');
  const divide = (value: string): TraceInput => ({
    ...input('b', value),
    name: 'divideBy',
    origin: 'constant',
  });

  it('is multiplied out in the browser, exactly', async () => {
    const right = conversion('778935.2', [divide('1000')], '778.9352');
    expect(await recomputeTrace(right, multiply)).toEqual({ state: 'equal', formulas: 1 });
    const wrong = conversion('778935.2', [divide('1000')], '778.9353');
    expect(await recomputeTrace(wrong, multiply)).toMatchObject({ state: 'differs' });
    expect(termsOf(right).map((term) => (term.kind === 'input' ? term.input.value : term.text))).toEqual([
      '778935.2',
      '÷ 1000',
    ]);
  });
  it('leaves the constants of an equation to the engine', async () => {
    const carbon: TraceInput = { ...input('44', '44'), origin: 'constant' };
    const trace = traceOf('E = AD × 44/12', [input('AD', '3'), carbon], '3');
    expect(await recomputeTrace(trace, multiply)).toEqual({ state: 'equal', formulas: 1 });
    expect(termsOf(trace).at(-1)).toEqual({ kind: 'text', text: '× 44/12' });
    expect(restOf(trace)).toEqual([]);
  });
});
