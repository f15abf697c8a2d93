import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { earlierFactors, factorIn } from './dated-factor.js';
import type { EarlierFactor, FactorChoice } from './source.js';

const named = (id: string): FactorChoice => ({ kind: 'library', id });
const idIn = (of: { factor: FactorChoice | null; earlier?: readonly EarlierFactor[] }, month: string) => {
  const { factor } = factorIn(of, month);
  return factor?.kind === 'library' ? factor.id : null;
};

describe('a factor from a month on', () => {
  const a = { factor: named('a') };
  const b = { factor: named('b'), earlier: earlierFactors(a, '2025-01') };

  it('leaves every month before it as it was, to the border', () => {
    expect(b.earlier).toEqual([{ until: '2025-01', factor: named('a') }]);
    expect(['2024-12', '2025-01', '1990-01'].map((month) => idIn(b, month))).toEqual(['a', 'b', 'a']);
    expect(idIn(a, '2024-12')).toBe('a');
  });

  it('stands beside the next one', () => {
    const c = { factor: named('c'), earlier: earlierFactors(b, '2026-07') };
    expect(['2024-12', '2025-01', '2026-06', '2026-07'].map((month) => idIn(c, month))).toEqual([
      'a',
      'b',
      'b',
      'c',
    ]);
  });

  it('overtakes what was planned for later, and replaces one of the same month', () => {
    const c = { factor: named('c'), earlier: earlierFactors(b, '2024-06') };
    expect(c.earlier).toEqual([{ until: '2024-06', factor: named('a') }]);
    const d = { factor: named('d'), earlier: earlierFactors(b, '2025-01') };
    expect(['2024-12', '2025-01'].map((month) => idIn(d, month))).toEqual(['a', 'd']);
  });

  it('takes its residual factor along', () => {
    const residual = { kind: 'grid', rule: 'latest-published' } as const;
    const earlier = earlierFactors({ ...a, residual }, '2025-01');
    expect(factorIn({ ...b, earlier }, '2024-12')).toEqual({
      until: '2025-01',
      factor: named('a'),
      residual,
    });
    expect(factorIn({ ...b, earlier }, '2025-01').residual).toBeUndefined();
  });

  it('never moves a month before it, whatever came before', () => {
    const month = fc
      .tuple(fc.integer({ min: 2020, max: 2026 }), fc.integer({ min: 1, max: 12 }))
      .map(([year, number]) => `${String(year)}-${String(number).padStart(2, '0')}`);
    fc.assert(
      fc.property(fc.array(month, { minLength: 1, maxLength: 6 }), month, month, (changes, from, asked) => {
        let before: { factor: FactorChoice; earlier?: readonly EarlierFactor[] } = { factor: named('0') };
        for (const [index, change] of changes.entries())
          before = { factor: named(String(index + 1)), earlier: earlierFactors(before, change) };
        const after = { factor: named('new'), earlier: earlierFactors(before, from) };
        expect(idIn(after, asked)).toBe(asked < from ? idIn(before, asked) : 'new');
      }),
    );
  });
});
