/** Where a quoted field ends: at a quote that is not doubled; undefined when it never does. */
const closingQuote = (text: string, from: number): number | undefined => {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] !== '"') continue;
    if (text[at + 1] !== '"') return at;
    at += 1;
  }
  return undefined;
};

/**
 * Cells of a block as Excel, WPS and browsers' tables put it on the clipboard: tabs between cells, a line a row, cells
 * with a tab, line break or quote in quotes. Empty rows at the end are dropped.
 */
export const parseTsv = (clipboard: string): string[][] => {
  const text = clipboard.replaceAll(/\r\n?/g, '\n');
  const rows: string[][] = [[]];
  let at = 0;
  while (at <= text.length) {
    const close = text[at] === '"' ? closingQuote(text, at + 1) : undefined;
    const quoted = close !== undefined && /^(?:$|[\t\n])/.test(text.slice(close + 1, close + 2));
    const rest = text.slice(quoted ? close + 1 : at).search(/[\t\n]/);
    const end = rest < 0 ? text.length : (quoted ? close + 1 : at) + rest;
    rows.at(-1)?.push(quoted ? text.slice(at + 1, close).replaceAll('""', '"') : text.slice(at, end));
    if (text[end] === '\n') rows.push([]);
    at = end + 1;
  }
  while (rows.length > 0 && (rows.at(-1) ?? []).every((cell) => cell.trim() === '')) rows.pop();
  return rows;
};
