import type { Bilingual } from '@zerofab/vocabulary';
import type { Detected } from './detect.js';
import type { ColumnMapping, FileFormat, FileTime, PlacedMapping, RowFilter } from './file-format.js';
import { NEM12_ZONE } from './nem12.js';
import type { DecimalSign } from './written-number.js';
import type { TimeStyle } from './written-time.js';

/** What a person chose; what is left out is as detected. */
export interface Choices {
  readonly zone: string | undefined;
  readonly mappings: readonly ColumnMapping[];
  readonly timeColumns?: readonly string[] | undefined;
  /** A style, luxon tokens, `iso` or `epoch-ms`. */
  readonly timeFormat?: string | undefined;
  readonly decimal?: DecimalSign | undefined;
  readonly label?: 'start' | 'end' | undefined;
  readonly midnightClosesDay?: boolean | undefined;
  readonly where?: readonly { readonly column: string; readonly value: string }[];
}

/** What the file does not tell and nobody has chosen. */
interface Open {
  readonly about: 'date-order' | 'decimal' | 'key';
  readonly reason: Bilingual;
}

/** Place of a column by its name in any header line, or `#2`. */
const placeOf = (detected: Detected, name: string): number => {
  const numbered = /^#(\d+)$/.exec(name)?.[1];
  if (numbered !== undefined) return Number(numbered) - 1;
  const bare = name.trim();
  const named = detected.columns.filter((column) => column.name === bare);
  if (named.length > 1)
    throw new Error(
      `The file has two columns "${name}"; name the place instead, such as #${String((named[0]?.place ?? 0) + 1)}`,
    );
  const [found] =
    named.length === 1 ? named : detected.columns.filter(({ aliases }) => aliases.includes(bare));
  if (found !== undefined) return found.place;
  const has = detected.columns.map((column) => column.name).join(', ');
  throw new Error(`The file has no column "${name}"; it has: ${has}`);
};

const NO_VALUE = /ean|cups|nmi|倍率|ratio|multiplier|编号|表号|户号|\bid\b|code/i;

/** The columns of values: numbers that are no time, no filter, no id and no multiplier. */
export const valueColumns = (detected: Detected): Detected['columns'] => {
  const { time, keys } = detected;
  const used = new Set([...time.columns, time.from, ...keys.map(({ column }) => column)]);
  return detected.columns.filter(
    ({ place, name, numeric }) => numeric && !used.has(place) && !NO_VALUE.test(name),
  );
};

/** `*` stands for the values of wide rows and NEM12, and for the only column of values of a table. */
const placed = (detected: Detected, { column, register, scale }: ColumnMapping): PlacedMapping => {
  if (detected.kind === 'nem12' || detected.wide !== undefined) return { place: -1, column, register, scale };
  if (column !== '*') return { place: placeOf(detected, column), column, register, scale };
  const values = valueColumns(detected);
  const [only] = values;
  if (only === undefined || values.length > 1)
    throw new Error(
      `Which column holds ${register}? Name it: --map Column=${register}; columns of numbers are: ${values.map(({ name }) => name).join(', ')}`,
    );
  return { place: only.place, column: only.name, register, scale };
};

const shiftOf = (
  { time, wide }: Detected,
  label: Choices['label'],
): Pick<FileTime, 'shiftMs' | 'midnightClosesDay'> => {
  if (wide !== undefined || label !== 'start')
    return { shiftMs: 0, midnightClosesDay: time.midnightClosesDay };
  // A day's value dated by the day: it ends at the next midnight, 23, 24 or 25 hours later.
  if (time.dateOnly) return { shiftMs: 0, midnightClosesDay: true };
  return { shiftMs: time.stepMs ?? 0, midnightClosesDay: false };
};

/** The rules that rows are read by: what was detected, but for what was chosen. @throws Error for an unknown column */
export const formatOf = (detected: Detected, choices: Choices): FileFormat => {
  const { time, wide } = detected;
  const mappings = choices.mappings.map((mapping) => placed(detected, mapping));
  // A counter shows what it shows at the time of the row, whatever its header says.
  const counters =
    mappings.length > 0 && mappings.every(({ place }) => detected.columns[place]?.rising === true);
  const label = choices.label ?? (time.labelSure && !counters ? time.label : 'end');
  const shift = shiftOf(detected, label);
  const where = (choices.where ?? []).map(({ column, value }): RowFilter => {
    return { column: detected.kind === 'nem12' ? 1 : placeOf(detected, column), value };
  });
  return {
    kind: detected.kind,
    delimiter: detected.delimiter,
    skip: detected.skip,
    decimal: choices.decimal ?? detected.decimal.sign,
    time: {
      columns: choices.timeColumns?.map((name) => placeOf(detected, name)) ?? time.columns,
      range: time.range,
      format: choices.timeFormat ?? time.styles[0] ?? 'ymd',
      zone: detected.kind === 'nem12' ? NEM12_ZONE : choices.zone,
      descending: time.descending,
      inclusiveEnd: time.inclusiveEnd,
      shiftMs: shift.shiftMs,
      midnightClosesDay: choices.midnightClosesDay ?? shift.midnightClosesDay,
    },
    wide: wide?.slots ?? [],
    where,
    mappings,
  };
};

/** What must be asked before a row is read. */
export const openQuestions = (detected: Detected, choices: Choices): Open[] => {
  const open: Open[] = [];
  const { styles } = detected.time;
  if (choices.timeFormat === undefined && styles.length > 1)
    open.push({
      about: 'date-order',
      reason: {
        zh: `日期可按${styles.map((style) => (style === 'dmy' ? '日/月/年' : style === 'mdy' ? '月/日/年' : '年/月/日')).join('或')}读取，文件无法判断；请选择`,
        en: `Dates can be read as ${styles.map((style: TimeStyle) => style).join(' or ')} and the file does not tell; choose the time format`,
      },
    });
  if (choices.decimal === undefined && !detected.decimal.sure)
    open.push({
      about: 'decimal',
      reason: {
        zh: '无法判断“1,234”是一千二百三十四还是 1.234；请选择小数点',
        en: 'Whether "1,234" is a thousand or a fraction the file does not tell; choose the decimal sign',
      },
    });
  for (const { column, values } of detected.keys) {
    const name = detected.columns[column]?.name ?? 'NMI';
    const chosen = (choices.where ?? []).some(
      (one) => detected.kind === 'nem12' || placeOf(detected, one.column) === column,
    );
    if (!chosen)
      open.push({
        about: 'key',
        reason: {
          zh: `“${name}”列有 ${String(values.length)} 个值（${values.slice(0, 10).join('、')}）；请选择属于此计量表的一个`,
          en: `Column "${name}" holds ${String(values.length)} values (${values.slice(0, 10).join(', ')}); choose the one that is this meter's`,
        },
      });
  }
  return open;
};
