import { CARRIER_LABELS, CARRIERS, usualRegister, type Bilingual, type Carrier } from '@zerofab/vocabulary';

/** Columns of the list, in the order of the template. */
export const METER_COLUMNS = [
  { key: 'code', zh: '代码', en: 'Code' },
  { key: 'name', zh: '名称', en: 'Name' },
  { key: 'nameEn', zh: '英文名称', en: 'English name' },
  { key: 'carrier', zh: '能源品种', en: 'Carrier' },
  { key: 'parent', zh: '上级表代码', en: 'Parent' },
  { key: 'siteUnit', zh: '用能单元代码', en: 'Unit of the site' },
  { key: 'location', zh: '位置', en: 'Location' },
  { key: 'register', zh: '寄存器', en: 'Register' },
  { key: 'kind', zh: '寄存器类型', en: 'Register kind' },
  { key: 'registerUnit', zh: '计量单位', en: 'Unit' },
  { key: 'multiplier', zh: '倍率', en: 'Multiplier' },
  { key: 'rollover', zh: '翻转值', en: 'Rollover' },
  { key: 'interval', zh: '间隔(分钟)', en: 'Interval (min)' },
  { key: 'effectiveFrom', zh: '生效时间', en: 'Effective from' },
] as const;
type MeterColumn = (typeof METER_COLUMNS)[number]['key'];

/** What is wrong with a row, in both languages. */
export interface RowProblem {
  readonly line: number;
  readonly column: MeterColumn | '';
  readonly text: Bilingual;
}

/** A meter as its rows say it: the input of the contract, not yet held against it. */
export interface ListedMeter {
  /** Its first row. */
  readonly line: number;
  /** All its rows, one a register. */
  readonly lines: number[];
  readonly code: string;
  readonly body: Record<string, unknown> & { registers: Record<string, unknown>[] };
}

interface Row {
  readonly line: number;
  readonly cells: Readonly<Partial<Record<MeterColumn, string>>>;
}

const KINDS: Readonly<Record<string, string>> = {
  counter: 'counter',
  累计: 'counter',
  interval: 'interval',
  区间: 'interval',
  gauge: 'gauge',
  瞬时: 'gauge',
};

const squeeze = (text: string): string => text.toLowerCase().replaceAll(/[\s_()（）-]/g, '');

const CARRIER_BY_WORD = new Map<string, Carrier>(
  CARRIERS.flatMap((carrier) =>
    [carrier, CARRIER_LABELS[carrier].zh, CARRIER_LABELS[carrier].en].map(
      (word) => [squeeze(word), carrier] as const,
    ),
  ),
);
for (const [word, carrier] of [
  ['电', 'electricity'],
  ['燃气', 'naturalGas'],
  ['蒸汽', 'steam'],
  ['光伏发电', 'pv'],
  ['gas', 'naturalGas'],
] as const)
  CARRIER_BY_WORD.set(squeeze(word), carrier);

const columnsOf = (header: readonly string[]): readonly (MeterColumn | undefined)[] =>
  header.map((cell) => {
    const word = squeeze(cell);
    return METER_COLUMNS.find(({ key, zh, en }) => [key, zh, en].some((name) => squeeze(name) === word))?.key;
  });

/** `15`, `15 min`, `15分钟`, `PT15M` → ISO 8601; what is no interval stays as it is and is refused by the contract. */
const intervalOf = (text: string): string => {
  const [, minutes] = /^(\d{1,4})\s*(?:min|分钟|分)?$/i.exec(text.trim()) ?? [];
  if (minutes === undefined) return text.trim();
  const count = Number(minutes);
  return count % 60 === 0 ? `PT${String(count / 60)}H` : `PT${minutes}M`;
};

/** A number as people type it, also with thousands separators; NaN for anything else. */
const numberOf = (text: string): number => {
  const plain = text.replaceAll(/[\s,，]/g, '');
  return /^\d+(\.\d+)?(e\d+)?$/i.test(plain) ? Number(plain) : Number.NaN;
};

const problem = (line: number, column: MeterColumn | '', zh: string, en: string): RowProblem => ({
  line,
  column,
  text: { zh, en },
});

const registerOf = (
  { cells, line }: Row,
  carrier: Carrier,
  problems: RowProblem[],
): Record<string, unknown> => {
  const usual = usualRegister(carrier);
  const kind = cells.kind === undefined ? usual.kind : KINDS[squeeze(cells.kind)];
  if (kind === undefined)
    problems.push(
      problem(
        line,
        'kind',
        `“${cells.kind ?? ''}”不是寄存器类型；请填写 累计、区间 或 瞬时`,
        `"${cells.kind ?? ''}" is no kind of register; write counter, interval or gauge`,
      ),
    );
  const amount = (column: 'multiplier' | 'rollover'): Record<string, number> => {
    const text = cells[column];
    if (text === undefined) return {};
    const value = numberOf(text);
    if (Number.isFinite(value) && value > 0) return { [column]: value };
    problems.push(
      problem(line, column, `“${text}”不是大于 0 的数；请改正`, `"${text}" is no number above 0; correct it`),
    );
    return {};
  };
  const code = cells.register ?? usual.code;
  return {
    code,
    kind: kind ?? usual.kind,
    unit: cells.registerUnit ?? usual.unit,
    interval: intervalOf(cells.interval ?? usual.interval),
    ...(code === usual.code ? { name: usual.name } : {}),
    ...amount('multiplier'),
    ...amount('rollover'),
  };
};

const meterOf = (row: Row, carrier: Carrier): ListedMeter => {
  const { cells, line } = row;
  const code = cells.code ?? '';
  const { parent, siteUnit: unit, location, effectiveFrom } = cells;
  const optional = Object.entries({ parent, unit, location, effectiveFrom }).filter(
    ([, text]) => text !== undefined,
  );
  return {
    line,
    lines: [line],
    code,
    body: {
      name: { zh: cells.name ?? code, ...(cells.nameEn === undefined ? {} : { en: cells.nameEn }) },
      carrier,
      ...Object.fromEntries(optional),
      registers: [],
    },
  };
};

const rowsOf = (
  cells: readonly (readonly string[])[],
  columns: readonly (MeterColumn | undefined)[],
): Row[] =>
  cells.flatMap((row, index) => {
    const named = columns.flatMap((column, position) => {
      const text = row[position]?.trim() ?? '';
      return column === undefined || text === '' ? [] : [[column, text] as const];
    });
    return named.length === 0 ? [] : [{ line: index + 2, cells: Object.fromEntries(named) }];
  });

/** The header lacks a column without which no row says anything. */
const missingColumn = (columns: readonly (MeterColumn | undefined)[]): RowProblem | undefined => {
  const missing = METER_COLUMNS.filter(({ key }) => key === 'code' || key === 'carrier').find(
    ({ key }) => !columns.includes(key),
  );
  return missing === undefined
    ? undefined
    : problem(
        1,
        missing.key,
        `第一行没有“${missing.zh}”列；请使用模板的表头`,
        `The first row has no column "${missing.en}"; use the heads of the template`,
      );
};

const unknownCarrier = ({ line, cells }: Row): RowProblem => {
  const given = cells.carrier ?? '';
  const names = CARRIERS.map((one) => CARRIER_LABELS[one]);
  return problem(
    line,
    'carrier',
    `“${given}”不是能源品种；请填写 ${names.map(({ zh }) => zh).join('、')} 之一`,
    `"${given}" is no carrier; write one of ${names.map(({ en }) => en).join(', ')}`,
  );
};

const codeAgain = (line: number, code: string, before: number): RowProblem =>
  problem(
    line,
    'code',
    `代码“${code}”已在第 ${String(before)} 行出现；同一块表的各行请放在一起`,
    `The code "${code}" stands in line ${String(before)} already; put the rows of one meter together`,
  );

/**
 * Reads a list of meters: a header, then one row a register. A row without code, or with the code of the row above,
 * adds a register to that meter; what a row leaves out is as meters of its carrier usually have it.
 * @param cells rows of a sheet, the first one names the columns in Chinese or English, in any order
 */
export const readMeterTable = (
  cells: readonly (readonly string[])[],
): { readonly meters: readonly ListedMeter[]; readonly problems: readonly RowProblem[] } => {
  const [header = [], ...body] = cells;
  const columns = columnsOf(header);
  const missing = missingColumn(columns);
  if (missing !== undefined) return { meters: [], problems: [missing] };
  const meters: ListedMeter[] = [];
  const problems: RowProblem[] = [];
  const seen = new Map<string, number>();
  for (const row of rowsOf(body, columns)) {
    const { code = '', carrier: word = '' } = row.cells;
    const open = meters.at(-1);
    if (open !== undefined && (code === '' || code === open.code)) {
      open.lines.push(row.line);
      open.body.registers.push(registerOf(row, open.body['carrier'] as Carrier, problems));
      continue;
    }
    const known = CARRIER_BY_WORD.get(squeeze(word));
    if (known === undefined) problems.push(unknownCarrier(row));
    // The rows below may belong to it all the same; with its problem it is not imported.
    const carrier = known ?? 'other';
    const before = seen.get(code);
    if (before !== undefined) problems.push(codeAgain(row.line, code, before));
    seen.set(code, row.line);
    const meter = meterOf(row, carrier);
    meter.body.registers.push(registerOf(row, carrier, problems));
    meters.push(meter);
  }
  return { meters, problems };
};
