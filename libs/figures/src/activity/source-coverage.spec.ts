import { describe, expect, it } from 'vitest';
import { at, dataOf, NOW_MS, record, source } from '../../fixtures/planted-site.js';
import type { Calculation } from '../domain/source.js';
import { sourceCoverage, takesActivity } from './source-coverage.js';

const manual = { kind: 'manual', unit: 't' } as const;
const factor = { kind: 'value', value: '0.44', unit: 'tCO2/t', source: 'lab' } as const;
const of = (calculation?: Calculation) => source('x', 'process', manual, { calculation });
const byFactor = (inputs: Calculation['inputs'], own?: Calculation['inputs']) =>
  of({ formulas: [{ id: 'emission-factor-mass', inputs: own }], inputs });

describe('whether a source takes its own activity', () => {
  it('a factor does; a formula where it names it and nothing else is bound to it', () => {
    expect(takesActivity(of())).toBe(true);
    expect(takesActivity(byFactor({ emissionFactor: factor }))).toBe(true);
    expect(takesActivity(byFactor({ activity: manual, emissionFactor: factor }))).toBe(false);
    expect(takesActivity(byFactor({ emissionFactor: factor }, { activity: manual }))).toBe(false);
    expect(takesActivity(of({ formulas: [{ id: 'carbon-balance' }], inputs: {} }))).toBe(false);
  });

  it('an input bound to it does, at whatever depth', () => {
    const nested = { kind: 'formula', id: 'y', inputs: { amount: { kind: 'activity' } } } as const;
    expect(takesActivity(byFactor({ activity: { kind: 'activity' }, emissionFactor: factor }))).toBe(true);
    expect(takesActivity(byFactor({ activity: nested, emissionFactor: factor }))).toBe(true);
    expect(
      takesActivity(byFactor({ activity: manual, emissionFactor: factor }, { emissionFactor: nested })),
    ).toBe(true);
  });
});

describe('coverage of a source', () => {
  const whole = (stream: string) => record('x', '2026-01-01', '2026-02-01', '31', 't', stream);
  const half = (stream: string) => ({ ...whole(stream), toMs: at('2026-01-16') + 43_200_000 });

  it('is that of its activity where it has no streams', () => {
    expect(sourceCoverage(dataOf(of(), { records: [whole('')] }), NOW_MS)).toEqual({
      coverage: 1,
      quality: 'manual',
    });
    expect(sourceCoverage(dataOf(of(), {}), NOW_MS)).toEqual({ coverage: 0, quality: 'missing' });
  });

  it('of streams alone does not wait for an activity that nobody enters', () => {
    const streams = byFactor({ activity: manual, emissionFactor: factor });
    expect(sourceCoverage(dataOf(streams, { records: [whole('activity')] }), NOW_MS)).toEqual({
      coverage: 1,
      quality: 'manual',
    });
  });

  it('is that of the least covered input', () => {
    const streams = byFactor({ activity: manual, emissionFactor: manual });
    const records = [whole('activity'), half('emissionFactor')];
    expect(sourceCoverage(dataOf(streams, { records }), NOW_MS).coverage).toBe(0.5);
    expect(sourceCoverage(dataOf(streams, { records: [whole('activity')] }), NOW_MS)).toEqual({
      coverage: 0,
      quality: 'missing',
    });
  });
});
