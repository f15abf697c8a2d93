import { builtInLibrary } from '@zerofab/factors';
import { describe, expect, it } from 'vitest';
import { METERS, NOW_MS, ofMeter, ZONE } from '../../fixtures/planted-site.js';
import type { ActivityBinding, InputBindings, SourceContent } from '../domain/source.js';
import { sourceFindings } from './source-checks.js';

const known = {
  site: { timezone: ZONE, gridRegion: 'CN' },
  meters: METERS,
  library: builtInLibrary(),
  nowMs: NOW_MS,
};
const manual: ActivityBinding = { kind: 'manual', unit: 't' };
const body = (more: Partial<SourceContent>): SourceContent => ({
  name: { zh: 'x', en: 'x' },
  category: 'purchasedElectricity',
  activity: ofMeter('main', 'e'),
  method: 'GB/T 32150-2025',
  ...more,
});
const findings = (more: Partial<SourceContent>) => sourceFindings(known, 'x', body(more));
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
const formula = (id: string, inputs: InputBindings, more: Partial<SourceContent> = {}, gas?: string) => ({
  category: 'process' as const,
  activity: manual,
  calculation: { formulas: [{ id, ...(gas === undefined ? {} : { gas }) }], inputs },
  ...more,
});

describe('a source with nothing wrong', () => {
  it.each([
    ['electricity with the factor of its class', {}],
    [
      'a fuel',
      {
        category: 'mobileCombustion',
        activity: manual,
        factor: { kind: 'fuel', fuel: 'diesel', driven: 'off-road' },
      },
    ],
    ['a gas weighed as such', { category: 'fugitive', activity: manual, gas: 'SF6' }],
    [
      'a ladder downwards',
      {
        category: 'stationaryCombustion',
        activity: manual,
        factor: {
          kind: 'ladder',
          steps: [
            { kind: 'parameter', code: 'p' },
            { kind: 'fuel', fuel: 'diesel' },
          ],
        },
      },
    ],
    ['a grid region', { factor: { kind: 'grid', rule: 'latest-published', region: 'CN-GD' } }],
    ['a formula', formula('emission-factor-mass', { emissionFactor: { kind: 'parameter', code: 'ef' } })],
  ] as [string, Partial<SourceContent>][])('%s', (_what, more) => {
    expect(findings(more)).toEqual([]);
  });
});

describe('bindings', () => {
  it('name a meter and a register that exist, once', () => {
    expectFindings({ activity: ofMeter('none', 'e') }, [
      'activity.registers.0.meter',
      'there is no meter "none"',
      '没有计量表“none”',
    ]);
    expectFindings({ activity: ofMeter('main', 'none') }, [
      'activity.registers.0.register',
      'it has: p, e, out',
      '它有：p、e、out',
    ]);
    expectFindings({ activity: ofMeter('main', 'p') }, [
      'activity.registers.0.register',
      '"p" is a gauge',
      '“p”是瞬时量',
    ]);
    const twice = [
      ...ofMeter('main', 'e').registers,
      ...ofMeter('main', 'out').registers,
      ...ofMeter('main', 'e', -1).registers,
    ];
    expectFindings({ activity: { kind: 'meters', registers: twice } }, [
      'activity.registers.2',
      '"main/e" is bound twice',
      '“main/e”绑定了两次',
    ]);
  });

  it('have a known unit, of the second account too, in which the same register is no repetition', () => {
    expectFindings({ activity: { kind: 'manual', unit: 'furlong' } }, [
      'activity.unit',
      '"furlong" is not a known unit',
      '“furlong”不是已知单位',
    ]);
    expectFindings({ crossCheck: { kind: 'stock', unit: 'furlong' } }, [
      'crossCheck.unit',
      '"furlong"',
      '“furlong”',
    ]);
    expect(findings({ crossCheck: ofMeter('main', 'e') })).toEqual([]);
  });
});

describe('gas and sector part', () => {
  it('are known', () => {
    expectFindings({ category: 'fugitive', activity: manual, gas: 'XF9' }, ['gas', 'XF9', 'XF9']);
    expect(findings({ category: 'fugitive', activity: manual, gas: 'CO2' })).toEqual([]);
    expectFindings({ part: 'nowhere' }, [
      'part',
      'there is no sector part "nowhere"',
      '没有行业部分“nowhere”',
    ]);
  });

  it('fit the class', () => {
    const [found] = findings({
      category: 'otherIndirectSold',
      activity: manual,
      gas: 'CO2',
      part: 'gbt32151-8-2023',
    });
    expect(found?.field).toBe('part');
  });
});

describe('factors', () => {
  it('must be named where the class has no default', () => {
    expectFindings({ category: 'stationaryCombustion', activity: manual }, [
      'factor',
      'combustion needs its fuel',
      '燃烧源须指明燃料',
    ]);
    expectFindings({ category: 'process', activity: manual }, ['factor', 'name a factor', '请指明因子']);
  });

  it('fit the class', () => {
    const grid = { kind: 'grid', rule: 'latest-published' } as const;
    expectFindings({ category: 'process', activity: manual, factor: grid }, [
      'factor.kind',
      'for electricity only',
      '只用于电力',
    ]);
    expectFindings({ factor: { kind: 'fuel', fuel: 'diesel' } }, [
      'factor.kind',
      'for combustion only',
      '只用于燃烧',
    ]);
    expectFindings(
      {
        category: 'stationaryCombustion',
        activity: manual,
        factor: { kind: 'fuel', fuel: 'diesel', driven: 'road' },
      },
      ['factor.driven', 'only a mobile source is driven', '只有移动源'],
    );
    expectFindings({ factor: { ...grid, region: 'Atlantis' } }, [
      'factor.region',
      '"Atlantis" is no grid region',
      '“Atlantis”不是电网区域',
    ]);
    expectFindings(
      { category: 'process', activity: manual, factor: { ...grid, region: 'Atlantis' } },
      ['factor.kind', 'electricity only', '电力'],
      ['factor.region', 'Atlantis', 'Atlantis'],
    );
  });

  it('exist', () => {
    expectFindings(
      { category: 'stationaryCombustion', activity: manual, factor: { kind: 'fuel', fuel: 'moon-dust' } },
      ['factor', 'x: ', 'x：'],
    );
    expectFindings({ category: 'process', activity: manual, factor: { kind: 'library', id: 'none' } }, [
      'factor',
      'none',
      'none',
    ]);
  });

  it('of a ladder go downwards, each step checked by its place', () => {
    const fuel = { kind: 'fuel', fuel: 'diesel' } as const;
    const of = (...steps: Extract<NonNullable<SourceContent['factor']>, { kind: 'ladder' }>['steps']) => ({
      category: 'stationaryCombustion' as const,
      activity: manual,
      factor: { kind: 'ladder' as const, steps },
    });
    expectFindings(of(fuel, { kind: 'parameter', code: 'p' }), [
      'factor.steps.1',
      'stands on the rung "Measured", above the step before it',
      '位于“实测”，高于前一步',
    ]);
    expectFindings(of({ kind: 'parameter', code: 'p' }, { kind: 'fuel', fuel: 'moon-dust' }), [
      'factor.steps.1',
      'moon-dust',
      'moon-dust',
    ]);
    // Equal rungs are no climb.
    expect(findings(of({ kind: 'parameter', code: 'p' }, { kind: 'parameter', code: 'q' }, fuel))).toEqual(
      [],
    );
    const grid = { kind: 'grid', rule: 'latest-published' } as const;
    expectFindings({ factor: { kind: 'ladder', steps: [grid, { kind: 'parameter', code: 'p' }] } }, [
      'factor.steps.1',
      'Measured',
      '实测',
    ]);
  });
});

describe('calculations', () => {
  const value = (unit = 'tC/t') => ({ kind: 'value', value: '0.5', unit, source: 'lab' }) as const;
  const flow = { 'inflow.coke.amount': manual, 'inflow.coke.carbonContent': value() };

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
        'outflow.slag.amount': manual,
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
});

describe('findings', () => {
  it('are no more than a person reads: 50 of 60', () => {
    const registers = Array.from({ length: 60 }, (_, n) => ({
      meter: `none-${String(n)}`,
      register: 'e',
      sign: 1 as const,
    }));
    expect(findings({ activity: { kind: 'meters', registers } })).toHaveLength(50);
  });
});
