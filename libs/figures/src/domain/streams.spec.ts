import { describe, expect, it } from 'vitest';
import type { ActivityBinding, InputBindings } from './source.js';
import { calculationStreams, pathOf, recordStreams } from './streams.js';

const manual = { kind: 'manual', unit: 't' } as const;
const stock = { kind: 'stock', unit: 'kg' } as const;
const meters: ActivityBinding = { kind: 'meters', registers: [] };
const inputs: InputBindings = {
  a: manual,
  b: { kind: 'value', value: '1', unit: 't', source: 's' },
  c: { kind: 'formula', id: 'f', inputs: { d: stock, e: { kind: 'activity' }, m: meters } },
};

describe('streams', () => {
  it('are the amounts among inputs, nested ones by their path', () => {
    expect(pathOf('', 'a')).toBe('a');
    expect(pathOf('a', 'b')).toBe('a/b');
    const paths = (calculation: Parameters<typeof calculationStreams>[0]) =>
      calculationStreams(calculation).map(({ stream }) => stream);
    expect(paths({ formulas: [], inputs })).toEqual(['a', 'c/d', 'c/m']);
    expect(paths({ formulas: [], inputs: {} })).toEqual([]);
    expect(paths(undefined)).toEqual([]);
    expect(paths(null)).toEqual([]);
  });

  it('of one formula alone are known by its place, for a formula may serve twice', () => {
    const formulas = [{ id: 'f' }, { id: 'f', inputs: { a: manual } }];
    expect(calculationStreams({ formulas, inputs: { a: meters } })).toEqual([
      { stream: 'a', binding: meters },
      { stream: 'formula2/a', binding: manual },
    ]);
  });

  it('take records by hand, three a stock and none a meter', () => {
    const of = recordStreams({ activity: manual, calculation: { formulas: [], inputs }, crossCheck: stock });
    expect(of.map(({ stream, unit, stock: side }) => `${stream}|${unit}|${side ?? '-'}`)).toEqual([
      '|t|-',
      'a|t|-',
      'c/d.purchased|kg|purchased',
      'c/d.sold|kg|sold',
      'c/d.stock|kg|stock',
      'crossCheck.purchased|kg|purchased',
      'crossCheck.sold|kg|sold',
      'crossCheck.stock|kg|stock',
    ]);
    expect(recordStreams({ activity: stock }).map(({ stream }) => stream)).toEqual([
      'purchased',
      'sold',
      'stock',
    ]);
    expect(
      recordStreams({ activity: { kind: 'meters', registers: [] }, calculation: null, crossCheck: null }),
    ).toEqual([]);
  });
});
