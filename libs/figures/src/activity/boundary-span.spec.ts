import { describe, expect, it } from 'vitest';
import { at, ZONE } from '../../fixtures/planted-site.js';
import { bordersWithin, boundarySpan } from './boundary-span.js';

const MONTHS = ['2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01'].map(at);

describe('the days of a source within the boundary', () => {
  it('begin and end with local days, and are endless where no date is given', () => {
    expect(boundarySpan({}, ZONE)).toEqual({ fromMs: -Infinity, toMs: Infinity });
    expect(boundarySpan({ validFrom: '2026-01-15', validTo: '2026-03-01' }, ZONE)).toEqual({
      fromMs: Date.parse('2026-01-14T16:00:00Z'),
      toMs: Date.parse('2026-02-28T16:00:00Z'),
    });
  });

  it.each([
    ['no dates', {}, MONTHS],
    ['from the middle of a month', { validFrom: '2026-02-10' }, [at('2026-02-10'), ...MONTHS.slice(2)]],
    ['to a border', { validTo: '2026-03-01' }, MONTHS.slice(0, 3)],
    [
      'within one month',
      { validFrom: '2026-02-10', validTo: '2026-02-20' },
      [at('2026-02-10'), at('2026-02-20')],
    ],
    ['after all borders', { validFrom: '2027-01-01' }, [at('2027-01-01')]],
    ['before all borders', { validTo: '2025-01-01' }, [at('2025-01-01')]],
  ])('cut the borders: %s', (_what, dates, expected) => {
    expect(bordersWithin(MONTHS, dates, ZONE)).toEqual(expected);
  });

  it('leave no borders of none', () => {
    expect(bordersWithin([], { validFrom: '2026-01-01' }, ZONE)).toEqual([]);
    expect(bordersWithin([-Infinity, ...MONTHS], { validTo: '2026-02-01' }, ZONE)).toEqual(
      MONTHS.slice(0, 2),
    );
  });
});
