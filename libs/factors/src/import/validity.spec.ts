import { describe, expect, it } from 'vitest';
import { builtInLibrary } from '../library.js';
import { closedBySuccessors, overlaps, predecessorOf } from './validity.js';

const base = builtInLibrary().byId.get('elec-cn-2021-average')!;
const row = (id: string, validFrom: string | null, validTo: string | null = null, change = {}) => ({
  ...base,
  id,
  validFrom,
  validTo,
  ...change,
});
const ids = (factors: readonly { first: { id: string }; second: { id: string } }[]) =>
  factors.map(({ first, second }) => `${first.id}/${second.id}`);

describe('publications that follow each other', () => {
  it('end the one before on the day before, over the ends of months and years', () => {
    const factors = [
      row('c', '2026-01-01'),
      row('a', '2024-01-01'),
      row('b', '2024-03-01'),
      row('none', null),
    ];
    expect(closedBySuccessors(factors)).toEqual([
      { id: 'a', validTo: '2024-02-29', successor: 'b' },
      { id: 'b', validTo: '2025-12-31', successor: 'c' },
    ]);
  });

  it('leave alone what has an end, what begins on the same day, and the last', () => {
    expect(closedBySuccessors([row('a', '2024-01-01', '2024-06-30'), row('b', '2024-03-01')])).toEqual([]);
    expect(closedBySuccessors([row('a', '2024-01-01'), row('b', '2024-01-01')])).toEqual([]);
    expect(closedBySuccessors([row('a', '2024-01-01')])).toEqual([]);
    expect(closedBySuccessors([])).toEqual([]);
  });

  it.each([
    ['table', { table: 'fuels' }],
    ['category', { category: 'grid-average-provincial' }],
    ['fuel', { fuel: 'diesel' }],
    ['set', { set: 'ar5' }],
    ['gas', { gas: 'CH4' }],
    ['region', { region: 'CN-JS' }],
    ['unit', { unit: 'tCO2/MWh' }],
  ])('of another %s are no editions of one figure', (_, change) => {
    const factors = [row('a', '2024-01-01'), row('b', '2024-03-01', null, change)];
    expect(closedBySuccessors(factors)).toEqual([]);
    expect(overlaps([row('a', '2024-01-01', '2024-12-31'), row('b', '2024-03-01', null, change)])).toEqual(
      [],
    );
    expect(predecessorOf(factors[1]!, factors)).toBeUndefined();
  });

  it('overlap when one ends on or after the first day of the next, or both begin on one day', () => {
    const after = row('b', '2024-03-01');
    expect(ids(overlaps([row('a', '2024-01-01', '2024-02-29'), after]))).toEqual([]);
    expect(ids(overlaps([row('a', '2024-01-01', '2024-03-01'), after]))).toEqual(['a/b']);
    expect(ids(overlaps([row('a', '2024-01-01', '2024-03-02'), after]))).toEqual(['a/b']);
    expect(ids(overlaps([row('a', '2024-03-01'), after]))).toEqual(['a/b']);
    expect(ids(overlaps([row('a', '2024-01-01'), after]))).toEqual([]);
    expect(ids(overlaps([row('a', null), after]))).toEqual([]);
  });

  it('have the latest one before them as predecessor', () => {
    const factors = [row('b', '2024-03-01'), row('a', '2024-01-01'), row('c', '2024-06-01'), row('n', null)];
    const before = (id: string) =>
      predecessorOf(
        factors.find((factor) => factor.id === id)!,
        factors,
      )?.id;
    expect([before('a'), before('b'), before('c'), before('n')]).toEqual([undefined, 'a', 'b', undefined]);
    // One of the same day is not before it.
    expect(predecessorOf(row('x', '2024-06-01'), factors)?.id).toBe('b');
    // A new edition of a row stands against the others, not against its older self.
    expect(predecessorOf(row('b', '2024-07-01'), factors)?.id).toBe('c');
  });
});
