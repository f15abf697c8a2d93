import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { offsetMinutes } from './zone-offset.js';

const ZONES = [
  'Asia/Shanghai',
  'Europe/Berlin',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'UTC',
];

describe('offset of a zone', () => {
  it('is what the zone database says, at any instant, asked in any order', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2060, 0, 1) }),
        (zone, ms) => {
          expect(offsetMinutes(ms, zone)).toBe(DateTime.fromMillis(ms, { zone }).offset);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it.each([
    // Clocks go on at 01:00 UTC: an hour before, and at the minute.
    ['2026-03-29T00:59:59Z', 60],
    ['2026-03-29T01:00:00Z', 120],
    ['2026-10-25T00:59:59Z', 120],
    ['2026-10-25T01:00:00Z', 60],
  ])('Berlin at %s: %i minutes', (iso, minutes) => {
    expect(offsetMinutes(Date.parse(iso), 'Europe/Berlin')).toBe(minutes);
  });
});
