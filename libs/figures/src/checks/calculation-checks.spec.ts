import { describe, expect, it } from 'vitest';
import { findings, formula, MANUAL } from '../../fixtures/checked-source.js';
import { ofMeter } from '../../fixtures/planted-site.js';
import type { InputBindings, SourceContent } from '../domain/source.js';

/** Field and what both languages must hold, one entry a finding and none besides. */
const expectFindings = (
  more: Partial<SourceContent>,
  ...expected: [field: string, en: string, zh: string][]
) => {
  const found = findings(more);
  expect(found.map(({ field }) => field)).toEqual(expected.map(([field]) => field));
  for (const [index, [, en, zh]] of expected.entries()) {
    expect(found[index]?.text.en).toContain(en);
    expect(found[index]?.text.zh).toContain(zh);
  }
};

describe('calculations', () => {
  const value = (unit = 'tC/t') => ({ kind: 'value', value: '0.5', unit, source: 'lab' }) as const;
  const flow = { 'inflow.coke.amount': MANUAL, 'inflow.coke.carbonContent': value() };

  it('know their formula, which serves the class', () => {
    expectFindings(formula('no-such', {}), ['calculation.formulas.0.id', 'no-such', 'no-such']);
    expectFindings(formula('purchased-heat', { emissionFactor: { kind: 'parameter', code: 'ef' } }), [
      'calculation.formulas.0.id',
      'is not for class process; it serves: ',
      '不适用于类别 process；适用于：',
    ]);
  });

  it('bind every input and at least one row of a group, and nothing else', () => {
    expectFindings(formula('emission-factor-mass', {}), [
      'calculation.formulas.0.id',
      'needs its input emissionFactor',
      '需要输入 emissionFactor',
    ]);
    const rows = findings(formula('carbon-balance', {}));
    expect(rows.map(({ field }) => field)).toContain('calculation.formulas.0.id');
    expect(rows[0]?.text.en).toMatch(/needs rows of \w+, e\.g\. \w+\.row1\.\w+/);
    expectFindings(
      formula('emission-factor-mass', { emissionFactor: { kind: 'parameter', code: 'ef' }, colour: value() }),
      ['calculation.inputs.colour', 'none of the formulas takes this input', '所选公式都不使用该输入'],
    );
  });

  it('check each input by its path', () => {
    const of = (extra: InputBindings) =>
      formula('carbon-balance', {
        ...flow,
        ...extra,
        'outflow.slag.amount': MANUAL,
        'outflow.slag.carbonContent': value(),
        ...extra,
      });
    expect(findings(of({}))).toEqual([]);
    const at = 'calculation.inputs.inflow.coke';
    expectFindings(of({ 'inflow.coke.amount': { kind: 'stock', unit: 'furlong' } }), [
      `${at}.amount.unit`,
      'furlong',
      'furlong',
    ]);
    expectFindings(of({ 'inflow.coke.amount': ofMeter('none', 'e') }), [
      `${at}.amount.registers.0.meter`,
      'none',
      'none',
    ]);
    expectFindings(of({ 'inflow.coke.carbonContent': { kind: 'factor', id: 'none' } }), [
      `${at}.carbonContent.id`,
      'there is no factor "none"',
      '因子库没有因子“none”',
    ]);
    expectFindings(of({ 'inflow.coke.carbonContent': value('furlong') }), [
      `${at}.carbonContent.unit`,
      '"furlong" is not a known unit',
      '“furlong”不是已知单位',
    ]);
    expect(
      findings(
        of({
          'inflow.coke.amount': { kind: 'activity' },
          'inflow.coke.carbonContent': { kind: 'parameter', code: 'p' },
        }),
      ),
    ).toEqual([]);
  });

  it('check ladders and nested formulas in their place', () => {
    const of = (binding: InputBindings[string]) =>
      formula('emission-factor-mass', { emissionFactor: binding });
    const at = 'calculation.inputs.emissionFactor';
    const ef = value('tCO2/t');
    expect(findings(of({ kind: 'ladder', steps: [{ kind: 'parameter', code: 'p' }, ef] }))).toEqual([]);
    expectFindings(of({ kind: 'ladder', steps: [ef, { kind: 'parameter', code: 'p' }] }), [
      `${at}.steps.1`,
      '"Measured", above',
      '“实测”',
    ]);
    expectFindings(of({ kind: 'ladder', steps: [ef, { kind: 'factor', id: 'none' }] }), [
      `${at}.steps.1.id`,
      'none',
      'none',
    ]);
    expectFindings(of({ kind: 'formula', id: 'no-such', inputs: {} }), [`${at}.id`, 'no-such', 'no-such']);
    const nested = of({
      kind: 'formula',
      id: 'steam-heat',
      inputs: { mass: { kind: 'manual', unit: 'furlong' } },
    });
    expectFindings(
      nested,
      [`${at}.id`, 'steam-heat needs its input enthalpy', 'steam-heat 需要输入 enthalpy'],
      [`${at}.inputs.mass.unit`, 'furlong', 'furlong'],
    );
  });

  it('take calorific value, carbon content and oxidation of one set', () => {
    const burn = (set: string) =>
      formula(
        'fuel-combustion-mass',
        {
          netCalorificValue: { kind: 'factor', id: 'fuel-diesel-ncv-gbt32151-34-2024' },
          carbonContent: { kind: 'factor', id: `fuel-diesel-cc-${set}` },
          oxidationFactor: value('fraction'),
        },
        { category: 'stationaryCombustion' },
      );
    expect(findings(burn('gbt32151-34-2024'))).toEqual([]);
    expectFindings(burn('ndrc-guides'), [
      'calculation.inputs.carbonContent',
      'it comes from diesel, set ndrc-guides, netCalorificValue from diesel, set gbt32151-34-2024',
      '它取自 diesel, set ndrc-guides，而 netCalorificValue 取自 diesel, set gbt32151-34-2024',
    ]);
  });

  it('name the gas of a formula that serves several, and one that has a GWP', () => {
    const inputs: InputBindings = { emissionFactor: { kind: 'parameter', code: 'ef' } };
    const of = (gas?: string) => formula('combustion-gas', inputs, { category: 'stationaryCombustion' }, gas);
    expectFindings(of(), [
      'calculation.formulas.0.gas',
      'serves several gases; name the gas',
      '适用于多种气体；请指明气体',
    ]);
    expect(findings(of('CH4'))).toEqual([]);
    expectFindings(of('XF9'), ['calculation.formulas.0.gas', 'XF9', 'XF9']);
  });

  it('may give a formula inputs of its own, checked as the shared ones', () => {
    const twice = (own: InputBindings, shared: InputBindings = {}): Partial<SourceContent> => ({
      category: 'process',
      activity: MANUAL,
      calculation: {
        formulas: [
          { id: 'emission-factor-mass', inputs: own },
          { id: 'gas-mass', gas: 'SF6' },
        ],
        inputs: shared,
      },
    });
    const emissionFactor = { ...value('tCO2/t') };
    expectFindings(twice({ emissionFactor }));
    expectFindings(twice({ colour: MANUAL }, { emissionFactor }), [
      'calculation.formulas.0.inputs.colour',
      'none of the formulas takes this input',
      '所选公式都不使用该输入',
    ]);
    expectFindings(twice({ emissionFactor: value('furlong') }), [
      'calculation.formulas.0.inputs.emissionFactor.unit',
      '"furlong" is not a known unit',
      '“furlong”不是已知单位',
    ]);
  });
});
