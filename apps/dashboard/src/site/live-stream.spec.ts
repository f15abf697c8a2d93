import { expect, it } from 'vitest';
import { backoffMs } from './live-stream';

it('waits longer after each failed reconnect, never above 30 s', () => {
  expect([0, 1, 2, 5, 50].map(backoffMs)).toEqual([1000, 2000, 4000, 30_000, 30_000]);
});
