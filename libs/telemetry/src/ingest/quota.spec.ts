import { describe, expect, it } from 'vitest';
import { QuotaBook } from './quota.js';

const HOUR = 3_600_000;

describe('QuotaBook', () => {
  it('lets a day of messages through at once, to the last, and no more', () => {
    const book = new QuotaBook({ messages: 3, bytes: 1000 });
    expect([1, 2, 3, 4].map(() => book.take('m', 1, 0))).toEqual([true, true, true, false]);
    expect(book.take('other', 1, 0)).toBe(true);
  });

  it('counts bytes, to the last one', () => {
    const book = new QuotaBook({ messages: 100, bytes: 10 });
    expect(book.take('m', 6, 0)).toBe(true);
    expect(book.take('m', 5, 0)).toBe(false);
    expect(book.take('m', 4, 0)).toBe(true);
    expect(book.take('m', 1, 0)).toBe(false);
    expect(book.take('m', 0, 0)).toBe(true);
  });

  it('fills up evenly over the day and not beyond it', () => {
    const book = new QuotaBook({ messages: 24, bytes: 2400 });
    for (let n = 0; n < 24; n += 1) book.take('m', 100, 0);
    expect(book.take('m', 1, HOUR - 1)).toBe(false);
    expect(book.take('m', 100, 2 * HOUR)).toBe(true);
    const after = 100 * 24 * HOUR;
    expect(Array.from({ length: 25 }, () => book.take('m', 100, after)).filter(Boolean)).toHaveLength(24);
  });

  it('gives nothing for a clock that goes back', () => {
    const book = new QuotaBook({ messages: 1, bytes: 10 });
    expect(book.take('m', 1, 10 * HOUR)).toBe(true);
    expect(book.take('m', 1, 0)).toBe(false);
  });
});
