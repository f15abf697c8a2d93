import { zipSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ArchiveError, isAsPacked, packBundle, unpackBundle } from './archive.js';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const files = new Map([
  ['zebra.json', text('1')],
  ['signature.json', text('2')],
  ['apple.json', text('')],
  ['manifest.json', text('3')],
]);

/** What an archive is refused with; undefined where it is taken. */
const refusalOf = (bytes: Uint8Array): unknown => {
  try {
    unpackBundle(bytes);
    return undefined;
  } catch (error) {
    return error;
  }
};

describe('the container of a bundle', () => {
  it('is the same bytes whatever the order in which the files come, manifest and signature first', () => {
    const packed = packBundle(files);
    expect(packBundle(new Map([...files].toReversed()))).toEqual(packed);
    expect([...unpackBundle(packed).keys()]).toEqual([
      'manifest.json',
      'signature.json',
      'apple.json',
      'zebra.json',
    ]);
    expect(unpackBundle(packed)).toEqual(files);
  });

  it('has the headers that the docs name: stored, 1980-01-01, no extra field', () => {
    const packed = packBundle(new Map([['a.json', text('x')]]));
    const view = new DataView(packed.buffer, packed.byteOffset);
    expect(view.getUint32(0, true)).toBe(0x04034b50);
    // Version needed, flags, method, time, date (day 1, month 1, year 1980 + 0).
    expect([4, 6, 8, 10, 12].map((at) => view.getUint16(at, true))).toEqual([
      20, 0, 0, 0, 0b0000000_0001_00001,
    ]);
    // Both sizes, length of the name, of the extra field.
    expect([view.getUint32(18, true), view.getUint32(22, true)]).toEqual([1, 1]);
    expect([view.getUint16(26, true), view.getUint16(28, true)]).toEqual([6, 0]);
  });

  it.each([
    ['../evil.json', 'a way out of the folder'],
    ['/etc/passwd', 'an absolute name'],
    ['a/../../b.json', 'a way out in the middle'],
    ['C:\\x.json', 'a drive'],
    ['Manifest.json', 'capitals, which some systems do not tell apart'],
  ])('refuses %s: %s', (name) => {
    expect(() => unpackBundle(zipSync({ [name]: text('x') }, { level: 0 }))).toThrow(ArchiveError);
  });

  it('refuses a name of JavaScript itself', () => {
    const packed = packBundle(new Map([['aaproto__', text('x')]]));
    const named = packed.map((byte, at) =>
      [at, at - 1].some((from) => new TextDecoder().decode(packed.slice(from, from + 9)) === 'aaproto__')
        ? 0x5f
        : byte,
    );
    expect(new TextDecoder().decode(named)).toContain('__proto__');
    expect(() => unpackBundle(named)).toThrow(ArchiveError);
  });

  it('refuses what is compressed, so that nothing can grow', () => {
    const bomb = zipSync({ 'a.json': new Uint8Array(10_000_000) }, { level: 9 });
    expect(bomb.length).toBeLessThan(20_000);
    expect(() => unpackBundle(bomb)).toThrow(/compressed/);
  });

  it('refuses a name that stands twice, and more than 2000 files', () => {
    const twice = packBundle(
      new Map([
        ['a.json', text('x')],
        ['b.json', text('y')],
      ]),
    );
    const renamed = twice.map((byte, at) => (byte === 0x62 && twice[at + 1] === 0x2e ? 0x61 : byte));
    expect(() => unpackBundle(renamed)).toThrow(/stands twice/);
    const many = new Map(Array.from({ length: 2001 }, (_, at) => [`f${String(at)}`, text('')]));
    expect(() => unpackBundle(packBundle(many))).toThrow(/more than 2000/);
    many.delete('f2000');
    expect(unpackBundle(packBundle(many)).size).toBe(2000);
  });

  it('refuses what is no archive with a reason, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(refusalOf(bytes)).toSatisfy((error) => error === undefined || error instanceof ArchiveError);
      }),
    );
    expect(() => unpackBundle(text('hello'))).toThrow(/no zip/);
  });

  it('sees every byte that is not what the files make', () => {
    const packed = packBundle(files);
    expect(isAsPacked(packed, files)).toBe(true);
    expect(isAsPacked(Uint8Array.from([...packed, 0]), files)).toBe(false);
    for (let at = 0; at < packed.length; at += 1) {
      const flipped = Uint8Array.from(packed);
      flipped[at] = (flipped[at] ?? 0) ^ 0x10;
      expect([at, isAsPacked(flipped, files)]).toEqual([at, false]);
    }
  });
});
