import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.js';

describe('canonicalJson', () => {
  it('sorts keys as text at every depth and leaves the order of lists', () => {
    expect(canonicalJson({ b: [2, { d: 1, c: null }], a: 'x', 10: 1, 9: 2 })).toBe(
      '{"10":1,"9":2,"a":"x","b":[2,{"c":null,"d":1}]}',
    );
    expect(canonicalJson([3, 1, 2])).toBe('[3,1,2]');
  });

  it('spells numbers and dates as ECMAScript does and leaves out what is undefined', () => {
    expect(canonicalJson({ n: 1e21, z: -0, d: new Date(0), u: undefined })).toBe(
      '{"d":"1970-01-01T00:00:00.000Z","n":1e+21,"z":0}',
    );
    expect(() => canonicalJson(undefined)).toThrow(TypeError);
  });

  it('does not depend on the order in which keys were set, and loses nothing', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).toReversed());
        expect(canonicalJson(turned)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});
