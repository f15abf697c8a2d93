import { ExactDecimal } from '@zerofab/units';
import type { Bilingual } from '@zerofab/vocabulary';
import { AccountingError } from '../errors.js';
import {
  P_MAX_MPA,
  P_MIN_MPA,
  P_SATURATION_MAX_MPA,
  region1Enthalpy,
  region2Enthalpy,
  region3Border,
  saturationPressure,
  saturationTemperature,
  T_MAX_K,
  T_MIN_K,
  T_SATURATION_MAX_K,
} from './if97.js';

const ZERO_CELSIUS_K = 273.15;
/** Closer than this to the line of saturation, a state of pressure and temperature does not say what it is. */
const AMBIGUOUS_K = 0.05;

const celsius = (kelvin: number): string => (kelvin - ZERO_CELSIUS_K).toFixed(1);

const refuse = (text: Bilingual, data: Record<string, string>): never => {
  throw new AccountingError('bad-steam-state', text, data);
};

/**
 * To 0.01 kJ/kg, as steam tables print it: binary floats of two languages differ near the 12th digit, so another one
 * gets the same text from its own IF97, but for a figure that happens to lie on the edge of rounding.
 */
const rounded = (kjPerKg: number): ExactDecimal => new ExactDecimal(kjPerKg.toFixed(2));

const inRange = (pMpa: number, what: Bilingual, max: number): void => {
  if (pMpa >= P_MIN_MPA && pMpa <= max) return;
  refuse(
    {
      zh: `${what.zh}：绝对压力 ${String(pMpa)} MPa 超出 ${String(P_MIN_MPA)}–${max.toFixed(2)} MPa；表压请加 0.101325 MPa，并确认单位`,
      en: `${what.en}: ${String(pMpa)} MPa absolute is outside ${String(P_MIN_MPA)} to ${max.toFixed(2)} MPa; add 0.101325 MPa to a gauge pressure and check the unit.`,
    },
    { pressureMpa: String(pMpa) },
  );
};

/**
 * Specific enthalpy of saturated steam (h″), kJ/kg, to 0.01.
 * @param pressureMpa absolute
 * @throws AccountingError `bad-steam-state` outside 0.000611…16.53 MPa
 */
export const saturatedSteamEnthalpy = (pressureMpa: ExactDecimal): ExactDecimal => {
  const p = pressureMpa.toNumber();
  inRange(p, { zh: '饱和蒸汽', en: 'Saturated steam' }, P_SATURATION_MAX_MPA);
  return rounded(region2Enthalpy(p, saturationTemperature(p)));
};

/** A temperature on the line of saturation, in K. */
const onLine = (temperatureC: ExactDecimal): number => {
  const t = temperatureC.toNumber() + ZERO_CELSIUS_K;
  if (t >= T_MIN_K && t <= T_SATURATION_MAX_K) return t;
  const text = temperatureC.toFixed();
  return refuse(
    {
      zh: `饱和温度 ${text} °C 超出 0–350 °C；更高温度请给压力和温度（过热蒸汽）或实测焓值`,
      en: `A saturation temperature of ${text} °C is outside 0 to 350 °C; above it give pressure and temperature (superheated steam), or a measured enthalpy.`,
    },
    { temperatureC: text },
  );
};

/**
 * Specific enthalpy of saturated steam (h″), kJ/kg, to 0.01, by its temperature.
 * @throws AccountingError `bad-steam-state` outside 0…350 °C
 */
export const saturatedSteamEnthalpyAt = (temperatureC: ExactDecimal): ExactDecimal => {
  const t = onLine(temperatureC);
  return rounded(region2Enthalpy(saturationPressure(t), t));
};

/**
 * Specific enthalpy of saturated water (h′), kJ/kg, to 0.01, e.g. condensate as it leaves a trap.
 * @param pressureMpa absolute
 * @throws AccountingError `bad-steam-state` outside 0.000611…16.53 MPa
 */
export const saturatedWaterEnthalpy = (pressureMpa: ExactDecimal): ExactDecimal => {
  const p = pressureMpa.toNumber();
  inRange(p, { zh: '饱和水', en: 'Saturated water' }, P_SATURATION_MAX_MPA);
  return rounded(region1Enthalpy(p, saturationTemperature(p)));
};

/**
 * Specific enthalpy of saturated water (h′), kJ/kg, to 0.01, by its temperature.
 * @throws AccountingError `bad-steam-state` outside 0…350 °C
 */
export const saturatedWaterEnthalpyAt = (temperatureC: ExactDecimal): ExactDecimal => {
  const t = onLine(temperatureC);
  return rounded(region1Enthalpy(saturationPressure(t), t));
};

/**
 * Specific enthalpy of superheated steam, kJ/kg, to 0.01.
 * @param pressureMpa absolute
 * @throws AccountingError `bad-steam-state` for water, for a state on the line of saturation (give saturated steam by its
 * pressure instead), and above 1073.15 K or in region 3 near the critical point
 */
export const steamEnthalpy = (pressureMpa: ExactDecimal, temperatureC: ExactDecimal): ExactDecimal => {
  const p = pressureMpa.toNumber();
  const t = temperatureC.toNumber() + ZERO_CELSIUS_K;
  inRange(p, { zh: '过热蒸汽', en: 'Superheated steam' }, P_MAX_MPA);
  const state = `${pressureMpa.toFixed()} MPa, ${temperatureC.toFixed()} °C`;
  const data = { state };
  if (t < T_MIN_K || t > T_MAX_K) {
    refuse(
      {
        zh: `蒸汽温度超出 0–800 °C：${state}`,
        en: `The temperature of steam is outside 0 to 800 °C: ${state}.`,
      },
      data,
    );
  }
  if (t > T_SATURATION_MAX_K) {
    if (p > region3Border(t)) {
      refuse(
        {
          zh: `状态 ${state} 处于近临界区（IF97 区域 3），不支持；请用实测焓值`,
          en: `${state} is near the critical point (IF97 region 3), which is not computed; give a measured enthalpy.`,
        },
        data,
      );
    }
    return rounded(region2Enthalpy(p, t));
  }
  const line = p > P_SATURATION_MAX_MPA ? Infinity : saturationTemperature(p);
  if (Math.abs(t - line) < AMBIGUOUS_K) {
    refuse(
      {
        zh: `状态 ${state} 恰在饱和线上，温度与压力不能确定干度；饱和蒸汽请只给压力`,
        en: `${state} lies on the line of saturation, where pressure and temperature do not tell water from steam; for saturated steam give the pressure alone.`,
      },
      data,
    );
  }
  if (t < line) {
    const boils = Number.isFinite(line)
      ? {
          zh: `低于饱和温度 ${celsius(line)} °C，`,
          en: `is below the saturation temperature of ${celsius(line)} °C: `,
        }
      : { zh: '压力高于 350 °C 的饱和压力，', en: 'is above the saturation pressure of 350 °C: ' };
    refuse(
      {
        zh: `状态 ${state} ${boils.zh}是水而不是过热蒸汽；请核对压力是否为绝对压力，饱和蒸汽只给压力，水请用水的焓值`,
        en: `${state} ${boils.en}water, no superheated steam; check that the pressure is absolute, give the pressure alone for saturated steam, or take the enthalpy of water.`,
      },
      data,
    );
  }
  return rounded(region2Enthalpy(p, t));
};

/**
 * Specific enthalpy of liquid water, kJ/kg, to 0.01, e.g. returned condensate or feed water.
 * @param pressureMpa absolute
 * @throws AccountingError `bad-steam-state` for a state that is no liquid, and above 350 °C
 */
export const waterEnthalpy = (pressureMpa: ExactDecimal, temperatureC: ExactDecimal): ExactDecimal => {
  const p = pressureMpa.toNumber();
  const t = temperatureC.toNumber() + ZERO_CELSIUS_K;
  inRange(p, { zh: '水', en: 'Water' }, P_MAX_MPA);
  const state = `${pressureMpa.toFixed()} MPa, ${temperatureC.toFixed()} °C`;
  const boils = p > P_SATURATION_MAX_MPA ? T_SATURATION_MAX_K : saturationTemperature(p);
  if (t < T_MIN_K || t > boils) {
    refuse(
      {
        zh: `状态 ${state} 不是可计算的液态水，该压力下应为 0–${celsius(boils)} °C；请核对压力是否为绝对压力，若为蒸汽请用蒸汽的焓值`,
        en: `${state} is no liquid water that is computed; at this pressure it is from 0 to ${celsius(boils)} °C. Check that the pressure is absolute; for steam take the enthalpy of steam.`,
      },
      { state },
    );
  }
  return rounded(region1Enthalpy(p, t));
};
