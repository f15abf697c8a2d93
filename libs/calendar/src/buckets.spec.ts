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
