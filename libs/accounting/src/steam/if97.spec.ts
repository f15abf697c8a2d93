import { readFileSync } from 'node:fs';
import { ExactDecimal } from '@zerofab/units';
import { describe, expect, it } from 'vitest';
import { AccountingError } from '../errors.js';
import {
  saturatedSteamEnthalpy,
  saturatedSteamEnthalpyAt,
  saturatedWaterEnthalpy,
  saturatedWaterEnthalpyAt,
  steamEnthalpy,
  waterEnthalpy,
} from './enthalpy.js';
import {
  region1Enthalpy,
  region2Enthalpy,
  region3Border,
  saturationPressure,
  saturationTemperature,
} from './if97.js';

/** Verification values of IAPWS R7-97(2012), as the release prints them. */
describe('verification values of the release', () => {
  it.each([
    [3, 300, 115.331273],
    [80, 300, 184.142828],
    [3, 500, 975.542239],
  ])('table 5, region 1: %f MPa, %f K', (p, t, h) => {
    expect(region1Enthalpy(p, t)).toBeCloseTo(h, 6);
  });
  it.each([
    [0.0035, 300, 2549.91145],
    [0.0035, 700, 3335.68375],
    [30, 700, 2631.49474],
  ])('table 15, region 2: %f MPa, %f K', (p, t, h) => {
    expect(region2Enthalpy(p, t)).toBeCloseTo(h, 5);
  });
  it.each([
    [300, 0.00353658941],
    [500, 2.63889776],
    [600, 12.3443146],
  ])('table 35, saturation pressure at %f K', (t, p) => {
    expect(saturationPressure(t)).toBeCloseTo(p, t === 600 ? 7 : 8);
  });
  it.each([
    [0.1, 372.755919],
    [1, 453.035632],
    [10, 584.149488],
  ])('table 36, saturation temperature at %f MPa', (p, t) => {
    expect(saturationTemperature(p)).toBeCloseTo(t, 6);
  });
  it('border of region 3 at 623.15 K', () => {
    expect(region3Border(623.15)).toBeCloseTo(16.5291643, 7);
  });
});

const rows = (name: string): Record<string, string>[] => {
  const text = readFileSync(new URL(`../../../factors/data/${name}.csv`, import.meta.url), 'utf8');
  const [head = '', ...lines] = text.trim().split(/\r?\n/);
  const keys = head.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [keys[i] ?? '', cell])));
};
const d = (text: string | number): ExactDecimal => new ExactDecimal(text);

/** Relative difference. */
const off = (value: ExactDecimal, printed: string | undefined): number =>
  Math.abs(value.toNumber() / Number(printed) - 1);

describe('steam tables of the factor library', () => {
  it('superheated: each of the 372 rows to the digit printed', () => {
    const table = rows('steam-superheated-if97');
    expect(table).toHaveLength(372);
    const differing = table.filter((row) => {
      const computed = steamEnthalpy(d(row['pressure_mpa_abs'] ?? ''), d(row['temp_c'] ?? ''));
      // Half of the last printed digit, and half of ours.
      return computed
        .minus(row['h_kj_kg_if97'] ?? '')
        .abs()
        .gt('0.055');
    });
    expect(differing).toEqual([]);
  });

  const saturated = rows('steam-saturated');
  const computable = saturated.filter((row) => Number(row['pressure_mpa_abs']) <= 16);

  it('saturated: the IF97 columns to the digit printed', () => {
    expect([saturated.length, computable.length]).toEqual([70, 64]);
    const differing = computable.filter((row) => {
      const p = d(row['pressure_mpa_abs'] ?? '');
      const t = saturationTemperature(p.toNumber()) - 273.15;
      return (
        saturatedSteamEnthalpy(p)
          .minus(row['h_kj_kg_if97'] ?? '')
          .abs()
          .gt('0.055') || Math.abs(t - Number(row['temp_c_if97'])) > 0.0051
      );
    });
    expect(differing).toEqual([]);
  });

  it('saturated: the GB column within 0.1 % of IF97 up to 16 MPa, and no further computed', () => {
    const p = (row: Record<string, string>) => d(row['pressure_mpa_abs'] ?? '');
    const deviating = computable.filter(
      (row) => off(saturatedSteamEnthalpy(p(row)), row['h_kj_kg_gb']) > 0.001,
    );
    expect(deviating).toEqual([]);
    // 17 MPa and more: above 350 °C the line of saturation runs through region 3.
    for (const row of saturated.slice(computable.length)) {
      expect(() => saturatedSteamEnthalpy(p(row))).toThrow('outside');
    }
  });

  it('the misprints of GB/T 32151.34-2024 show: the pressures 1.40 and 1.50 stand beside 204.3 and 207.1 °C', () => {
    // The state of the printed temperature is that of 1.70 and 1.80 MPa (digest §8).
    for (const [printed, meant, celsius, h] of [
      ['1.40', '1.70', '204.3', '2793.8'],
      ['1.50', '1.80', '207.1', '2795.1'],
    ] as const) {
      expect(off(saturatedSteamEnthalpy(d(printed)), h)).toBeGreaterThan(0.001);
      expect(off(saturatedSteamEnthalpy(d(meant)), h)).toBeLessThan(0.001);
      expect(off(saturatedSteamEnthalpyAt(d(celsius)), h)).toBeLessThan(0.001);
      expect(saturationPressure(Number(celsius) + 273.15)).toBeCloseTo(Number(meant), 2);
    }
    // Superheated, 0.5 MPa and 400 °C: printed 3217.8, meant 3271.8.
    expect(off(steamEnthalpy(d('0.5'), d('400')), '3217.8')).toBeGreaterThan(0.016);
    expect(off(steamEnthalpy(d('0.5'), d('400')), '3271.8')).toBeLessThan(0.001);
  });
});

describe('borders of the regions', () => {
  it('of 2 and 3 is 100 MPa at 863.15 K, where region 2 opens to all pressures', () => {
    expect(region3Border(863.15)).toBeCloseTo(100, 5);
    expect(steamEnthalpy(d('100'), d('800')).toNumber()).toBeGreaterThan(3000);
  });
  it('fit on the line of saturation: both equations invert each other', () => {
    for (const t of [273.16, 300, 373.15, 453, 573.15, 623.15]) {
      expect(saturationTemperature(saturationPressure(t))).toBeCloseTo(t, 6);
    }
  });
});

describe('enthalpy', () => {
  it('is near 2768.3 kJ/kg for saturated steam of 0.8 MPa absolute, to 0.01', () => {
    // Steam tables: 170.41 °C, h″ 2768.3 (IAPWS-95 2767.9…2768.3 by edition).
    expect(saturatedSteamEnthalpy(d('0.8')).toNumber()).toBeCloseTo(2768.3, 0);
    expect(saturatedSteamEnthalpy(d('0.8')).decimalPlaces()).toBeLessThanOrEqual(2);
    expect(saturatedSteamEnthalpyAt(d('100')).toNumber()).toBeCloseTo(2675.57, 1);
  });
  it('gives water at 20 °C 83.9 kJ/kg at normal pressure: the 83.74 that guides subtract is 20 × 4.1868', () => {
    expect(waterEnthalpy(d('0.101325'), d('20')).toNumber()).toBeCloseTo(84.01, 1);
  });
  it('of saturated water is by pressure the same as by temperature, and 0 at the triple point', () => {
    // IF97, 1 MPa: 179.886 °C, h′ 762.68 kJ/kg; at 273.16 K h′ = 0.00061 kJ/kg.
    expect(saturatedWaterEnthalpy(d('1')).toFixed()).toBe('762.68');
    expect(saturatedWaterEnthalpyAt(d('179.886')).toNumber()).toBeCloseTo(762.68, 1);
    expect(saturatedWaterEnthalpyAt(d('0.01')).toFixed()).toBe('0');
    // Evaporation at 100 °C: 2256.47 kJ/kg
    expect(
      saturatedSteamEnthalpyAt(d('100'))
        .minus(saturatedWaterEnthalpyAt(d('100')))
        .toNumber(),
    ).toBeCloseTo(2256.47, 1);
  });
  const refused = (run: () => unknown): string => {
    try {
      run();
    } catch (error) {
      if (error instanceof AccountingError) return `${error.code}: ${error.text.en}`;
      throw error;
    }
    return 'taken';
  };
  it('refuses what is no such state, and says what to do', () => {
    expect(refused(() => steamEnthalpy(d('0.8'), d('150')))).toContain(
      'below the saturation temperature of 170.4',
    );
    expect(refused(() => steamEnthalpy(d('0.101325'), d('99.97')))).toContain('line of saturation');
    expect(refused(() => steamEnthalpy(d('25'), d('380')))).toContain('region 3');
    expect(refused(() => steamEnthalpy(d('25'), d('340')))).toContain(
      'above the saturation pressure of 350 °C',
    );
    expect(refused(() => steamEnthalpy(d('0.8'), d('150')))).toContain('give the pressure alone');
    expect(refused(() => steamEnthalpy(d('101'), d('700')))).toContain('Superheated steam: 101 MPa');
    expect(refused(() => saturatedWaterEnthalpy(d('17')))).toContain('Saturated water: 17 MPa');
    expect(refused(() => saturatedWaterEnthalpyAt(d('-1')))).toContain('0 to 350 °C');
    expect(refused(() => waterEnthalpy(d('20'), d('351')))).toContain('from 0 to 350.0 °C');
    expect(refused(() => steamEnthalpy(d('1'), d('900')))).toContain('800 °C');
    expect(refused(() => saturatedSteamEnthalpy(d('0')))).toContain('gauge pressure');
    expect(refused(() => saturatedSteamEnthalpyAt(d('400')))).toContain('350 °C');
    expect(refused(() => waterEnthalpy(d('0.1'), d('120')))).toContain('from 0 to 99.6 °C');
  });
});
