import { CARRIER_LABELS, refused, type Carrier } from '@zerofab/vocabulary';
import { METER_COLUMNS } from './meter-table.js';

const MAX_ROWS = 5001;
const MAX_COLUMNS = 60;
const WIDTH = 16;

/** Rows that show how a list is filled in. */
const EXAMPLE: readonly (readonly [string, string, string, Carrier, string, string, string, string])[] = [
  ['main', '主进线', 'Main incomer', 'electricity', '', 'active_energy', 'kWh', '80'],
  ['workshop-1', '一车间', 'Workshop 1', 'electricity', 'main', 'active_energy', 'kWh', '1'],
  ['gas', '天然气总表', 'Gas main', 'naturalGas', '', 'volume', 'Nm3', '1'],
];

/** Head and example rows of the template. */
const templateRows = (lang: 'zh' | 'en'): string[][] => [
  METER_COLUMNS.map((column) => column[lang]),
  ...EXAMPLE.map(([code, zh, en, carrier, parent, register, unit, multiplier]) => [
    code,
    lang === 'zh' ? zh : en,
    en,
    CARRIER_LABELS[carrier][lang],
    parent,
    '',
    '',
    register,
    lang === 'zh' ? '累计' : 'counter',
    unit,
    multiplier,
    '',
    '15',
  ]),
];

/** CSV with a byte order mark, so that spreadsheet programs read it as UTF-8. */
export const templateCsv = (lang: 'zh' | 'en'): Buffer =>
  Buffer.from(
    `\uFEFF${templateRows(lang)
      .map((row) => row.join(','))
      .join('\r\n')}\r\n`,
  );

/** The library is large: it is read when somebody asks for a workbook. */
const newWorkbook = async () => new (await import('exceljs')).default.Workbook();

export const templateXlsx = async (lang: 'zh' | 'en'): Promise<Buffer> => {
  const workbook = await newWorkbook();
  const sheet = workbook.addWorksheet(lang === 'zh' ? '计量表' : 'Meters');
  sheet.addRows(templateRows(lang));
  sheet.getRow(1).font = { bold: true };
  sheet.views = [{ state: 'frozen', ySplit: 1 }];
  for (const column of sheet.columns) Object.assign(column, { width: WIDTH, numFmt: '@' });
  return Buffer.from(await workbook.xlsx.writeBuffer());
};

/**
 * Cells of the first sheet of a workbook, as text.
 * @throws RefusedError bad-meter-list when the bytes are no workbook, or the sheet is too large
 */
export const readXlsx = async (bytes: Buffer): Promise<string[][]> => {
  const workbook = await newWorkbook();
  try {
    // exceljs wants its own idea of a buffer; the bytes are the same.
    await workbook.xlsx.load(bytes as never);
  } catch {
    throw refused('bad-meter-list', {
      zh: '文件不是可读取的 .xlsx 工作簿；请另存为 .xlsx，或粘贴表格内容',
      en: 'The file is no readable .xlsx workbook; save it as .xlsx, or paste the cells',
    });
  }
  const sheet = workbook.worksheets[0];
  if (sheet === undefined || sheet.rowCount > MAX_ROWS || sheet.columnCount > MAX_COLUMNS)
    throw refused('bad-meter-list', {
      zh: `工作簿须有一张不超过 ${String(MAX_ROWS - 1)} 行、${String(MAX_COLUMNS)} 列的工作表`,
      en: `The workbook must have a sheet of at most ${String(MAX_ROWS - 1)} rows and ${String(MAX_COLUMNS)} columns`,
    });
  return Array.from({ length: sheet.rowCount }, (_, row) =>
    Array.from({ length: sheet.columnCount }, (_cell, column) => sheet.getCell(row + 1, column + 1).text),
  );
};
