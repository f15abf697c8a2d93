import { describe, expect, it } from 'vitest';
import { bucketBorders, grainOf, isoIn, resolveSpan } from './calendar.js';

const HOUR = 3_600_000;

describe('resolveSpan', () => {
  it('reads local years, months and dates in the zone of the site', () => {
    expect(resolveSpan('2018', '2019', 'Asia/Seoul')).toEqual({
      fromMs: Date.parse('2017-12-31T15:00:00Z'),
      toMs: Date.parse('2018-12-31T15:00:00Z'),
    });
    expect(resolveSpan('2026-05-01', '2026-05-02', 'Asia/Kathmandu').fromMs).toBe(
      Date.parse('2026-04-30T18:15:00Z'),
    );
  });
  it('reads an offset, also one whose plus arrived as a space, and moves borders out to quarter hours', () => {
    const span = resolveSpan('2018-01-01T00:00:00 09:00', '2018-01-01T00:10:00+09:00', 'UTC');
    expect(span.toMs - span.fromMs).toBe(HOUR / 4);
  });
  it.each([
    ['2026-02-30', '2026-03-01', /no existing time/],
    ['2026-02-02', '2026-02-01', /must be later than from/],
  ])('refuses %s to %s', (from, to, message) => {
    expect(() => resolveSpan(from, to, 'UTC')).toThrow(message);
  });
});

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
    expect(grainOf(borders)).toBe('quarter');
  });
  it('takes whole hours where it may', () => {
    const span = resolveSpan('2026', '2027', 'Asia/Shanghai');
    const months = bucketBorders(span, 'month', 'Asia/Shanghai');
    expect(months).toHaveLength(13);
    expect(grainOf(months)).toBe('hour');
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
