import { describe, expect, it } from 'vitest';
import { term } from '../../fixtures/planted-site.js';
import type { BoundaryChange, ChangeEffect, FixedBaseYear } from '../domain/boundary.js';
import { inventoryRef, notCounted, toBaseYearChange, type BaseYearInventory } from './base-year-changes.js';

const { trace } = term('kiln', 'process', '60');
const inventory = (id: string, total: string | null): BaseYearInventory => ({
  from: '2024-01-01T00:00:00+08:00',
  method: { id },
  complete: true,
  exact: { total },
  sources: [
    { code: 'kiln', reason: null, exact: '60', weight: 1, trace },
    { code: 'plain', reason: null, exact: '2', trace },
    { code: 'sold-heat', reason: null, exact: '7', weight: -1, trace },
    { code: 'wood', reason: null, exact: '9', weight: 0, trace },
    { code: 'dark', reason: { zh: '没有数据', en: 'no data' }, exact: null, trace: null },
  ],
});
const own = inventory('GB', '100');
const now = {
  own,
  byMethod: new Map([
    ['OLD', inventory('OLD', '90')],
    ['EMPTY', inventory('EMPTY', null)],
  ]),
};
const change = (
  kind: BoundaryChange['kind'],
  effect?: ChangeEffect,
  more: Partial<BoundaryChange> = {},
): BoundaryChange => ({ id: 'c', kind, date: '2025-07-01', description: 'x', effect, ...more });

describe('a change of the boundary, as the base year takes it', () => {
  it('comes in after, or goes out before, by its kind', () => {
    const given: ChangeEffect = { kind: 'given', tco2e: '5', source: 'report' };
    const amount = { tco2e: '5', ref: 'report', trace: null };
    expect(toBaseYearChange(change('acquisition', given), now)).toEqual({
      id: 'c',
      kind: 'acquisition',
      after: amount,
    });
    expect(toBaseYearChange(change('sale', given), now)).toEqual({ id: 'c', kind: 'sale', before: amount });
  });

  it('adds up what its sources emitted, exports with their sign, each once: 60 + 2 − 7 + 0', () => {
    const of = (sources: string[]) => toBaseYearChange(change('sale', { kind: 'sources', sources }), now);
    expect(of(['kiln', 'plain', 'sold-heat', 'wood', 'kiln'])).toMatchObject({
      before: { tco2e: '55', ref: 'inventory 2024 GB' },
    });
    expect(of(['sold-heat']).before?.tco2e).toBe('-7');
    expect(of(['kiln']).before?.trace?.inputs[0]).toMatchObject({ value: '60', trace });
    expect(of(['kiln']).after).toBeUndefined();
  });

  it('says which source has no figure, and never takes it for 0', () => {
    const of = (sources: string[], base = now) =>
      toBaseYearChange(change('sale', { kind: 'sources', sources }), base).unknown;
    expect(of(['kiln', 'dark'])).toEqual({
      zh: '排放源 dark 在基准年没有数据：没有数据',
      en: 'Source dark has no figure in the base year: no data',
    });
    expect(of(['none'])).toEqual({
      zh: '排放源 none 在基准年没有数据（不在清单内）',
      en: 'Source none has no figure in the base year (not in the inventory)',
    });
    expect(of(['kiln'], { ...now, own: null } as never)?.en).toContain('are not given');
    expect(toBaseYearChange(change('sale'), now).unknown?.zh).toContain('未给出');
  });

  it('corrects from one total to another, given or of another method', () => {
    const totals: ChangeEffect = { kind: 'totals', before: '1', after: '3', source: 's' };
    expect(toBaseYearChange(change('errorCorrection', totals), now)).toMatchObject({
      before: { tco2e: '1', ref: 's' },
      after: { tco2e: '3', ref: 's' },
    });
    const of = (method: string, base: Parameters<typeof toBaseYearChange>[1] = now) =>
      toBaseYearChange(change('methodChange', { kind: 'method', method }), base);
    expect(of('OLD')).toMatchObject({
      before: { tco2e: '100', ref: 'inventory 2024 GB' },
      after: { tco2e: '90', ref: 'inventory 2024 OLD' },
    });
    for (const missing of [
      of('EMPTY'),
      of('none'),
      of('OLD', { ...now, own: null }),
      of('OLD', { ...now, own: inventory('GB', null) }),
    ])
      expect(missing.unknown?.en).toBe('The base year has no total under that method');
    expect(inventoryRef(own)).toBe('inventory 2024 GB');
  });
});

describe('a change that does not count', () => {
  const fixed: FixedBaseYear = { year: 2024, includes: ['old'], inventoryTco2e: '100' };

  it.each([
    [
      'since the last recalculation',
      change('sale', undefined, { id: 'old' }),
      'since its last recalculation',
    ],
    ['the day before the year', change('sale', undefined, { date: '2023-12-31' }), 'before the base year'],
    ['a correction that the inventory holds', change('errorCorrection'), 'Contained in the inventory'],
    ['a factor corrected', change('factorChange'), 'Contained in the inventory'],
  ])('%s', (_what, of, text) => {
    expect(notCounted(of, fixed)?.en).toContain(text);
    expect(notCounted(of, fixed)?.zh).toMatch(/基准年/);
  });

  it.each([
    ['the first day of the year', change('sale', undefined, { date: '2024-01-01' }), fixed],
    ['a method changed', change('methodChange'), fixed],
    [
      'a correction with its totals',
      change('errorCorrection', { kind: 'totals', before: '1', after: '2', source: 's' }),
      fixed,
    ],
    ['a base year that is not computed here', change('errorCorrection'), { ...fixed, inventoryTco2e: null }],
    ['a sale', change('sale'), fixed],
  ])('%s does', (_what, of, year) => {
    expect(notCounted(of, year)).toBeNull();
  });
});
