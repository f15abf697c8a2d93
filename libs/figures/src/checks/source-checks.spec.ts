import { describe, expect, it } from 'vitest';
import { findings, formula, MANUAL } from '../../fixtures/checked-source.js';
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

describe('a source with nothing wrong', () => {
  it.each([
    ['electricity with the factor of its class', {}],
    [
      'a fuel',
      {
        category: 'mobileCombustion',
        activity: MANUAL,
        factor: { kind: 'fuel', fuel: 'diesel', driven: 'off-road' },
      },
    ],
    ['a gas weighed as such', { category: 'fugitive', activity: MANUAL, gas: 'SF6' }],
    [
      'a ladder downwards',
      {
        category: 'stationaryCombustion',
        activity: MANUAL,
        factor: {
          kind: 'ladder',
          steps: [
            { kind: 'parameter', code: 'p' },
            { kind: 'fuel', fuel: 'diesel' },
          ],
        },
      },
    ],
    ['a grid region', { factor: { kind: 'grid', rule: 'latest-published', region: 'CN-GD' } }],
    ['a formula', formula('emission-factor-mass', { emissionFactor: { kind: 'parameter', code: 'ef' } })],
  ] as [string, Partial<SourceContent>][])('%s', (_what, more) => {
    expect(findings(more)).toEqual([]);
  });
});

describe('gas and sector part', () => {
  it('are known', () => {
    expectFindings({ category: 'fugitive', activity: MANUAL, gas: 'XF9' }, ['gas', 'XF9', 'XF9']);
    expect(findings({ category: 'fugitive', activity: MANUAL, gas: 'CO2' })).toEqual([]);
    expectFindings({ part: 'nowhere' }, [
      'part',
      'there is no sector part "nowhere"',
      '没有行业部分“nowhere”',
    ]);
  });

  it('fit the class', () => {
    const [found] = findings({
      category: 'otherIndirectSold',
      activity: MANUAL,
      gas: 'CO2',
      part: 'gbt32151-8-2023',
    });
    expect(found?.field).toBe('part');
  });
});

describe('findings', () => {
  it('are no more than a person reads: 50 of 60', () => {
    const registers = Array.from({ length: 60 }, (_, n) => ({
      meter: `none-${String(n)}`,
      register: 'e',
      sign: 1 as const,
    }));
    expect(findings({ activity: { kind: 'meters', registers } })).toHaveLength(50);
  });
});
