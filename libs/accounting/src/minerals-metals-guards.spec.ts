import { describe, expect, it } from 'vitest';
import { calculate, type GivenInputs } from './calculate.js';
import { AccountingError, type AccountingErrorCode } from './errors.js';

type Texts = Readonly<Record<string, string>>;

/** Inputs written as on paper: `{ activity: '12.5 t', purity: '98 %' }`. */
const given = (texts: Texts): GivenInputs =>
  Object.fromEntries(
    Object.entries(texts).map(([name, text]) => {
      const [value = '', unit = ''] = text.split(' ');
      return [name, { value, unit }];
    }),
  );

const errorOf = (formula: string, texts: Texts): AccountingError => {
  try {
    calculate(formula, given(texts));
  } catch (error) {
    if (error instanceof AccountingError) return error;
    throw error;
  }
  throw new Error(`expected an AccountingError of ${formula}`);
};

const clinker = {
  clinker: '1000 t',
  caoShare: '65 %',
  caoOther: '0 %',
  mgoShare: '2 %',
  mgoOther: '0 %',
};
const stone = {
  'carbonate.a.amount': '100 t',
  'carbonate.a.purity': '97 %',
  'carbonate.a.emissionFactor': '0.44 tCO2/t',
  'carbonate.a.conversion': '95 %',
};
const anode = {
  'line.a.production': '1000 t',
  'line.a.anodeConsumption': '420 kgC/t',
  'line.a.sulphur': '2 %',
  'line.a.ash': '0.4 %',
};
const body = {
  'rawMaterial.a.amount': '100 t',
  'rawMaterial.a.useRate': '90 %',
  'rawMaterial.a.caco3Share': '60 %',
  'rawMaterial.a.mgco3Share': '30 %',
};
const clay = {
  'rawMaterial.b.amount': '9000 t',
  'rawMaterial.b.useRate': '90 %',
  'rawMaterial.b.caco3Share': '1 %',
  'rawMaterial.b.mgco3Share': '0 %',
};

describe('what the mineral and metal parts refuse', () => {
  const cases: readonly [string, string, Texts, AccountingErrorCode, string][] = [
    [
      'oxides of more than all clinker',
      'cement-calcination',
      { ...clinker, mgoShare: '36 %' },
      'failed-check',
      'more than 1',
    ],
    [
      'more CaO from slag than there is',
      'cement-calcination',
      { ...clinker, caoOther: '66 %' },
      'failed-check',
      'CaO',
    ],
    [
      'more MgO from slag than there is',
      'cement-calcination',
      { ...clinker, mgoOther: '3 %' },
      'failed-check',
      'MgO',
    ],
    [
      'an oxide share without its unit of per cent',
      'cement-calcination',
      { ...clinker, caoShare: '65 fraction' },
      'out-of-range',
      'caoShare',
    ],
    ['a negative dust', 'cement-calcination', { ...clinker, kilnDust: '-5 t' }, 'out-of-range', 'kilnDust'],
    [
      'non-fuel carbon as per cent without its unit',
      'cement-raw-meal-carbon',
      { rawMeal: '10 t', carbonContent: '0.3 tC/t' },
      'out-of-range',
      'carbonContent',
    ],
    [
      'a purity above 1',
      'carbonate-calcination',
      { ...stone, 'carbonate.a.purity': '101 %' },
      'out-of-range',
      'purity',
    ],
    [
      'a calcined share above 1',
      'carbonate-calcination',
      { ...stone, 'carbonate.a.conversion': '1.02 fraction' },
      'out-of-range',
      'conversion',
    ],
    [
      'a carbonate factor of burnt lime',
      'carbonate-calcination',
      { ...stone, 'carbonate.a.emissionFactor': '0.785 tCO2/t' },
      'out-of-range',
      'emissionFactor',
    ],
    [
      'lime with 104 % of oxides',
      'lime-by-product',
      { 'product.a.amount': '10 t', 'product.a.caoShare': '99 %', 'product.a.mgoShare': '5 %' },
      'failed-check',
      'more than 1',
    ],
    [
      'a bad raw material beside a good one',
      'ceramics-firing',
      { ...body, ...clay, 'rawMaterial.a.mgco3Share': '45 %' },
      'failed-check',
      'more than 1',
    ],
    [
      'an electrode with more than its mass of carbon',
      'steel-electrode',
      { 'electrode.a.amount': '1 t', 'electrode.a.emissionFactor': '3.8 tCO2/t' },
      'out-of-range',
      'emissionFactor',
    ],
    [
      'anode carbon in kg taken for t',
      'aluminium-anode',
      { ...anode, 'line.a.anodeConsumption': '420 tC/t' },
      'out-of-range',
      'anodeConsumption',
    ],
    [
      'anode consumption as plain mass',
      'aluminium-anode',
      { ...anode, 'line.a.anodeConsumption': '420 kg/t' },
      'wrong-dimension',
      'anodeConsumption',
    ],
    [
      'more anode-effect minutes than a day has',
      'aluminium-cf4-slope',
      {
        'line.a.production': '10 t',
        'line.a.slope': '0.143 kg·d/t·min',
        'line.a.anodeEffectMinutes': '1500 min/d',
      },
      'out-of-range',
      'anodeEffectMinutes',
    ],
    [
      'a coke battery that makes carbon',
      'coking-carbon-balance',
      {
        'coal.a.amount': '100 t',
        'coal.a.carbonContent': '0.7 tC/t',
        'coke.a.amount': '90 t',
        'coke.a.carbonContent': '0.85 tC/t',
      },
      'negative-result',
      'coking-carbon-balance',
    ],
    [
      'a coke battery without coke',
      'coking-carbon-balance',
      { 'coal.a.amount': '100 t', 'coal.a.carbonContent': '0.7 tC/t' },
      'missing-input',
      'coke.<row>.amount',
    ],
    [
      'flue gas of more than 100 %',
      'coking-flue-gas',
      {
        'period.a.flow': '1 10^4Nm3',
        'period.a.volumeFractionCo2': '99 %',
        'period.a.volumeFractionCo': '2 %',
      },
      'failed-check',
      'more than 1',
    ],
    [
      'more carbon in the alloy than in the furnace',
      'carbothermic-carbon-balance',
      {
        'reducer.a.amount': '1 t',
        'reducer.a.carbonContent': '0.8 tC/t',
        'product.a.amount': '20 t',
        'product.a.carbonContent': '0.07 tC/t',
      },
      'negative-result',
      'carbothermic-carbon-balance',
    ],
    [
      'castings without their charge',
      'carbon-carrier-balance',
      { 'outflow.a.amount': '20 t', 'outflow.a.carbonContent': '0.034 tC/t' },
      'negative-result',
      'carbon-carrier-balance',
    ],
    [
      'dolomite purer than pure',
      'magnesium-dolomite',
      { activity: '10 t', purity: '98 fraction', emissionFactor: '0.478 tCO2/t' },
      'out-of-range',
      'purity',
    ],
  ];
  it.each(cases)('%s', (_title, formula, texts, code, says) => {
    const error = errorOf(formula, texts);
    expect([error.code, error.text.en]).toEqual([code, expect.stringContaining(says)]);
  });
});
