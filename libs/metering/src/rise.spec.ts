import { describe, expect, it } from 'vitest';
import { riseBetween } from './rise.js';

describe('riseBetween', () => {
  it('is the difference where the counter did not fall; standing still is no wrap', () => {
    expect(riseBetween(5, 9, null)).toEqual({ raw: 4, wrapped: false });
    expect(riseBetween(5, 5, 1000)).toEqual({ raw: 0, wrapped: false });
  });

  it('is one wrap through the rollover', () => {
    expect(riseBetween(995, 5, 1000)).toEqual({ raw: 10, wrapped: true });
    expect(riseBetween(999, 0, 1000)).toEqual({ raw: 1, wrapped: true });
  });

  it('takes a value equal to the rollover as the top of the range: nothing is lost', () => {
    expect(riseBetween(1000, 3, 1000)).toEqual({ raw: 3, wrapped: true });
    expect(riseBetween(1000, 0, 1000)).toEqual({ raw: 0, wrapped: true });
    expect(riseBetween(998, 1000, 1000)).toEqual({ raw: 2, wrapped: false });
  });

  it('does not know the rise of a reset: no rollover, a value beyond it, or one below 0', () => {
    expect(riseBetween(5, 4, null)).toBeUndefined();
    expect(riseBetween(1001, 3, 1000)).toBeUndefined();
    expect(riseBetween(500, -1, 1000)).toBeUndefined();
  });
});
