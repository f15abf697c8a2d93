import { readFileSync } from 'node:fs';
import { ExactDecimal } from '@zerofab/units';
import { describe, expect, it } from 'vitest';
import { saturatedSteamEnthalpy } from './enthalpy.js';
import { tableSteamEnthalpy, tableSteamEnthalpyAt } from './gb-saturated.js';

const d = (text: string): ExactDecimal => new ExactDecimal(text);
const csv = readFileSync(new URL('../../../factors/data/steam-saturated.csv', import.meta.url), 'utf8');
const rows = csv
  .trim()
  .split(/\r?\n/)
  .slice(1)
  .map((line) => line.split(','));

describe('the national table of saturated steam', () => {
  it('gives each of its 70 rows as printed, by pressure and by temperature', () => {
    expect(rows).toHaveLength(70);
    for (const [pressure = '', temperature = '', enthalpy = ''] of rows) {
      expect(tableSteamEnthalpy(d(pressure)).eq(enthalpy), pressure).toBe(true);
      expect(tableSteamEnthalpyAt(d(temperature)).eq(enthalpy), temperature).toBe(true);
    }
  });

  it.each([
    // Between 0.80 (2768.4) and 0.90 MPa (2773.0): half and a quarter of the way
    ['0.85', '2770.7'],
    ['0.825', '2769.55'],
    // Between 1.40 (2788.4) and 1.60 MPa (2792.2), where the print lacks 1.50
    ['1.5', '2790.3'],
  ])('goes straight between its rows: %s MPa is %s kJ/kg', (pressure, enthalpy) => {
    expect(tableSteamEnthalpy(d(pressure)).toFixed()).toBe(enthalpy);
  });

  it('by temperature: 172.89 °C lies half way between 170.42 and 175.36 °C', () => {
    expect(tableSteamEnthalpyAt(d('172.89')).toFixed()).toBe('2770.7');
  });

  it('stays within 0.1 % of IF97 between the rows up to 16 MPa', () => {
    for (const pressure of ['0.0015', '0.11', '0.85', '1.5', '4.5', '12.5', '15.5']) {
      const off = tableSteamEnthalpy(d(pressure))
        .div(saturatedSteamEnthalpy(d(pressure)))
        .minus(1)
        .abs();
      expect(off.lt('0.001'), pressure).toBe(true);
    }
  });

  it.each(['0.0009', '22.1', '0'])('does not reach %s MPa', (pressure) => {
    expect(() => tableSteamEnthalpy(d(pressure))).toThrow('0.001 to 22 MPa');
  });
  it.each(['6.9', '373.7'])('does not reach %s °C', (temperature) => {
    expect(() => tableSteamEnthalpyAt(d(temperature))).toThrow('6.98 to 373.68');
  });
});
