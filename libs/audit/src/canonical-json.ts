/** The value as it comes back from a store of JSON: dates as text, nothing undefined. */
export const plain = (value: unknown): unknown =>
  value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as unknown);

/** Keys are written by hand: an object would list keys such as "10" and "9" by number, not as text. */
const write = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(write).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const parts = Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, part]) => `${JSON.stringify(key)}:${write(part)}`);
  return `{${parts.join(',')}}`;
};

/**
 * A value as JSON with one spelling (RFC 8785): object keys sorted by UTF-16 code units, no spaces, numbers and texts as
 * ECMAScript writes them. What JSON leaves out (undefined, functions) is left out here too.
 * @throws TypeError for undefined, which has no JSON
 */
export const canonicalJson = (value: unknown): string => {
  if (value === undefined) throw new TypeError('undefined has no JSON');
  return write(plain(value));
};
