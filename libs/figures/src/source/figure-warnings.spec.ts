import { lookupGridFactor } from '@zerofab/factors';
import type { GridFactorRule } from '@zerofab/vocabulary';
import { describe, expect, it } from 'vitest';
import { at, ZONE } from '../../fixtures/planted-site.js';
import { gridWarnings, partWarnings } from './figure-warnings.js';

const grid = (accountingYear: number, rule: GridFactorRule, asOf = '2026-06-01') => ({
  from: `${String(accountingYear)}-01-01T00:00:00+08:00`,
  factors: [lookupGridFactor({ region: 'CN', accountingYear, asOf, rule })],
});
const said = (parts: Parameters<typeof gridWarnings>[0], asOf = '2026-06-01') =>
  gridWarnings(parts, asOf).map(({ en }) => en);

describe('the year of a grid factor', () => {
  it('is said where it is not the year of the electricity, once a year', () => {
    const part = grid(2024, 'latest-at-report-due');
    expect(said([part, part])).toEqual([
      'Electricity of 2024 takes the grid factor of data year 2022 (elec-cn-2022-average)',
    ]);
    expect(said([grid(2022, 'data-year')])).toEqual([]);
  });

  it('of the latest notice moves what was reported, once the report was due', () => {
    expect(said([grid(2024, 'latest-published')])[1]).toContain('moves the figures of 2024');
    expect(said([grid(2025, 'latest-published', '2026-03-31')], '2026-03-31')).toHaveLength(1);
    expect(said([grid(2025, 'latest-published', '2026-04-01')], '2026-04-01')).toHaveLength(2);
  });

  it('is asked of grid factors alone', () => {
    const [factor] = grid(2024, 'latest-at-report-due').factors;
    if (factor === undefined) throw new Error('no factor');
    const typed = { ...factor, choice: { ...factor.choice, rule: 'site-factor' } };
    expect(said([{ from: '2024-01-01', factors: [typed] }])).toEqual([]);
    expect(said([{ from: '2024-01-01', factors: [{ ...factor, year: null }] }])).toEqual([]);
  });
});

describe('a sector part', () => {
  const warn = (part: string | undefined, from: string, to: string) =>
    partWarnings({ part }, { fromMs: at(from), toMs: at(to) }, ZONE);

  it('that was replaced names its successor, from the first day it is out of force', () => {
    expect(warn('gbt32151-5-2015', '2026-01-01', '2026-09-30')).toEqual([]);
    const [text] = warn('gbt32151-5-2015', '2026-01-01', '2026-10-01');
    expect(text?.en).toContain(
      'was in force until 2026-09-29, this period goes to 2026-09-30; in force is GB/T 32151.5-2026',
    );
    expect(text?.zh).toContain('GB/T 32151.5-2026');
  });

  it('that was not yet in force says from when it is', () => {
    expect(warn('gbt32151-13-2023', '2024-06-30', '2024-08-01')[0]?.en).toContain('in force from 2024-07-01');
    expect(warn('gbt32151-13-2023', '2024-07-01', '2024-08-01')).toEqual([]);
  });

  it('is not asked for where none is named', () => {
    expect(warn(undefined, '2026-01-01', '2026-10-01')).toEqual([]);
  });
});
