import { QueryFailedError } from 'typeorm';
import { describe, expect, it } from 'vitest';
import { isUnstorableText, isUnusableValue, storeTrouble } from './store-trouble.js';

const fromStore = (code: string, message = 'x'): QueryFailedError =>
  new QueryFailedError('SELECT 1', [], Object.assign(new Error(message), { code }));

describe('what went wrong with the store', () => {
  it.each([
    ['53100', 'store-full'],
    ['53300', 'store-busy'],
    ['57014', 'store-busy'],
    ['57P01', 'store-away'],
    ['08006', 'store-away'],
    ['25006', 'store-away'],
  ])('PostgreSQL %s is %s', (code, expected) => {
    expect(storeTrouble(fromStore(code))?.code).toBe(expected);
  });

  it('knows a store that is gone by the words of the client', () => {
    expect(storeTrouble(new Error('Connection terminated unexpectedly'))?.code).toBe('store-away');
    const gone = Object.assign(new Error('connect ENOENT /x'), { code: 'ENOENT', syscall: 'connect' });
    expect(storeTrouble(gone)?.code).toBe('store-away');
    expect(storeTrouble(new Error('timeout exceeded when trying to connect'))?.code).toBe('store-busy');
  });

  it('is silent about faults of the question and of the program', () => {
    const missing = Object.assign(new Error('open ENOENT'), { code: 'ENOENT', syscall: 'open' });
    for (const error of [
      fromStore('22P02'),
      fromStore('23505'),
      new TypeError('x is not a function'),
      missing,
    ])
      expect(storeTrouble(error)).toBeUndefined();
    expect(isUnusableValue(fromStore('22P02'))).toBe(true);
    expect(isUnusableValue(fromStore('23505'))).toBe(false);
    expect(isUnstorableText(fromStore('22021'))).toBe(true);
  });
});
