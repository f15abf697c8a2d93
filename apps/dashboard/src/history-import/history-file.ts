import {
  detect,
  detectRecords,
  encodingOf,
  espiRecords,
  FileRows,
  isBad,
  isEspi,
  sheetRecords,
  type BadRow,
  type CsvRecord,
  type Detected,
  type Encoding,
  type FileFormat,
  type FileReading,
} from '@zerofab/meter-history';

const SAMPLE_BYTES = 4 * 1024 * 1024;
const TAIL_BYTES = 512 * 1024;
/** A workbook and an XML file are held in memory. */
const WHOLE_BYTES = 64 * 1024 * 1024;

/** What a person says about the text of a file; what is left out is detected. */
export interface TextSaid {
  readonly encoding?: Encoding | undefined;
  readonly delimiter?: string | undefined;
}

/** A file of the past: what it says about itself, and its cells where it is no text of rows. */
export interface HistoryFile {
  readonly file: Blob;
  readonly encoding: Encoding;
  readonly detected: Detected;
  readonly begin: string;
  readonly records: readonly CsvRecord[] | undefined;
}

/** Why a file is not read; a key of the texts. */
export class UnfitFile extends Error {
  constructor(readonly key: 'tooLarge' | 'oldExcel' | 'badWorkbook') {
    super(key);
  }
}

const bytesOf = async (blob: Blob): Promise<Uint8Array> => new Uint8Array(await blob.arrayBuffer());

/** Cells of the first sheet that has rows. The library is large: it comes when somebody opens a workbook. */
const sheetOf = async (file: Blob): Promise<CsvRecord[]> => {
  const { default: excel } = await import('exceljs');
  const book = new excel.Workbook();
  try {
    await book.xlsx.load(await file.arrayBuffer());
  } catch {
    throw new UnfitFile('badWorkbook');
  }
  const sheet = book.worksheets.find(({ rowCount }) => rowCount > 1) ?? book.worksheets[0];
  const rows: [number, unknown[]][] = [];
  sheet?.eachRow((row, line) => {
    // Places of a row count from 1.
    rows.push([line, Array.isArray(row.values) ? row.values.slice(1) : []]);
  });
  return sheetRecords(rows);
};

/** Begin of a text, and lines of its end where it is long: another meter may stand there. */
const sampleOf = async (file: Blob, encoding: Encoding): Promise<string> => {
  const decoder = new TextDecoder(encoding);
  const begin = decoder.decode(await bytesOf(file.slice(0, SAMPLE_BYTES)), { stream: true });
  if (file.size <= SAMPLE_BYTES + TAIL_BYTES) return begin;
  // An even place, as UTF-16 has two bytes a character; the line that it cuts is left out.
  const from = file.size - TAIL_BYTES - (file.size % 2);
  const tail = new TextDecoder(encoding).decode(await bytesOf(file.slice(from)));
  return begin.slice(0, begin.lastIndexOf('\n') + 1) + tail.slice(tail.indexOf('\n') + 1);
};

/**
 * Opens a file and detects how it is written.
 * @throws UnreadableFile for one that gives no date, UnfitFile for one that is no text, workbook or Green Button file
 */
export const openHistory = async (file: Blob, said: TextSaid): Promise<HistoryFile> => {
  const head = await bytesOf(file.slice(0, 64 * 1024));
  if (head[0] === 0xd0 && head[1] === 0xcf) throw new UnfitFile('oldExcel');
  const encoding = said.encoding ?? encodingOf(head);
  const isZip = head[0] === 0x50 && head[1] === 0x4b;
  const isXml = isEspi(new TextDecoder(encoding).decode(head, { stream: true }));
  if (isZip || isXml) {
    if (file.size > WHOLE_BYTES) throw new UnfitFile('tooLarge');
    const records = isZip
      ? await sheetOf(file)
      : espiRecords(new TextDecoder(encoding).decode(await bytesOf(file)));
    return { file, encoding, detected: detectRecords(records, ','), begin: '', records };
  }
  const sample = await sampleOf(file, encoding);
  const detected = detect(sample, said);
  return { file, encoding, detected, begin: sample.slice(0, SAMPLE_BYTES), records: undefined };
};

/** First rows by a format, as the import would read them. @throws Error for a format that no row can follow */
export const previewRows = (
  opened: HistoryFile,
  format: FileFormat,
  count: number,
): (FileReading | BadRow)[] => {
  const rows = new FileRows(format);
  const limit = format.skip + 50;
  return (
    opened.records === undefined
      ? rows.push(opened.begin.slice(0, 200_000))
      : rows.pushRecords(opened.records.slice(0, limit))
  ).slice(0, count);
};

/** A part of a file, to be sent in one call. */
export interface HistoryPart {
  readonly rows: readonly (FileReading | BadRow)[];
  /** Of the file, 0..1, up to the end of this part. */
  readonly share: number;
}

async function* pieces(
  { file, encoding, records }: HistoryFile,
  rows: FileRows,
): AsyncGenerator<HistoryPart> {
  if (records !== undefined) {
    yield { rows: [...rows.pushRecords(records), ...rows.end()], share: 1 };
    return;
  }
  const decoder = new TextDecoder(encoding);
  const reader = file.stream().getReader();
  for (let bytes = 0; ;) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes += value.byteLength;
    yield { rows: rows.push(decoder.decode(value, { stream: true })), share: bytes / file.size };
  }
  yield { rows: [...rows.push(decoder.decode()), ...rows.end()], share: 1 };
}

/** Reads a whole file in parts of `size` rows; of a text no more than a part is in memory. */
export async function* readParts(
  opened: HistoryFile,
  format: FileFormat,
  size: number,
): AsyncGenerator<HistoryPart> {
  let waiting: (FileReading | BadRow)[] = [];
  let share = 0;
  for await (const piece of pieces(opened, new FileRows(format))) {
    share = piece.share;
    waiting = waiting.concat(piece.rows);
    while (waiting.length >= size) yield { rows: waiting.splice(0, size), share };
  }
  yield { rows: waiting, share };
}

export const split = (
  rows: HistoryPart['rows'],
): { readonly readings: FileReading[]; readonly bad: BadRow[] } => ({
  readings: rows.filter((row): row is FileReading => !isBad(row)),
  bad: rows.filter(isBad),
});
