import { bytesOf, hexOf, type Sha256 } from './entry.js';

// Merkle tree of RFC 6962 (Certificate Transparency), section 2.1: a leaf is H(0x00 || data), a node
// H(0x01 || left || right), the left part the largest power of two below the number of leaves.

const [LEAF, NODE] = [0, 1];

const prefixed = (prefix: number, ...parts: readonly Uint8Array[]): Uint8Array => {
  const bytes = new Uint8Array(1 + parts.reduce((sum, part) => sum + part.length, 0));
  bytes[0] = prefix;
  let at = 1;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
};

const leafOf = (hash: string, sha256: Sha256): Uint8Array => sha256(prefixed(LEAF, bytesOf(hash)));
const nodeOf = (left: Uint8Array, right: Uint8Array, sha256: Sha256): Uint8Array =>
  sha256(prefixed(NODE, left, right));

/** Largest power of two below `count`; `count` is 2 at least. */
const splitOf = (count: number): number => {
  let split = 1;
  while (split * 2 < count) split *= 2;
  return split;
};

const treeOf = (leaves: readonly Uint8Array[], sha256: Sha256): Uint8Array => {
  const [first] = leaves;
  if (first === undefined) return sha256(new Uint8Array());
  if (leaves.length === 1) return first;
  const split = splitOf(leaves.length);
  return nodeOf(treeOf(leaves.slice(0, split), sha256), treeOf(leaves.slice(split), sha256), sha256);
};

/**
 * Root over entries' hashes in their order, hexadecimal; that of no entry is the SHA-256 of nothing.
 * @param hashes hexadecimal
 */
export const merkleRoot = (hashes: readonly string[], sha256: Sha256): string =>
  hexOf(
    treeOf(
      hashes.map((hash) => leafOf(hash, sha256)),
      sha256,
    ),
  );

/**
 * Paths of a tree: the hashes beside the way from a leaf to the root, the lowest first; with the leaf they make the root
 * again. Each node is hashed once, however many paths are asked for.
 */
export const merkleProver = (hashes: readonly string[], sha256: Sha256): ((index: number) => string[]) => {
  const leaves = hashes.map((hash) => leafOf(hash, sha256));
  const known = new Map<string, Uint8Array>();
  const rootOf = (from: number, count: number): Uint8Array => {
    const [leaf] = leaves.slice(from, from + 1);
    if (count === 1 && leaf !== undefined) return leaf;
    const place = `${String(from)} ${String(count)}`;
    const split = splitOf(count);
    const root = known.get(place) ?? nodeOf(rootOf(from, split), rootOf(from + split, count - split), sha256);
    known.set(place, root);
    return root;
  };
  const pathOf = (from: number, count: number, at: number): Uint8Array[] => {
    if (count === 1) return [];
    const split = splitOf(count);
    return at < split
      ? [...pathOf(from, split, at), rootOf(from + split, count - split)]
      : [...pathOf(from + split, count - split, at - split), rootOf(from, split)];
  };
  return (index) => {
    if (!Number.isInteger(index) || index < 0 || index >= leaves.length)
      throw new RangeError(`there is no leaf ${String(index)} among ${String(leaves.length)}`);
    return pathOf(0, leaves.length, index).map(hexOf);
  };
};

/** Where an entry stands in the tree of its day. */
export interface MerkleProof {
  readonly index: number;
  readonly count: number;
  readonly path: readonly string[];
}

/** The root that an entry's hash and its path make; undefined where the path does not fit the place. */
export const rootOfPath = (
  hash: string,
  { index, count, path }: MerkleProof,
  sha256: Sha256,
): string | undefined => {
  if (!Number.isInteger(index) || index < 0 || index >= count) return undefined;
  // Sides of the way down, from the root to the leaf.
  const sides: boolean[] = [];
  for (let at = index, size = count; size > 1;) {
    const split = splitOf(size);
    const right = at >= split;
    sides.push(right);
    [at, size] = right ? [at - split, size - split] : [at, split];
  }
  if (sides.length !== path.length) return undefined;
  const root = sides.toReversed().reduce(
    (below, right, step) => {
      const beside = bytesOf(path[step] ?? '');
      return right ? nodeOf(beside, below, sha256) : nodeOf(below, beside, sha256);
    },
    leafOf(hash, sha256),
  );
  return hexOf(root);
};
