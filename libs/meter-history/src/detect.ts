import type { Bilingual } from '@zerofab/vocabulary';
import type { CsvRecord } from './csv-records.js';
import { findKeys, type KeyFound } from './detect-keys.js';
import { findTime, type TimeFound } from './detect-time.js';
import { findWide, type WideFound } from './detect-wide.js';
import { delimiterOf, isDated, isNumber, recordsOf } from './dialect.js';
import { layoutOf, type Layout } from './layout.js';
import { channelOf, isNem12, type Nem12Channel } from './nem12.js';
import { decimalOf, isMissing, type DecimalFound } from './written-number.js';
import { isoOf, clockOf, type TimeStyle } from './written-time.js';

export interface ColumnFound {
  readonly place: number;
  readonly name: string;
  /** What the lines above call it too. */
  readonly aliases: readonly string[];
  readonly unit: string | undefined;
  readonly numeric: boolean;
  /** Its values never fall: a counter, or an id. */
  readonly rising: boolean;
}

/** What a file says about itself. */
export interface Detected {
  readonly kind: 'table' | 'nem12';
  readonly delimiter: string;
  readonly skip: number;
  readonly columns: readonly ColumnFound[];
  readonly decimal: DecimalFound;
  readonly time: TimeFound;
  readonly wide: WideFound | undefined;
  readonly keys: readonly KeyFound[];
  /** NEM12: what it holds. */
  readonly channels: readonly Nem12Channel[];
}

/** What the caller knows already. */
interface Said {
  readonly delimiter?: string | undefined;
  /** Lines before the header. */
  readonly skipLines?: number | undefined;
  /** The time format is given: a file whose times cannot be found is read by it. */
  readonly timeFormat?: string | undefined;
}

/** Why a file cannot be read at all. */
export class UnreadableFile extends Error {
  constructor(readonly reason: Bilingual) {
    super(reason.en);
  }
}

const SAMPLE = 3000;
const UNITS =
  /(?<![A-Za-z])(GWh|MWh|kWh|Wh|kvarh|MW|kW|W|Nm3|m3|m³|L|GJ|MJ|kJ)(?![A-Za-z])|(kilowatt-hours?)|(度|千瓦时)|(立方米)/gi;
const CANONICAL = new Map(
  ['GWh', 'MWh', 'kWh', 'Wh', 'kvarh', 'MW', 'kW', 'W', 'Nm3', 'm3', 'L', 'GJ', 'MJ', 'kJ'].map((unit) => [
    unit.toLowerCase(),
    unit,
  ]),
);

/** The unit that a header names: `正向有功总(kWh)`, `consumptionKWh`, `Usage (kilowatt-hours)`. */
const unitIn = (text: string): string | undefined => {
  const [found] = [...text.matchAll(UNITS)].toReversed();
  const word = found?.[0] ?? /[a-z](KWh|MWh|Wh)$/.exec(text)?.[1];
  if (word === undefined) return undefined;
  if (/kilowatt|度|千瓦时/i.test(word)) return 'kWh';
  return /立方米|m³/i.test(word) ? 'm3' : CANONICAL.get(word.toLowerCase());
};

const DAYS: readonly TimeStyle[] = ['ymd', 'dmy', 'mdy'];
const NUMBERS: readonly TimeStyle[] = ['epoch-ms', 'epoch-s', 'excel'];

/** A number in the span of a style: a date of 1990 … 2100. */
const inSpan = (style: TimeStyle) => {
  const unit = { excel: 1, 'epoch-s': 86_400, 'epoch-ms': 86_400_000 }[
    style as 'excel' | 'epoch-s' | 'epoch-ms'
  ];
  const [least, most] = style === 'excel' ? [32_874, 73_051] : [7305 * unit, 47_482 * unit];
  return (cell: string): boolean =>
    /^\d+(?:[.,]\d+)?$/.test(cell) &&
    Number(cell.replace(',', '.')) >= least &&
    Number(cell.replace(',', '.')) <= most;
};

const noDate = (records: readonly CsvRecord[]): UnreadableFile => {
  const clocks = records.some(({ cells }) =>
    cells.some((cell) => cell.includes(':') && clockOf(cell) !== undefined),
  );
  return new UnreadableFile(
    clocks
      ? {
          zh: '文件只有时刻，没有日期（无法得知是哪一天）；请提供带年月日的列',
          en: 'The file has times of day and no date; a column with year, month and day is needed',
        }
      : {
          zh: '文件中找不到带日期的时间列；请确认文件内容，或选择时间列和格式',
          en: 'No column of the file holds times with a date; check the file, or name the column and the format',
        },
  );
};

interface Laid {
  readonly layout: Layout;
  readonly isTime: (cell: string) => boolean;
  readonly styles: readonly TimeStyle[];
}

const lay = (records: readonly CsvRecord[]): Laid => {
  const dated = layoutOf(records, isDated);
  if (dated !== undefined) return { layout: dated, isTime: isDated, styles: DAYS };
  for (const style of NUMBERS) {
    const isTime = inSpan(style);
    const layout = layoutOf(records, isTime);
    if (layout !== undefined) return { layout, isTime, styles: [style] };
  }
  throw noDate(records);
};

const columnsOf = (layout: Layout, rows: readonly (readonly string[])[]): ColumnFound[] =>
  layout.columns.map(({ name, aliases }, place) => {
    const cells = rows.map((row) => row[place] ?? '').filter((cell) => !isMissing(cell));
    const numeric = cells.length > 0 && cells.filter(isNumber).length >= cells.length * 0.9;
    const values = numeric ? cells.map((cell) => Number(cell.replace(',', '.'))) : [];
    const falls = values.filter((value, at) => at > 0 && value < (values[at - 1] ?? value)).length;
    const rises = values.filter((value, at) => at > 0 && value > (values[at - 1] ?? value)).length;
    const unit = unitIn(name) ?? aliases.map(unitIn).find((found) => found !== undefined);
    return {
      place,
      name,
      aliases,
      unit,
      numeric,
      rising: values.length > 6 && Math.min(falls, rises) <= values.length * 0.01 && falls !== rises,
    };
  });

const nem12 = (records: readonly CsvRecord[]): Detected => {
  const channels = records.flatMap(({ cells }) => (cells[0] === '200' ? [channelOf(cells)] : []));
  const names = [...new Set(channels.map(({ name }) => name))];
  return {
    kind: 'nem12',
    delimiter: ',',
    skip: 0,
    columns: [],
    decimal: { sign: '.', sure: true },
    time: {
      columns: [1],
      from: undefined,
      range: false,
      styles: ['ymd'],
      midnightClosesDay: false,
      inclusiveEnd: false,
      dateOnly: false,
      label: 'end',
      labelSure: true,
      stepMs: (channels[0]?.minutes ?? 30) * 60_000,
      descending: false,
    },
    wide: undefined,
    keys: names.length > 1 ? [{ column: 1, values: names }] : [],
    channels,
  };
};

/**
 * Proposes how a file is read, from its text or the begin of it. What the file does not tell stands in the answer as
 * not sure (`decimal.sure`, more than one of `time.styles`, `time.label`, `keys`), to be asked.
 * @throws UnreadableFile where no column gives a time with its date
 */
export const detect = (text: string, said: Said = {}): Detected => {
  const delimiter = said.delimiter ?? delimiterOf(text);
  return detectRecords(recordsOf(text, delimiter), delimiter, said);
};

/** @see detect; for the cells of a spreadsheet */
export const detectRecords = (all: readonly CsvRecord[], delimiter: string, said: Said = {}): Detected => {
  const skipLines = said.skipLines ?? 0;
  const records = all.filter(({ line }) => line > skipLines);
  if (records.length === 0)
    throw new UnreadableFile({ zh: '文件是空的', en: 'The file is empty: it has no row' });
  try {
    const found = detectTable(records, delimiter);
    return { ...found, skip: found.skip + all.length - records.length };
  } catch (error) {
    if (said.timeFormat === undefined) throw error;
    return headed(records, delimiter, all.length - records.length);
  }
};

/** A file whose times only the caller's format tells: the first line names the columns, the first is the time. */
const headed = (records: readonly CsvRecord[], delimiter: string, before: number): Detected => {
  const [header, ...rest] = records;
  const columns = (header?.cells ?? []).map((name) => ({ name, aliases: [name] }));
  const rows = rest.slice(0, SAMPLE).map(({ cells }) => cells);
  return {
    ...nem12([]),
    kind: 'table',
    delimiter,
    skip: before + 1,
    columns: columnsOf({ skip: 1, columns }, rows),
    time: { ...nem12([]).time, columns: [0], label: undefined, labelSure: false, stepMs: undefined },
  };
};

const detectTable = (records: readonly CsvRecord[], delimiter: string): Detected => {
  if (isNem12(records)) return nem12(records);
  if (records[0]?.cells[0] === '100' && records[0].cells[1] === 'NEM13')
    throw new UnreadableFile({
      zh: 'NEM13（人工抄表）文件暂不支持；请向数据商索取 NEM12（间隔数据）',
      en: 'NEM13 (manual readings) is not read; ask the data provider for NEM12 (interval data)',
    });
  const { layout, isTime, styles } = lay(records);
  const all = records
    .slice(layout.skip)
    .flatMap(({ cells, broken }) => (broken === undefined ? [cells] : []));
  const rows = all.slice(0, SAMPLE);
  const names = layout.columns;
  const time = findTime(rows, names, isTime, styles);
  if (time === undefined) throw noDate(records);
  const columns = columnsOf(layout, rows);
  const wide = findWide(names.map(({ name }) => name));
  const used = [...time.columns, ...(time.from === undefined ? [] : [time.from])];
  const numbers = new Set(columns.filter(({ numeric }) => numeric).map(({ place }) => place));
  const values = rows.flatMap((cells) =>
    cells.filter((cell, place) => numbers.has(place) && !used.includes(place) && isNumber(cell)),
  );
  const readable = all.filter(
    (cells) =>
      styles.some((style) => isoOf(cells[time.columns[0] ?? 0] ?? '', style) !== undefined) || time.range,
  );
  return {
    kind: 'table',
    delimiter,
    skip: layout.skip,
    columns,
    decimal: decimalOf(values.slice(0, 20_000), delimiter),
    time,
    wide,
    keys:
      wide === undefined || numbers.size > 0
        ? findKeys(
            readable,
            names.map(({ name }) => name),
            used,
            numbers,
          )
        : [],
    channels: [],
  };
};
