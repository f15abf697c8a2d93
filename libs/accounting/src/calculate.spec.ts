import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calculate, type GivenInputs } from './calculate.js';
import { AccountingError, type AccountingErrorCode } from './errors.js';
import { describeFormulas } from './registry.js';

const errorOf = (formula: string, inputs: GivenInputs): AccountingError => {
  try {
    calculate(formula, inputs);
  } catch (error) {
    if (error instanceof AccountingError) return error;
    throw error;
  }
  throw new Error('expected an AccountingError');
};
const gas = {
  activity: { value: '1', unit: '10^4Nm3' },
  netCalorificValue: { value: '389.31', unit: 'GJ/10^4Nm3' },
  carbonContent: { value: '0.0153', unit: 'tC/GJ' },
  oxidationFactor: { value: '99', unit: '%' },
} satisfies GivenInputs;
const volume = 'fuel-combustion-volume';
const ncv = gas.netCalorificValue;

describe('guards', () => {
  const cases: readonly [string, string, GivenInputs, AccountingErrorCode, string][] = [
    ['unknown formula', 'magic', {}, 'unknown-formula', 'purchased-electricity'],
    ['prototype as formula', 'constructor', {}, 'unknown-formula', 'no formula'],
    ['missing input', volume, { activity: gas.activity }, 'missing-input', 'netCalorificValue [GJ/10^4Nm3]'],
    ['no input at all', 'total-emissions', {}, 'missing-input', 'direct, energyIndirect'],
    ['no term', 'sum-emissions', {}, 'no-terms', 'at least one term'],
    ['extra input', volume, { ...gas, colour: ncv }, 'unknown-input', 'no input colour'],
    [
      'negative activity',
      volume,
      { ...gas, activity: { value: '-1', unit: 'Nm3' } },
      'out-of-range',
      '"activity"',
    ],
    [
      'oxidation 0',
      volume,
      { ...gas, oxidationFactor: { value: '0', unit: '%' } },
      'out-of-range',
      '> 0, ≤ 1',
    ],
    [
      'oxidation 99 as fraction',
      volume,
      { ...gas, oxidationFactor: { value: '99', unit: '1' } },
      'out-of-range',
      '99 fraction',
    ],
    [
      'oxidation 100.1 %',
      volume,
      { ...gas, oxidationFactor: { value: '100.1', unit: '%' } },
      'out-of-range',
      '100.1 %',
    ],
    [
      'negative factor',
      volume,
      { ...gas, carbonContent: { value: '-0.1', unit: 'tC/GJ' } },
      'out-of-range',
      '"carbonContent"',
    ],
    ['NCV 0', volume, { ...gas, netCalorificValue: { value: 0, unit: 'GJ/10^4Nm3' } }, 'out-of-range', '> 0'],
    [
      'wrong dimension',
      volume,
      { ...gas, activity: { value: '1', unit: 't' } },
      'wrong-dimension',
      '"activity"',
    ],
    [
      'plain m³',
      volume,
      { ...gas, activity: { value: '1', unit: 'm³' } },
      'wrong-dimension',
      'm3@20C for 20 °C',
    ],
    [
      'CO2 as carbon',
      volume,
      { ...gas, carbonContent: { value: '1', unit: 'tCO2/GJ' } },
      'wrong-dimension',
      '"carbonContent"',
    ],
    ['unknown unit', volume, { ...gas, activity: { value: '1', unit: 'barrel' } }, 'unknown-unit', 'barrel'],
    ['no number', volume, { ...gas, activity: { value: 'many', unit: 'Nm3' } }, 'bad-number', '"many"'],
    ['NaN', volume, { ...gas, activity: { value: Number.NaN, unit: 'Nm3' } }, 'bad-number', 'NaN'],
  ];
  it.each(cases)('%s', (_title, formula, inputs, code, part) => {
    const error = errorOf(formula, inputs);
    expect(error.code).toBe(code);
    expect(error.text.en).toContain(part);
    expect(error.text.zh.length).toBeGreaterThan(8);
  });
});

describe('trace', () => {
  it('keeps every input with unit, and the conversion as a formula of its own', () => {
    const { value, unit, trace } = calculate('purchased-electricity', {
      activity: { value: '959636.71', unit: 'kWh', origin: 'activity', ref: 'main' },
      emissionFactor: { value: '0.5366', unit: 'kgCO2/kWh', origin: 'factor', ref: 'elec-cn-2022-average' },
    });
    expect([value, unit]).toEqual(['514.941058586', 'tCO2']);
    expect(trace.inputs[0]).toMatchObject({
      value: '959.63671',
      unit: 'MWh',
      origin: 'formula',
      ref: 'main',
      trace: {
        formula: { id: 'unit-conversion' },
        inputs: [
          { name: 'value', value: '959636.71', unit: 'kWh', origin: 'activity', ref: 'main' },
          { name: 'divideBy', value: '1000', origin: 'constant' },
        ],
        result: { value: '959.63671', unit: 'MWh' },
      },
    });
    // kgCO2/kWh and tCO2/MWh are the same number: nothing to convert.
    expect(trace.inputs[1]).toMatchObject({
      value: '0.5366',
      unit: 'kgCO2/kWh',
      origin: 'factor',
      trace: null,
    });
  });

  it('shows 44 and 12 as constants', () => {
    const { trace } = calculate(volume, gas);
    const constants = trace.inputs.filter((input) => input.origin === 'constant');
    expect(constants.map((input) => input.value)).toEqual(['44', '12']);
  });

  it('shows the way from 20 °C to the normal state', () => {
    const { trace } = calculate(volume, { ...gas, activity: { value: '10000', unit: 'm³(20℃)' } });
    const outer = trace.inputs[0]?.trace;
    expect(outer?.formula.id).toBe('unit-conversion');
    expect(outer?.inputs[0]?.trace?.formula.id).toBe('gas-volume-normal');
    expect(outer?.inputs[0]?.trace?.inputs[0]).toMatchObject({ value: '10000', unit: 'm3@20C' });
  });

  it('keeps terms under any code, also odd ones', () => {
    const term = { value: '1', unit: 'tCO2' };
    const odd = JSON.parse('{"__proto__": {"value": "2", "unit": "tCO2"}}') as GivenInputs;
    expect(calculate('sum-emissions', { ...Object.fromEntries(Object.entries(odd)), 7: term }).value).toBe(
      '3',
    );
  });
});

describe('registry', () => {
  it('describes every formula with bounds, units and both languages', () => {
    for (const formula of describeFormulas()) {
      expect(formula).not.toHaveProperty('evaluate');
      expect(formula.name.zh).not.toBe(formula.name.en);
      expect(formula.inputs.length + formula.groups.length).toBeGreaterThan(0);
      expect(formula.clause.length).toBeGreaterThan(5);
    }
  });
});

describe('properties', () => {
  const amount = fc.integer({ min: 0, max: 1_000_000_000 });
  const electricity = (kwh: number) =>
    calculate('purchased-electricity', {
      activity: { value: kwh, unit: 'kWh' },
      emissionFactor: { value: '0.5366', unit: 'kgCO2/kWh' },
    }).value;
  const sum = (values: readonly string[]) =>
    calculate(
      'sum-emissions',
      Object.fromEntries(values.map((value, i) => [`s${i}`, { value, unit: 'tCO2' }])),
    ).value;

  it('nothing used, nothing emitted', () => {
    expect(electricity(0)).toBe('0');
  });

  it('linear: parts add up to the whole, to the digit', () => {
    fc.assert(
      fc.property(amount, amount, (a, b) => {
        expect(sum([electricity(a), electricity(b)])).toBe(electricity(a + b));
      }),
    );
  });

  it('order of the parts does not matter', () => {
    fc.assert(
      fc.property(fc.array(amount, { minLength: 1, maxLength: 12 }), (parts) => {
        const values = parts.map(electricity);
        expect(sum(values.toReversed())).toBe(sum(values));
      }),
    );
  });

  it('the unit of the activity does not matter', () => {
    // As whole numbers of the unit, so that no float slips in: 1 MWh = 1000 kWh, 1 kWh = 3 600 000 J …
    const units: readonly (readonly [unit: string, perKwh: bigint, kwhPer: bigint])[] = [
      ['Wh', 1000n, 1n],
      ['J', 3_600_000n, 1n],
      ['kJ', 3600n, 1n],
      ['MWh', 1n, 1000n],
      ['10^4kWh', 1n, 10_000n],
      ['GWh', 1n, 1_000_000n],
    ];
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.constantFrom(...units),
        (n, [unit, per, kwh]) => {
          const same = calculate('purchased-electricity', {
            activity: { value: String(BigInt(n) * per), unit },
            emissionFactor: { value: '0.5366', unit: 'kgCO2/kWh' },
          }).value;
          expect(same).toBe(electricity(n * Number(kwh)));
        },
      ),
    );
  });

  it('fuel by mass = fuel by heat', () => {
    fc.assert(
      fc.property(amount, (kg) => {
        const carbonContent = { value: '0.0202', unit: 'tC/GJ' };
        const oxidationFactor = { value: '98', unit: '%' };
        const activity = { value: kg, unit: 'kg' };
        const netCalorificValue = { value: '42.652', unit: 'GJ/t' };
        const heat = calculate('fuel-heat-mass', { activity, netCalorificValue });
        const byHeat = calculate('fuel-combustion-heat', { activity: heat, carbonContent, oxidationFactor });
        const byMass = calculate('fuel-combustion-mass', {
          activity,
          netCalorificValue,
          carbonContent,
          oxidationFactor,
        });
        expect(byHeat.value).toBe(byMass.value);
      }),
    );
  });
});

describe('carbon stated as a mass fraction', () => {
  const coal = (value: string, unit: string) =>
    calculate('carbon-balance', {
      'inflow.coal.amount': { value: '100', unit: 't' },
      'inflow.coal.carbonContent': { value, unit },
    });

  it('is a content of carbon in tC/t, by a traced step: 100 t × 58 % × 44/12', () => {
    const [percent, perTonne, carbon] = [coal('58', '%'), coal('580', 'kg/t'), coal('580', 'kgC/t')];
    expect([percent.value, perTonne.value]).toEqual([carbon.value, carbon.value]);
    expect(JSON.stringify(percent.trace)).toContain('carbon-content-of-share');
    expect(JSON.stringify(carbon.trace)).not.toContain('carbon-content-of-share');
  });

  it('above 100 % is refused', () => {
    expect(() => coal('580', '%')).toThrow(/outside/);
  });
});
