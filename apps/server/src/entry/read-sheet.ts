import { refused, type ProblemCode } from '@zerofab/vocabulary';

const MAX_ROWS = 5001;
const MAX_COLUMNS = 60;

/** The library is large: it is read when somebody asks for a workbook. */
export const newWorkbook = async () => new (await import('exceljs')).default.Workbook();

/**
 * Cells of the first sheet of a workbook, as text.
 * @throws RefusedError with `code` when the bytes are no workbook, or the sheet is too large
 */
export const readXlsx = async (bytes: Buffer, code: ProblemCode = 'bad-meter-list'): Promise<string[][]> => {
  const workbook = await newWorkbook();
  try {
    // exceljs wants its own idea of a buffer; the bytes are the same.
    await workbook.xlsx.load(bytes as never);
  } catch {
    throw refused(code, {
      zh: '文件不是可读取的 .xlsx 工作簿；请另存为 .xlsx，或粘贴表格内容',
      en: 'The file is no readable .xlsx workbook; save it as .xlsx, or paste the cells',
    });
  }
  const sheet = workbook.worksheets[0];
  if (sheet === undefined || sheet.rowCount > MAX_ROWS || sheet.columnCount > MAX_COLUMNS)
    throw refused(code, {
      zh: `工作簿须有一张不超过 ${String(MAX_ROWS - 1)} 行、${String(MAX_COLUMNS)} 列的工作表`,
      en: `The workbook must have a sheet of at most ${String(MAX_ROWS - 1)} rows and ${String(MAX_COLUMNS)} columns`,
    });
  return Array.from({ length: sheet.rowCount }, (_, row) =>
    Array.from({ length: sheet.columnCount }, (_cell, column) => sheet.getCell(row + 1, column + 1).text),
  );
};
