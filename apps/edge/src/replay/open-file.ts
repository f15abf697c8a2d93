import { createReadStream } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import {
  detect,
  detectRecords,
  encodingOf,
  espiRecords,
  FileRows,
  formatOf,
  isEspi,
  openQuestions,
  sheetRecords,
  UnreadableFile,
  valueColumns,
  type BadRow,
  type Choices,
  type CsvRecord,
  type Detected,
  type Encoding,
  type FileReading,
} from '@zerofab/meter-history';

/** What the caller says about the file; what is left out is detected. */
export interface FileAsked extends Choices {
  readonly encoding?: Encoding | undefined;
  readonly delimiter?: string | undefined;
  readonly skipLines?: number | undefined;
}

export interface OpenedFile {
  /** What was detected and is not sure, one line each. */
  readonly notes: readonly string[];
  readonly rows: () => AsyncIterable<FileReading | BadRow> | Iterable<FileReading | BadRow>;
}

/** Read for the proposal: the begin, and the end where another meter may stand. */
const SAMPLE_BYTES = 8 * 1024 * 1024;
const TAIL_BYTES = 1024 * 1024;
/** A spreadsheet and an XML file are held in memory. */
const WHOLE_BYTES = 64 * 1024 * 1024;

const bytesAt = async (file: string, from: number, length: number): Promise<Uint8Array> => {
  const handle = await open(file);
  try {
    const buffer = Buffer.alloc(length);
    const { bytesRead } = await handle.read(buffer, 0, length, from);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
};

/** Begin of a text, and lines of its end where it is long. */
const sampleOf = async (file: string, size: number, encoding: Encoding): Promise<string> => {
  const begin = new TextDecoder(encoding).decode(await bytesAt(file, 0, Math.min(size, SAMPLE_BYTES)), {
    stream: true,
  });
  if (size <= SAMPLE_BYTES + TAIL_BYTES) return begin;
  // An even place, as UTF-16 has two bytes a character; the line that it cuts is left out.
  const from = (size - TAIL_BYTES) & ~1;
  const tail = new TextDecoder(encoding).decode(await bytesAt(file, from, size - from));
  return begin.slice(0, begin.lastIndexOf('\n') + 1) + tail.slice(tail.indexOf('\n') + 1);
};

const shown = (detected: Detected, asked: FileAsked): string[] => {
  const { time, wide } = detected;
  const notes: string[] = [];
  if (asked.timeFormat === undefined) {
    const names = time.columns.map((place) => detected.columns[place]?.name ?? '').join(' + ');
    notes.push(`time: ${names} (${time.styles[0] ?? ''}${time.range ? ', from–to' : ''})`);
  }
  if (wide !== undefined)
    notes.push(`wide rows: ${String(wide.slots.length)} columns a day, ${wide.label} labels`);
  if (asked.label === undefined && wide === undefined && time.label === 'start')
    notes.push(
      time.labelSure
        ? 'labels are the start of an interval: each reading is stored at its end'
        : 'times look like starts of intervals; if so give --interval-start, else --interval-end',
    );
  const units =
    detected.kind === 'nem12'
      ? detected.channels.map(({ unit }) => unit)
      : valueColumns(detected).map(({ unit }) => unit);
  const known = [...new Set(units)].filter((unit) => unit !== undefined);
  if (known.length > 0) notes.push(`units that the file names: ${known.join(', ')}`);
  if (time.descending) notes.push('rows stand newest first');
  return notes;
};

const proposed = (detected: Detected, asked: FileAsked): string[] => {
  const [question] = openQuestions(detected, asked);
  if (question !== undefined) throw new Error(`${question.reason.en}${HINTS[question.about]}`);
  return shown(detected, asked);
};

const HINTS = {
  'date-order': ': --time-format dmy or --time-format mdy',
  decimal: ': --decimal . or --decimal ,',
  key: ': --where "Column=value"',
} as const;

const sheetRows = async (file: string): Promise<CsvRecord[]> => {
  const { default: excel } = await import('exceljs');
  const book = new excel.Workbook();
  await book.xlsx.readFile(file);
  const sheet = book.worksheets.find(({ rowCount }) => rowCount > 1) ?? book.worksheets[0];
  const rows: [number, unknown[]][] = [];
  sheet?.eachRow((row, line) => {
    // Places of a row count from 1.
    rows.push([line, Array.isArray(row.values) ? row.values.slice(1) : []]);
  });
  return sheetRecords(rows);
};

/** Cells that are held in memory: those of a workbook, or of an XML file. */
const openRecords = (records: readonly CsvRecord[], asked: FileAsked): OpenedFile => {
  const detected = detectRecords(records, ',', asked);
  const notes = proposed(detected, asked);
  const format = formatOf(detected, asked);
  return {
    notes,
    rows: () => {
      const rows = new FileRows(format);
      return [...rows.pushRecords(records), ...rows.end()];
    },
  };
};

async function* textRows(
  file: string,
  encoding: Encoding,
  rows: FileRows,
): AsyncGenerator<FileReading | BadRow> {
  const decoder = new TextDecoder(encoding);
  for await (const piece of createReadStream(file) as AsyncIterable<Buffer>)
    yield* rows.push(decoder.decode(piece, { stream: true }));
  yield* rows.push(decoder.decode());
  yield* rows.end();
}

/**
 * Opens a file of meter history: detects how it is written, but for what the caller says.
 * @throws Error when the file cannot be read, gives no date, lacks a column, or leaves open what must be chosen
 */
export const openFile = async (file: string, asked: FileAsked): Promise<OpenedFile> => {
  const { size } = await stat(file);
  const begin = await bytesAt(file, 0, Math.min(size, 64 * 1024));
  const isZip = begin[0] === 0x50 && begin[1] === 0x4b;
  const encoding = asked.encoding ?? encodingOf(begin);
  const isXml = isEspi(new TextDecoder(encoding).decode(begin, { stream: true }));
  if ((isZip || isXml) && size > WHOLE_BYTES)
    throw new Error(
      `${file} is larger than ${String(WHOLE_BYTES / 1024 / 1024)} MB; divide it, or save it as CSV`,
    );
  if (begin[0] === 0xd0 && begin[1] === 0xcf)
    throw new UnreadableFile({
      zh: '旧版 .xls 文件：请另存为 .xlsx 或 CSV',
      en: 'An old .xls file: save it as .xlsx or CSV',
    });
  if (isZip) return openRecords(await sheetRows(file), asked);
  if (isXml) return openRecords(espiRecords(new TextDecoder(encoding).decode(await readFile(file))), asked);
  const detected = detect(await sampleOf(file, size, encoding), asked);
  const notes = proposed(detected, asked);
  const format = formatOf(detected, asked);
  // Tried here, so that a format that cannot be followed is told before a connection is made.
  const rows = (): FileRows => new FileRows(format);
  rows();
  return { notes, rows: () => textRows(file, encoding, rows()) };
};
