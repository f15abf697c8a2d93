import { describe, expect, it } from 'vitest';
import { parseFilter, parseMapping, parseRegister } from './mapping.js';

describe('mapping', () => {
  it('reads column, register and scale', () => {
    expect(parseMapping('Usage_kWh=energy')).toEqual({ column: 'Usage_kWh', register: 'energy', scale: 1 });
    expect(parseMapping('CO2(t)=co2*1000')).toEqual({ column: 'CO2(t)', register: 'co2', scale: 1000 });
    expect(() => parseMapping('energy')).toThrow(/give Column=register/);
  });
  it('reads a register that takes the only values of a file', () => {
    expect(parseRegister('energy*0.001')).toEqual({ column: '*', register: 'energy', scale: 0.001 });
    expect(() => parseRegister('a b')).toThrow(/--register a b/);
  });
  it('reads a filter of rows; the value may hold =', () => {
    expect(parseFilter('meter=A=1')).toEqual({ column: 'meter', value: 'A=1' });
    expect(() => parseFilter('meter')).toThrow(/--where meter/);
  });
});
