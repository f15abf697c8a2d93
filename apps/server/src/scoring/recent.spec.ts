import { describe, expect, it } from 'vitest';
import { Recent } from './recent.js';

const MINUTE = 60_000;
const counting = () => {
  let count = 0;
  return () => Promise.resolve((count += 1));
};

describe('answers of the last minute', () => {
  it('serve everybody, until a record changes or the minute is over', async () => {
    const recent = new Recent<number>();
    const work = counting();
    expect(await recent.get('a', 1, 0, work)).toBe(1);
    expect(await recent.get('a', 1, MINUTE - 1, work)).toBe(1);
    expect(await recent.get('b', 1, 0, work)).toBe(2);
    expect(await recent.get('a', 2, 1, work)).toBe(3);
    expect(await recent.get('a', 2, MINUTE + 1, work)).toBe(4);
  });
  it('one that failed is asked again', async () => {
    const recent = new Recent<number>();
    await expect(recent.get('a', 1, 0, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await recent.get('a', 1, 0, counting())).toBe(1);
  });
  it('who cannot wait gets the last one, and the next who asks the new one', async () => {
    const recent = new Recent<number>();
    const work = counting();
    expect(await recent.soon('a', 1, 0, work)).toBe(1);
    expect(await recent.soon('a', 2, 1, work)).toBe(1);
    expect(await recent.soon('a', 2, 2, work)).toBe(2);
    expect(await recent.soon('a', 3, 20 * MINUTE, work)).toBe(3);
  });
});
