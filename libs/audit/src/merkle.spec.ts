import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../test/fixtures/sha256.js';
import { merkleProver, merkleRoot, rootOfPath } from './merkle.js';

// The test vectors of Certificate Transparency (RFC 6962), as its reference implementation publishes them.
const LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

describe('the Merkle tree', () => {
  it.each(ROOTS.map((root, count) => [count, root] as const))(
    'has the published root of %i leaves',
    (count, root) => {
      expect(merkleRoot(LEAVES.slice(0, count), sha256)).toBe(root);
    },
  );

  it('proves each leaf at its place, and at no other', () => {
    for (let count = 1; count <= LEAVES.length; count += 1) {
      const leaves = LEAVES.slice(0, count);
      for (const [index, leaf] of leaves.entries()) {
        const path = merkleProver(leaves, sha256)(index);
        expect(rootOfPath(leaf, { index, count, path }, sha256)).toBe(ROOTS[count]);
        const elsewhere = Array.from(leaves.keys()).filter((at) => at !== index);
        for (const other of elsewhere)
          expect(rootOfPath(leaf, { index: other, count, path }, sha256)).not.toBe(ROOTS[count]);
      }
    }
  });

  it('takes no path that is too long, too short, or beyond the leaves', () => {
    const path = merkleProver(LEAVES, sha256)(2);
    const at = (index: number, count: number, own = path) =>
      rootOfPath('10', { index, count, path: own }, sha256);
    expect(at(2, 8)).toBe(ROOTS[8]);
    expect(at(2, 8, path.slice(1))).toBeUndefined();
    expect(at(2, 8, [...path, path[0] ?? ''])).toBeUndefined();
    expect([at(8, 8), at(-1, 8), at(0.5, 8)]).toEqual([undefined, undefined, undefined]);
    expect(() => merkleProver(LEAVES, sha256)(8)).toThrow(RangeError);
  });

  it('is another tree when any leaf changes, moves, goes or comes', () => {
    const leaf = fc
      .uint8Array({ minLength: 1, maxLength: 4 })
      .map((bytes) => Buffer.from(bytes).toString('hex'));
    fc.assert(
      fc.property(fc.uniqueArray(leaf, { minLength: 2, maxLength: 20 }), fc.nat(), (leaves, n) => {
        const root = merkleRoot(leaves, sha256);
        const at = n % leaves.length;
        const [first = '', second = ''] = leaves;
        expect(merkleRoot(leaves.toSpliced(at, 1), sha256)).not.toBe(root);
        expect(merkleRoot(leaves.with(at, `${leaves[at] ?? ''}00`), sha256)).not.toBe(root);
        expect(merkleRoot([...leaves, 'ff'], sha256)).not.toBe(root);
        expect(merkleRoot([second, first, ...leaves.slice(2)], sha256)).not.toBe(root);
      }),
    );
  });
});
