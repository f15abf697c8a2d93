import { describe, expect, it } from 'vitest';
import { amount, resultOf, zeroCarbonFactory } from '../fixtures/factories.js';
import { evaluate } from './evaluate.js';
import type { GivenInputs } from './given.js';
import type { Evaluation } from './result.js';
import { schemeById } from './schemes.js';

const national = schemeById('zero_carbon_national_2026');
const run = (inputs: GivenInputs, options: Readonly<Record<string, string>> = {}): Evaluation =>
  evaluate(national, 2026, inputs, options);
const core = (found: Evaluation, id: string) => {
  const each = found.core.find((candidate) => candidate.id === id);
  if (each === undefined) throw new Error(`no core indicator ${id}`);
  return each;
};
const variant = (found: Evaluation, convention: string, apportioned = 'excluded') => {
  const each = found.variants.find(
    ({ switches }) => switches['convention'] === convention && switches['apportioned'] === apportioned,
  );
  if (each === undefined) throw new Error('no such variant');
  return each;
};
const verdict = (found: Evaluation, gate: string) => found.gates.find(({ id }) => id === gate)?.verdict;

describe('carbon per energy under both conventions', () => {
  /** A plant on electricity alone, part of it free of carbon: 0.5306 t/MWh for the rest. */
  const plant = (share: string, carbon: string): GivenInputs => ({
    directCo2: amount('0', 'tCO2'),
    indirectCo2: amount(carbon, 'tCO2'),
    electricity: amount('10000', 'MWh'),
    otherEnergy: amount('0', 'tce'),
    nonFossilOwnUse: amount(share, 'MWh'),
  });
  it.each([
    ['grid only', plant('0', '5306'), 4.32, 1.86, 'fail', 'fail'],
    ['30 % free of carbon', plant('3000', '3714.2'), 3.02, 1.3, 'depends', 'fail'],
    ['95 % free of carbon', plant('9500', '265.3'), 0.216, 0.093, 'pass', 'depends'],
  ] as const)('%s', (_title, inputs, calorific, equivalent, entry, target) => {
    const found = run(inputs);
    const value = (convention: string) => Number(variant(found, convention).core[0]?.value);
    expect(value('calorific')).toBeCloseTo(calorific, calorific < 1 ? 3 : 2);
    expect(value('equivalent')).toBeCloseTo(equivalent, equivalent < 1 ? 3 : 2);
    expect(core(found, '1.1')).toMatchObject({ entryVerdict: entry, targetVerdict: target });
    const depends = [entry, target].some((each) => each === 'depends');
    expect(core(found, '1.1').dependsOn).toEqual(depends ? ['convention'] : []);
  });
  it('holds the present value by the chosen convention, by default the equivalent one', () => {
    const inputs = plant('3000', '3714.2');
    expect(Number(core(run(inputs), '1.1').value)).toBeCloseTo(1.3005, 4);
    expect(Number(core(run(inputs, { convention: 'calorific' }), '1.1').value)).toBeCloseTo(3.0221, 4);
    expect(run(inputs).switches).toEqual({ convention: 'equivalent', apportioned: 'excluded' });
  });
  it('an entry that depends on the convention leaves E6 open', () => {
    const promised = { ...plant('3000', '3714.2'), E6: { value: true } };
    const found = run(promised);
    expect(verdict(found, 'E6')).toBe('open');
    expect(found.gates.find(({ id }) => id === 'E6')?.reason?.en).toContain('depends on the convention');
  });
});

describe('borders of the core indicators', () => {
  const at = (name: string, value: string, unit: string, id: string) =>
    core(run({ [name]: amount(value, unit), electricity: amount('5000', 'MWh') }), id);
  it.each([
    ['1.8', 'pass', 'fail', null],
    ['1.8000001', 'fail', 'fail', '0.0000001'],
    ['0.2', 'pass', 'pass', null],
    ['0.2000001', 'pass', 'fail', null],
  ])('1.1 at %s', (value, entryVerdict, targetVerdict, gapToEntry) => {
    expect(at('carbonPerEnergy', value, 'tCO2/tce', '1.1')).toMatchObject({
      entryVerdict,
      targetVerdict,
      gapToEntry,
    });
  });
  it.each([
    ['30', 'pass', 'fail', '65'],
    ['29.9999', 'fail', 'fail', '65.0001'],
    ['95', 'pass', 'pass', null],
    ['94.9999', 'pass', 'fail', '0.0001'],
  ])('1.2 at %s', (value, entryVerdict, targetVerdict, gapToTarget) => {
    expect(at('nonFossilShare', value, '%', '1.2')).toMatchObject({
      entryVerdict,
      targetVerdict,
      gapToTarget,
    });
  });
  it.each([
    ['10', 'pass', 'fail'],
    ['9.9999', 'fail', 'fail'],
    ['35', 'pass', 'pass'],
  ])('1.3 at %s', (value, entryVerdict, targetVerdict) => {
    expect(at('physicalShare', value, '%', '1.3')).toMatchObject({ entryVerdict, targetVerdict });
  });
});

describe('indicator 1.3', () => {
  it('does not apply below 5 GWh, and weighs nothing then', () => {
    const small = run({ ...zeroCarbonFactory, electricity: amount('4999.999', 'MWh') });
    expect(resultOf(small.indicators, '1.3')).toMatchObject({ status: 'na', weight: '0' });
    expect(core(small, '1.3')).toMatchObject({ entryVerdict: 'na', targetVerdict: 'na' });
    expect(Number(resultOf(small.indicators, '1.1').weight)).toBeCloseTo((45 * 20) / 35, 12);
  });
  it('applies at 5 GWh', () => {
    const found = run({ ...zeroCarbonFactory, electricity: amount('5', 'GWh') });
    expect(core(found, '1.3')).toMatchObject({ value: '30', entryVerdict: 'pass' });
  });
  it('recognises own use and direct lines, no trade, no certificate', () => {
    const found = run({
      ...zeroCarbonFactory,
      nonFossilDirect: amount('500', 'MWh'),
      nonFossilCertificates: amount('5000', 'MWh'),
    });
    expect(core(found, '1.3').value).toBe('20');
  });
  it('asks no entry value of a computing facility, but the target', () => {
    const found = run(
      { ...zeroCarbonFactory, nonFossilOwnUse: amount('1', 'MWh') },
      { applicant: 'computing' },
    );
    expect(core(found, '1.3')).toMatchObject({ entry: null, entryVerdict: 'na', targetVerdict: 'fail' });
  });
});

describe('indicator 1.2', () => {
  it('uses one factor above and below the line, and both of them', () => {
    const found = run(zeroCarbonFactory);
    const share = (convention: string) => Number(variant(found, convention).core[1]?.value);
    expect(share('equivalent')).toBeCloseTo((3000 * 0.2856 * 100) / (500 + 2856), 10);
    expect(share('calorific')).toBeCloseTo((3000 * 0.1229 * 100) / (500 + 1229), 10);
  });
  it('shows the apportioned share both ways; by default it is not counted', () => {
    const found = run(zeroCarbonFactory);
    expect(Number(variant(found, 'equivalent', 'counted').core[1]?.value)).toBeCloseTo(
      (5000 * 0.2856 * 100) / 3356,
      10,
    );
    expect(core(found, '1.2')).toMatchObject({ entryVerdict: 'depends', dependsOn: ['apportioned'] });
    expect(Number(core(run(zeroCarbonFactory, { apportioned: 'counted' }), '1.2').value)).toBeGreaterThan(30);
  });
  it('is missing while one of its parts is not told', () => {
    const { nonFossilTraded: _, ...others } = zeroCarbonFactory;
    const found = run(others);
    expect(resultOf(found.indicators, '1.2')).toMatchObject({
      status: 'missing',
      lacks: ['nonFossilTraded'],
    });
    expect(core(found, '1.2')).toMatchObject({ entryVerdict: 'open', targetVerdict: 'open' });
    const struck = run({ ...others, nonFossilTraded: { notApplicable: true, reason: '未参与交易' } });
    expect(Number(core(struck, '1.2').value)).toBeCloseTo((1500 * 0.2856 * 100) / 3356, 10);
  });
});

describe('eligibility', () => {
  it.each([
    ['1000', 'pass'],
    ['999.999', 'fail'],
  ])('E2 at %s tce, electricity by its calorific value whatever convention is chosen', (energy, expected) => {
    const found = run({ electricity: amount('0', 'MWh'), otherEnergy: amount(energy, 'tce') });
    expect(verdict(found, 'E2')).toBe(expected);
    const electric = run({ electricity: amount('8000', 'MWh'), otherEnergy: amount('0', 'tce') });
    // 983.2 tce by the calorific value, 2 284.8 tce by the equivalent one
    expect(verdict(electric, 'E2')).toBe('fail');
  });
  it('E2 is open while energy is not known', () => {
    expect(verdict(run({}), 'E2')).toBe('open');
  });
  it('asks factories and computing facilities for what concerns them', () => {
    expect(['E3', 'E5'].map((id) => verdict(run({}), id))).toEqual(['open', 'na']);
    expect(['E3', 'E5'].map((id) => verdict(run({}, { applicant: 'computing' }), id))).toEqual([
      'na',
      'open',
    ]);
  });
  it('E6 wants the core indicators and the promise', () => {
    const inputs = {
      ...zeroCarbonFactory,
      nonFossilTraded: amount('4000', 'MWh'),
      indirectCo2: amount('0', 'tCO2'),
    };
    expect(verdict(run(inputs), 'E6')).toBe('open');
    expect(verdict(run({ ...inputs, E6: { value: true } }), 'E6')).toBe('pass');
    expect(verdict(run({ ...inputs, E6: { value: false } }), 'E6')).toBe('fail');
    const dirty = { ...inputs, directCo2: amount('90000', 'tCO2'), E6: { value: true } };
    expect(verdict(run(dirty), 'E6')).toBe('fail');
  });
});

describe('levels', () => {
  /** All three core indicators at one share of the way from entry to target. */
  const at = (share: number, more: GivenInputs = {}): Evaluation =>
    run({
      electricity: amount('10000', 'MWh'),
      carbonPerEnergy: amount((1.8 - 1.6 * share).toFixed(4), 'tCO2/tce'),
      nonFossilShare: amount((30 + 65 * share).toFixed(4), '%'),
      physicalShare: amount((10 + 25 * share).toFixed(4), '%'),
      ...more,
    });
  const offset: GivenInputs = {
    directCo2: amount('100', 'tCO2'),
    indirectCo2: amount('0', 'tCO2'),
    capturedCo2: amount('0', 'tCO2'),
    offsets: amount('100', 'tCO2'),
    disclosureReports: amount('1', 'piece'),
  };
  it.each([
    [-0.01, 'Z0'],
    [0, 'Z1'],
    [0.49, 'Z1'],
    [0.5, 'Z2'],
    [0.99, 'Z2'],
    [1, 'Z3'],
  ])('%s of the way → %s', (share, level) => {
    expect(at(share).level).toBe(level);
  });
  it('Z4 wants the residual offset in full, and a report', () => {
    expect(at(1, offset).level).toBe('Z4');
    expect(at(1, { ...offset, offsets: amount('99.9', 'tCO2') }).level).toBe('Z3');
    expect(at(1, { ...offset, disclosureReports: amount('0', 'piece') }).level).toBe('Z3');
    expect(at(0.9, offset).level).toBe('Z2');
  });
  it('shows gross, residual and net as lines of their own', () => {
    const { quantities } = at(1, {
      ...offset,
      capturedCo2: amount('30', 'tCO2'),
      offsets: amount('20', 'tCO2'),
    });
    const value = (name: string) => quantities.find((each) => each.name === name)?.value;
    expect(['totalCo2', 'residualCo2', 'netCo2'].map(value)).toEqual(['100', '70', '50']);
  });
  it('names near-zero with the scheme', () => {
    for (const { name } of at(1).levels) {
      if (!name.en.includes('near-zero') && !name.en.startsWith('zero')) continue;
      expect([name.zh, name.en].every((text) => text.includes('334'))).toBe(true);
    }
  });
});

describe('indicators without a threshold', () => {
  it('have none; those without our scale are scored by the own base and target alone', () => {
    const told = run({ energyPerValueAdded: amount('0.5', 'tce/10^4CNY') });
    expect(resultOf(told.indicators, '2.1').status).toBe('noBenchmark');
    const scored = run({
      energyPerValueAdded: amount('0.5', 'tce/10^4CNY'),
      'energyPerValueAdded.baseline': amount('0.6', 'tce/10^4CNY'),
      'energyPerValueAdded.leading': amount('0.4', 'tce/10^4CNY'),
    });
    expect(resultOf(scored.indicators, '2.1')).toMatchObject({ points: '4', weight: '8' });
    expect(scored.core.map(({ id }) => id)).toEqual(['1.1', '1.2', '1.3']);
  });
  it('say that their scale is ours', () => {
    const functions = resultOf(run({ platformFunctions: amount('13', 'piece') }).indicators, '4.2');
    expect(functions).toMatchObject({ points: '8', leading: { value: '13', source: { ours: true } } });
  });
});

describe('the six paths', () => {
  it('count met as one and partly as a half, of what applies', () => {
    const found = run({
      'P6.1': { value: 'met', source: '记录 3' },
      'P6.2': { value: 'partly' },
      'P6.3': { value: 'notMet' },
      'P6.4': { notApplicable: true, reason: '产品不对外' },
    });
    const path = found.paths.find(({ id }) => id === 'P6');
    expect(path?.progress).toBe('0.375');
    expect(path?.items.map(({ status }) => status)).toEqual(['met', 'partly', 'notMet', 'na', 'open']);
    expect(path?.items[0]).toMatchObject({ reason: '记录 3', must: true });
    expect(found.paths.map(({ id }) => id)).toEqual(['P1', 'P2', 'P3', 'P4', 'P5', 'P6']);
  });
  it('of nothing that applies have no progress', () => {
    const struck = Object.fromEntries(
      ['P6.1', 'P6.2', 'P6.3', 'P6.4', 'P6.5'].map((id) => [
        id,
        { notApplicable: true, reason: 'x' } as const,
      ]),
    );
    expect(run(struck).paths.find(({ id }) => id === 'P6')?.progress).toBeNull();
  });
});

describe('schemes of which only conditions are known', () => {
  it('have no score, but verdicts', () => {
    const park = evaluate(schemeById('zero_carbon_park'), 2026, {
      cleanEnergyShare: amount('90', '%'),
      solidWasteRate: amount('79.9', '%'),
    });
    expect(park).toMatchObject({ score: null, upperBound: null, completeness: null, band: null });
    expect(park.gates.map(({ verdict: each }) => each)).toEqual([
      'open',
      'pass',
      'open',
      'fail',
      'open',
      'open',
    ]);
  });
  it.each([
    ['1.25', '35', '2027'],
    ['1.26', '35', null],
    ['0.87', '55', '2030'],
    ['0.87', '54.9', '2027'],
    ['0.37', '80', '2035'],
  ])('Hunan at %s tCO2/tce and %s %% → %s', (carbonPerEnergy, renewable, level) => {
    const found = evaluate(schemeById('zero_carbon_hunan_2025'), 2026, {
      carbonPerEnergy: amount(carbonPerEnergy, 'tCO2/tce'),
      renewableShare: amount(renewable, '%'),
    });
    expect(found.level).toBe(level);
    expect(found.levels[0]?.reasons[1]?.en).toBe(`Renewable energy share ${renewable} %, ≥ 35 %`);
  });
});
