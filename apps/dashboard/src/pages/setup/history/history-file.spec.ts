import { describe, expect, it } from 'vitest';
import { guessColumn, guessFormat, guessTimeColumn, previewRows, readBegin, readParts } from './history-file';

const ZONE = 'Asia/Shanghai';
const rows = Array.from({ length: 2500 }, (_, index) => {
  const at = new Date(Date.UTC(2026, 0, 1, 0, index * 15)).toISOString().slice(0, 16).replace('T', ' ');
  return `${at},${String(100 + index)}`;
});
const file = new Blob([`时间,正向有功\r\n${rows.join('\r\n')}\r\n坏行,1\r\n`]);
const rules = {
  delimiter: ',',
  timeColumn: '时间',
  time: { format: 'yyyy-MM-dd HH:mm', zone: ZONE, midnightClosesDay: false },
  mappings: [{ column: '正向有功', register: 'active_energy', scale: 1 }],
};

describe('a file of the past', () => {
  it('tells by its begin how it is written', async () => {
    const begin = await readBegin(file);
    expect([begin.encoding, begin.delimiter, begin.header]).toEqual(['utf-8', ',', ['时间', '正向有功']]);
    expect(begin.rows[0]).toEqual(['2026-01-01 00:00', '100']);
    expect(previewRows(begin, rules, 1)).toEqual([
      { ts: Date.parse('2026-01-01T00:00:00+08:00'), values: { active_energy: 100 } },
    ]);
  });

  it.each([
    ['2026-01-01T00:15:00+08:00', 'iso'],
    ['2026-01-01 00:15', 'yyyy-MM-dd HH:mm'],
    ['2026/1/1 0:15', 'yyyy/M/d H:mm'],
    ['31/12/2025 00:15', 'dd/MM/yyyy HH:mm'],
    ['12/31/2025 00:15', 'MM/dd/yyyy HH:mm'],
    ['202601010015', 'yyyyMMddHHmm'],
    ['1767197700000', 'epoch-ms'],
    ['昨天', undefined],
  ])('reads "%s" as %s', (text, format) => {
    expect(guessFormat([text], ZONE)).toBe(format);
  });

  it('finds the columns of time and registers by their names', () => {
    expect(guessTimeColumn(['表号', '采集时间', '示数'])).toBe('采集时间');
    expect(guessTimeColumn(['a', 'b'])).toBe('a');
    expect(guessColumn(['时间', '正向有功电能(kWh)'], ['active_energy', '有功电能'])).toBe(
      '正向有功电能(kWh)',
    );
    expect(guessColumn(['时间', 'x'], ['active_energy', ''])).toBe('');
  });

  it('is read in parts that hold every row once', async () => {
    const parts = [];
    for await (const part of readParts(file, 'utf-8', rules, 1000)) parts.push(part);
    expect(parts.map(({ readings, bad }) => [readings.length, bad.length])).toEqual([
      [1000, 0],
      [1000, 0],
      [500, 1],
    ]);
    expect(parts.flatMap(({ readings }) => readings.map(({ values }) => values['active_energy']))).toEqual(
      rows.map((_, index) => 100 + index),
    );
    expect(parts.at(-1)).toMatchObject({ share: 1, bad: [{ line: 2502 }] });
  });
});
