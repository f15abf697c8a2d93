import { describe, expect, it } from 'vitest';
import { FactorNotFoundError } from './errors.js';
import { lookupResidualFactor } from './grid-electricity.js';
import { builtInLibrary, makeLibrary } from './library.js';

const errorOf = (run: () => unknown): FactorNotFoundError => {
  try {
    run();
  } catch (error) {
    if (error instanceof FactorNotFoundError) return error;
  }
  throw new Error('expected a FactorNotFoundError');
};

describe('what is left after market-traded non-fossil power', () => {
  // Published 2024-04-12 (data year 2021), 2024-12-26 (2022) and 2025-12-31 (2023).
  it.each([
    [2018, '2024-04-12', '0.5942'],
    [2024, '2024-12-25', '0.5942'],
    [2024, '2024-12-26', '0.5856'],
    [2025, '2025-12-30', '0.5856'],
    [2025, '2025-12-31', '0.6096'],
    [2018, '2026-11-23', '0.6096'],
  ])('latest-published: year %i, report of %s: %s', (accountingYear, asOf, value) => {
    expect(lookupResidualFactor({ accountingYear, asOf, rule: 'latest-published' })).toMatchObject({
      value,
      role: 'emissionFactor',
      unit: 'kgCO2/kWh',
      rung: 'national-database',
      choice: { how: 'exact', rule: 'residual-latest-published' },
    });
  });

  it.each([
    // The report of 2024 is due on 2025-03-31, between the second publication and the third.
    [2024, '2026-11-23', '0.5856', '2025-03-31'],
    [2025, '2026-11-23', '0.6096', '2026-03-31'],
    [2025, '2026-03-30', '0.6096', '2026-03-30'],
    [2026, '2025-01-01', '0.5856', '2025-01-01'],
  ])('latest-at-report-due: year %i, report of %s: %s, known by %s', (accountingYear, asOf, value, by) => {
    const factor = lookupResidualFactor({ accountingYear, asOf, rule: 'latest-at-report-due' });
    expect(factor).toMatchObject({ value, choice: { rule: 'residual-latest-at-report-due' } });
    expect(factor.choice.why.en).toContain(`published latest by ${by}`);
    expect(factor.choice.why.zh).toContain(`截至 ${by}`);
  });

  it('has none before its first publication, on the day before included', () => {
    for (const asOf of ['2024-04-11', '2020-01-01']) {
      const error = errorOf(() =>
        lookupResidualFactor({ accountingYear: 2023, asOf, rule: 'latest-published' }),
      );
      expect([error.date, error.region]).toEqual([asOf, 'CN']);
      expect(error.text.en).toContain('published on 2024-04-12');
      expect(error.substance).toEqual({
        zh: '剩余电力因子（市场法）',
        en: 'residual electricity factor (market-based)',
      });
    }
    const due = errorOf(() =>
      lookupResidualFactor({ accountingYear: 2022, asOf: '2026-11-23', rule: 'latest-at-report-due' }),
    );
    expect(due.date).toBe('2023-03-31');
  });

  it('does not depend on the order of the table, and never takes a row without a day of publication', () => {
    const { factors } = builtInLibrary();
    const undated = factors.map((row) =>
      row.category === 'grid-residual-national' && row.year === '2023' ? { ...row, validFrom: null } : row,
    );
    const look = (library: ReturnType<typeof makeLibrary>) =>
      lookupResidualFactor({ accountingYear: 2025, asOf: '2026-11-23', rule: 'latest-published' }, library)
        .value;
    expect(look(makeLibrary('turned', factors.toReversed()))).toBe('0.6096');
    expect(look(makeLibrary('undated', undated))).toBe('0.5856');
    expect(look(makeLibrary('undated, turned', undated.toReversed()))).toBe('0.5856');
  });
});
