import { describe, expect, it } from 'vitest';
import { dataOf, factsOf, GB, record, source } from '../../fixtures/planted-site.js';
import { figureContext } from './figure-context.js';
import { sourceFigure } from './source-figure.js';

describe('two formulas of one source that name an input alike', () => {
  const stated = (value: string, unit: string) => ({ kind: 'value' as const, value, unit, source: 'lab' });
  const twice = source(
    'furnace',
    'process',
    { kind: 'manual', unit: 't' },
    {
      calculation: {
        formulas: [
          { id: 'emission-factor-mass', inputs: { emissionFactor: stated('0.44', 'tCO2/t') } },
          { id: 'emission-factor-gas-mass', gas: 'CH4', inputs: { emissionFactor: stated('1', 'kg/t') } },
        ],
        inputs: {},
      },
    },
  );

  it('each take their own: 100 t × 0.44 = 44 t CO2, 100 t × 1 kg/t = 0.1 t CH4', () => {
    const data = dataOf(twice, { records: [record('furnace', '2026-01-01', '2026-02-01', '100', 't')] });
    const figure = sourceFigure(data, figureContext(factsOf(), GB));
    expect(figure.reason).toBeNull();
    expect(figure.gases.map(({ gas, exactTonnes }) => [gas, exactTonnes])).toEqual([
      ['CO2', '44'],
      ['CH4', '0.1'],
    ]);
  });

  it('take a stream of their own before a shared one, and are missing without it', () => {
    const own = source(
      'furnace',
      'process',
      { kind: 'manual', unit: 't' },
      {
        calculation: {
          formulas: [
            { id: 'emission-factor-mass' },
            { id: 'emission-factor-mass', inputs: { activity: { kind: 'manual', unit: 'kg' } } },
          ],
          inputs: { emissionFactor: stated('0.44', 'tCO2/t') },
        },
      },
    );
    const whole = record('furnace', '2026-01-01', '2026-02-01', '100', 't');
    const second = record('furnace', '2026-01-01', '2026-02-01', '50000', 'kg', 'formula2/activity');
    const exact = (records: (typeof whole)[]) =>
      sourceFigure(dataOf(own, { records }), figureContext(factsOf(), GB));
    // 100 × 0.44 + 50 × 0.44
    expect(exact([whole, second]).exact).toBe('66');
    expect(exact([whole]).status).toBe('missing');
  });
});
