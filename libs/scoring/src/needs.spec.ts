import { describe, expect, it } from 'vitest';
import { amount, greenFactory } from '../fixtures/factories.js';
import { evaluate } from './evaluate.js';
import { schemeById } from './schemes.js';

const scheme = schemeById('std_c1_example');

describe('indicators by what their next point needs', () => {
  const { needs, indicators } = evaluate(scheme, 2026, greenFactory);
  it('begin with the least change for a point', () => {
    const costs = needs.flatMap(({ percentPerPoint }) =>
      percentPerPoint === null ? [] : [Number(percentPerPoint)],
    );
    expect(costs.length).toBeGreaterThan(3);
    expect(costs).toEqual(costs.toSorted((a, b) => a - b));
  });
  it('water: 8 points over 0.5 m3 are 0.0625 of 0.8 a point, 7.8125 %', () => {
    expect(needs.find(({ id }) => id === '6b')).toMatchObject({ kind: 'value', percentPerPoint: '7.8125' });
  });
  it('what is graded comes behind what changes, and has no percent', () => {
    const kinds = needs.map(({ kind }) => kind);
    expect(kinds.lastIndexOf('value')).toBeLessThan(kinds.indexOf('grade'));
    expect(needs.find(({ id }) => id === '9')).toMatchObject({ kind: 'grade', percentPerPoint: null });
  });
  it('what is at its best needs nothing and is left out', () => {
    const best = evaluate(scheme, 2026, { ...greenFactory, waterIntake: amount('1', 'm3') });
    expect(best.needs.map(({ id }) => id)).not.toContain('6b');
  });
  it('what is missing comes last, with what telling it can bring at most', () => {
    const { waterIntake: _, ...rest } = greenFactory;
    const found = evaluate(scheme, 2026, rest).needs;
    expect(found.at(-1)?.kind).toBe('tell');
    expect(found.find(({ id }) => id === '6b')).toMatchObject({ kind: 'tell', points: '8' });
  });
  it('names each indicator once', () => {
    const ids = needs.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => indicators.some((each) => each.id === id))).toBe(true);
  });
});
