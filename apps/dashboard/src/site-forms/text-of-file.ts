/**
 * Text of a file that a spreadsheet program or a meter wrote: UTF-8, or where it is none GB 18030, in which Chinese
 * programs write.
 */
const decoderOf = (begin: Uint8Array): string => {
  try {
    // A piece may end within a character: `stream` forgives that and nothing else.
    new TextDecoder('utf-8', { fatal: true }).decode(begin, { stream: true });
    return 'utf-8';
  } catch {
    return 'gb18030';
  }
};

export const textOfFile = async (file: Blob): Promise<string> => {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return new TextDecoder(decoderOf(bytes)).decode(bytes);
};

/** The separator that the first line of a CSV has most of. */
export const delimiterOf = (text: string): string => {
  const [line = ''] = text.split(/\r|\n/, 1);
  const [best = ','] = [',', ';', '\t', '|'].toSorted(
    (one, other) => line.split(other).length - line.split(one).length,
  );
  return best;
};

/** Bytes of a file as base64, in pieces that the stack bears. */
export const base64OfFile = async (file: Blob): Promise<string> => {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
};
