import type { Sha256 } from '@zerofab/audit';

const BYTES = 6;
const RANGE = 2 ** (8 * BYTES);

/**
 * A number above 0 and below 1 for an item of a draw: the first 48 bits of SHA-256(`<seed>\n<id>`), moved by a half so
 * that it never is 0. The same for the same seed and id on every machine, and whatever else is in the list.
 */
export const drawOf = (seed: string, id: string, sha256: Sha256): number => {
  const bytes = sha256(new TextEncoder().encode(`${seed}\n${id}`));
  let value = 0;
  for (let index = 0; index < BYTES; index += 1) value = value * 256 + (bytes[index] ?? 0);
  return (value + 0.5) / RANGE;
};

/**
 * Where an item stands in a draw without replacement in which the chance goes with its weight (Efraimidis and Spirakis
 * 2006): −ln(u)/weight, the smallest are taken first.
 * @param weight above 0
 */
export const drawKey = (seed: string, id: string, weight: number, sha256: Sha256): number =>
  -Math.log(drawOf(seed, id, sha256)) / weight;
