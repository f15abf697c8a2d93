import { describe, expect, it } from 'vitest';
import { parseMapping } from './mapping.js';

describe('mapping', () => {
  it('reads column, register and scale', () => {
    expect(parseMapping('Usage_kWh=energy')).toEqual({ column: 'Usage_kWh', register: 'energy', scale: 1 });
    expect(parseMapping('CO2(t)=co2*1000')).toEqual({ column: 'CO2(t)', register: 'co2', scale: 1000 });
    expect(() => parseMapping('energy')).toThrow(/give Column=register/);
  });
});
