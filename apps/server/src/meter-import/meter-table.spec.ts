import { describe, expect, it } from 'vitest';
import { readMeterTable } from './meter-table.js';

const HEAD = ['代码', '名称', '能源品种', '寄存器', '寄存器类型', '计量单位', '倍率', '间隔(分钟)'];
const read = (...rows: string[][]) => readMeterTable([HEAD, ...rows]);

describe('readMeterTable', () => {
  it('fills in what a row leaves out as meters of its carrier have it', () => {
    const { meters, problems } = read(['gas', '燃气表', '天然气']);
    expect(problems).toEqual([]);
    expect(meters[0]?.body.registers).toEqual([
      {
        code: 'volume',
        kind: 'counter',
        unit: 'Nm3',
        interval: 'PT15M',
        name: { zh: '体积', en: 'Volume' },
      },
    ]);
  });

  it.each([
    ['', 'main'],
    ['main', 'main'],
  ])('adds a register for a row with the code "%s"', (code) => {
    const { meters } = read(
      ['main', '主进线', '电', 'active_energy', '累计', 'kWh', '80', '15'],
      [code, '', '', 'active_power', '瞬时', 'kW', '', '1'],
    );
    expect(meters).toHaveLength(1);
    expect(
      meters[0]?.body.registers.map(({ code: register, kind, multiplier, interval }) => [
        register,
        kind,
        multiplier,
        interval,
      ]),
    ).toEqual([
      ['active_energy', 'counter', 80, 'PT15M'],
      ['active_power', 'gauge', undefined, 'PT1M'],
    ]);
  });

  it.each([
    ['15', 'PT15M'],
    ['60', 'PT1H'],
    ['15 min', 'PT15M'],
    ['1440分钟', 'PT24H'],
    ['PT5M', 'PT5M'],
  ])('reads the interval "%s"', (text, iso) => {
    expect(read(['a', 'A', '电', '', '', '', '', text]).meters[0]?.body.registers[0]?.['interval']).toBe(iso);
  });

  it.each([
    ['1,000', 1000],
    ['1 000', 1000],
    ['0.5', 0.5],
  ])('reads the multiplier "%s"', (text, value) => {
    expect(read(['a', 'A', '电', '', '', '', text]).meters[0]?.body.registers[0]?.['multiplier']).toBe(value);
  });

  it('passes over empty rows and keeps the line numbers of the file', () => {
    const { meters, problems } = read(['a', 'A', '电'], ['', '', ''], ['b', 'B', '柴火']);
    expect(meters.map(({ line }) => line)).toEqual([2, 4]);
    expect(problems.map(({ line, column }) => [line, column])).toEqual([[4, 'carrier']]);
  });

  it('keeps rows below a meter with an unknown carrier with that meter', () => {
    const { meters } = read(['a', 'A', '电'], ['b', 'B', '柴火'], ['', '', '', 'x']);
    expect(meters.map(({ code, lines }) => [code, lines])).toEqual([
      ['a', [2]],
      ['b', [3, 4]],
    ]);
  });

  it('refuses a header without codes and a code that stands twice', () => {
    expect(readMeterTable([['名称', '能源品种']]).problems[0]).toMatchObject({ line: 1, column: 'code' });
    expect(readMeterTable([]).problems[0]?.line).toBe(1);
    const { problems } = read(['a', 'A', '电'], ['b', 'B', '电'], ['a', 'A', '电']);
    expect(problems.map(({ line, column }) => [line, column])).toEqual([[4, 'code']]);
  });
});
