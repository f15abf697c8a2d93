import { describe, expect, it } from 'vitest';
import { builtInLibrary } from './library.js';
import { checkPrintedLine } from './printed-line.js';

const line = (factor: string, printed: string) =>
  checkPrintedLine({
    activity: { value: '12000', unit: 'MWh' },
    factor: { value: factor, unit: 'tCO2/MWh' },
    line: { value: printed, unit: 'tCO2' },
  });

describe('a line of a report made elsewhere', () => {
  it('agrees within the rounding of the print: 12 000 × 0.5366 = 6439.2', () => {
    expect(line('0.5366', '6439')).toMatchObject({ agrees: true, computed: '6439.2', candidates: [] });
    expect(line('0.5366', '6439.2').agrees).toBe(true);
    expect(line('0.5366', '6439.1').agrees).toBe(false);
  });
  it('names the factor that was really used: 0.5703 is printed, the line is 12 000 × 0.5366', () => {
    const check = line('0.5703', '6439.2');
    expect(check).toMatchObject({
      agrees: false,
      computed: '6843.6',
      difference: '404.4',
      impliedFactor: '0.5366',
    });
    expect(check.candidates.map(({ id }) => id)).toContain('elec-cn-2022-average');
  });
  it('goes over units, and says the implied factor where the library has none', () => {
    const check = checkPrintedLine({
      activity: { value: '35000', unit: 'kWh' },
      factor: { value: '0.5', unit: 'kgCO2/kWh' },
      line: { value: '17500', unit: 'kgCO2' },
    });
    expect(check.agrees).toBe(true);
    expect(line('0.5', '123456')).toMatchObject({ agrees: false, impliedFactor: '10.288', candidates: [] });
  });
  it('has no implied factor for no activity, and wants a factor that is one', () => {
    const none = { activity: { value: '0', unit: 'MWh' }, line: { value: '0', unit: 'tCO2' } };
    expect(
      checkPrintedLine({ ...none, factor: { value: '0.5', unit: 'tCO2/MWh' } }).impliedFactor,
    ).toBeNull();
    expect(() => checkPrintedLine({ ...none, factor: { value: '0.5', unit: 'tCO2' } })).toThrow(/tCO2\/MWh/);
  });
});

describe('factors that may not be used', () => {
  it('are named, whether they are printed or would give the line', () => {
    const check = line('0.5366', '9876.5');
    expect(check.printed.map(({ id }) => id)).toContain('elec-cn-2022-average');
    expect(check.refused.map(({ id }) => id)).not.toContain('elec-cn-2022-average');
    const fossil = builtInLibrary().factors.find(({ category }) => category === 'grid-fossil-national');
    const bought = checkPrintedLine({
      activity: { value: '1000', unit: 'MWh' },
      factor: { value: fossil?.value ?? '', unit: fossil?.unit ?? '' },
      line: { value: String(Number(fossil?.value) * 1000), unit: 'tCO2' },
    });
    expect(bought.agrees).toBe(true);
    expect(bought.refused.find(({ id }) => id === fossil?.id)?.reason.en).toContain('no grid average');
  });
});
