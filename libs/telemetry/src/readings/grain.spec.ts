import { bucketBorders, resolveSpan } from '@zerofab/calendar';
import { describe, expect, it } from 'vitest';
import { grainOf } from './grain.js';

const borders = (zone: string, bucket: 'hour' | 'month') =>
  bucketBorders(resolveSpan('2026-05-01', '2026-06-01', zone), bucket, zone);

describe('grain of the sums', () => {
  it('is the hour where every border is one in UTC', () => {
    expect(grainOf(borders('Asia/Shanghai', 'month'))).toBe('hour');
    expect(grainOf([0, 3_600_000])).toBe('hour');
  });
  it('is the quarter hour in a zone that is off by minutes, and for one border between hours', () => {
    expect(grainOf(borders('Asia/Kathmandu', 'hour'))).toBe('quarter');
    expect(grainOf([0, 3_600_000, 4_500_000])).toBe('quarter');
  });
});
