import { FactorNotFoundError, FactorRefusedError } from '@zerofab/factors';
import { ExactDecimal } from '@zerofab/units';
import { describe, expect, it } from 'vitest';
import { at, factsOf, GB, GB_2015, MARKET, ofMeter, parameter, source } from '../../fixtures/planted-site.js';
import type { FactorChoice, ResidualStep } from '../domain/source.js';
import { figureContext } from './figure-context.js';
import { afterMissing, firstOf, periodFactors, type ChosenByYear } from './period-factors.js';

const month = (from: string, to: string) => ({
  span: { fromMs: at(from), toMs: at(to) },
  value: new ExactDecimal(1),
  estimated: new ExactDecimal(0),
  coverage: 1,
  quality: 'measured' as const,
  readings: 1,
});
const JANUARY = month('2026-01-01', '2026-02-01');
const FEBRUARY = month('2026-02-01', '2026-03-01');
const gasOf = (factor: FactorChoice) =>
  source('gas', 'stationaryCombustion', ofMeter('gas', 'v'), { factor });
const factors = (factor: FactorChoice, period = JANUARY, parameters: ReturnType<typeof parameter>[] = []) =>
  periodFactors(gasOf(factor), period, figureContext(factsOf(parameters), GB), new Map());
const lab = parameter('ncv', '2026-01-01', '2026-02-01', '36', 'MJ/Nm3');
const notFound = (name: string) =>
  new FactorNotFoundError({ zh: name, en: name }, '-', '-', { zh: `缺${name}`, en: `${name} is not there.` });

describe('the first of several ways', () => {
  it('is the highest that leads to a value, and what was missing above it', () => {
    const miss = notFound('a');
    const never = () => expect.fail('a lower step must not be asked');
    expect(
      firstOf<string>([
        () => {
          throw miss;
        },
        () => 'second',
        never,
      ]),
    ).toEqual({ found: 'second', missed: [miss] });
    expect(firstOf([() => 'first', never])).toEqual({ found: 'first', missed: [] });
  });

  it('stops at any error but "there is none", and tells the last where all are missing', () => {
    const refused = new FactorRefusedError('x', { zh: '拒', en: 'refused' });
    expect(() =>
      firstOf([
        () => {
          throw refused;
        },
        () => 1,
      ]),
    ).toThrow(refused);
    const [a, b] = [notFound('a'), notFound('b')];
    expect(() =>
      firstOf([
        () => {
          throw a;
        },
        () => {
          throw b;
        },
      ]),
    ).toThrow(b);
    expect(() => firstOf([])).toThrow(RangeError);
  });
});

describe('a factor after what was missing', () => {
  const [factor] = factors({ kind: 'fuel', fuel: 'natural-gas' });
  if (factor === undefined) throw new Error('no factor');

  it('is the same without anything missing', () => {
    expect(afterMissing(factor, [])).toBe(factor);
  });

  it('says so in both languages, and is no longer an exact choice', () => {
    const exact = { ...factor, choice: { how: 'exact' as const, rule: 'r', why: { zh: '因', en: 'Why' } } };
    const { choice } = afterMissing(exact, [notFound('a'), notFound('b')]);
    expect(choice).toMatchObject({ how: 'default', rule: 'ladder:r' });
    expect(choice.why.en).toContain('Why. Not to be had higher on the ladder: ');
    expect(choice.why.en).toMatch(/a is not there.* .*b is not there/);
    expect(choice.why.zh).toMatch(/因。因子阶梯上一级不可得：.*缺a.*；.*缺b/);
    expect(
      afterMissing({ ...exact, choice: { ...exact.choice, how: 'site' } }, [notFound('a')]).choice.how,
    ).toBe('site');
  });
});

describe('the factors of a period', () => {
  it('are none without a choice', () => {
    expect(
      periodFactors(
        source('x', 'fugitive', ofMeter('gas', 'v'), { gas: 'SF6' }),
        JANUARY,
        figureContext(factsOf(), GB),
        new Map(),
      ),
    ).toEqual([]);
  });

  it('take what was measured in that month in place of the set’s value, and the set elsewhere', () => {
    const choice = {
      kind: 'fuel',
      fuel: 'natural-gas',
      measured: { netCalorificValue: 'ncv', carbonContent: undefined },
    } as const;
    const of = (period: typeof JANUARY) =>
      Object.fromEntries(
        factors(choice, period, [lab]).map(({ role, value, choice: { rule } }) => [role, [value, rule]]),
      );
    expect(of(JANUARY)['netCalorificValue']).toEqual(['36', 'rung-measured']);
    expect(of(FEBRUARY)['netCalorificValue']?.[0]).toBe('389.31');
    expect(of(FEBRUARY)['netCalorificValue']?.[1]).toMatch(/^ladder:/);
    expect(of(JANUARY)['carbonContent']).toEqual(of(FEBRUARY)['carbonContent']);
    expect(Object.keys(of(JANUARY)).toSorted()).toEqual([
      'carbonContent',
      'netCalorificValue',
      'oxidationFactor',
    ]);
  });

  it('are refused where the measurement covers half of the month, in silence never', () => {
    const half = parameter('ncv', '2026-01-01', '2026-01-16', '36', 'MJ/Nm3');
    const choice = { kind: 'fuel', fuel: 'natural-gas', measured: { netCalorificValue: 'ncv' } } as const;
    expect(() => factors(choice, JANUARY, [half])).toThrow('only part of the span');
  });

  it('say what the set does not hold where it was not measured either', () => {
    const choice = { kind: 'fuel', fuel: 'natural-gas', measured: { emissionFactor: 'ef' } } as const;
    expect(() => factors(choice)).toThrow('The set in use does not hold this parameter.');
  });

  it('go down a ladder in its order', () => {
    const ladder: FactorChoice = {
      kind: 'ladder',
      steps: [
        { kind: 'parameter', code: 'ef' },
        { kind: 'fuel', fuel: 'natural-gas' },
      ],
    };
    const ef = parameter('ef', '2026-01-01', '2026-02-01', '2.2', 'kgCO2/Nm3');
    expect(factors(ladder, JANUARY, [ef])).toMatchObject([
      { role: 'emissionFactor', value: '2.2', choice: { rule: 'rung-measured' } },
    ]);
    const below = factors(ladder, FEBRUARY, [ef]);
    expect(below).toHaveLength(3);
    for (const { choice } of below) expect(choice.rule).toMatch(/^ladder:/);
    // The other way round the fuel always comes first.
    expect(factors({ kind: 'ladder', steps: ladder.steps.toReversed() }, JANUARY, [ef])).toHaveLength(3);
  });

  it('are asked for once a year', () => {
    const chosen: ChosenByYear = new Map();
    const context = figureContext(factsOf(), GB);
    const grid = source('grid', 'purchasedElectricity', ofMeter('main', 'e'));
    const of = (from: string, to: string) => periodFactors(grid, month(from, to), context, chosen);
    expect(of('2026-02-01', '2026-03-01')).toBe(of('2026-01-01', '2026-02-01'));
    // The first local hour of a year belongs to it.
    of('2025-12-01', '2026-01-01');
    expect([...chosen.keys()].map((key) => key.slice(0, 4))).toEqual(['2026', '2025']);
  });

  it('keep the rule of the source under its own method, and take that of another', () => {
    const grid = source('grid', 'purchasedElectricity', ofMeter('main', 'e'));
    const region = (gridFrom = GB, method = GB) =>
      periodFactors(
        grid,
        JANUARY,
        figureContext(factsOf([], { gridRegion: 'CN-GD' }), method, gridFrom),
        new Map(),
      )[0];
    expect(region()?.region).toBe('CN-GD');
    expect(region(GB_2015)?.region).toBe('grid-south');
    expect(region(MARKET, MARKET)?.id).toContain('excl-market-nonfossil');
  });
});

describe('the rest of purchased electricity under a market-based method', () => {
  const typed = (value: string) => ({ kind: 'site', value, unit: 'kgCO2/kWh', source: 'supplier' }) as const;
  const rest = (
    factor: FactorChoice,
    residual?: ResidualStep,
    parameters: ReturnType<typeof parameter>[] = [],
  ) =>
    periodFactors(
      source('grid', 'purchasedElectricity', ofMeter('main', 'e'), { factor, residual }),
      JANUARY,
      figureContext(factsOf(parameters), MARKET),
      new Map(),
    ).map(({ id, value }) => [id, value]);

  it('takes the national residual factor where the source follows the grid', () => {
    const [[id] = []] = rest({ kind: 'grid', rule: 'latest-published' });
    expect(id).toMatch(/^elec-cn-.*-excl-market-nonfossil$/);
  });

  it('is missing where the source takes an average of its own: that is no residual factor', () => {
    expect(() => rest(typed('0.4'))).toThrow(/residual electricity factor/);
    expect(() => rest({ kind: 'parameter', code: 'own' })).toThrow(FactorNotFoundError);
  });

  it('takes the one the source names: typed, by rule, or a parameter of the month', () => {
    expect(rest(typed('0.4'), typed('0.7'))).toEqual([['site-factor', '0.7']]);
    expect(rest(typed('0.4'), { kind: 'grid', rule: 'latest-published' })[0]?.[0]).toMatch(/^elec-cn-/);
    const dated = parameter('rest', '2026-01-01', '2026-02-01', '0.66', 'kgCO2/kWh');
    expect(rest(typed('0.4'), { kind: 'parameter', code: 'rest' }, [dated])[0]?.[1]).toBe('0.66');
  });

  it('is not asked for under other methods, nor of exported electricity', () => {
    const own = { factor: typed('0.4'), residual: typed('0.7') };
    const bought = source('grid', 'purchasedElectricity', ofMeter('main', 'e'), own);
    const sold = source('sold', 'exportedElectricity', ofMeter('main', 'e'), own);
    const value = (of: typeof bought, method: typeof GB) =>
      periodFactors(of, JANUARY, figureContext(factsOf([]), method), new Map())[0]?.value;
    expect(value(bought, GB)).toBe('0.4');
    expect(value(sold, MARKET)).toBe('0.4');
  });
});
