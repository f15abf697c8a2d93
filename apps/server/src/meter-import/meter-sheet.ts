import { csvText } from '@zerofab/csv';
import { CARRIER_LABELS, type Carrier } from '@zerofab/vocabulary';
import { newWorkbook } from '../entry/read-sheet.js';
import { METER_COLUMNS } from './meter-table.js';

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
    '',
  ]),
];

/** CSV with a byte order mark, so that spreadsheet programs read it as UTF-8. */
export const templateCsv = (lang: 'zh' | 'en'): Buffer => Buffer.from(csvText(templateRows(lang)));

export const templateXlsx = async (lang: 'zh' | 'en'): Promise<Buffer> => {
  const workbook = await newWorkbook();
  const sheet = workbook.addWorksheet(lang === 'zh' ? '计量表' : 'Meters');
  sheet.addRows(templateRows(lang));
  sheet.getRow(1).font = { bold: true };
  sheet.views = [{ state: 'frozen', ySplit: 1 }];
  for (const column of sheet.columns) Object.assign(column, { width: WIDTH, numFmt: '@' });
  return Buffer.from(await workbook.xlsx.writeBuffer());
};
