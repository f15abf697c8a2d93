import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toMessages } from './message.js';
import type { BadRow, FileReading, RowRules } from '@zerofab/meter-history';
import { readRows, shuffled } from './rows.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'zerofab-rows-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const rules: RowRules = {
  delimiter: ',',
  timeColumn: undefined,
  mappings: [{ column: 'kWh', register: 'energy', scale: 1 }],
  time: { format: 'epoch-ms', zone: undefined, midnightClosesDay: false },
};
const all = async (file: string, how: RowRules): Promise<(FileReading | BadRow)[]> => {
  const read = [];
  for await (const row of readRows(file, how)) read.push(row);
  return read;
};
const rows = async (text: string, more: Partial<RowRules> = {}): Promise<(FileReading | BadRow)[]> => {
  const file = join(folder, 'rows.csv');
  writeFileSync(file, text);
  return all(file, { ...rules, ...more });
};

describe('readRows', () => {
  it('reads a file with byte order mark, CRLF, quotes, blank lines and columns nobody asked for', async () => {
    expect(await rows('\uFEFF"ts",note,kWh\r\n1000,"a, b",1.5\r\n\r\n2000,,2\r\n')).toEqual([
      { ts: 1000, values: { energy: 1.5 } },
      { ts: 2000, values: { energy: 2 } },
    ]);
  });
  it('reads another separator and a named time column', async () => {
    expect(await rows('kWh;when\n1;1000\n', { delimiter: ';', timeColumn: 'when' })).toEqual([
      { ts: 1000, values: { energy: 1 } },
    ]);
  });
  it('goes on after a row that is too short or whose quotes are broken, and says which line it was', async () => {
    const read = await rows('ts,kWh\n1000,1\n2000\n3000,x"y\n4000,4\n');
    expect(read.filter((row) => 'ts' in row).map(({ ts }) => ts)).toEqual([1000, 4000]);
    expect(read.filter((row) => 'line' in row)).toEqual([
      {
        line: 3,
        reason: expect.objectContaining({
          en: expect.stringMatching(/Invalid Record Length/) as string,
        }) as object,
      },
      {
        line: 4,
        reason: expect.objectContaining({
          en: expect.stringMatching(/Invalid Opening Quote/) as string,
        }) as object,
      },
    ]);
  });
  it('refuses a file without the column before anything is sent', async () => {
    await expect(rows('ts,kW\n1000,1\n')).rejects.toThrow(/has no column "kWh"; it has: ts, kW/);
    await expect(rows('ts,kW\n')).rejects.toThrow(/has no column "kWh"; it has: ts, kW/);
    await expect(rows('ts,kWh,kWh\n1000,1,2\n')).rejects.toThrow(/has two columns "kWh"/);
    await expect(all(join(folder, 'none.csv'), rules)).rejects.toThrow(/ENOENT/);
  });
  it('tells a file without rows from an empty one', async () => {
    expect(await rows('ts,kWh\n')).toEqual([]);
    await expect(rows('\uFEFF')).rejects.toThrow(/is empty: its first line must name the columns/);
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
