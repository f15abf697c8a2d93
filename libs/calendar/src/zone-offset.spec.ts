import fc from 'fast-check';
import { DateTime, IANAZone } from 'luxon';
import { describe, expect, it, vi } from 'vitest';
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

describe('offsets that are kept by day', () => {
  it('are asked for once a day of the zone, and at each instant of a day on which clocks change', () => {
    const asked = vi.spyOn(IANAZone.prototype, 'offset');
    const at = (iso: string) => offsetMinutes(Date.parse(iso), 'Pacific/Chatham');
    expect([at('2031-07-01T00:00:00Z'), at('2031-07-01T23:59:59Z'), at('2031-07-01T12:00:00Z')]).toEqual([
      765, 765, 765,
    ]);
    // Its begin and its last millisecond.
    expect(asked.mock.calls.map(([ms]) => ms)).toEqual([
      Date.parse('2031-07-01T00:00:00Z'),
      Date.parse('2031-07-01T23:59:59.999Z'),
    ]);
    asked.mockClear();
    expect(at('2031-07-02T00:00:00Z')).toBe(765);
    expect(asked).toHaveBeenCalledTimes(2);
    asked.mockClear();
    // Clocks go forward on 27 September 2031, 14:00 UTC.
    expect([at('2031-09-27T13:59:59Z'), at('2031-09-27T14:00:00Z'), at('2031-09-27T14:00:01Z')]).toEqual([
      765, 825, 825,
    ]);
    expect(asked).toHaveBeenCalledTimes(5);
    asked.mockRestore();
  });

  it('are forgotten after 20 000 days of a zone, not before', () => {
    const day = (n: number) => Date.UTC(1991, 0, 1) + n * 86_400_000;
    for (let n = 0; n < 20_000; n += 1) offsetMinutes(day(n), 'Asia/Tokyo');
    const asked = vi.spyOn(IANAZone.prototype, 'offset');
    expect(offsetMinutes(day(0), 'Asia/Tokyo')).toBe(540);
    expect(asked).not.toHaveBeenCalled();
    offsetMinutes(day(20_000), 'Asia/Tokyo');
    asked.mockClear();
    offsetMinutes(day(0), 'Asia/Tokyo');
    expect(asked).toHaveBeenCalledTimes(2);
    asked.mockRestore();
  });

  it('of a fixed zone are its own', () => {
    expect(offsetMinutes(0, 'UTC+5')).toBe(300);
    expect(offsetMinutes(0, 'UTC-3')).toBe(-180);
  });
});
