import { describe, expect, it } from 'vitest';
import { parseMapping, rowValues } from './mapping.js';

describe('mapping', () => {
  it('reads column, register and scale', () => {
    expect(parseMapping('Usage_kWh=energy')).toEqual({ column: 'Usage_kWh', register: 'energy', scale: 1 });
    expect(parseMapping('CO2(t)=co2*1000')).toEqual({ column: 'CO2(t)', register: 'co2', scale: 1000 });
    expect(() => parseMapping('energy')).toThrow(/give Column=register/);
  });
  it('names the column that is missing or no number', () => {
    const mapping = [parseMapping('a=x'), parseMapping('b=y*2')];
    expect(rowValues({ a: '1.5', b: '3' }, mapping)).toEqual({ x: 1.5, y: 6 });
    expect(rowValues({ a: '1', b: 'NaN' }, mapping)).toMatch(/column "b" holds "NaN"/);
    expect(rowValues({ a: '', b: '1' }, mapping)).toMatch(/column "a" holds ""/);
    expect(rowValues({ b: '1' }, mapping)).toMatch(/there is no column "a"; the file has: b/);
  });
});
