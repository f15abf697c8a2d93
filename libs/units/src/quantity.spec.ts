import { describe, expect, it } from 'vitest';
import { add, quantity, quantityText, scale, subtract, to, type Energy, type MassCo2e } from './quantity.js';

describe('quantity', () => {
  const day: Energy<'kWh'> = quantity('1234.5', 'kWh');
  const night: Energy<'kWh'> = quantity('0.5', 'kWh');
  const heat: Energy<'GJ'> = quantity('3.6', 'GJ');
  const emission: MassCo2e<'tCO2e'> = quantity(2, 'tCO2e');

  it('adds, subtracts and scales within a unit', () => {
    expect(quantityText(add(day, night))).toBe('1235 kWh');
    expect(quantityText(subtract(day, night))).toBe('1234 kWh');
    expect(quantityText(scale(night, 3))).toBe('1.5 kWh');
  });

  it('adds different units of one dimension only after conversion', () => {
    expect(quantityText(add(day, to(heat, 'kWh')))).toBe('2234.5 kWh');
    // @ts-expect-error kWh and GJ do not add, though both are energy
    add(day, heat);
  });

  it('keeps dimensions apart at compile time', () => {
    // @ts-expect-error energy and mass of CO2 do not add
    add(day, emission);
    // @ts-expect-error energy does not convert to mass of CO2
    expect(() => to(day, 'tCO2e')).toThrow('cannot be converted');
    // @ts-expect-error a bare number is no quantity
    expect(() => add(day, 5)).toThrow('Invalid argument');
    // @ts-expect-error energy is not a mass of CO2e
    const wrong: MassCo2e = day;
    expect(wrong.unit).toBe('kWh');
  });

  it('refuses what is no number', () => {
    expect(() => quantity('abc', 'kWh')).toThrow('not a decimal number');
    expect(() => scale(day, Number.NaN)).toThrow('not a decimal number');
  });
});
