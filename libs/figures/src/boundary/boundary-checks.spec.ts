import type { BaseYearChangeKind } from '@zerofab/accounting';
import { describe, expect, it } from 'vitest';
import type { BoundaryContent, ChangeEffect } from '../domain/boundary.js';
import { boundaryFindings } from './boundary-checks.js';

const SOURCES = new Set(['kiln', 'grid']);
const record = (more: Partial<BoundaryContent>): BoundaryContent => ({
  systems: { main: [{ sources: ['kiln'] }], auxiliary: [], ancillary: [{ sources: ['grid'] }] },
  units: [],
  changes: [],
  ...more,
});
const change = (kind: BaseYearChangeKind, effect?: ChangeEffect) =>
  record({ changes: [{ id: 'c', kind, date: '2025-07-01', description: 'x', effect }] });
const given: ChangeEffect = { kind: 'given', tco2e: '5', source: 'report' };
const ofSources: ChangeEffect = { kind: 'sources', sources: ['kiln'] };
const totals: ChangeEffect = { kind: 'totals', before: '1', after: '2', source: 'report' };
const method: ChangeEffect = { kind: 'method', method: 'GB/T 32150-2015' };
const one = (of: BoundaryContent, computedHere = true) => {
  const found = boundaryFindings(of, SOURCES, computedHere);
  expect(found.length).toBeLessThanOrEqual(1);
  return found[0];
};

describe('sources of the boundary record', () => {
  it('exist, wherever they are named', () => {
    expect(boundaryFindings(record({}), SOURCES, true)).toEqual([]);
    const wrong = record({
      systems: {
        main: [{ sources: ['kiln', 'a'] }],
        auxiliary: [{ sources: [] }, { sources: ['b'] }],
        ancillary: [{ sources: ['c'] }],
      },
      units: [{ code: 'u', tenure: 'owned', sources: ['d'] }],
      changes: [
        {
          id: 'c',
          kind: 'sale',
          date: '2025-07-01',
          description: 'x',
          effect: { kind: 'sources', sources: ['kiln', 'e'] },
        },
      ],
    });
    expect(boundaryFindings(wrong, SOURCES, true).map(({ field }) => field)).toEqual([
      'systems.main.0.sources.1',
      'systems.auxiliary.1.sources.0',
      'systems.ancillary.0.sources.0',
      'units.0.sources.0',
      'changes.0.effect.sources.1',
    ]);
    expect(boundaryFindings(wrong, SOURCES, true)[0]?.text).toEqual({
      en: 'there is no emission source "a" at this site; GET …/sources lists them',
      zh: '本站点没有排放源“a”；见排放源页面',
    });
  });
});

describe('effects fit their kind of change', () => {
  it.each([
    ['acquisition', given],
    ['sale', given],
    ['sale', ofSources],
    ['methodChange', totals],
    ['methodChange', method],
    ['newUnit', undefined],
    ['errorCorrection', undefined],
  ] as const)('%s with %o', (kind, effect) => {
    expect(boundaryFindings(change(kind, effect), SOURCES, true)).toEqual([]);
  });

  it.each([
    ['newUnit', given, 'changes.0.effect', 'organic growth or decline', '有机增减'],
    [
      'acquisition',
      ofSources,
      'changes.0.effect.kind',
      'a acquisition takes "given"',
      'acquisition 应采用“given”',
    ],
    ['sale', totals, 'changes.0.effect.kind', '"given" or "sources"', '“given”或“sources”'],
    [
      'methodChange',
      given,
      'changes.0.effect.kind',
      '"totals" or, for a method, "method"',
      '“totals”，方法变更则为“method”',
    ],
    ['factorChange', method, 'changes.0.effect.kind', 'takes "totals"', '应采用“totals”'],
    ['methodChange', { kind: 'method', method: 'none' }, 'changes.0.effect.method', 'none', 'none'],
    ['errorCorrection', totals, 'changes.0.effect', 'would count twice', '重复计算'],
  ] as const)('%s with %o is refused at %s', (kind, effect, field, en, zh) => {
    const found = one(change(kind, effect));
    expect(found?.field).toBe(field);
    expect(found?.text.en).toContain(en);
    expect(found?.text.zh).toContain(zh);
  });

  it('where the base year is not computed here, amounts are given', () => {
    expect(one(change('sale', ofSources), false)).toMatchObject({
      field: 'changes.0.effect',
      text: { en: expect.stringContaining('give the emissions of the unit') as string },
    });
    expect(one(change('methodChange', method), false)).toMatchObject({
      field: 'changes.0.effect',
      text: { zh: expect.stringContaining('请给出两个总量') as string },
    });
    expect(one(change('errorCorrection', totals), false)).toBeUndefined();
    expect(one(change('sale', given), false)).toBeUndefined();
  });
});
