import { describe, expect, it } from 'vitest';
import { calculate, type GivenInputs } from './calculate.js';
import { AccountingError, type AccountingErrorCode } from './errors.js';

/** Inputs written as on paper: `{ activity: '12.5 t', purity: '98 %' }`. */
const given = (texts: Readonly<Record<string, string>>): GivenInputs =>
  Object.fromEntries(
    Object.entries(texts).map(([name, text]) => {
      const [value = '', unit = ''] = text.split(' ');
      return [name, { value, unit }];
    }),
  );

const errorOf = (formula: string, texts: Readonly<Record<string, string>>): AccountingError => {
  try {
    calculate(formula, given(texts));
  } catch (error) {
    if (error instanceof AccountingError) return error;
    throw error;
  }
  throw new Error(`expected an AccountingError of ${formula}`);
};

const wastewater = {
  wastewater: '1000 m3',
  codIn: '2 kgCOD/m3',
  codOut: '0.2 kgCOD/m3',
  methaneCapacity: '0.25 kg/kgCOD',
  correctionFactor: '0.8 fraction',
};
const stocks = { openingStock: '1 t', acquired: '5 t', closingStock: '0.5 t', delivered: '5.2 t' };
const calcination = {
  rawMaterial: '100 t',
  rawFixedCarbon: '0.9 tC/t',
  calcined: '80 t',
  underburnt: '1 t',
  dust: '1 t',
  calcinedFixedCarbon: '0.98 tC/t',
  rawVolatiles: '0.1 fraction',
  calcinedVolatiles: '0.005 fraction',
  volatileRatio: '0.35 fraction',
};
const mixture = { gasUsed: '10 t', co2Share: '20 %', 'other.argon.molarMass': '40 g/mol' };
const unit = { 'unit.a.capacity': '0.02 t', 'unit.a.recovered': '0.015 t' };

describe('what the sector parts refuse', () => {
  const cases: readonly [string, string, Record<string, string>, AccountingErrorCode, string][] = [
    [
      'a carbonate factor given in per cent',
      'carbonate-use',
      {
        'carbonate.a.amount': '1 t',
        'carbonate.a.emissionFactor': '44 tCO2/t',
        'carbonate.a.purity': '1 fraction',
      },
      'out-of-range',
      'emissionFactor',
    ],
    [
      'a carbon balance that gives out more than comes in',
      'chemical-carbon-balance',
      { 'product.a.amount': '1 t', 'product.a.carbonContent': '0.5 tC/t' },
      'negative-result',
      'chemical-carbon-balance',
    ],
    [
      'more calcined material than raw material',
      'carbon-calcination',
      { ...calcination, calcined: '99 t' },
      'failed-check',
      'more than the raw material',
    ],
    [
      'more volatiles out than in',
      'carbon-calcination',
      { ...calcination, calcinedVolatiles: '0.2 fraction' },
      'failed-check',
      'volatiles',
    ],
    [
      'a closing stock above all gas received',
      'equipment-gas-balance',
      { ...stocks, closingStock: '7 t', delivered: '0 t' },
      'failed-check',
      'closing stock',
    ],
    [
      'more gas in products than there was',
      'equipment-gas-balance',
      { ...stocks, delivered: '6 t' },
      'negative-result',
      '-0.5 t',
    ],
    [
      'an incomplete welding gas',
      'welding-gas-mixture',
      { ...mixture, 'other.argon.molarShare': '70 %' },
      'failed-check',
      'incomplete',
    ],
    [
      'a welding gas of more than 100 %',
      'welding-gas-mixture',
      { ...mixture, 'other.argon.molarShare': '81 %' },
      'failed-check',
      'more than 1',
    ],
    [
      'a COD that rises in treatment',
      'wastewater-ch4',
      { ...wastewater, codOut: '3 kgCOD/m3' },
      'failed-check',
      'outlet',
    ],
    [
      'more COD in sludge than removed',
      'wastewater-ch4',
      { ...wastewater, sludge: '1801 kgCOD' },
      'failed-check',
      'sludge',
    ],
    [
      'more CH4 recovered than made',
      'wastewater-ch4',
      { ...wastewater, recovered: '0.37 t' },
      'negative-result',
      '-0.01 t',
    ],
    [
      'CH4 above the stoichiometric limit',
      'wastewater-ch4',
      { ...wastewater, methaneCapacity: '0.6 kg/kgCOD' },
      'out-of-range',
      'methaneCapacity',
    ],
    ['COD in plain kg', 'wastewater-ch4', { ...wastewater, codIn: '2 kg/m3' }, 'wrong-dimension', 'codIn'],
    [
      'more gas recovered from one breaker than it holds, hidden by another',
      'switchgear-repair-retirement',
      { ...unit, 'unit.b.capacity': '0.01 t', 'unit.b.recovered': '0.012 t' },
      'failed-check',
      'recovered from a unit',
    ],
    [
      'a use rate above 1',
      'fab-gas-emission',
      {
        heel: '10 %',
        'process.a.consumption': '1 t',
        'process.a.useRate': '80 fraction',
        'process.a.abatedShare': '0 %',
        'process.a.destruction': '0 %',
      },
      'out-of-range',
      'process.a.useRate',
    ],
    [
      'an abated process whose destruction is not known',
      'nitric-acid-n2o',
      {
        'line.a.amount': '100 t',
        'line.a.generationFactor': '8 kg/t',
        'line.a.utilisation': '100 %',
      },
      'missing-input',
      'line.a.destruction',
    ],
  ];
  it.each(cases)('%s', (_title, formula, texts, code, says) => {
    const error = errorOf(formula, texts);
    expect([error.code, error.text.en]).toEqual([code, expect.stringContaining(says)]);
  });
});
