import papa from 'papaparse';

/** A cell: text or a figure, text that is none even where it looks like one (a name, "-1"), or nothing. */
export type Cell = string | number | { readonly text: string } | null | undefined;

/**
 * What a spreadsheet program would run as a formula. A number with a sign is none, and so stays a number; an apostrophe
 * before it is one that was put there to prevent that.
 */
const FORMULA = /^'*(?:[=@\t\r]|[+-](?!(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$))/i;

const SIGNED_NUMBER = /^[+-][\d.]/;

const asWritten = (cell: Cell): string | number | null | undefined =>
  typeof cell !== 'object' || cell === null
    ? cell
    : SIGNED_NUMBER.test(cell.text) && !FORMULA.test(cell.text)
      ? `'${cell.text}`
      : cell.text;

/** Text for a cell of a spreadsheet: what would be run is led by an apostrophe, which the program does not show. */
export const safeText = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/**
 * Rows as CSV (RFC 4180, CRLF, a line end behind the last row). What a spreadsheet program would run as a formula stands
 * as text; figures stay figures, negative ones too.
 * @param options.mark a byte order mark, by which spreadsheet programs know UTF-8; left out of what is appended
 */
export const csvText = (
  rows: readonly (readonly Cell[])[],
  { mark = true }: { readonly mark?: boolean } = {},
): string => {
  if (rows.length === 0) return mark ? '\uFEFF' : '';
  const text = papa.unparse(
    rows.map((row) => row.map(asWritten)),
    { newline: '\r\n', escapeFormulae: FORMULA },
  );
  return `${mark ? '\uFEFF' : ''}${text}\r\n`;
};
