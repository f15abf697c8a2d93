import { ExactDecimal } from '@zerofab/units';
import { describe, expect, it } from 'vitest';
import { checkScheme, type SchemeProblemCode } from './check-scheme.js';
import { evaluate } from './evaluate.js';
import { inputNamesOf, nameOf } from './input-names.js';
import { indicatorsOf } from './scheme-walk.js';
import type { Indicator, Scheme } from './scheme.js';
import { schemeById, schemes } from './schemes.js';

describe.each(schemes())('$id', (scheme) => {
  it('has nothing wrong with it', () => {
    expect(checkScheme(scheme)).toEqual([]);
  });

  it('marks every number of ours as a default that no standard states', () => {
    for (const { ours, name, confidence } of scheme.sources) {
      if (confidence !== 'design') continue;
      expect(ours).toBe(true);
      expect([name.zh.includes('默认值，非标准') || name.zh.includes('定义同'), name.en]).toEqual([
        true,
        name.en,
      ]);
    }
  });

  it('evaluates with nothing told: all open, nothing scored, all still possible', () => {
    const found = evaluate(scheme, scheme.firstYear, {});
    expect(found.score).toBe(scheme.tree.length === 0 ? null : '0');
    expect(found.upperBound).toBe(scheme.tree.length === 0 ? null : '100');
    expect(found.completeness).toBe(scheme.tree.length === 0 ? null : '0');
    expect(new Set(found.gates.map(({ verdict }) => verdict))).not.toContain('pass');
    expect(found.indicators.every(({ status }) => status === 'missing' || status === 'na')).toBe(true);
  });

  it('says what is not known about it', () => {
    expect(scheme.unknown.length).toBeGreaterThan(0);
  });
});

it('the weights of the three green factory schemes are those of their tables', () => {
  const weights = (id: string) => schemeById(id).tree.map(({ weight }) => weight.value);
  expect(weights('std_c1_example')).toEqual(['30', '30', '16', '16', '8']);
  expect(weights('miit_form_2025')).toEqual(['30', '30', '16', '16', '8']);
  expect(weights('jiangsu_2025')).toEqual(['34', '22', '22', '14', '8']);
  expect(weights('zero_carbon_national_2026')).toEqual(['45', '20', '13', '16', '6']);
});

it('only 1.1 to 1.3 of the national programme have an entry and a target value', () => {
  const held = indicatorsOf(schemeById('zero_carbon_national_2026')).flatMap(({ id, thresholds }) =>
    thresholds === null ? [] : [[id, thresholds.entry?.value, thresholds.target?.value]],
  );
  expect(held).toEqual([
    ['1.1', '1.8', '0.2'],
    ['1.2', '30', '95'],
    ['1.3', '10', '35'],
  ]);
});

it('an unknown scheme is refused with what there is', () => {
  expect(() => schemeById('five_stars')).toThrow(/There is no scheme "five_stars"; schemes: std_c1_example/);
});

describe('names of inputs', () => {
  const names = inputNamesOf(schemeById('std_c1_example'));
  it('are those of quantities, indicators, reference values, products and gates', () => {
    expect(nameOf(names, 'waterIntake')).toMatchObject({ kind: 'quantity', unit: 'm3', min: '0' });
    expect(nameOf(names, 'waterReuseRate')).toMatchObject({ kind: 'own', unit: '%', indicator: '7' });
    expect(nameOf(names, 'waterReuseRate.leading')).toMatchObject({ kind: 'leading', unit: '%' });
    expect(nameOf(names, 'energyPerProduct.crane-1.energy')).toMatchObject({ kind: 'product', unit: 'tce' });
    expect(nameOf(names, 'G3')).toMatchObject({ kind: 'gate' });
  });
  it.each([
    'waterintake',
    'energyPerProduct.a.heat',
    'energyPerProduct.<product>.energy',
    'waterIntake.baseline',
    'G9',
  ])('%s is none', (name) => {
    expect(() => nameOf(names, name)).toThrow(/has no such input/);
  });
  it('of a core indicator leave its thresholds to the programme', () => {
    const national = inputNamesOf(schemeById('zero_carbon_national_2026'));
    expect(() => nameOf(national, 'carbonPerEnergy.baseline')).toThrow(/has no such input/);
    expect(nameOf(national, 'energyPerValueAdded.baseline').kind).toBe('baseline');
  });
});

const std = schemeById('std_c1_example');
/** The scheme with one indicator changed. */
const withIndicator = (id: string, change: Partial<Indicator>): Scheme => {
  const visit = (nodes: readonly unknown[]): unknown[] =>
    nodes.map((node) => {
      const entry = node as Indicator & { readonly children?: readonly unknown[] };
      if (entry.children !== undefined) return { ...entry, children: visit(entry.children) };
      return entry.id === id ? { ...entry, ...change } : entry;
    });
  return { ...std, tree: visit(std.tree) as Scheme['tree'] };
};
const codesOf = (scheme: Scheme): readonly SchemeProblemCode[] => checkScheme(scheme).map(({ code }) => code);
const one = (value: string, source = 'std') => ({ value, source });
const rows = (baseline: string, leading: string) => ({
  by: null,
  rows: [{ from: null, baseline: one(baseline), leading: one(leading) }],
});
const formula = (expression: string) => ({ expression, text: 'x', clause: '—', source: 'std' });

describe('a scheme that is wrong', () => {
  const first = std.tree[0];
  if (first === undefined) throw new Error('the scheme has a tree');
  it.each<readonly [string, Scheme, SchemeProblemCode]>([
    [
      'weights that do not sum to 100',
      { ...std, tree: [{ ...first, weight: one('29') }, ...std.tree.slice(1)] },
      'weights-not-100',
    ],
    [
      'weights that do not make their group',
      withIndicator('7', { weight: one('9') }),
      'weights-not-of-group',
    ],
    ['a variant of another weight', withIndicator('6b', { weight: one('7') }), 'weights-not-of-group'],
    [
      'a positive indicator with the baseline above',
      withIndicator('4', { benchmarks: rows('8', '0') }),
      'baseline-better',
    ],
    [
      'a negative indicator with the baseline below',
      withIndicator('6b', { benchmarks: rows('0.4', '0.5') }),
      'baseline-better',
    ],
    ['an indicator without a source', withIndicator('7', { source: 'nobody' }), 'no-source'],
    ['a number without a source', withIndicator('7', { weight: one('8', '') }), 'no-source'],
    [
      'a formula over what is not defined',
      withIndicator('7', { formula: formula('waterReused / moonWater') }),
      'unknown-name',
    ],
    [
      'a formula that lost its power of ten',
      withIndicator('1b', { formula: formula('comprehensiveEnergy / outputValue') }),
      'wrong-dimension',
    ],
    [
      'a formula of another dimension',
      withIndicator('7', { formula: formula('waterReused * percent') }),
      'wrong-dimension',
    ],
    [
      'a formula that cannot be read',
      withIndicator('7', { formula: formula('waterReused % waterIntake') }),
      'bad-formula',
    ],
    ['an unknown unit', withIndicator('7', { unit: 'parsec' }), 'unknown-unit'],
    [
      'a size nobody defines',
      withIndicator('7', {
        applies: { quantity: 'moonWater', unit: 'm3', atLeast: one('1'), why: { zh: 'x', en: 'x' } },
      }),
      'unknown-name',
    ],
    ['an id that stands twice', withIndicator('7', { id: '8' }), 'twice'],
    ['a last year before its first', { ...std, lastYear: 2024 }, 'bad-years'],
  ])('%s', (_title, scheme, code) => {
    expect(codesOf(scheme)).toContain(code);
  });
  it('tells where, in both languages', () => {
    const [found] = checkScheme(withIndicator('4', { benchmarks: rows('8', '0') }));
    expect(found).toEqual({
      code: 'baseline-better',
      at: '4',
      text: { zh: '4：基准值 8 优于引领值 0', en: '4: the baseline 8 is better than the leading value 0' },
    });
  });
  it('may have baseline and leading value in one', () => {
    expect(codesOf(withIndicator('4', { benchmarks: rows('8', '8') }))).toEqual([]);
  });
  it('sums its dimensions exactly', () => {
    const sum = std.tree.reduce((total, { weight }) => total.plus(weight.value), new ExactDecimal(0));
    expect(sum.toFixed()).toBe('100');
  });
});
