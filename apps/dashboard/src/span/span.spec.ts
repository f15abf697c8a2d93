import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '@zerofab/calendar';
import { bucketsFor, comparisonOf, isCurrent, queryOfSpan, shiftSpan, spanAround, spanOfQuery } from './span';

const TODAY = '2026-05-19';

describe('span of a URL', () => {
  it('is the running month where nothing readable stands', () => {
    const month = { preset: 'month', from: '2026-05-01', to: '2026-06-01' };
    expect(spanOfQuery({}, TODAY)).toEqual(month);
    expect(spanOfQuery({ p: 'nonsense', from: '2026-13-99' }, TODAY)).toEqual(month);
    expect(spanOfQuery({ p: 'custom', from: '2026-05-09', to: '2026-05-01' }, TODAY)).toEqual(month);
    expect(spanOfQuery({ p: 'month', from: '2031-01-01' }, TODAY)).toEqual(month);
  });
  it('survives the way into the URL and back', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('today', 'month', 'year', 'custom'),
        fc.integer({ min: -900, max: 0 }),
        fc.integer({ min: 1, max: 200 }),
        (preset, offset, length) => {
          const from = addDays(TODAY, offset);
          const span =
            preset === 'custom'
              ? ({ preset, from, to: addDays(from, length) } as const)
              : spanAround(preset, from);
          expect(spanOfQuery(queryOfSpan(span, TODAY), TODAY)).toEqual(span);
        },
      ),
    );
  });
  it('keeps a running span undated, so that the link stays current', () => {
    expect(queryOfSpan(spanAround('month', TODAY), TODAY).from).toBeUndefined();
    expect(queryOfSpan(spanAround('month', '2026-04-02'), TODAY).from).toBe('2026-04-01');
  });
});

describe('steps and comparison', () => {
  it('go by day, month, year, or the length of a chosen span, and back again', () => {
    expect(shiftSpan(spanAround('month', '2026-03-31'), -1)).toEqual({
      preset: 'month',
      from: '2026-02-01',
      to: '2026-03-01',
    });
    expect(shiftSpan(spanAround('year', TODAY), -1).from).toBe('2025-01-01');
    const custom = { preset: 'custom', from: '2026-05-01', to: '2026-05-08' } as const;
    expect(shiftSpan(shiftSpan(custom, 1), -1)).toEqual(custom);
  });
  it('compares a day with the same weekday, all else with last year', () => {
    expect(comparisonOf(spanAround('today', TODAY)).from).toBe('2026-05-12');
    expect(comparisonOf(spanAround('month', TODAY))).toMatchObject({ from: '2025-05-01', to: '2025-06-01' });
  });
  it('knows which span is running', () => {
    expect(isCurrent(spanAround('year', TODAY), TODAY)).toBe(true);
    expect(isCurrent(spanAround('month', '2026-04-01'), TODAY)).toBe(false);
  });
  it('offers buckets that give a readable chart', () => {
    expect(bucketsFor(spanAround('today', TODAY))).toEqual(['hour']);
    expect(bucketsFor(spanAround('month', TODAY))[0]).toBe('day');
    expect(bucketsFor(spanAround('year', TODAY))[0]).toBe('month');
  });
});
