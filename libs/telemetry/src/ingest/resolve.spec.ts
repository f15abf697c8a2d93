import { describe, expect, it } from 'vitest';
import type { KnownMeter } from './directory.js';
import { resolveReadings } from './resolve.js';

const meter: KnownMeter = {
  id: 1,
  siteId: 1,
  passwordSha256: null,
  registers: new Map([
    ['e', { id: 11, kind: 'counter', rollover: 1000, net: false }],
    ['n', { id: 12, kind: 'counter', rollover: null, net: false }],
    ['i', { id: 13, kind: 'interval', rollover: null, net: false }],
    ['p', { id: 14, kind: 'gauge', rollover: null, net: false }],
  ]),
};
const resolved = (...values: [string, number][]) =>
  resolveReadings(
    {
      readings: values.map(([register, value], n) => ({ register, atMs: n, value })),
      flaws: [],
      unlisted: 0,
    },
    meter,
  );

describe('resolveReadings', () => {
  it('finds the registers; a gauge has no consumption', () => {
    expect(resolved(['e', 5], ['i', -1], ['p', -3])).toEqual({
      columns: {
        registerIds: [11, 13, 14],
        atMs: [0, 1, 2],
        values: [5, -1, -3],
        consumes: [true, true, false],
      },
      flaws: [],
      unlisted: 0,
    });
  });

  it('takes a counter from 0 to its rollover, both included', () => {
    expect(resolved(['e', 0], ['e', 999], ['e', 1000], ['n', 1e12]).flaws).toEqual([]);
    const { columns, flaws } = resolved(['e', 1000.001], ['e', -0.001], ['n', -1]);
    expect(columns.registerIds).toEqual([]);
    expect(flaws.map(({ detail }) => detail)).toEqual([
      'values.e is 1000.001; this counter shows 0 to 1000 (its rollover)',
      'values.e is -0.001; this counter shows 0 to 1000 (its rollover)',
      'values.n is -1; this counter shows 0 or more',
    ]);
  });

  it('names an unknown register once, whatever its count, and bounds their number', () => {
    expect(resolved(['x', 1], ['x', 2]).flaws).toEqual([
      { reason: 'unknown-register', detail: 'This meter has no register "x"; it has: e, n, i, p' },
    ]);
    const many = resolved(...Array.from({ length: 25 }, (_, n): [string, number] => [`x${String(n)}`, 1]));
    expect([many.flaws.length, many.unlisted]).toEqual([20, 5]);
  });
});
