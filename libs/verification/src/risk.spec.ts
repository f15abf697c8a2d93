import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { datum, limitOf } from '../fixtures/planted-data.js';
import type { Datum } from './datum.js';
import { RISK_POINTS, riskOf } from './risk.js';

const score = (more: Partial<Datum>, limit: string | null = '50'): number =>
  riskOf(datum(more), limitOf(limit)).score;

describe('riskOf', () => {
  it('worked by hand: size times the sum of the parts', () => {
    const risk = riskOf(
      datum({ grade: 'medium', estimatedShare: 0.2, manual: true, lastYearTco2e: '20', evidence: 'missing' }),
      limitOf('50'),
    );
    // 25/50 · (25 + 15·½ + 15·0.2 + 10 + 15·(5/20)/0.5 + 20) = 0.5 · 73
    expect(risk.parts.map(({ part, points }) => [part, points])).toEqual([
      ['inherent', 25],
      ['quality', 7.5],
      ['estimated', 3],
      ['manual', 10],
      ['change', 7.5],
      ['evidence', 20],
    ]);
    expect(risk).toMatchObject({ size: 0.5, likelihood: 73, score: 36.5 });
  });

  it('ranges from the inherent part alone to 100', () => {
    expect(Object.values(RISK_POINTS).reduce((a, b) => a + b)).toBe(100);
    expect(score({ tco2e: '50', lastYearTco2e: '50' })).toBe(25);
    const worst = { grade: null, estimatedShare: 1, manual: true, lastYearTco2e: null } as const;
    expect(score({ ...worst, tco2e: '5000', evidence: 'missing' })).toBe(100);
    expect(score({ tco2e: '0', lastYearTco2e: '0' })).toBe(0);
  });

  it('takes what is not known as large, never as nothing', () => {
    expect(score({ tco2e: null, lastYearTco2e: null })).toBe(40);
    expect(score({ lastYearTco2e: '25' }, null)).toBe(25);
    expect(score({ lastYearTco2e: '25' }, '0')).toBe(25);
    expect(score({ estimatedShare: null })).toBe(20);
    expect(score({ grade: null })).toBe(score({ grade: 'low' }));
  });

  it('of a change: none, half and more than half of the year before, and from nothing', () => {
    const change = (lastYearTco2e: string) =>
      riskOf(datum({ lastYearTco2e }), limitOf('50')).parts.find(({ part }) => part === 'change')?.points;
    expect(change('25')).toBe(0);
    expect(change('20')).toBe(7.5);
    expect(change('50')).toBe(15);
    expect(change('5')).toBe(15);
    expect(change('0')).toBe(15);
  });

  it('takes the limit of the class of its source', () => {
    const limits = { total: '50', classes: new Map([['mobileCombustion', '25']]) };
    expect(riskOf(datum(), limits).size).toBe(1);
  });

  const grade = fc.constantFrom('high', 'medium', 'low', null);
  const tonnes = fc.integer({ min: 0, max: 100_000 }).map((n) => String(n / 100));
  const anyDatum = fc
    .record({
      tco2e: tonnes,
      lastYearTco2e: fc.option(tonnes),
      grade,
      estimatedShare: fc.double({ min: 0, max: 1, noNaN: true }),
      manual: fc.boolean(),
      evidence: fc.constantFrom('readings', 'named', 'missing'),
    } as const)
    .map((more) => datum(more as Partial<Datum>));
  const of = (one: Datum, more: Partial<Datum> = {}): number =>
    riskOf({ ...one, ...more }, limitOf('300')).score;

  it('never falls when any part gets worse', () => {
    fc.assert(
      fc.property(anyDatum, fc.double({ min: 0, max: 1, noNaN: true }), (one, more) => {
        const before = of(one);
        expect(of(one, { grade: 'low' })).toBeGreaterThanOrEqual(before);
        expect(of(one, { estimatedShare: Math.max(one.estimatedShare ?? 1, more) })).toBeGreaterThanOrEqual(
          before,
        );
        expect(of(one, { manual: true })).toBeGreaterThanOrEqual(before);
        expect(of(one, { evidence: 'missing' })).toBeGreaterThanOrEqual(before);
        expect(of(one, { lastYearTco2e: null })).toBeGreaterThanOrEqual(before);
        expect(before).toBeGreaterThanOrEqual(0);
        expect(before).toBeLessThanOrEqual(100);
      }),
    );
  });

  it('never falls when the datum is larger and has changed as much', () => {
    fc.assert(
      fc.property(anyDatum, fc.integer({ min: 1, max: 50 }), (one, times) => {
        const grown = (text: string | null) => (text === null ? null : String(Number(text) * times));
        const larger = { tco2e: grown(one.tco2e), lastYearTco2e: grown(one.lastYearTco2e) };
        expect(of(one, larger)).toBeGreaterThanOrEqual(of(one));
      }),
    );
  });
});
