import { decimalText, ExactDecimal } from '@zerofab/units';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calculate, type GivenInputs } from './calculate.js';

type Texts = Readonly<Record<string, string>>;

/** Inputs written as on paper: `{ activity: '12.5 t', purity: '98 %' }`. */
const given = (texts: Texts): GivenInputs =>
  Object.fromEntries(
    Object.entries(texts).map(([name, text]) => {
      const [value = '', unit = ''] = text.split(' ');
      return [name, { value, unit }];
    }),
  );

const figure = (formula: string, texts: Texts): ExactDecimal =>
  new ExactDecimal(calculate(formula, given(texts)).value);

const expectSame = (found: ExactDecimal, wanted: ExactDecimal): void => {
  expect(found.minus(wanted).abs().lte(wanted.abs().times('1e-30'))).toBe(true);
};

describe('mineral and metal parts', () => {
  const amount = fc.integer({ min: 1, max: 10_000_000 });
  const percent = fc.integer({ min: 0, max: 100 });

  const balances: readonly [string, string, string, Texts][] = [
    ['carbon-balance', 'inflow', 'outflow', {}],
    ['chemical-carbon-balance', 'rawMaterial', 'product', {}],
    ['coking-carbon-balance', 'coal', 'coke', {}],
    ['carbothermic-carbon-balance', 'reducer', 'product', {}],
    [
      'carbothermic-carbon-balance',
      'electrode',
      'outflow',
      { 'reducer.x.amount': '0 t', 'reducer.x.carbonContent': '0.8 tC/t' },
    ],
    ['carbon-carrier-balance', 'material', 'outflow', {}],
  ];
  it.each(balances)('%s: what comes in by %s and leaves by %s gives 0', (formula, inflow, outflow, rest) => {
    fc.assert(
      fc.property(fc.array(fc.tuple(amount, percent), { minLength: 1, maxLength: 4 }), (flows) => {
        const rows = flows.flatMap(([mass, carbon], index) =>
          [inflow, outflow].flatMap((group) => [
            [`${group}.r${String(index)}.amount`, `${String(mass)} kg`],
            [`${group}.r${String(index)}.carbonContent`, `${String(carbon / 100)} tC/t`],
          ]),
        );
        expect(figure(formula, { ...rest, ...Object.fromEntries(rows) }).isZero()).toBe(true);
      }),
    );
  });

  /** CaCO3 100 → CaO 56 + CO2 44; MgCO3 84 → MgO 40 + CO2 44. */
  it('CO2 of the stone = CO2 by the oxides of lime, clinker and ceramic body', () => {
    fc.assert(
      fc.property(amount, amount, (calcium, magnesium) => {
        const [cao, mgo] = [56 * calcium, 40 * magnesium];
        const product = cao + mgo;
        const wanted = new ExactDecimal(44).times(calcium + magnesium).div(1000);
        const oxides = {
          caoShare: `${decimalText(new ExactDecimal(cao).div(product).toDecimalPlaces(38, ExactDecimal.ROUND_DOWN))} fraction`,
          mgoShare: `${decimalText(new ExactDecimal(mgo).div(product).toDecimalPlaces(38, ExactDecimal.ROUND_DOWN))} fraction`,
        };
        const near = (found: ExactDecimal) => {
          expect(found.minus(wanted).abs().lte(wanted.times('1e-27'))).toBe(true);
        };
        near(
          figure('lime-by-product', {
            'product.a.amount': `${String(product)} kg`,
            'product.a.caoShare': oxides.caoShare,
            'product.a.mgoShare': oxides.mgoShare,
          }),
        );
        near(
          figure('cement-calcination', {
            clinker: `${String(product)} kg`,
            ...oxides,
            caoOther: '0 %',
            mgoOther: '0 %',
          }),
        );
        near(
          figure('ceramics-firing', {
            'rawMaterial.calcite.amount': `${String(100 * calcium)} kg`,
            'rawMaterial.calcite.useRate': '1 fraction',
            'rawMaterial.calcite.caco3Share': '1 fraction',
            'rawMaterial.calcite.mgco3Share': '0 fraction',
            'rawMaterial.magnesite.amount': `${String(84 * magnesium)} kg`,
            'rawMaterial.magnesite.useRate': '1 fraction',
            'rawMaterial.magnesite.caco3Share': '0 fraction',
            'rawMaterial.magnesite.mgco3Share': '1 fraction',
          }),
        );
      }),
      { numRuns: 50 },
    );
  });

  it('oxides that were no carbonate take off what they would have given', () => {
    fc.assert(
      fc.property(percent, percent, (cao, other) => {
        const [most, least] = [Math.max(cao, other), Math.min(cao, other)];
        const of = (caoShare: number, caoOther: number) =>
          figure('cement-calcination', {
            clinker: '5600 t',
            caoShare: `${String(caoShare)} %`,
            caoOther: `${String(caoOther)} %`,
            mgoShare: '0 %',
            mgoOther: '0 %',
          });
        // 5600 t × (most − least)/100 × 44/56 = 44 × (most − least) t
        expectSame(of(most, least), new ExactDecimal(44 * (most - least)));
        expectSame(of(most, least), of(most - least, 0));
      }),
    );
  });

  it('the fossil and the biogenic part of an alternative fuel are all of its CO2', () => {
    fc.assert(
      fc.property(amount, percent, (mass, fossil) => {
        const texts = {
          'fuel.tyres.amount': `${String(mass)} kg`,
          'fuel.tyres.netCalorificValue': '31.4 GJ/t',
          'fuel.tyres.emissionFactor': '0.085 tCO2/GJ',
          'fuel.tyres.fossilShare': `${String(fossil)} %`,
        };
        const both = figure('cement-alternative-fuel', texts).plus(
          figure('cement-alternative-fuel-biogenic', texts),
        );
        expectSame(both, new ExactDecimal(mass).div(1000).times('31.4').times('0.085'));
      }),
    );
  });

  it('pig iron bought and sold again leaves nothing', () => {
    fc.assert(
      fc.property(amount, (mass) => {
        const line = (group: string) => ({
          [`${group}.pig.amount`]: `${String(mass)} kg`,
          [`${group}.pig.emissionFactor`]: '0.172 tCO2/t',
        });
        const [bought, sold] = [
          figure('steel-carbon-material', line('material')),
          figure('steel-fixed-carbon', line('product')),
        ];
        expect(sold.isNegative()).toBe(true);
        expect(bought.plus(sold).isZero()).toBe(true);
      }),
    );
  });

  it('slope and given factor agree: EF_CF4 = S × AEM, EF_C2F6 = F × EF_CF4', () => {
    fc.assert(
      fc.property(amount, fc.integer({ min: 1, max: 3000 }), (production, milliminutes) => {
        const minutes = new ExactDecimal(milliminutes).div(1000);
        const factor = minutes.times('0.143');
        const line = (rest: Texts) => ({
          'line.a.production': `${String(production)} t`,
          ...Object.fromEntries(Object.entries(rest).map(([name, text]) => [`line.a.${name}`, text])),
        });
        const slope = { slope: '0.143 kg·d/t·min', anodeEffectMinutes: `${minutes.toFixed()} min/d` };
        const cf4 = figure('aluminium-cf4-slope', line(slope));
        expectSame(cf4, figure('aluminium-cf4-factor', line({ emissionFactor: `${factor.toFixed()} kg/t` })));
        expectSame(figure('aluminium-c2f6-slope', line({ ...slope, weightRatio: '0.1 kg/kg' })), cf4.div(10));
      }),
    );
  });

  /** 1 Nm3 of CH4 or CO burns to 1 Nm3 of CO2. */
  it('flue gas by flow and composition = carbon of the gas that made it', () => {
    fc.assert(
      fc.property(amount, (volume) => {
        const carbon = calculate('gas-carbon-from-composition', {
          'component.co.carbonAtoms': { value: '1', unit: 'fraction' },
          'component.co.volumeFraction': { value: '1', unit: 'fraction' },
        });
        const burnt = calculate('fuel-combustion-carbon-volume', {
          activity: { value: String(volume), unit: 'Nm3' },
          carbonContentVolume: { value: carbon.value, unit: carbon.unit },
          oxidationFactor: { value: '1', unit: 'fraction' },
        });
        const flue = figure('coking-flue-gas', {
          'period.a.flow': `${String(volume)} Nm3`,
          'period.a.volumeFractionCo2': '100 %',
        });
        expectSame(new ExactDecimal(burnt.value), flue);
      }),
    );
  });
});
