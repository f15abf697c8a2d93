/** Ids of evidence files that a text names: `invoice 12, evidence:3` → `3`. */
export const evidenceIds = (text: string | null): string[] =>
  [...(text ?? '').matchAll(/\bevidence:(\d+)\b/g)].map(([, id = '']) => id);

/** What a text says beside the files it names. */
export const evidenceWords = (text: string | null): string =>
  (text ?? '')
    .replaceAll(/\bevidence:\d+\b/g, '')
    .split(/[,，;；]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join(', ');

/** The text of a record from a document's name and files: `invoice 12, evidence:3`. */
export const evidenceText = (words: string, ids: readonly string[]): string =>
  [words.trim(), ...ids.map((id) => `evidence:${id}`)].filter((part) => part !== '').join(', ');

/** Most the server takes. */
export const MAX_EVIDENCE_TEXT = 400;

/** Size of a file: `812 B`, `34.5 kB`, `2.1 MB`. */
export const fileSize = (bytes: number): string => {
  if (bytes < 1000) return `${String(bytes)}\u202fB`;
  return bytes < 1_000_000
    ? `${(bytes / 1000).toFixed(1)}\u202fkB`
    : `${(bytes / 1_000_000).toFixed(1)}\u202fMB`;
};
