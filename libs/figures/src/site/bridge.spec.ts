import { ExactDecimal } from '@zerofab/units';
import { describe, expect, it } from 'vitest';
import {
  GB,
  GB_2015,
  LOCATION,
  MARKET,
  dataOf,
  factsOf,
  JAN,
  ofMeter,
  record,
  source,
  term,
  used,
} from '../../fixtures/planted-site.js';
import { bridgeOf, type WorkOut } from './bridge.js';
import { siteFigures } from './site-figures.js';

const [from = 0, to = 0] = JAN;
const names = new Map([['grid', { zh: '电', en: 'Grid' }]]);
/** A made-up site: the grid factor hangs on `gridFrom`, SF6 on the GWP set, heat exported beside them. */
const workOut: WorkOut = (method, gridFrom) => [
  term('grid', 'purchasedElectricity', gridFrom.grid.geography === 'site' ? '50' : '53.3'),
  term('leak', 'fugitive', method.gwpSet === 'AR6' ? '48.6' : '47', 'SF6'),
  term('out', 'exportedHeat', '10'),
];
const total = (texts: readonly string[]) =>
  texts.reduce((sum, text) => sum.plus(text), new ExactDecimal(0)).toFixed();

describe('the bridge between two methods', () => {
  it('goes step by step, each with its lines, and adds up to the digit', () => {
    const bridge = bridgeOf(GB_2015, LOCATION, workOut, names);
    // 53.3 + 47 − 10; then the grid, the GWP, and exported heat that is no longer subtracted: 50 + 48.6
    expect(bridge).toMatchObject({
      fromMethod: GB_2015.id,
      toMethod: LOCATION.id,
      fromTco2e: '90.3',
      toTco2e: '98.6',
    });
    expect(bridge.steps.map(({ property, deltaTco2e }) => [property, deltaTco2e])).toEqual([
      ['grid', '-3.3'],
      ['gwpSet', '1.6'],
      ['classes', '10'],
    ]);
    expect(total(['90.3', ...bridge.steps.map(({ deltaTco2e }) => deltaTco2e)])).toBe('98.6');
    expect(bridge.steps[0]?.lines).toEqual([
      { code: 'grid', name: names.get('grid'), before: '53.3', after: '50', deltaTco2e: '-3.3' },
    ]);
    // A line that leaves the total has no figure after it; a source without a name goes by its code.
    expect(bridge.steps[2]?.lines).toEqual([
      { code: 'out', name: { zh: 'out', en: 'out' }, before: '-10', after: null, deltaTco2e: '10' },
    ]);
  });

  it('goes back the same way with the other sign', () => {
    const back = bridgeOf(LOCATION, GB_2015, workOut, names);
    expect(back.steps.map(({ property, deltaTco2e }) => [property, deltaTco2e])).toEqual([
      ['grid', '3.3'],
      ['gwpSet', '-1.6'],
      ['classes', '-10'],
    ]);
    expect(back.steps[2]?.lines[0]).toMatchObject({ before: null, after: '-10' });
  });

  it('has no steps between a method and itself, nor without any figure', () => {
    expect(bridgeOf(GB, GB, workOut, names)).toMatchObject({ steps: [], fromTco2e: '87', toTco2e: '87' });
    expect(bridgeOf(GB, LOCATION, () => [], names)).toEqual({
      fromMethod: GB.id,
      toMethod: LOCATION.id,
      fromTco2e: null,
      toTco2e: null,
      steps: [],
    });
  });

  it('adds the gases of one source up', () => {
    const two: WorkOut = (method) => [
      term('a', 'process', '1'),
      term('a', 'process', method.gwpSet === 'AR6' ? '3' : '2', 'CH4'),
    ];
    expect(bridgeOf(GB, LOCATION, two, names).steps[0]?.lines).toMatchObject([
      { before: '3', after: '4', deltaTco2e: '1' },
    ]);
  });

  it('says in both languages what each property was and is', () => {
    let n = 0;
    const always: WorkOut = () => [term('a', 'process', String(++n))];
    const text = Object.fromEntries(
      bridgeOf(GB_2015, MARKET, always, names).steps.map((step) => [step.property, step.text]),
    );
    expect(Object.keys(text)).toEqual([
      'grid',
      'greenPower',
      'steamBaseline',
      'combustionCh4N2o',
      'gases',
      'gwpSet',
      'classes',
    ]);
    expect(text['grid']).toEqual({
      zh: '电网因子：区域电网（latest-at-report-due）→ 全国（latest-published）',
      en: 'Grid factor: regional grid (latest-at-report-due) → national (latest-published)',
    });
    expect(text['greenPower']).toEqual({
      zh: '绿电处理：绿电直连 平均因子 → 按 0；绿电交易 平均因子 → 按 0；绿证 平均因子 → 按 0；其余电量 平均因子 → 剩余因子',
      en: 'Green power: direct line average factor → zero; green-power trade average factor → zero; certificates average factor → zero; the rest of the grid average factor → residual factor',
    });
    expect(text['steamBaseline']?.en).toContain('83.74 → 0 kJ/kg');
    expect(text['combustionCh4N2o']).toEqual({
      zh: '燃烧产生的 CH4、N2O：不计 → 计入',
      en: 'CH4 and N2O of combustion: not counted → counted',
    });
    expect(text['gwpSet']?.en).toBe('GWP: SAR → AR6');
    expect(text['classes']?.zh).toContain('direct+energyIndirect → direct+energyIndirect');
  });

  it('names the gases of a method that covers some, and all of one that covers all', () => {
    let n = 0;
    const always: WorkOut = () => [term('a', 'process', String(++n))];
    const some = { ...GB, gases: ['CO2', 'CF4'] as const };
    const textOf = (a: typeof GB, b: typeof GB) =>
      bridgeOf(a, b, always, names).steps.find(({ property }) => property === 'gases')?.text;
    expect(textOf(some, { ...GB, gases: 'all' })).toEqual({
      zh: '气体范围：CO2, CF4 → 全部温室气体',
      en: 'Gases covered: CO2, CF4 → all gases',
    });
    const province = { ...GB, grid: { ...GB.grid, geography: 'provincial' as const } };
    const [grid] = bridgeOf(GB, province, always, names).steps;
    expect(grid?.text).toEqual({
      zh: '电网因子：站点所选区域（latest-at-report-due）→ 省级（latest-at-report-due）',
      en: "Grid factor: the site's region (latest-at-report-due) → provincial (latest-at-report-due)",
    });
  });

  it('adds up over real figures of a site, from 2015 to the market-based method', () => {
    const data = [
      dataOf(source('grid', 'purchasedElectricity', ofMeter('main', 'e')), {
        sums: [used(1, from, to, 123_457)],
      }),
      dataOf(source('out', 'exportedHeat', ofMeter('heat', 'q')), { sums: [used(3, from, to, 77)] }),
      dataOf(
        source('wood', 'biogenic', { kind: 'manual', unit: 't' }, { factor: { kind: 'fuel', fuel: 'wood' } }),
        {
          records: [record('wood', '2026-01-01', '2026-02-01', '3', 't')],
        },
      ),
      dataOf(source('leak', 'fugitive', { kind: 'manual', unit: 'kg' }, { gas: 'SF6' }), {
        records: [record('leak', '2026-01-01', '2026-02-01', '1.7', 'kg')],
      }),
    ];
    const real: WorkOut = (method, gridFrom) =>
      siteFigures(factsOf(), data, method, gridFrom).flatMap(({ figure }) => figure.terms);
    const bridge = bridgeOf(GB_2015, MARKET, real, names);
    expect(bridge.steps.length).toBeGreaterThan(3);
    expect(total([bridge.fromTco2e ?? '', ...bridge.steps.map(({ deltaTco2e }) => deltaTco2e)])).toBe(
      bridge.toTco2e,
    );
    for (const step of bridge.steps)
      expect(total(step.lines.map(({ deltaTco2e }) => deltaTco2e))).toBe(step.deltaTco2e);
  });
});
