/** Text encodings of files that meters, portals and spreadsheet programs write. */
export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'windows-1252'] as const;
export type Encoding = (typeof ENCODINGS)[number];

const isUtf8 = (bytes: Uint8Array): boolean => {
  try {
    // A piece may end within a character: `stream` forgives that and nothing else.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
};

/** Zero bytes on one side of most pairs: Latin letters and digits in UTF-16 without a mark. */
const utf16Of = (bytes: Uint8Array): Encoding | undefined => {
  let [even, odd] = [0, 0];
  for (const [at, byte] of bytes.entries())
    if (byte === 0) {
      if (at % 2 === 0) even += 1;
      else odd += 1;
    }
  const pairs = bytes.length / 2;
  if (odd > pairs * 0.3 && odd > even) return 'utf-16le';
  return even > pairs * 0.3 ? 'utf-16be' : undefined;
};

/**
 * Chinese characters take two high bytes, or a high and a low one, and stand together; a letter with an accent among
 * Latin ones is one high byte alone.
 */
const isChinese = (bytes: Uint8Array): boolean => {
  let [alone, together, run] = [0, 0, 0];
  for (const byte of [...bytes, 0x20]) {
    if (byte >= 0x80) run += 1;
    else {
      if (run === 1) alone += 1;
      else if (run > 1) together += 1;
      run = 0;
    }
  }
  return together > alone;
};

/**
 * How the text of a file is written, from its first bytes: a byte order mark, else UTF-16 by its zero bytes, else UTF-8
 * where it is valid, else GB 18030 (which holds GBK), or Windows-1252 where accents stand alone.
 */
export const encodingOf = (begin: Uint8Array): Encoding => {
  const [first, second] = begin;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const wide = utf16Of(begin);
  if (wide !== undefined) return wide;
  if (isUtf8(begin)) return 'utf-8';
  return isChinese(begin) ? 'gb18030' : 'windows-1252';
};
