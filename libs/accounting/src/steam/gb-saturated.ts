import { ExactDecimal } from '@zerofab/units';
import { AccountingError } from '../errors.js';

/**
 * Saturated steam of the table in GB/T 32151.34-2024 (as transcribed, not compared with the print; rows 1.70 and 1.80 MPa
 * are printed there as 1.40 and 1.50, which their temperatures contradict): absolute pressure in MPa, temperature in °C,
 * specific enthalpy in kJ/kg.
 */
const TABLE: readonly (readonly [pressureMpa: string, temperatureC: string, kjPerKg: string])[] = [
  ['0.001', '6.98', '2513.8'],
  ['0.002', '17.51', '2533.2'],
  ['0.003', '24.10', '2545.2'],
  ['0.004', '28.98', '2554.1'],
  ['0.005', '32.90', '2561.2'],
  ['0.007', '39.02', '2572.2'],
  ['0.008', '41.53', '2576.7'],
  ['0.009', '43.79', '2580.8'],
  ['0.010', '45.83', '2584.4'],
  ['0.015', '54.00', '2598.9'],
  ['0.020', '60.09', '2609.6'],
  ['0.025', '64.99', '2618.1'],
  ['0.030', '69.12', '2625.3'],
  ['0.040', '75.89', '2636.8'],
  ['0.050', '81.35', '2645.0'],
  ['0.060', '85.95', '2653.6'],
  ['0.070', '89.96', '2660.2'],
  ['0.080', '93.51', '2666.0'],
  ['0.090', '96.71', '2671.1'],
  ['0.10', '99.63', '2675.7'],
  ['0.12', '104.81', '2683.8'],
  ['0.14', '109.32', '2690.8'],
  ['0.16', '113.32', '2696.8'],
  ['0.18', '116.93', '2702.1'],
  ['0.20', '120.23', '2706.9'],
  ['0.25', '127.43', '2717.2'],
  ['0.30', '133.54', '2725.5'],
  ['0.35', '138.88', '2732.5'],
  ['0.40', '143.62', '2738.5'],
  ['0.45', '147.92', '2743.8'],
  ['0.50', '151.85', '2748.5'],
  ['0.60', '158.84', '2756.4'],
  ['0.70', '164.96', '2762.9'],
  ['0.80', '170.42', '2768.4'],
  ['0.90', '175.36', '2773.0'],
  ['1.00', '179.88', '2777.0'],
  ['1.10', '184.06', '2780.4'],
  ['1.20', '187.96', '2783.4'],
  ['1.30', '191.6', '2786.0'],
  ['1.40', '195.04', '2788.4'],
  ['1.60', '201.37', '2792.2'],
  ['1.70', '204.3', '2793.8'],
  ['1.80', '207.1', '2795.1'],
  ['1.90', '209.79', '2796.4'],
  ['2.00', '212.37', '2797.4'],
  ['2.20', '217.24', '2799.1'],
  ['2.40', '221.78', '2800.4'],
  ['2.60', '226.03', '2801.2'],
  ['2.80', '230.04', '2801.7'],
  ['3.00', '233.84', '2801.9'],
  ['3.50', '242.54', '2801.3'],
  ['4.00', '250.33', '2799.4'],
  ['5.00', '263.92', '2792.8'],
  ['6.00', '275.56', '2783.3'],
  ['7.00', '285.8', '2771.4'],
  ['8.00', '294.98', '2757.5'],
  ['9.00', '303.31', '2741.8'],
  ['10.0', '310.96', '2724.4'],
  ['11.0', '318.04', '2705.4'],
  ['12.0', '324.64', '2684.8'],
  ['13.0', '330.81', '2662.4'],
  ['14.0', '336.63', '2638.3'],
  ['15.0', '342.12', '2611.6'],
  ['16.0', '347.32', '2582.7'],
  ['17.0', '352.26', '2550.8'],
  ['18.0', '356.96', '2514.4'],
  ['19.0', '361.44', '2470.1'],
  ['20.0', '365.71', '2413.9'],
  ['21.0', '369.79', '2340.2'],
  ['22.0', '373.68', '2192.5'],
];

const refuse = (zh: string, en: string, value: string): never => {
  throw new AccountingError('bad-steam-state', { zh, en }, { value });
};

/** Straight line between the two rows that hold the value, to 0.01 kJ/kg. */
const between = (value: ExactDecimal, column: 0 | 1): ExactDecimal | undefined => {
  const above = TABLE.findIndex((row) => value.lte(row[column]));
  const upper = TABLE[above];
  if (upper === undefined) return undefined;
  if (value.eq(upper[column])) return new ExactDecimal(upper[2]);
  const lower = TABLE[above - 1];
  if (lower === undefined) return undefined;
  const share = value.minus(lower[column]).div(new ExactDecimal(upper[column]).minus(lower[column]));
  return new ExactDecimal(upper[2]).minus(lower[2]).times(share).plus(lower[2]).toDecimalPlaces(2);
};

/**
 * Specific enthalpy of saturated steam by pressure, from the national table with linear interpolation, kJ/kg.
 * @param pressureMpa absolute, 0.001 to 22 MPa
 * @throws AccountingError `bad-steam-state` outside the table
 */
export const tableSteamEnthalpy = (pressureMpa: ExactDecimal): ExactDecimal => {
  const text = pressureMpa.toFixed();
  return (
    between(pressureMpa, 0) ??
    refuse(
      `绝对压力 ${text} MPa 超出国标饱和蒸汽表（0.001–22 MPa）；表压请加 0.101325 MPa，并确认单位`,
      `${text} MPa absolute is outside the national table of saturated steam (0.001 to 22 MPa); add 0.101325 MPa to a gauge pressure and check the unit.`,
      text,
    )
  );
};

/**
 * The same by temperature.
 * @param temperatureC 6.98 to 373.68 °C
 * @throws AccountingError `bad-steam-state` outside the table
 */
export const tableSteamEnthalpyAt = (temperatureC: ExactDecimal): ExactDecimal => {
  const text = temperatureC.toFixed();
  return (
    between(temperatureC, 1) ??
    refuse(
      `饱和温度 ${text} °C 超出国标饱和蒸汽表（6.98–373.68 °C）；过热蒸汽请给压力和温度，或实测焓值`,
      `A saturation temperature of ${text} °C is outside the national table of saturated steam (6.98 to 373.68 °C); of superheated steam give pressure and temperature, or a measured enthalpy.`,
      text,
    )
  );
};
