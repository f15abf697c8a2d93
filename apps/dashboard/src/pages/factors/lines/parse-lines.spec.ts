import { describe, expect, it } from 'vitest';
import { parseLines } from './parse-lines';

const LINE = {
  activity: { value: '12000', unit: 'MWh' },
  factor: { value: '0.5366', unit: 'tCO2/MWh' },
  line: { value: '6439.2', unit: 'tCO2' },
};

describe('lines of a report', () => {
  it.each([
    ['three cells', '12 000 MWh\t0.5366 tCO2/MWh\t6439.2 tCO2'],
    ['six cells', '12000\tMWh\t0.5366\ttCO2/MWh\t6,439.2\ttCO2'],
    ['typed, with semicolons', '12000 MWh; 0.5366 tCO2/MWh; 6439.2 tCO2'],
    ['cells left empty at the end', '12000 MWh\t0.5366 tCO2/MWh\t6439.2 tCO2\t\t'],
  ])('come in %s', (_how, text) => {
    expect(parseLines(text)).toEqual([{ row: 1, label: '', line: LINE, problem: null }]);
  });

  it('keep their name, and a head is passed over', () => {
    const text = '名称\t活动数据\t因子\t排放量\n外购电力\t12000 MWh\t0.5366 tCO2/MWh\t6439.2 tCO2';
    expect(parseLines(text)).toEqual([{ row: 2, label: '外购电力', line: LINE, problem: null }]);
    const seven = '外购电力\t12000\tMWh\t0.5366\ttCO2/MWh\t6439.2\ttCO2';
    expect(parseLines(seven)[0]).toMatchObject({ label: '外购电力', line: LINE });
  });

  it('say what cannot be read, and where', () => {
    expect(parseLines('12000 MWh\t0.5366 tCO2/MWh')).toMatchObject([{ row: 1, problem: 'columns' }]);
    expect(parseLines('a\tb\t1\t2\t3')).toMatchObject([{ problem: 'columns' }]);
    expect(parseLines('12000 MWh\t约0.5 tCO2/MWh\t6439.2 tCO2')).toMatchObject([
      { line: null, problem: 'number' },
    ]);
    expect(parseLines('12000\t0.5366\t6439.2')).toMatchObject([{ line: null, problem: 'number' }]);
  });

  it('are none in an empty text', () => {
    expect(parseLines('')).toEqual([]);
    expect(parseLines('\n \n')).toEqual([]);
  });
});
