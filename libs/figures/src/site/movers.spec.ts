import { describe, expect, it } from 'vitest';
import { atRate, electricityRate, moversOf } from './movers.js';
import type { SpanFigure } from './span-figures.js';

const figure = (code: string, counted: number | null, kwh: number | null, coverage = 1): SpanFigure => ({
  code,
  name: { zh: code, en: code },
  weight: 1,
  status: counted === null && kwh === null ? 'missing' : 'ok',
  exact: counted === null ? null : String(counted),
  counted,
  estimated: 0,
  tce: null,
  kwh,
  activity: { coverage, quality: 'measured' },
});

describe('what moved between two spans', () => {
  it('is told in tonnes and energy, the largest change first, up or down', () => {
    const { items, leftOut } = moversOf(
      [figure('grid', 5, 10_000), figure('gas', 2, 9_000), figure('sf6', 1, null)],
      [figure('grid', 5.5, 11_000), figure('gas', 4, 18_000), figure('sf6', 1.2, null)],
    );
    expect(items).toMatchObject([
      { code: 'gas', kwh: { now: 9_000, before: 18_000 }, tco2e: { now: 2, before: 4 } },
      { code: 'grid', kwh: { now: 10_000, before: 11_000 }, tco2e: { now: 5, before: 5.5 } },
      { code: 'sf6', kwh: null, tco2e: { now: 1, before: 1.2 } },
    ]);
    expect(leftOut).toEqual([]);
  });

  it('goes by energy where the tonnes are not known', () => {
    const { items } = moversOf(
      [figure('a', null, 10), figure('b', null, 50)],
      [figure('a', null, 11), figure('b', null, 20)],
    );
    expect(items.map(({ code }) => code)).toEqual(['b', 'a']);
    expect(items[0]).toMatchObject({ tco2e: null, kwh: { now: 50, before: 20 } });
  });

  it('names what cannot be compared: a new source, one with a gap, one that is missing now', () => {
    const { items, leftOut } = moversOf(
      [figure('new', 1, 1), figure('gap', 1, 1, 0.94), figure('gone', null, null), figure('ok', 1, 1, 0.95)],
      [figure('gap', 1, 1), figure('gone', 1, 1), figure('ok', 1, 1, 0.96)],
    );
    expect(items.map(({ code }) => code)).toEqual(['ok']);
    expect(leftOut.map(({ code }) => code)).toEqual(['new', 'gap', 'gone']);
  });

  it('is silent of what stands beside the total and has no figure', () => {
    const memo = { ...figure('biogenic', null, null), weight: 0 };
    expect(moversOf([memo], [memo])).toEqual({ items: [], leftOut: [] });
  });
});

describe('units of electricity', () => {
  it('emit at the mean of what was bought and made', () => {
    // 5 t over 8 000 kWh bought and 2 000 kWh made
    const rate = electricityRate(
      [figure('grid', 5, null)],
      [figure('in', null, 8_000), figure('pv', null, 2_000)],
    );
    expect(rate).toBe(0.0005);
    expect(atRate([figure('hall', null, 3_000), figure('paint', null, null)], rate)).toMatchObject([
      { code: 'hall', counted: 1.5 },
      { code: 'paint', counted: null },
    ]);
  });

  it.each([
    ['no source has a figure', [figure('grid', null, null)], [figure('in', null, 8_000)]],
    ['a meter is missing', [figure('grid', 5, null)], [figure('in', null, null)]],
    ['nothing was used', [figure('grid', 0, null)], [figure('in', null, 0)]],
    ['there is no meter', [figure('grid', 5, null)], []],
  ])('have no tonnes where %s', (_what, sources, electricity) => {
    expect(electricityRate(sources, electricity)).toBeNull();
    expect(atRate([figure('hall', null, 1)], null)[0]?.counted).toBeNull();
  });
});
