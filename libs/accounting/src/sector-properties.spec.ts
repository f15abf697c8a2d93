import { ExactDecimal } from '@zerofab/units';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calculate, type GivenInputs } from './calculate.js';

/** Inputs written as on paper: `{ activity: '12.5 t', purity: '98 %' }`. */
const given = (texts: Readonly<Record<string, string>>): GivenInputs =>
  Object.fromEntries(
    Object.entries(texts).map(([name, text]) => {
      const [value = '', unit = ''] = text.split(' ');
      return [name, { value, unit }];
    }),
  );

const figure = (formula: string, texts: Readonly<Record<string, string>>): ExactDecimal =>
  new ExactDecimal(calculate(formula, given(texts)).value);

const reactor = { methaneCapacity: '0.25 kg/kgCOD', correctionFactor: '0.8 fraction' };

describe('sector parts', () => {
  const amount = fc.integer({ min: 0, max: 10_000_000 });
  const percent = fc.integer({ min: 0, max: 100 });
  const rows: readonly [string, string, string, Record<string, string>, Record<string, string>][] = [
    ['carbonate-use', 'carbonate', 'amount', { emissionFactor: '0.415 tCO2/t', purity: '98 %' }, {}],
    [
      'carbonate-desulphurisation',
      'sorbent',
      'amount',
      { carbonateShare: '90 %', emissionFactor: '0.44 tCO2/t', conversion: '95 %' },
      {},
    ],
    ['chemical-carbon-balance', 'rawMaterial', 'amount', { carbonContent: '0.72 tC/t' }, {}],
    [
      'nitric-acid-n2o',
      'line',
      'amount',
      { generationFactor: '8 kg/t', destruction: '85 %', utilisation: '95 %' },
      {},
    ],
    [
      'fab-gas-emission',
      'process',
      'consumption',
      { useRate: '80 %', abatedShare: '90 %', destruction: '95 %' },
      { heel: '10 %' },
    ],
    [
      'ore-carbonate-decomposition',
      'carbonate',
      'ore',
      { decompositionRate: '96 %', carbonateShare: '0.9 fraction', emissionFactor: '0.522 tCO2/t' },
      {},
    ],
    ['nameplate-leak', 'equipment', 'charge', { leakRate: '8.5 %/yr', duration: '0.75 yr' }, {}],
    ['product-carbon-removal', 'product', 'amount', { carbonContent: '0.375 tC/t' }, {}],
  ];

  it.each(rows)('%s: splitting a row keeps the total, twice the rows give twice', (...row) => {
    const [formula, group, field, rest, fixed] = row;
    const line = (name: string, value: number) => ({
      [`${group}.${name}.${field}`]: `${String(value)} kg`,
      ...Object.fromEntries(Object.entries(rest).map(([key, text]) => [`${group}.${name}.${key}`, text])),
    });
    fc.assert(
      fc.property(amount, amount, (a, b) => {
        const whole = figure(formula, { ...line('all', a + b), ...fixed });
        expect(figure(formula, { ...line('a', a), ...line('b', b), ...fixed })).toEqual(whole);
        const twice = figure(formula, { ...line('a', a + b), ...line('b', a + b), ...fixed });
        expect(twice).toEqual(whole.times(2));
      }),
      { numRuns: 30 },
    );
  });

  it('carbon in = carbon out gives 0', () => {
    fc.assert(
      fc.property(amount, percent, (mass, carbon) => {
        const flow = { amount: `${String(mass)} t`, carbonContent: `${String(carbon / 100)} tC/t` };
        const texts = Object.fromEntries(
          ['rawMaterial', 'product'].flatMap((group) =>
            Object.entries(flow).map(([field, text]) => [`${group}.a.${field}`, text]),
          ),
        );
        expect(figure('chemical-carbon-balance', texts).isZero()).toBe(true);
      }),
    );
  });

  it('the fossil and the biogenic part of burnt waste are all of its oxidised carbon', () => {
    fc.assert(
      fc.property(amount, percent, percent, (mass, carbon, fossil) => {
        const texts = {
          'waste.a.amount': `${String(mass)} t`,
          'waste.a.carbonContent': `${String(carbon / 100)} tC/t`,
          'waste.a.fossilShare': `${String(fossil)} %`,
          'waste.a.oxidationFactor': '98 %',
        };
        const parts = figure('waste-incineration-fossil', texts).plus(
          figure('waste-incineration-biogenic', texts),
        );
        const all = new ExactDecimal(mass).times(carbon).times('0.0098').times(44).div(12);
        expect(parts.minus(all).abs().lte('1e-25')).toBe(true);
      }),
    );
  });

  it('wastewater by concentrations = by COD removed', () => {
    fc.assert(
      fc.property(amount, fc.integer({ min: 0, max: 9000 }), (volume, cod) => {
        const byVolume = figure('wastewater-ch4', {
          ...reactor,
          wastewater: `${String(volume)} m3`,
          codIn: `${String(cod + 500)} mgCOD/L`,
          codOut: '500 mgCOD/L',
        });
        const removed = new ExactDecimal(volume).times(cod).div(1000).toFixed();
        expect(byVolume).toEqual(
          figure('wastewater-ch4-removed', { ...reactor, codRemoved: `${removed} kgCOD` }),
        );
      }),
    );
  });

  it('a welding gas releases its CO2 and no more', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), (share) => {
        const co2 = figure('welding-gas-mixture', {
          gasUsed: '10 t',
          co2Share: `${String(share)} %`,
          'other.argon.molarShare': `${String(100 - share)} %`,
          'other.argon.molarMass': '40 g/mol',
        });
        expect(co2.gt(0) && co2.lte(10)).toBe(true);
        expect(co2.eq(10)).toBe(share === 100);
      }),
    );
  });
});
