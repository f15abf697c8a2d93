import type { Meter } from '@zerofab/contracts';
import { formatOf } from '@zerofab/meter-history';
import { describe, expect, it } from 'vitest';
import { choicesOf, isReady, propose, scaleOf } from './history-choice';
import { openHistory, previewRows, readParts, split } from './history-file';

const ZONE = 'Asia/Shanghai';
const register = (code: string, kind: 'counter' | 'interval', unit: string): Meter['registers'][number] => ({
  code,
  name: { zh: code, en: code },
  kind,
  unit,
  multiplier: 1,
  rollover: null,
  interval: 'PT15M',
  maxRate: null,
  net: false,
  dailyReset: null,
  last: null,
});
const meterOf = (...registers: Meter['registers']): Meter => ({ registers }) as Meter;
const rows = Array.from({ length: 2500 }, (_, index) => {
  const at = new Date(Date.UTC(2026, 0, 1, 0, index * 15)).toISOString().slice(0, 16).replace('T', ' ');
  return `${at},${String(100 + index)}`;
});
const file = new Blob([`1号进线\r\n时间,正向有功(kWh)\r\n${rows.join('\r\n')}\r\n合计,1\r\n`]);

describe('a file of the past', () => {
  const counter = meterOf(register('active_energy', 'counter', 'kWh'));

  it('tells how it is written, and is ready where nothing is open', async () => {
    const opened = await openHistory(file, {});
    const choice = propose(opened.detected, counter, ZONE);
    expect(choice).toEqual({
      time: '时间',
      clock: '',
      format: 'ymd',
      zone: ZONE,
      decimal: '.',
      label: 'start',
      keys: [],
      columns: [{ register: 'active_energy', column: '正向有功(kWh)', scale: '1' }],
    });
    expect(isReady(opened.detected, counter, choice)).toBe(true);
    // The register is a counter: what the rows say at 00:00 was so at 00:00.
    const format = formatOf(opened.detected, choicesOf(opened.detected, counter, choice));
    expect(previewRows(opened, format, 1)).toEqual([
      { ts: Date.parse('2026-01-01T00:00:00+08:00'), values: { active_energy: 100 } },
    ]);
  });

  it('is read in parts that hold every row once', async () => {
    const opened = await openHistory(file, {});
    const format = formatOf(
      opened.detected,
      choicesOf(opened.detected, counter, propose(opened.detected, counter, ZONE)),
    );
    const parts = [];
    for await (const part of readParts(opened, format, 1000)) parts.push(part);
    const all = parts.map((part) => split(part.rows));
    expect(all.map(({ readings, bad }) => [readings.length, bad.length])).toEqual([
      [1000, 0],
      [1000, 0],
      [500, 1],
    ]);
    expect(all.flatMap(({ readings }) => readings.map(({ values }) => values['active_energy']))).toEqual(
      rows.map((_, index) => 100 + index),
    );
    expect([parts.at(-1)?.share, all.at(-1)?.bad[0]?.line]).toEqual([1, 2503]);
  });

  it('asks for meter and order of the date, and takes no row before both are chosen', async () => {
    const text =
      'device;day;kW\nA;05/06/2026 00:30;1,5\nB;05/06/2026 00:30;2,5\nA;05/06/2026 01:00;3,5\nB;05/06/2026 01:00;4,5\n';
    const opened = await openHistory(new Blob([text]), {});
    const interval = meterOf(register('e', 'interval', 'kWh'));
    const choice = propose(opened.detected, interval, ZONE);
    expect([choice.format, choice.keys, choice.columns[0]?.scale]).toEqual([
      '',
      [{ column: 'device', value: '', values: ['A', 'B'] }],
      '0.5',
    ]);
    expect(isReady(opened.detected, interval, choice)).toBe(false);
    const chosen = {
      ...choice,
      format: 'dmy',
      label: 'start',
      keys: choice.keys.map((key) => ({ ...key, value: 'B' })),
    };
    expect(isReady(opened.detected, interval, chosen)).toBe(true);
    const format = formatOf(opened.detected, choicesOf(opened.detected, interval, chosen));
    expect(previewRows(opened, format, 5)).toEqual([
      { ts: Date.parse('2026-06-05T01:00:00+08:00'), values: { e: 1.25 } },
      { ts: Date.parse('2026-06-05T01:30:00+08:00'), values: { e: 2.25 } },
    ]);
  });

  it('that is no text, workbook or meter file is refused by name', async () => {
    await expect(openHistory(new Blob([Uint8Array.of(0xd0, 0xcf, 0x11)]), {})).rejects.toThrow('oldExcel');
    await expect(openHistory(new Blob(['PK\u0003\u0004 no workbook']), {})).rejects.toThrow('badWorkbook');
    await expect(openHistory(new Blob(['Time,kWh\n17:24:00,1\n17:25:00,2\n']), {})).rejects.toThrow(
      /no date/,
    );
  });

  it.each([
    ['kWh', 'counter', 'kWh', 1],
    ['Wh', 'counter', 'kWh', 0.001],
    ['KWH', 'counter', 'MWh', 0.001],
    ['W', 'interval', 'kWh', 0.0005],
    ['kW', 'interval', 'kWh', 0.5],
    ['kW', 'counter', 'kWh', undefined],
    ['m3', 'counter', 'kWh', undefined],
    [undefined, 'counter', 'kWh', 1],
  ] as const)('in %s for a register of kind %s in %s is scaled by %s', (unit, kind, to, scale) => {
    expect(scaleOf(unit, register('e', kind, to), 1_800_000)).toBe(scale);
  });
});
