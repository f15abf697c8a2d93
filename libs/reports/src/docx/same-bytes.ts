import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** The earliest time that a zip archive can say, so that it says the same whenever it is made. */
const EPOCH = new Date('1980-01-01T00:00:00');
const CORE = 'docProps/core.xml';
const BODY = 'word/document.xml';

/** Numbers that the writer counts on from file to file, anew from 1 in the order in which they come. */
const renumbered = (xml: string, pattern: RegExp): string => {
  const seen = new Map<string, number>();
  return xml.replaceAll(pattern, (_all, before: string, number: string) => {
    const own = seen.get(number) ?? seen.size + 1;
    seen.set(number, own);
    return `${before}${String(own)}`;
  });
};

/**
 * A DOCX whose bytes hang on its content alone: entries by name under one fixed time, `madeAt` as the instant of its
 * properties, where the writer puts the clock, and bookmarks counted from 1.
 */
export const sameBytes = (docx: Uint8Array, madeAt: string): Uint8Array => {
  const files = unzipSync(docx);
  const core = files[CORE];
  if (core !== undefined)
    files[CORE] = strToU8(
      strFromU8(core).replaceAll(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/gu, `$1${new Date(madeAt).toISOString()}`),
    );
  const body = files[BODY];
  if (body !== undefined) {
    const bookmarks = renumbered(strFromU8(body), /(<w:bookmark(?:Start|End)\b[^>]*w:id=")(\d+)/gu);
    files[BODY] = strToU8(renumbered(bookmarks, /(_Toc)(\d+)/gu));
  }
  const sorted = Object.fromEntries(Object.entries(files).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return zipSync(sorted, { mtime: EPOCH, level: 6 });
};
