/** Seeded random numbers: the same seed and name give the same digits anywhere. */

const rotateLeft = (x: number, k: number): number => (x << k) | (x >>> (32 - k));

/**
 * xoshiro128** 1.1 by David Blackman and Sebastiano Vigna (public domain, https://prng.di.unimi.it), period 2¹²⁸ − 1.
 * @returns whole numbers in [0, 2³²)
 */
export const xoshiro128 = (state: readonly [number, number, number, number]): (() => number) => {
  let [a, b, c, d] = state;
  return () => {
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = rotateLeft(d, 11);
    return result;
  };
};

/** FNV-1a of the text, started from the seed and one word of the state at a time; mixed by the finaliser of MurmurHash3. */
const word = (text: string, seed: number): number => {
  let hash = 0x811c9dc5 ^ seed;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
};

/**
 * A stream of standard normal numbers (Box and Muller) of its own for each name, so that a variable draws the same in
 * the row, the class and the total, in whichever order they come.
 */
export const normalStream = (name: string, seed: number): (() => number) => {
  const next = xoshiro128([
    word(name, seed),
    word(name, seed + 1),
    word(name, seed + 2),
    // never all zero, which the generator cannot leave
    word(name, seed + 3) | 1,
  ]);
  let spare: number | null = null;
  return () => {
    if (spare !== null) {
      const kept = spare;
      spare = null;
      return kept;
    }
    const radius = Math.sqrt(-2 * Math.log((next() + 1) / 4_294_967_296));
    const angle = (2 * Math.PI * next()) / 4_294_967_296;
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
};
