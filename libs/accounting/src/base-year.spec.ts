import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { baseYearAdvice, type BaseYearChange, type BaseYearChangeKind } from './base-year.js';
import { recompute } from './recompute.js';
import { sumEmissions } from './totals.js';

const amount = (tco2e: string) => ({ tco2e, ref: 'by hand', trace: null });
const base = amount('10000');
const change = (id: string, kind: BaseYearChangeKind, more: Partial<BaseYearChange>): BaseYearChange => ({
  id,
  kind,
  ...more,
});
const unknown = { zh: '不知道', en: 'not known' };

describe('baseYearAdvice', () => {
  it('asks for a recalculation at the threshold, not below it', () => {
    // 500 ÷ 10 000 = 5 %; 499.99 ÷ 10 000 = 4.9999 %
    const at = baseYearAdvice(base, [change('mill', 'sale', { before: amount('500') })], '5');
    expect(at).toMatchObject({ state: 'recalculate', cumulative: { value: '0.05', unit: 'fraction' } });
    expect(at.recalculated?.value).toBe('9500');
    expect(at.effects).toMatchObject([{ id: 'mill', counted: true, tco2e: '-500' }]);
    const below = baseYearAdvice(base, [change('mill', 'sale', { before: amount('499.99') })], '5');
    expect(below.state).toBe('below-threshold');
    expect(below.text.en).toContain('4.9999 %');
  });

  it('does not write a share as the threshold it does not reach', () => {
    const { state, text } = baseYearAdvice(
      base,
      [change('mill', 'sale', { before: amount('499.9999999') })],
      '5',
    );
    expect(state).toBe('below-threshold');
    expect(text.en).toContain('4.99999 %');
  });

  it('adds small changes up, and does not let a purchase hide a sale', () => {
    // 300 + 250 = 550 of 10 000 = 5.5 %; the new total is 10 000 + 300 − 250 = 10 050
    const { state, cumulative, recalculated } = baseYearAdvice(
      base,
      [
        change('bought', 'acquisition', { after: amount('300') }),
        change('sold', 'sale', { before: amount('250') }),
      ],
      '5',
    );
    expect([state, cumulative?.value, recalculated?.value]).toEqual(['recalculate', '0.055', '10050']);
  });

  it.each(['newUnit', 'shutdown'] as const)('a %s of its own is no reason, however large', (kind) => {
    const { state, effects } = baseYearAdvice(
      base,
      [change('line-2', kind, { before: amount('9000') })],
      '5',
    );
    expect(state).toBe('unaffected');
    expect(effects).toMatchObject([{ counted: false, tco2e: null }]);
    expect(effects[0]?.reason?.zh).toContain('自然增减');
  });

  it('takes a correction from both totals', () => {
    // 12 000 MWh × (0.5366 − 0.5703) = −404.4, 4.044 % of 10 000
    const { effects, cumulative } = baseYearAdvice(
      base,
      [change('grid', 'factorChange', { before: amount('6843.6'), after: amount('6439.2') })],
      '5',
    );
    expect([effects[0]?.tco2e, cumulative?.value]).toEqual(['-404.4', '0.04044']);
  });

  it('is undecided where an effect is not known, unless the others reach the threshold alone', () => {
    const lacking = change('plant-b', 'merger', { unknown });
    const small = change('mill', 'sale', { before: amount('100') });
    const large = change('mill', 'sale', { before: amount('600') });
    expect(baseYearAdvice(base, [lacking, small], '5')).toMatchObject({
      state: 'undecided',
      effects: [{ tco2e: null, reason: unknown }, {}],
    });
    expect(baseYearAdvice(base, [lacking], '5')).toMatchObject({ state: 'undecided', cumulative: null });
    expect(baseYearAdvice(base, [lacking, large], '5').state).toBe('recalculate');
  });

  it('carries a trace from the sources of the unit to the advice', () => {
    const sold = sumEmissions([
      { name: 'kiln', tco2e: '410.25', trace: null },
      { name: 'power', tco2e: '100', trace: null },
    ]);
    const { cumulative, recalculated } = baseYearAdvice(
      base,
      [change('mill', 'sale', { before: { ...sold, ref: 'mill' } })],
      '5',
    );
    // 510.25 ÷ 10 000
    expect(cumulative?.value).toBe('0.051025');
    expect(JSON.stringify(cumulative?.trace)).toContain('"410.25"');
    for (const figure of [cumulative, recalculated]) {
      expect(recompute(figure!.trace)).toEqual({ value: figure!.value, unit: figure!.unit, mismatches: [] });
    }
  });

  it('refuses a sale of more than there was', () => {
    const sold = change('mill', 'sale', { before: amount('10001') });
    expect(() => baseYearAdvice(base, [sold], '5')).toThrow(/below 0/);
  });

  it('refuses a base year of nothing, and a change that names no emissions', () => {
    const sold = change('mill', 'sale', { before: amount('1') });
    expect(() => baseYearAdvice(amount('0'), [sold], '5')).toThrow(/outside/);
    expect(() => baseYearAdvice(base, [change('mill', 'sale', {})], '5')).toThrow(/never taken as 0/);
  });

  it('does not depend on the order of the changes, and no change leaves it unaffected', () => {
    expect(baseYearAdvice(base, [], '5')).toMatchObject({ state: 'unaffected', recalculated: null });
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 6 }),
        fc.boolean(),
        (tonnes, leaves) => {
          const changes = tonnes.map((t, index) =>
            change(
              `c${String(index)}`,
              leaves ? 'sale' : 'acquisition',
              leaves ? { before: amount(String(t)) } : { after: amount(String(t)) },
            ),
          );
          const one = baseYearAdvice(base, changes, '5');
          const other = baseYearAdvice(base, changes.toReversed(), '5');
          expect(other.state).toBe(one.state);
          expect(other.cumulative?.value).toBe(one.cumulative?.value);
          const total = tonnes.reduce((sum, t) => sum + t, 0);
          expect(one.recalculated?.value).toBe(String(10_000 + (leaves ? -total : total)));
          expect(one.state === 'recalculate').toBe(total >= 500);
        },
      ),
    );
  });
});
