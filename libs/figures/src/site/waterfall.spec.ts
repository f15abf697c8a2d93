import { ExactDecimal } from '@zerofab/units';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  at,
  dataOf,
  factsOf,
  GB,
  JAN,
  NOW_MS,
  ofMeter,
  source,
  used,
  ZONE,
} from '../../fixtures/planted-site.js';
import { siteFigures } from './site-figures.js';
import { waterfallOf, waterfallSources, type WaterfallSource } from './waterfall.js';

const side = (
  code: string,
  tco2e: string | null,
  activity: string | null,
  more: Partial<WaterfallSource> = {},
): WaterfallSource => ({
  code,
  name: { zh: code, en: code },
  tco2e,
  activity,
  unit: 'MWh',
  coverage: 1,
  within: true,
  ...more,
});

const stepsOf = (before: readonly WaterfallSource[], after: readonly WaterfallSource[]) =>
  waterfallOf(before, after).steps.map(({ kind, deltaTco2e }) => [kind, deltaTco2e]);

describe('the waterfall between two periods', () => {
  it('parts activity from factor by hand: 100 MWh × 0.58 → 120 MWh × 0.53', () => {
    // activity 20 × 0.58 = 11.6; factor 120 × (0.53 − 0.58) = −6
    const found = waterfallOf([side('grid', '58', '100')], [side('grid', '63.6', '120')]);
    expect(found).toMatchObject({ beforeTco2e: '58', afterTco2e: '63.6' });
    expect(found.steps.map(({ kind, deltaTco2e }) => [kind, deltaTco2e])).toEqual([
      ['activity', '11.6'],
      ['factor', '-6'],
    ]);
    expect(found.steps[0]?.lines).toEqual([
      {
        code: 'grid',
        name: { zh: 'grid', en: 'grid' },
        before: '58',
        after: '63.6',
        activityBefore: '100',
        activityAfter: '120',
        unit: 'MWh',
        deltaTco2e: '11.6',
      },
    ]);
  });

  it('brings amounts to one unit first', () => {
    const kwh = side('grid', '58', '100000', { unit: 'kWh' });
    expect(stepsOf([kwh], [side('grid', '63.6', '120')])).toEqual([
      ['activity', '11.6'],
      ['factor', '-6'],
    ]);
    expect(stepsOf([side('grid', '1', '5', { unit: 't' })], [side('grid', '3', '5')])).toEqual([
      ['undivided', '2'],
    ]);
  });

  it('calls sources that came or left structure, and those without a figure data', () => {
    const outside = { within: false };
    expect(
      stepsOf(
        [
          side('old', '5', '1'),
          side('boiler', null, null, outside),
          side('silent', '4', '1'),
          side('back', null, null),
        ],
        [side('boiler', '7', '2'), side('silent', null, null), side('back', '1', '1'), side('new', '2', '1')],
      ),
    ).toEqual([
      ['structure', '4'],
      ['data', '-3'],
    ]);
  });

  it('takes all of what was idle as activity; emissions without an amount stay undivided', () => {
    expect(stepsOf([side('a', '0', '0')], [side('a', '3', '5')])).toEqual([['activity', '3']]);
    expect(stepsOf([side('a', '1', '0')], [side('a', '3', '5')])).toEqual([['undivided', '2']]);
    expect(stepsOf([side('a', '1', null)], [side('a', '3', '5')])).toEqual([['undivided', '2']]);
    expect(stepsOf([side('a', '1', '5')], [side('a', '3', null)])).toEqual([['undivided', '2']]);
  });

  it('divides nothing of a source whose data is not whole in both periods', () => {
    const part = side('a', '1', '5', { coverage: 0.5 });
    expect(stepsOf([part], [side('a', '3', '15')])).toEqual([['data', '2']]);
    expect(stepsOf([side('a', '3', '15')], [part])).toEqual([['data', '-2']]);
    expect(
      stepsOf([side('a', '1', '5', { coverage: 0.96 })], [side('a', '3', '15', { coverage: 0.98 })]),
    ).toEqual([['activity', '2']]);
  });

  it('sees no factor in digits that formulas cut off: 1 ÷ 3 of each', () => {
    const third = '0.333333333333';
    expect(stepsOf([side('a', third, '3')], [side('a', '0.777777777778', '7')])).toEqual([
      ['activity', '0.444444444445'],
    ]);
    expect(stepsOf([side('a', '1', '1')], [side('a', '2.000001', '2')])).toEqual([
      ['activity', '1'],
      ['factor', '0.000001'],
    ]);
  });

  it('sets the largest line first, leaves out steps without change, and has no total without a figure', () => {
    const found = waterfallOf(
      [side('a', '1', '1'), side('b', '10', '1'), side('c', '3', '1')],
      [side('a', '2', '2'), side('b', '0', '0'), side('c', '3', '1')],
    );
    expect(found.steps.map(({ kind }) => kind)).toEqual(['activity']);
    expect(found.steps[0]?.lines.map(({ code }) => code)).toEqual(['b', 'a']);
    expect(waterfallOf([side('a', null, null)], [])).toEqual({
      beforeTco2e: null,
      afterTco2e: null,
      steps: [],
    });
  });

  it('adds up to the difference, to the digit, whatever the figures', () => {
    const text = fc.option(
      fc
        .tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.integer({ min: 0, max: 9 }))
        .map(([n, places]) => new ExactDecimal(n.toString()).div(new ExactDecimal(10).pow(places)).toFixed()),
    );
    const sources = fc.uniqueArray(
      fc.record({
        code: fc.constantFrom('a', 'b', 'c', 'd'),
        tco2e: text,
        activity: text,
        within: fc.boolean(),
      }),
      { selector: ({ code }) => code },
    );
    fc.assert(
      fc.property(sources, sources, (b, a) => {
        const [before, after] = [b, a].map((drawn) =>
          drawn.map(({ code, tco2e, activity, within }) => side(code, tco2e, activity, { within })),
        );
        const found = waterfallOf(before ?? [], after ?? []);
        const difference = new ExactDecimal(found.afterTco2e ?? 0).minus(found.beforeTco2e ?? 0);
        const sum = found.steps.reduce(
          (total, { deltaTco2e }) => total.plus(deltaTco2e),
          new ExactDecimal(0),
        );
        expect(sum.toFixed()).toBe(difference.toFixed());
        for (const { deltaTco2e, lines } of found.steps)
          expect(
            lines.reduce((total, line) => total.plus(line.deltaTco2e), new ExactDecimal(0)).toFixed(),
          ).toBe(new ExactDecimal(deltaTco2e).toFixed());
      }),
    );
  });
});

describe('sources of a period', () => {
  const [from = 0, to = 0] = JAN;
  const about = { span: { fromMs: from, toMs: to }, zone: ZONE, nowMs: NOW_MS };
  const grid = source('grid', 'purchasedElectricity', ofMeter('main', 'e'));

  it('carry what counts in the total, their amount, and whether they are within the boundary', () => {
    const gone = source('gone', 'purchasedElectricity', ofMeter('main', 'e'), { validTo: '2026-01-01' });
    const sums = [used(1, from, to, 1000)];
    const data = [grid, gone].map((own) => dataOf(own, { sums, borders: JAN }));
    const found = waterfallSources(siteFigures(factsOf(), data, GB), GB, about);
    expect(found[0]).toMatchObject({
      code: 'grid',
      activity: '1000',
      unit: 'kWh',
      coverage: 1,
      within: true,
    });
    expect(Number(found[0]?.tco2e)).toBeGreaterThan(0.4);
    expect(found[1]?.within).toBe(false);
    expect(at('2026-01-01')).toBe(from);
  });
});
