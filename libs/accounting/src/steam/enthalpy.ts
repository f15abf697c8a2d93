import { ExactDecimal, type Bilingual } from '@zerofab/units';
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

const refuse = (text: Bilingual, data: Record<string, string>): never => {
  throw new AccountingError('bad-steam-state', text, data);
};

/** To 0.01 kJ/kg, as steam tables print it: another language gets the same digits from its own IF97. */
const rounded = (kjPerKg: number): ExactDecimal => new ExactDecimal(kjPerKg.toFixed(2));

const inRange = (pMpa: number, what: string, max: number): void => {
  if (pMpa >= P_MIN_MPA && pMpa <= max) return;
  refuse(
    {
      zh: `${what}绝对压力 ${String(pMpa)} MPa 超出 ${String(P_MIN_MPA)}–${max.toFixed(2)} MPa；表压请加 0.101325 MPa，并确认单位`,
      en: `${what}: ${String(pMpa)} MPa absolute is outside ${String(P_MIN_MPA)} to ${max.toFixed(2)} MPa; add 0.101325 MPa to a gauge pressure and check the unit.`,
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
  inRange(p, '饱和蒸汽 / saturated steam', P_SATURATION_MAX_MPA);
  return rounded(region2Enthalpy(p, saturationTemperature(p)));
};

/**
 * Specific enthalpy of saturated steam (h″), kJ/kg, to 0.01, by its temperature.
 * @throws AccountingError `bad-steam-state` outside 0…350 °C
 */
export const saturatedSteamEnthalpyAt = (temperatureC: ExactDecimal): ExactDecimal => {
  const t = temperatureC.toNumber() + ZERO_CELSIUS_K;
  if (t < T_MIN_K || t > T_SATURATION_MAX_K) {
    refuse(
      {
        zh: `饱和温度 ${temperatureC.toFixed()} °C 超出 0–350 °C`,
        en: `A saturation temperature of ${temperatureC.toFixed()} °C is outside 0 to 350 °C.`,
      },
      { temperatureC: temperatureC.toFixed() },
    );
  }
  return rounded(region2Enthalpy(saturationPressure(t), t));
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
  inRange(p, '过热蒸汽 / superheated steam', P_MAX_MPA);
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
    refuse(
      {
        zh: `状态 ${state} 低于饱和温度 ${Number.isFinite(line) ? (line - ZERO_CELSIUS_K).toFixed(1) : '—'} °C，是水而不是过热蒸汽；请核对压力是否为绝对压力`,
        en: `${state} is below the saturation temperature of ${Number.isFinite(line) ? (line - ZERO_CELSIUS_K).toFixed(1) : '—'} °C: water, no superheated steam; check that the pressure is absolute.`,
      },
      data,
    );
  }
  return rounded(region2Enthalpy(p, t));
};

/**
 * Specific enthalpy of liquid water, kJ/kg, to 0.01, e.g. returned condensate or feed water.
 * @param pressureMpa absolute
 */
export const waterEnthalpy = (pressureMpa: ExactDecimal, temperatureC: ExactDecimal): ExactDecimal => {
  const p = pressureMpa.toNumber();
  const t = temperatureC.toNumber() + ZERO_CELSIUS_K;
  inRange(p, '水 / water', P_MAX_MPA);
  const state = `${pressureMpa.toFixed()} MPa, ${temperatureC.toFixed()} °C`;
  if (t < T_MIN_K || t > T_SATURATION_MAX_K || (p <= P_SATURATION_MAX_MPA && t > saturationTemperature(p))) {
    refuse({ zh: `状态 ${state} 不是液态水`, en: `${state} is no liquid water.` }, { state });
  }
  return rounded(region1Enthalpy(p, t));
};
