import { REGION_1, REGION_2_IDEAL, REGION_2_RESIDUAL, SATURATION, type Term } from './if97-coefficients.js';

/**
 * Enthalpy and saturation of water and steam by IAPWS-IF97, the industrial formulation of 1997 (IAPWS R7-97(2012)):
 * regions 1 (liquid), 2 (steam) and the saturation line, up to 623.15 K on the line, 1073.15 K in region 2. In binary
 * floats; the callers round. No maintained library of a permissive licence was found that gives just this.
 */

/** Specific gas constant of water, kJ/(kg·K), as the release fixes it. */
const R = 0.461526;
export const T_MIN_K = 273.15;
export const T_SATURATION_MAX_K = 623.15;
export const T_MAX_K = 1073.15;
export const P_MAX_MPA = 100;
/** Saturation pressure at 623.15 K, the end of region 1 on the saturation line. */
export const P_SATURATION_MAX_MPA = 16.529164252604478;
export const P_MIN_MPA = 0.000611212677444;

/** Specific enthalpy of liquid water, kJ/kg, region 1 (equation 7). */
export const region1Enthalpy = (pMpa: number, tK: number): number => {
  const [pi, tau] = [pMpa / 16.53, 1386 / tK];
  const dTau = REGION_1.reduce(
    (sum, [i, j, n]) => sum + n * (7.1 - pi) ** i * j * (tau - 1.222) ** (j - 1),
    0,
  );
  return R * tK * tau * dTau;
};

/** Specific enthalpy of steam, kJ/kg, region 2 (equations 15 to 17). */
export const region2Enthalpy = (pMpa: number, tK: number): number => {
  const tau = 540 / tK;
  const ideal = REGION_2_IDEAL.reduce((sum, [j, n]) => sum + n * j * tau ** (j - 1), 0);
  const residual = REGION_2_RESIDUAL.reduce(
    (sum, [i, j, n]: Term) => sum + n * pMpa ** i * j * (tau - 0.5) ** (j - 1),
    0,
  );
  return R * tK * tau * (ideal + residual);
};

/** Saturation pressure, MPa, of a temperature in K (equation 30). */
export const saturationPressure = (tK: number): number => {
  const [n1, n2, n3, n4, n5, n6, n7, n8, n9, n10] = SATURATION;
  const theta = tK + n9 / (tK - n10);
  const a = theta ** 2 + n1 * theta + n2;
  const b = n3 * theta ** 2 + n4 * theta + n5;
  const c = n6 * theta ** 2 + n7 * theta + n8;
  return ((2 * c) / (-b + Math.sqrt(b ** 2 - 4 * a * c))) ** 4;
};

/** Saturation temperature, K, of a pressure in MPa (equation 31). */
export const saturationTemperature = (pMpa: number): number => {
  const [n1, n2, n3, n4, n5, n6, n7, n8, n9, n10] = SATURATION;
  const beta = pMpa ** 0.25;
  const e = beta ** 2 + n3 * beta + n6;
  const f = n1 * beta ** 2 + n4 * beta + n7;
  const g = n2 * beta ** 2 + n5 * beta + n8;
  const d = (2 * g) / (-f - Math.sqrt(f ** 2 - 4 * e * g));
  return (n10 + d - Math.sqrt((n10 + d) ** 2 - 4 * (n9 + n10 * d))) / 2;
};

/** Border between regions 2 and 3, MPa, of a temperature from 623.15 K up (equation 5). */
export const region3Border = (tK: number): number =>
  348.05185628969 - 1.1671859879975 * tK + 0.0010192970039326 * tK ** 2;
