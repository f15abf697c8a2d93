import { describe, expect, it } from 'vitest';
import { bucketBorders } from './buckets.js';
import { isoIn } from './local.js';
import { resolveSpan } from './span.js';

const HOUR = 3_600_000;

describe('bucketBorders', () => {
  it('gives days of 23 and 25 hours where summer time changes', () => {
    const spring = bucketBorders(
      resolveSpan('2026-03-29', '2026-03-30', 'Europe/Berlin'),
      'day',
      'Europe/Berlin',
    );
    const autumn = bucketBorders(
      resolveSpan('2026-10-25', '2026-10-26', 'Europe/Berlin'),
      'day',
      'Europe/Berlin',
    );
    expect([(spring[1] ?? 0) - (spring[0] ?? 0), (autumn[1] ?? 0) - (autumn[0] ?? 0)]).toEqual([
      23 * HOUR,
      25 * HOUR,
    ]);
    expect(
      bucketBorders(resolveSpan('2026-10-25', '2026-10-26', 'Europe/Berlin'), 'hour', 'Europe/Berlin'),
    ).toHaveLength(26);
  });
  it('gives hours and days of a zone with a quarter-hour offset', () => {
    const borders = bucketBorders(
      resolveSpan('2026-05-01', '2026-05-02', 'Asia/Kathmandu'),
      'hour',
      'Asia/Kathmandu',
    );
    expect(borders).toHaveLength(25);
    expect(isoIn(borders[1] ?? 0, 'Asia/Kathmandu')).toBe('2026-05-01T01:00:00+05:45');
  });
  it('cuts the first and the last bucket at the span', () => {
    const span = { fromMs: 30 * 60_000, toMs: 2 * HOUR + 30 * 60_000 };
    expect(bucketBorders(span, 'hour', 'UTC')).toEqual([span.fromMs, HOUR, 2 * HOUR, span.toMs]);
  });
  it('refuses an answer without end', () => {
    expect(() => bucketBorders(resolveSpan('2000', '2026', 'UTC'), '15m', 'UTC')).toThrow(
      /shorter one or a larger bucket/,
    );
  });
});

describe('borders within one day', () => {
  const span = (fromMs: number, toMs: number) => ({ fromMs, toMs });

  it('go on by quarter hours, from wherever the span begins', () => {
    const quarter = HOUR / 4;
    expect(bucketBorders(span(0, HOUR), '15m', 'UTC')).toEqual([0, 1, 2, 3, 4].map((n) => n * quarter));
    expect(bucketBorders(span(quarter, 2 * quarter + 1), '15m', 'UTC')).toEqual([
      quarter,
      2 * quarter,
      2 * quarter + 1,
    ]);
  });

  it('go on by hours of the zone, not by days', () => {
    // Kathmandu is 5:45 ahead: its hours begin at :15 UTC.
    const noon = Date.parse('2026-05-01T12:00:00Z');
    expect(bucketBorders(span(noon, noon + HOUR), 'hour', 'Asia/Kathmandu')).toEqual([
      noon,
      noon + HOUR / 4,
      noon + HOUR,
    ]);
    expect(bucketBorders(span(0, 3 * HOUR), 'hour', 'UTC')).toEqual([0, HOUR, 2 * HOUR, 3 * HOUR]);
  });

  it('are none but its begin in a span that is empty', () => {
    expect(bucketBorders(span(7, 7), 'day', 'UTC')).toEqual([7]);
  });
});

describe('too many borders', () => {
  const quarters = (count: number) => () =>
    bucketBorders({ fromMs: 0, toMs: (count * HOUR) / 4 }, '15m', 'UTC');

  it('are more than 50 000', () => {
    expect(quarters(50_000)()).toHaveLength(50_001);
    expect(quarters(50_001)).toThrow(
      expect.objectContaining({ refusal: expect.objectContaining({ code: 'span-too-long' }) as unknown }),
    );
  });

  it('are counted by the size of a bucket: 28 days at least a month', () => {
    const years = { fromMs: 0, toMs: 50_001 * 28 * 24 * HOUR };
    expect(() => bucketBorders(years, 'month', 'UTC')).toThrow('larger bucket');
    expect(() => bucketBorders({ fromMs: 0, toMs: 50_001 * HOUR }, 'hour', 'UTC')).toThrow('larger bucket');
    expect(bucketBorders({ fromMs: 0, toMs: 50_001 * HOUR }, 'month', 'UTC').length).toBeLessThan(100);
  });
});
