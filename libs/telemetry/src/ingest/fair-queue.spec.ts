import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FairQueue } from './fair-queue.js';

const filled = (...items: [string, string, number?][]): FairQueue<string> => {
  const queue = new FairQueue<string>();
  for (const [sender, item, bytes = 1] of items) queue.push(sender, item, bytes);
  return queue;
};

describe('FairQueue', () => {
  it('serves the senders in turn, each in its own order', () => {
    const queue = filled(['a', 'a1'], ['a', 'a2'], ['a', 'a3'], ['b', 'b1'], ['c', 'c1'], ['c', 'c2']);
    expect(queue.take(5, 100)).toEqual(['a1', 'b1', 'c1', 'a2', 'c2']);
    expect(queue.size).toBe(1);
    expect(queue.take(5, 100)).toEqual(['a3']);
    expect(queue.take(5, 100)).toEqual([]);
  });

  it('puts who was served behind who was not', () => {
    const queue = filled(['a', 'a1'], ['a', 'a2'], ['b', 'b1'], ['c', 'c1']);
    expect(queue.take(2, 100)).toEqual(['a1', 'b1']);
    expect(queue.take(2, 100)).toEqual(['c1', 'a2']);
  });

  it('stops at the bytes, but takes one item however large', () => {
    const queue = filled(['a', 'big', 50], ['b', 'b1', 4], ['c', 'c1', 6], ['c', 'c2', 1]);
    expect(queue.take(9, 10)).toEqual(['big']);
    expect(queue.take(9, 10)).toEqual(['b1', 'c1']);
    expect(queue.take(9, 10)).toEqual(['c2']);
  });

  it('loses nothing, doubles nothing and keeps the order of each sender', () => {
    const sent = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 0, max: 9 })), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(
        sent,
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 1, max: 30 }),
        (items, most, bytes) => {
          const queue = new FairQueue<string>();
          items.forEach(([sender, size], n) => {
            queue.push(sender, `${sender}${String(n)}`, size);
          });
          const taken: string[] = [];
          while (queue.size > 0) {
            const batch = queue.take(most, bytes);
            expect(batch.length).toBeGreaterThan(0);
            expect(batch.length).toBeLessThanOrEqual(most);
            taken.push(...batch);
          }
          for (const sender of ['a', 'b', 'c']) {
            const own = items.flatMap(([from], n) => (from === sender ? [`${sender}${String(n)}`] : []));
            expect(taken.filter((item) => item.startsWith(sender))).toEqual(own);
          }
          expect(taken).toHaveLength(items.length);
        },
      ),
    );
  });
});
