import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BadRow, FileReading } from '@zerofab/meter-history';
import excel from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toMessages } from './message.js';
import { openFile, type FileAsked } from './open-file.js';
import { shuffled } from './shuffled.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'zerofab-rows-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const asked: FileAsked = {
  mappings: [{ column: 'kWh', register: 'energy', scale: 1 }],
  timeFormat: 'epoch-ms',
  zone: undefined,
};
const all = async (file: string, how: FileAsked): Promise<(FileReading | BadRow)[]> => {
  const read = [];
  for await (const row of (await openFile(file, how)).rows()) read.push(row);
  return read;
};
const rows = async (
  content: string | Buffer,
  more: Partial<FileAsked> = {},
): Promise<(FileReading | BadRow)[]> => {
  const file = join(folder, 'rows.csv');
  writeFileSync(file, content);
  return all(file, { ...asked, ...more });
};

describe('a file as the caller says', () => {
  it('reads a file with byte order mark, CRLF, quotes, blank lines and columns nobody asked for', async () => {
    expect(await rows('\uFEFF"ts",note,kWh\r\n1000,"a, b",1.5\r\n\r\n2000,,2\r\n')).toEqual([
      { ts: 1000, values: { energy: 1.5 } },
      { ts: 2000, values: { energy: 2 } },
    ]);
  });
  it('reads another separator and a named time column', async () => {
    expect(await rows('kWh;when\n1;1000\n', { delimiter: ';', timeColumns: ['when'] })).toEqual([
      { ts: 1000, values: { energy: 1 } },
    ]);
  });
  it('goes on after a row that is too short or whose quotes are broken, and says which line it was', async () => {
    const read = await rows('ts,kWh\n1000,1\n2000\n3000,x"y\n4000,4\n');
    expect(read.filter((row) => 'ts' in row).map(({ ts }) => ts)).toEqual([1000, 4000]);
    expect(read.filter((row) => 'line' in row).map(({ line, reason }) => [line, reason.en])).toEqual([
      [3, expect.stringMatching(/Invalid Record Length/)],
      [4, expect.stringMatching(/Invalid Opening Quote/)],
    ]);
  });
  it('refuses a file without the column before anything is sent', async () => {
    await expect(rows('ts,kW\n1000,1\n')).rejects.toThrow(/has no column "kWh"; it has: ts, kW/);
    await expect(rows('ts,kW\n')).rejects.toThrow(/has no column "kWh"; it has: ts, kW/);
    await expect(rows('ts,kWh,kWh\n1000,1,2\n')).rejects.toThrow(/has two columns "kWh"/);
    await expect(all(join(folder, 'none.csv'), asked)).rejects.toThrow(/ENOENT/);
  });
  it('tells a file without rows from an empty one', async () => {
    expect(await rows('ts,kWh\n')).toEqual([]);
    await expect(rows('\uFEFF')).rejects.toThrow(/is empty/);
  });
  it('refuses times without a date, which would be stored as today', async () => {
    const text = 'Date;Time;kWh\n16/12/2006;17:24:00;4.2\n16/12/2006;17:25:00;5.3\n';
    await expect(rows(text, { timeColumns: ['Time'], timeFormat: 'HH:mm:ss', zone: 'UTC' })).rejects.toThrow(
      /No date in the time format HH:mm:ss/,
    );
  });
});

describe('a file as it is detected', () => {
  const found = { ...asked, timeFormat: undefined, zone: 'Asia/Shanghai' };
  const at = (text: string): number => Date.parse(`${text}+08:00`);

  it('is read from GBK behind a title, and its line of sums is told', async () => {
    // 时间,电量 and 合计 as a Chinese spreadsheet program saves them.
    const gbk = Buffer.concat([
      Buffer.from('cab1bce42cb5e7c1bf0d0a', 'hex'),
      Buffer.from('2026-11-10 00:00,5\r\n2026-11-10 00:15,6\r\n'),
      Buffer.from('bacfbcc62c31310d0a', 'hex'),
    ]);
    const read = await rows(gbk, { ...found, mappings: [{ column: '电量', register: 'e', scale: 2 }] });
    expect(read).toEqual([
      { ts: at('2026-11-10T00:00'), values: { e: 10 } },
      { ts: at('2026-11-10T00:15'), values: { e: 12 } },
      {
        line: 4,
        reason: expect.objectContaining({ zh: expect.stringContaining('合计') as string }) as object,
      },
    ]);
  });
  it('is asked about, not guessed, where it holds two meters or a date of two readings', async () => {
    const two = 'day,device,kWh\n2026-01-13,A,1\n2026-01-14,A,2\n2026-01-13,B,7\n2026-01-14,B,8\n';
    await expect(rows(two, found)).rejects.toThrow(/"device" holds 2 values \(A, B\).*--where/);
    const read = await rows(two, { ...found, where: [{ column: 'device', value: 'B' }] });
    expect(read.map((row) => 'values' in row && row.values['energy'])).toEqual([7, 8]);
    await expect(rows('day,kWh\n05/06/2026 00:15,1\n05/06/2026 00:30,2\n', found)).rejects.toThrow(
      /dmy or mdy.*--time-format dmy/,
    );
  });
  it('reads the sheet of a workbook, with dates that are dates', async () => {
    const book = new excel.Workbook();
    const sheet = book.addWorksheet('抄表');
    sheet.addRow(['1 号进线']);
    sheet.addRow(['时间', 'kWh']);
    sheet.addRow([new Date(Date.UTC(2026, 10, 10, 0, 15)), 10_123.45]);
    sheet.addRow([new Date(Date.UTC(2026, 10, 10, 0, 30)), 10_123.6]);
    const file = join(folder, 'book.xlsx');
    await book.xlsx.writeFile(file);
    expect(await all(file, found)).toEqual([
      { ts: at('2026-11-10T00:15'), values: { energy: 10_123.45 } },
      { ts: at('2026-11-10T00:30'), values: { energy: 10_123.6 } },
    ]);
  });
});

describe('shuffled', () => {
  it('keeps every row and depends on the seed alone', () => {
    const items = Array.from({ length: 200 }, (_, i) => i);
    expect(shuffled(items, 7)).toEqual(shuffled(items, 7));
    expect(shuffled(items, 7)).not.toEqual(shuffled(items, 8));
    expect(shuffled(items, 7).toSorted((a, b) => a - b)).toEqual(items);
  });
});

describe('toMessages', () => {
  const readings = (count: number): FileReading[] =>
    Array.from({ length: count }, (_, i) => ({ ts: 1_700_000_000_000 + i, values: { energy: i } }));

  it('sends one reading as an object and several as an array', () => {
    expect(toMessages(readings(1)).map(({ payload }) => JSON.parse(payload) as unknown)).toEqual(readings(1));
    expect(toMessages(readings(3)).map(({ payload }) => JSON.parse(payload) as unknown)).toEqual([
      readings(3),
    ]);
  });
  it('divides what the platform would refuse as too large', () => {
    const messages = toMessages(readings(20_000));
    expect(messages.length).toBeGreaterThan(1);
    for (const { payload } of messages) expect(Buffer.byteLength(payload)).toBeLessThanOrEqual(256 * 1024);
    expect(messages.flatMap(({ payload }) => JSON.parse(payload) as FileReading[])).toEqual(readings(20_000));
  });
});
