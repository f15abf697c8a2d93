import { describe, expect, it } from 'vitest';
import { firstDifference } from './first-difference.js';

describe('the first difference of two values', () => {
  it('is none of equal ones, whatever the order of their keys', () => {
    expect(firstDifference({ a: [1, { b: null }], c: 'x' }, { c: 'x', a: [1, { b: null }] })).toBeUndefined();
  });

  it.each([
    [{ a: 1 }, { a: 2 }, { path: 'a', stated: '1', computed: '2' }],
    [{ a: [{ b: '1' }] }, { a: [{ b: '1.0' }] }, { path: 'a[0].b', stated: '1', computed: '1.0' }],
    [{ a: 0 }, { a: null }, { path: 'a', stated: '0', computed: 'null' }],
    [{}, { a: null }, { path: 'a', stated: '—', computed: 'null' }],
    [[1], [1, 2], { path: '[1]', stated: '—', computed: '2' }],
    [[1, 2], [1], { path: '[1]', stated: '2', computed: '—' }],
    [{ a: [] }, { a: {} }, { path: 'a', stated: '[]', computed: '{}' }],
    [
      { b: 1, a: 1 },
      { b: 2, a: 2 },
      { path: 'a', stated: '1', computed: '2' },
    ],
  ])('of %j and %j is named by its place', (stated, computed, difference) => {
    expect(firstDifference(stated, computed)).toEqual(difference);
  });

  it('cuts what is long', () => {
    expect(firstDifference('x'.repeat(121), 'y')?.stated).toBe(`${'x'.repeat(120)}…`);
    expect(firstDifference('x'.repeat(120), 'y')?.stated).toBe('x'.repeat(120));
  });
});
