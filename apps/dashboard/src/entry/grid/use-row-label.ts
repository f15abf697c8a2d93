import { findUnit } from '@zerofab/units';
import { useText } from '../../text/use-text';
import { screenUnit } from '../../format/quantity';
import type { EntryRow } from './entry-rows';
import type { PasteRow } from './paste-block';

interface RowLabel {
  /** What the stream is, in words or as the source names it; empty for the activity itself. */
  readonly part: (row: EntryRow) => string;
  /** Source and stream in one line. */
  readonly full: (row: EntryRow) => string;
  /** How a pasted first column may name the row. */
  readonly pasteRow: (row: EntryRow) => PasteRow;
}

/** Labels of rows in the page's language. */
export function useRowLabel(): RowLabel {
  const { t, say } = useText();
  const part = (row: EntryRow): string => {
    if (row.part === 'activity') return '';
    return row.part === 'input' ? row.stream : t(`entry.part.${row.part}`);
  };
  const full = (row: EntryRow): string =>
    [say(row.name), part(row)].filter((text) => text !== '').join(' · ');
  const pasteRow = (row: EntryRow): PasteRow => {
    const parts = [row.stream, part(row)].filter((text) => text !== '');
    const names = [row.code, row.name.zh, row.name.en];
    return {
      key: row.key,
      labels: [
        ...names,
        full(row),
        ...names.flatMap((name) => parts.flatMap((text) => [`${name} ${text}`, `${name}/${text}`])),
      ],
      fits: (unit) => {
        const meant = findUnit(unit)?.symbol;
        return (
          (meant !== undefined && meant === findUnit(row.unit)?.symbol) ||
          screenUnit(unit.trim()) === screenUnit(row.unit)
        );
      },
    };
  };
  return { part, full, pasteRow };
}
