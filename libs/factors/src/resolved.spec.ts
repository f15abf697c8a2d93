import { describe, expect, it } from 'vitest';
import { GWP_SETS, type UsedFactor } from '@zerofab/vocabulary';
import { lookupCombustionGases } from './combustion-gases.js';
import { lookupEnergyCoefficient } from './energy-coefficient.js';
import { FactorError } from './errors.js';
import { fuelList } from './fuel.js';
import { lookupGwp } from './gwp.js';
import { builtInLibrary } from './library.js';
import { lookupHeatFactor } from './purchased-heat.js';

/** Every factor the lookups resolve to, so that a change of data or rules is a difference that can be reviewed. */
const line = (factor: UsedFactor): string =>
  `${factor.value} ${factor.unit} ${factor.id} [${factor.rung ?? '-'}; ${factor.choice.how}; ${factor.confidence}]`;
const tried = (look: () => UsedFactor): string => {
  try {
    return line(look());
  } catch (error) {
    if (!(error instanceof FactorError)) throw error;
    return error.code;
  }
};

describe('what every lookup resolves to', () => {
  it('GWP of every gas in every set', () => {
    const gases = new Set(
      builtInLibrary()
        .factors.filter(({ table }) => table === 'gwp')
        .map(({ gas }) => gas ?? ''),
    );
    const lines = [...gases].map(
      (gas) => `${gas}: ${GWP_SETS.map((set) => tried(() => lookupGwp({ gas, set }))).join(' | ')}`,
    );
    expect(lines).toMatchSnapshot();
  });

  it('CH4 and N2O of every fuel, by where it is burnt', () => {
    const lines = fuelList().flatMap(({ fuel }) =>
      (['stationary', 'road', 'off-road'] as const).flatMap((burntIn) => {
        const found = lookupCombustionGases(fuel, burntIn);
        return found.length === 0 ? [] : [`${fuel} ${burntIn}: ${found.map(line).join(' | ')}`];
      }),
    );
    expect(lines).toMatchSnapshot();
  });

  it('standard coal of every carrier and fuel', () => {
    const carriers = ['electricity', 'heat', 'steam', ...fuelList().map(({ fuel }) => fuel)];
    expect(
      carriers.map((carrier) => `${carrier}: ${tried(() => lookupEnergyCoefficient(carrier))}`),
    ).toMatchSnapshot();
  });

  it('rung, fuel, parameter and set of every factor of the library', () => {
    const lines = builtInLibrary().factors.map(({ id, rung, fuel, parameter, set }) =>
      [`${id}:`, ...[rung, fuel, parameter, set].map((text) => text ?? '-')].join(' '),
    );
    expect(lines).toMatchSnapshot();
  });

  it('purchased heat', () => {
    expect(line(lookupHeatFactor())).toMatchSnapshot();
  });
});
