/** A number in [0, 1) drawn from three integers: the same ones always give the same number. */
export const chance = (seed: number, stream: number, index: number): number => {
  let h =
    Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^
    Math.imul(stream + 1, 0xc2b2ae35) ^
    Math.imul(index + 1, 0x27d4eb2f);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  h ^= h >>> 15;
  return (h >>> 0) / 4_294_967_296;
};

/** Smooth noise in [-1, 1]: drawn every `period` steps and joined in between. */
export const drift = (seed: number, stream: number, index: number, period: number): number => {
  const step = Math.floor(index / period);
  const part = index / period - step;
  const ease = part * part * (3 - 2 * part);
  const at = (k: number): number => chance(seed, stream, k) * 2 - 1;
  return at(step) * (1 - ease) + at(step + 1) * ease;
};

/** A stream number of a text. */
export const streamOf = (text: string): number => {
  let h = 0;
  for (const char of text) h = (Math.imul(h, 31) + (char.codePointAt(0) ?? 0)) >>> 0;
  return h % 1_000_003;
};
