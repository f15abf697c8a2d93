import { describe, expect, it } from 'vitest';
import { SpanMemo } from './span-memo.js';

const span = (fromMs: number, toMs = fromMs + 1) => ({ fromMs, toMs });

describe('figures of spans that are over', () => {
  it('are worked out once as long as they rest on the same', async () => {
    const memo = new SpanMemo<number>();
    let worked = 0;
    const ask = async (site: number, of: ReturnType<typeof span>, basis: string | undefined) =>
      memo.get(site, of, basis, async () => Promise.resolve((worked += 1)));
    expect(await ask(1, span(0), 'a')).toBe(1);
    expect(await ask(1, span(0), 'a')).toBe(1);
    expect(await ask(2, span(0), 'a')).toBe(2);
    expect(await ask(1, span(1), 'a')).toBe(3);
    expect(await ask(1, span(0, 9), 'a')).toBe(4);
    // Something changed: all of it is worked out again.
    expect(await ask(1, span(0), 'b')).toBe(5);
    expect(await ask(1, span(0), 'a')).toBe(6);
  });

  it('are not kept where nobody can tell what they rest on', async () => {
    const memo = new SpanMemo<number>();
    let worked = 0;
    const ask = async () => memo.get(1, span(0), undefined, async () => Promise.resolve((worked += 1)));
    expect([await ask(), await ask()]).toEqual([1, 2]);
  });

  it('are asked for again after a failure', async () => {
    const memo = new SpanMemo<number>();
    const ask = async (fails: boolean) =>
      memo.get(1, span(0), 'a', async () => (fails ? Promise.reject(new Error('away')) : Promise.resolve(7)));
    await expect(ask(true)).rejects.toThrow('away');
    expect(await ask(false)).toBe(7);
  });

  it('are bounded, the oldest go first', async () => {
    const memo = new SpanMemo<number>();
    const ask = async (n: number, value: number) =>
      memo.get(1, span(n), 'a', async () => Promise.resolve(value));
    for (let n = 0; n <= 200; n += 1) await ask(n, n);
    expect(await ask(1, -1)).toBe(1);
    expect(await ask(0, -1)).toBe(-1);
  });
});
