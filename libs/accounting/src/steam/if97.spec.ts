import { readFileSync } from 'node:fs';
import { ExactDecimal } from '@zerofab/units';
import { describe, expect, it } from 'vitest';
import { AccountingError } from '../errors.js';
import {
  saturatedSteamEnthalpy,
  saturatedSteamEnthalpyAt,
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

describe('steam tables of the factor library', () => {
  it('superheated: every row', () => {
    const table = rows('steam-superheated-if97');
    expect(table.length).toBeGreaterThan(300);
    const keys = Object.keys(table[0] ?? {});
    const [p, t, h] = [
      keys.find((key) => key.startsWith('p')),
      keys.find((key) => key.startsWith('t')),
      keys.find((key) => key.startsWith('h')),
    ];
    const off = table.filter((row) => {
      const computed = steamEnthalpy(d(row[p ?? ''] ?? ''), d(row[t ?? ''] ?? '')).toNumber();
      return Math.abs(computed - Number(row[h ?? ''])) > 0.06;
    });
    expect(off).toEqual([]);
  });
});

describe('saturated steam of the GB table', () => {
  it('agrees with IF97 within 0.1 %, up to 16 MPa', () => {
    const table = rows('steam-saturated').filter((row) => Number(row['pressure_mpa_abs']) <= 16);
    expect(table.length).toBeGreaterThan(50);
    const off = table.filter((row) => {
      const computed = saturatedSteamEnthalpy(d(row['pressure_mpa_abs'] ?? '')).toNumber();
      return Math.abs(computed / Number(row['h_kj_kg_gb']) - 1) > 0.001;
    });
    expect(off).toEqual([]);
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
    expect(refused(() => steamEnthalpy(d('1'), d('900')))).toContain('800 °C');
    expect(refused(() => saturatedSteamEnthalpy(d('0')))).toContain('gauge pressure');
    expect(refused(() => saturatedSteamEnthalpyAt(d('400')))).toContain('350 °C');
    expect(refused(() => waterEnthalpy(d('0.1'), d('120')))).toContain('no liquid water');
  });
});
