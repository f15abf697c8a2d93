import type { CalculateRequest, CalculateResponse, Trace, TraceInput } from '@zerofab/contracts';
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
  formula: { id, edition: '1', standard: 'S', clause: '1', text, name: { zh: text, en: text } },
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
