import { ExactDecimal } from '@zerofab/units';
import { describe, expect, it } from 'vitest';
import { at, factsOf, GB, GB_2015 } from '../../fixtures/planted-site.js';
import { figureContext } from './figure-context.js';

describe('the context of figures', () => {
  it('is of the local day on which the question is asked, or of the day it is about', () => {
    // 23:30 UTC on 31 May is 1 June in Shenzhen.
    expect(figureContext(factsOf([], { nowMs: Date.parse('2026-05-31T23:30:00Z') }), GB).asOf).toBe(
      '2026-06-01',
    );
    expect(figureContext(factsOf([], { asOfMs: at('2025-03-31') }), GB)).toMatchObject({
      asOf: '2025-03-31',
      nowMs: at('2026-06-01'),
      gridFrom: GB,
      proven: undefined,
    });
  });

  it('takes the grid rule of another method where it is told to', () => {
    expect(figureContext(factsOf(), GB, GB_2015)).toMatchObject({ method: GB, gridFrom: GB_2015 });
  });

  it('holds claims only where there are any', () => {
    const proof = {
      id: '1',
      kind: 'other' as const,
      mwh: '1',
      fromMs: 0,
      toMs: 1,
      generationMonth: null,
      plant: null,
      technology: null,
      province: null,
      contract: null,
      settlement: null,
      registry: null,
      serialFrom: null,
      serialTo: null,
      retiredOn: null,
      beneficiary: null,
      fileHash: null,
      evidence: null,
    };
    const { proven } = figureContext(factsOf([], { supply: { periods: [], proofs: [proof] } }), GB);
    expect(proven?.('grid', { fromMs: 0, toMs: 1 }, new ExactDecimal(5)).toFixed()).toBe('0');
  });
});
