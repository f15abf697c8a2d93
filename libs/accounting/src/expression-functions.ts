import { ExactDecimal } from '@zerofab/units';
import {
  saturatedSteamEnthalpy,
  saturatedSteamEnthalpyAt,
  steamEnthalpy,
  waterEnthalpy,
} from './steam/enthalpy.js';
import { tableSteamEnthalpy, tableSteamEnthalpyAt } from './steam/gb-saturated.js';

const ZERO = new ExactDecimal(0);

/** A function of the expression language. `argumentUnits` null: any unit, the same for all and for the result. */
export interface ExpressionFunction {
  readonly arguments: readonly string[];
  readonly argumentUnits: readonly string[] | null;
  readonly unit: string | null;
  readonly evaluate: (values: readonly ExactDecimal[]) => ExactDecimal;
}

/** What an expression may call besides `sum`. A function is added here with the formula that needs it. */
export const FUNCTIONS: Readonly<Record<string, ExpressionFunction>> = {
  max: {
    arguments: ['a', 'b'],
    argumentUnits: null,
    unit: null,
    evaluate: (values) => ExactDecimal.max(...values),
  },
  min: {
    arguments: ['a', 'b'],
    argumentUnits: null,
    unit: null,
    evaluate: (values) => ExactDecimal.min(...values),
  },
  steamEnthalpy: {
    arguments: ['pressure', 'temperature'],
    argumentUnits: ['MPa', 'degC'],
    unit: 'kJ/kg',
    evaluate: ([pressure = ZERO, temperature = ZERO]) => steamEnthalpy(pressure, temperature),
  },
  saturatedSteamEnthalpy: {
    arguments: ['pressure'],
    argumentUnits: ['MPa'],
    unit: 'kJ/kg',
    evaluate: ([pressure = ZERO]) => saturatedSteamEnthalpy(pressure),
  },
  saturatedSteamEnthalpyAt: {
    arguments: ['temperature'],
    argumentUnits: ['degC'],
    unit: 'kJ/kg',
    evaluate: ([temperature = ZERO]) => saturatedSteamEnthalpyAt(temperature),
  },
  tableSteamEnthalpy: {
    arguments: ['pressure'],
    argumentUnits: ['MPa'],
    unit: 'kJ/kg',
    evaluate: ([pressure = ZERO]) => tableSteamEnthalpy(pressure),
  },
  tableSteamEnthalpyAt: {
    arguments: ['temperature'],
    argumentUnits: ['degC'],
    unit: 'kJ/kg',
    evaluate: ([temperature = ZERO]) => tableSteamEnthalpyAt(temperature),
  },
  waterEnthalpy: {
    arguments: ['pressure', 'temperature'],
    argumentUnits: ['MPa', 'degC'],
    unit: 'kJ/kg',
    evaluate: ([pressure = ZERO, temperature = ZERO]) => waterEnthalpy(pressure, temperature),
  },
};
