import { RowClock } from '@zerofab/calendar';
import {
  CsvRecords,
  HistoryRows,
  type BadRow,
  type FileReading,
  type RowRules,
} from '@zerofab/meter-history';
import { decoderOf, delimiterOf } from '../../../site-forms/text-of-file';

const SAMPLE_BYTES = 64 * 1024;
const SAMPLE_ROWS = 20;

/** Time formats that meters and spreadsheet programs write, the strictest first. */
export const TIME_FORMATS = [
  'iso',
  'yyyy-MM-dd HH:mm:ss',
  'yyyy-MM-dd HH:mm',
  'yyyy/M/d H:mm:ss',
  'yyyy/M/d H:mm',
  'dd/MM/yyyy HH:mm',
  'MM/dd/yyyy HH:mm',
  'yyyyMMddHHmm',
  'epoch-ms',
] as const;

/** What the begin of a file tells: how it is written, its columns, its first rows. */
export interface FileBegin {
  readonly encoding: string;
  readonly delimiter: string;
  readonly text: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export const readBegin = async (file: Blob): Promise<FileBegin> => {
  const bytes = new Uint8Array(await file.slice(0, SAMPLE_BYTES).arrayBuffer());
  const encoding = decoderOf(bytes);
  const text = new TextDecoder(encoding).decode(bytes, { stream: true });
  const delimiter = delimiterOf(text);
  const records = new CsvRecords(delimiter);
  const [header, ...rows] = records.push(text);
  return {
    encoding,
    delimiter,
    text,
    header: header?.cells ?? [],
    rows: rows.slice(0, SAMPLE_ROWS).map(({ cells }) => cells),
  };
};

/** The column of the time by its name, else the first. */
export const guessTimeColumn = (header: readonly string[]): string =>
  header.find((name) => /时间|日期|时刻|time|date|timestamp|^ts$/i.test(name)) ?? header[0] ?? '';

/** The first format in which every sample can be read; undefined where none fits. */
export const guessFormat = (samples: readonly string[], zone: string): string | undefined =>
  TIME_FORMATS.find((format) => {
    const clock = new RowClock({ format, zone, midnightClosesDay: false });
    return samples.length > 0 && samples.every((text) => typeof clock.read(text) === 'number');
  });

/** The column of a register by code or name; empty where none is alike. */
export const guessColumn = (header: readonly string[], words: readonly string[]): string =>
  header.find((name) =>
    words.some((word) => word !== '' && name.toLowerCase().includes(word.toLowerCase())),
  ) ?? '';

export const isBad = (row: FileReading | BadRow): row is BadRow => 'reason' in row;

/** First rows by the rules, as the import would read them. @throws Error for rules that no row can follow */
export const previewRows = (begin: FileBegin, rules: RowRules, count: number): (FileReading | BadRow)[] =>
  new HistoryRows('', rules).push(begin.text).slice(0, count);

/** A part of a file, to be sent in one call. */
export interface HistoryPart {
  readonly readings: readonly FileReading[];
  readonly bad: readonly BadRow[];
  /** Of the bytes of the file, 0..1, up to the end of this part. */
  readonly share: number;
}

/** Reads a whole file in parts; its size does not matter, for no more than a part is in memory. */
export async function* readParts(
  file: Blob,
  encoding: string,
  rules: RowRules,
  size: number,
): AsyncGenerator<HistoryPart> {
  const rows = new HistoryRows('', rules);
  const decoder = new TextDecoder(encoding);
  const reader = file.stream().getReader();
  let [bytes, waiting]: [number, (FileReading | BadRow)[]] = [0, []];
  const part = (of: readonly (FileReading | BadRow)[]): HistoryPart => ({
    readings: of.filter((row): row is FileReading => !isBad(row)),
    bad: of.filter(isBad),
    share: file.size === 0 ? 1 : Math.min(1, bytes / file.size),
  });
  for (;;) {
    const { done, value } = await reader.read();
    bytes += value?.byteLength ?? 0;
    const found = done
      ? [...rows.push(decoder.decode()), ...rows.end()]
      : rows.push(decoder.decode(value, { stream: true }));
    waiting = waiting.concat(found);
    while (waiting.length >= size) yield part(waiting.splice(0, size));
    if (done) break;
  }
  yield part(waiting);
}
