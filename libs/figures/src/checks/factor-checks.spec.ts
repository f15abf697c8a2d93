import { describe, expect, it } from 'vitest';
import { findings, MANUAL } from '../../fixtures/checked-source.js';
import type { SourceContent } from '../domain/source.js';

/** Field and what both languages must hold, one entry a finding and none besides. */
const expectFindings = (
  more: Partial<SourceContent>,
  ...expected: [field: string, en: string, zh: string][]
) => {
  const found = findings(more);
  expect(found.map(({ field }) => field)).toEqual(expected.map(([field]) => field));
  for (const [index, [, en, zh]] of expected.entries()) {
    expect(found[index]?.text.en).toContain(en);
    expect(found[index]?.text.zh).toContain(zh);
  }
};

describe('factors', () => {
  it('must be named where the class has no default', () => {
    expectFindings({ category: 'stationaryCombustion', activity: MANUAL }, [
      'factor',
      'combustion needs its fuel',
      '燃烧源须指明燃料',
    ]);
    expectFindings({ category: 'process', activity: MANUAL }, ['factor', 'name a factor', '请指明因子']);
  });

  it('fit the class', () => {
    const grid = { kind: 'grid', rule: 'latest-published' } as const;
    expectFindings({ category: 'process', activity: MANUAL, factor: grid }, [
      'factor.kind',
      'for electricity only',
      '只用于电力',
    ]);
    expectFindings({ factor: { kind: 'fuel', fuel: 'diesel' } }, [
      'factor.kind',
      'fuel parameters are for combustion',
      '燃料参数只用于燃烧',
    ]);
    expectFindings(
      {
        category: 'stationaryCombustion',
        activity: MANUAL,
        factor: { kind: 'fuel', fuel: 'diesel', driven: 'road' },
      },
      ['factor.driven', 'only a mobile source or transport is driven', '只有移动源'],
    );
    // A carrier's fuel is other indirect, and driven; a process burns none.
    expectFindings({
      category: 'otherIndirectTransport',
      activity: MANUAL,
      factor: { kind: 'fuel', fuel: 'diesel', driven: 'off-road' },
    });
    expectFindings({ category: 'process', activity: MANUAL, factor: { kind: 'fuel', fuel: 'diesel' } }, [
      'factor.kind',
      'for combustion',
      '燃烧',
    ]);
    expectFindings(
      { category: 'otherIndirectUsed', activity: MANUAL, factor: { kind: 'fuel', fuel: 'wood' } },
      ['factor', 'no other indirect emission', '不计入其他间接排放'],
    );
    expectFindings({ factor: { ...grid, region: 'Atlantis' } }, [
      'factor.region',
      '"Atlantis" is no grid region',
      '“Atlantis”不是电网区域',
    ]);
    expectFindings(
      { category: 'process', activity: MANUAL, factor: { ...grid, region: 'Atlantis' } },
      ['factor.kind', 'electricity only', '电力'],
      ['factor.region', 'Atlantis', 'Atlantis'],
    );
  });

  it('exist', () => {
    expectFindings(
      { category: 'stationaryCombustion', activity: MANUAL, factor: { kind: 'fuel', fuel: 'moon-dust' } },
      ['factor', 'x: ', 'x：'],
    );
    expectFindings({ category: 'process', activity: MANUAL, factor: { kind: 'library', id: 'none' } }, [
      'factor',
      'none',
      'none',
    ]);
  });

  it('of a ladder go downwards, each step checked by its place', () => {
    const fuel = { kind: 'fuel', fuel: 'diesel' } as const;
    const of = (...steps: Extract<NonNullable<SourceContent['factor']>, { kind: 'ladder' }>['steps']) => ({
      category: 'stationaryCombustion' as const,
      activity: MANUAL,
      factor: { kind: 'ladder' as const, steps },
    });
    expectFindings(of(fuel, { kind: 'parameter', code: 'p' }), [
      'factor.steps.1',
      'stands on the rung "Measured", above the step before it',
      '位于“实测”，高于前一步',
    ]);
    expectFindings(of({ kind: 'parameter', code: 'p' }, { kind: 'fuel', fuel: 'moon-dust' }), [
      'factor.steps.1',
      'moon-dust',
      'moon-dust',
    ]);
    // Equal rungs are no climb.
    expect(findings(of({ kind: 'parameter', code: 'p' }, { kind: 'parameter', code: 'q' }, fuel))).toEqual(
      [],
    );
    const grid = { kind: 'grid', rule: 'latest-published' } as const;
    expectFindings({ factor: { kind: 'ladder', steps: [grid, { kind: 'parameter', code: 'p' }] } }, [
      'factor.steps.1',
      'Measured',
      '实测',
    ]);
  });
});
