import { convert, decimalText, ExactDecimal, findUnit } from '@zerofab/units';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { greenFactory, zeroCarbonFactory } from '../fixtures/factories.js';
import { evaluate } from './evaluate.js';
import type { GivenInput, GivenInputs } from './given.js';
import { inputNamesOf } from './input-names.js';
import { indicatorsOf, leavesOf, scoredOf } from './scheme-walk.js';
import type { Scheme } from './scheme.js';
import { schemeById, schemes } from './schemes.js';
import { weightsOf } from './weights.js';

const factories: readonly (readonly [string, Scheme, GivenInputs])[] = [
  ['green', schemeById('std_c1_example'), greenFactory],
  ['zero', schemeById('zero_carbon_national_2026'), zeroCarbonFactory],
];
const scored = schemes().filter(({ tree }) => tree.length > 0);
const runs = { numRuns: 40 };

/** Values from far worse than the baseline to far better than the leading value, the ends among them. */
const positions = fc.oneof(
  fc.constantFrom(-1, 0, 0.5, 1, 2),
  fc.double({ min: -1, max: 2, noNaN: true }).map((value) => Math.round(value * 1e6) / 1e6),
);

describe.each(scored)('$id', (scheme) => {
  const linear = indicatorsOf(scheme).filter(
    ({ curve, products, thresholds, benchmarks }) =>
      curve.kind === 'linear' && products === null && thresholds === null && benchmarks.by === null,
  );

  it.each(linear)('is monotone in $id $name', ({ name, unit, direction, id }) => {
    const [b, l] = direction === 'positive' ? [50, 90] : [90, 50];
    const at = (position: number) => {
      const value = new ExactDecimal(l - b).times(position).plus(b);
      const found = evaluate(scheme, scheme.firstYear, {
        [name]: { value: decimalText(value), unit },
        [`${name}.baseline`]: { value: String(b), unit },
        [`${name}.leading`]: { value: String(l), unit },
      });
      const result = [...found.indicators, ...found.bonusIndicators].find((each) => each.id === id);
      return new ExactDecimal(result?.points ?? '-1');
    };
    fc.assert(
      fc.property(positions, positions, (one, other) => {
        const [worse, better] = one < other ? [one, other] : [other, one];
        expect(at(worse).lte(at(better))).toBe(true);
      }),
      { numRuns: 8 },
    );
  });

  const leaves = scoredOf(scheme);
  it('keeps the total whatever does not apply, and every dimension its own while one of it applies', () => {
    fc.assert(
      fc.property(
        fc.subarray(leaves.map(({ id }) => id)),
        fc.constantFrom('withinGroup', 'global'),
        (struck, mode) => {
          // Of variants one counts at most.
          const applies = (id: string) => !struck.includes(id);
          const unused = variantsBeyondFirst(scheme, applies);
          const counts = (id: string) => applies(id) && !unused.has(id);
          const weights = weightsOf(scheme, mode, counts);
          const total = [...weights.values()].reduce((sum, weight) => sum.plus(weight), new ExactDecimal(0));
          const any = leaves.some(({ id, weight }) => counts(id) && weight.value !== '0');
          expect(
            total
              .minus(any ? 100 : 0)
              .abs()
              .lte('1e-30'),
          ).toBe(true);
          if (mode === 'global') return;
          const live = scheme.tree.filter((group) =>
            leavesOf(group).some(({ id, weight }) => counts(id) && weight.value !== '0'),
          );
          if (live.length < scheme.tree.length) return;
          for (const group of scheme.tree) {
            const own = leavesOf(group).reduce(
              (sum, { id }) => sum.plus(weights.get(id) ?? 0),
              new ExactDecimal(0),
            );
            expect(own.minus(group.weight.value).abs().lte('1e-30')).toBe(true);
          }
        },
      ),
      runs,
    );
  });
});

const variantsBeyondFirst = (scheme: Scheme, applies: (id: string) => boolean): ReadonlySet<string> => {
  const unused = new Set<string>();
  const visit = (nodes: Scheme['tree'][number]['children']): void => {
    for (const node of nodes) {
      if (node.kind !== 'group') continue;
      if (node.count === 'one') {
        leavesOf(node)
          .filter(({ id }) => applies(id))
          .slice(1)
          .forEach(({ id }) => unused.add(id));
      }
      visit(node.children);
    }
  };
  visit(scheme.tree);
  return unused;
};

describe.each(factories)('a %s factory', (_title, scheme, factory) => {
  const names = Object.keys(factory);
  it('never scores above its upper bound, nor either of them beyond 0 and 100', () => {
    const states = fc.constantFrom<'told' | 'missing' | 'left out' | 'na'>(
      'told',
      'missing',
      'left out',
      'na',
    );
    fc.assert(
      fc.property(fc.array(states, { minLength: names.length, maxLength: names.length }), (each) => {
        const inputs = Object.fromEntries(
          names.flatMap((name, at): [string, GivenInput][] => {
            const told = factory[name];
            const state = each[at];
            const mayBe = inputNamesOf(scheme).byName.get(name)?.mayBeNotApplicable === true;
            if (state === 'left out' || told === undefined) return [];
            if (state === 'missing') return [[name, { missing: true }]];
            return [[name, state === 'na' && mayBe ? { notApplicable: true, reason: 'x' } : told]];
          }),
        );
        const found = evaluate(scheme, 2026, inputs);
        const [score, upper] = [new ExactDecimal(found.score ?? 0), new ExactDecimal(found.upperBound ?? 0)];
        expect(score.lte(upper)).toBe(true);
        expect(score.gte(0) && upper.lte('100.000000000001')).toBe(true);
        const total = found.indicators.reduce((sum, { weight }) => sum.plus(weight), new ExactDecimal(0));
        expect(total.minus(100).abs().lte('1e-30') || total.isZero()).toBe(true);
      }),
      runs,
    );
  });

  it('telling what was missing never lowers the score nor raises the upper bound', () => {
    fc.assert(
      fc.property(fc.subarray(names), (told) => {
        const inputs = Object.fromEntries(
          told.flatMap((name) => (factory[name] === undefined ? [] : [[name, factory[name]]])),
        );
        const part = evaluate(scheme, 2026, inputs);
        const whole = evaluate(scheme, 2026, factory);
        expect(new ExactDecimal(part.score ?? 0).lte(whole.score ?? 0)).toBe(true);
        expect(new ExactDecimal(part.upperBound ?? 0).gte(whole.upperBound ?? 0)).toBe(true);
      }),
      runs,
    );
  });

  const others: Readonly<Record<string, string>> = {
    tce: 'kgce',
    MWh: 'kWh',
    '10^4CNY': 'CNY',
    tCO2: 'kgCO2',
    m3: 'L',
    t: 'kg',
    kg: 'g',
    '%': 'fraction',
  };
  it('scores the same in other units', () => {
    const whole = evaluate(scheme, 2026, factory);
    fc.assert(
      fc.property(fc.subarray(names), (changed) => {
        const inputs = Object.fromEntries(
          names.map((name): [string, GivenInput | undefined] => {
            const told = factory[name];
            const unit = told !== undefined && 'unit' in told ? (told.unit ?? '') : '';
            const other = others[unit];
            if (told === undefined || !('value' in told) || other === undefined || !changed.includes(name))
              return [name, told];
            expect(findUnit(other)?.symbol).toBe(other);
            return [name, { value: decimalText(convert(String(told.value), unit, other)), unit: other }];
          }),
        );
        expect(evaluate(scheme, 2026, inputs as GivenInputs).score).toBe(whole.score);
      }),
      { numRuns: 15 },
    );
  });

  it('scores the same in any order of its inputs', () => {
    const whole = evaluate(scheme, 2026, factory);
    expect(evaluate(scheme, 2026, Object.fromEntries(Object.entries(factory).toReversed()))).toEqual(whole);
  });
});
