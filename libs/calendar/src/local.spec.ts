import { describe, expect, it } from 'vitest';
import {
  dayLabel,
  hourOf,
  isoIn,
  momentText,
  monthLabel,
  shifted,
  startOf,
  startOfDay,
  timeLabel,
  yearOf,
} from './local.js';

const at = (iso: string): number => Date.parse(iso);
const SHANGHAI = 'Asia/Shanghai';

describe('an instant in a zone', () => {
  it('is the local day, month and year on both sides of midnight', () => {
    const [before, after] = [at('2025-12-31T15:59:59Z'), at('2025-12-31T16:00:00Z')];
    expect([before, after].map((ms) => dayLabel(ms, SHANGHAI))).toEqual(['2025-12-31', '2026-01-01']);
    expect([before, after].map((ms) => monthLabel(ms, SHANGHAI))).toEqual(['2025-12', '2026-01']);
    expect([before, after].map((ms) => yearOf(ms, SHANGHAI))).toEqual([2025, 2026]);
    expect([before, after].map((ms) => timeLabel(ms, SHANGHAI))).toEqual(['23:59:59', '00:00:00']);
  });
  it('is ISO 8601 with the offset of the place, milliseconds only where there are any', () => {
    expect(isoIn(at('2026-01-01T00:00:00Z'), 'Asia/Kathmandu')).toBe('2026-01-01T05:45:00+05:45');
    expect(isoIn(at('2026-01-01T00:00:00.250Z'), 'America/St_Johns')).toBe('2025-12-31T20:30:00.250-03:30');
    expect(isoIn(at('2026-07-01T00:00:00Z'), 'UTC')).toBe('2026-07-01T00:00:00+00:00');
  });
  it('has an hour of the day with its fraction', () => {
    expect(hourOf(at('2026-01-01T00:15:36Z'), SHANGHAI)).toBeCloseTo(8.26, 10);
    expect(hourOf(at('2025-12-31T16:00:00Z'), SHANGHAI)).toBe(0);
  });
});

describe('borders of a zone', () => {
  it('starts days, months and years by the local clock, moved by whole units', () => {
    const ms = at('2026-03-31T20:00:00+08:00');
    expect(isoIn(startOf(ms, 'day', SHANGHAI), SHANGHAI)).toBe('2026-03-31T00:00:00+08:00');
    expect(isoIn(startOf(ms, 'day', SHANGHAI, 1), SHANGHAI)).toBe('2026-04-01T00:00:00+08:00');
    expect(isoIn(startOf(ms, 'month', SHANGHAI, -1), SHANGHAI)).toBe('2026-02-01T00:00:00+08:00');
    expect(isoIn(startOf(ms, 'year', SHANGHAI, 1), SHANGHAI)).toBe('2027-01-01T00:00:00+08:00');
    expect(startOfDay('2026-01-01', SHANGHAI)).toBe(at('2025-12-31T16:00:00Z'));
  });
  it('moves by the local clock where summer time changes', () => {
    const noon = at('2026-03-28T12:00:00+01:00');
    expect(isoIn(shifted(noon, { days: 1 }, 'Europe/Berlin'), 'Europe/Berlin')).toBe(
      '2026-03-29T12:00:00+02:00',
    );
    expect(isoIn(shifted(noon, { years: -1 }, 'Europe/Berlin'), 'Europe/Berlin')).toBe(
      '2025-03-28T12:00:00+01:00',
    );
  });
});

describe('a moment for people', () => {
  it('is the day at its start, else the minute too', () => {
    expect(momentText(at('2025-12-31T16:00:00Z'), SHANGHAI)).toBe('2026-01-01');
    expect(momentText(at('2026-01-01T00:30:00Z'), SHANGHAI)).toBe('2026-01-01 08:30');
  });
});
