import type { Source } from '@zerofab/contracts';
import type { Bilingual, StockStream } from '@zerofab/vocabulary';
import { recordStreams } from '@zerofab/figures';

/** One row of the grid: a stream of a source that is entered by hand. */
export interface EntryRow {
  readonly key: string;
  readonly source: string;
  /** As it is shown, and as a pasted block may name it. */
  readonly code: string;
  readonly stream: string;
  readonly name: Bilingual;
  readonly unit: string;
  readonly stock: StockStream | null;
  /** What the stream is, where it has a word of its own. */
  readonly part: 'activity' | StockStream | 'crossCheck' | 'input';
  /** False: the months do not add up to a year (a count of a stock, an area). */
  readonly adds: boolean;
  readonly included: boolean;
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

export const rowKey = (source: string, stream: string): string => `${source}|${stream}`;

const partOf = (stream: string, stock: StockStream | null): EntryRow['part'] => {
  if (stream === '') return 'activity';
  if (stream === stock) return stock;
  return stream === 'crossCheck' ? 'crossCheck' : 'input';
};

/** The rows of a site, in the order of its sources: those that take records by hand. */
export const entryRows = (sources: readonly Source[]): EntryRow[] =>
  sources.flatMap((source) =>
    recordStreams(source).map(({ stream, unit, stock }) => ({
      key: rowKey(source.code, stream),
      source: source.code,
      code: source.code,
      stream,
      name: source.name,
      unit,
      stock,
      part: partOf(stream, stock),
      adds: stock !== 'stock',
      included: source.included,
      validFrom: source.validFrom,
      validTo: source.validTo,
    })),
  );
