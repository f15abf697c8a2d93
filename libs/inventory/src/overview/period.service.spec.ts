import { describe, expect, it } from 'vitest';
import { isoIn } from '@zerofab/calendar';
import { pairsAt } from './period.service.js';

const zone = 'Asia/Shanghai';
const show = (span: { fromMs: number; toMs: number }): string[] => [
  isoIn(span.fromMs, zone),
  isoIn(span.toMs, zone),
];

describe('pairsAt', () => {
  const pairs = pairsAt(Date.parse('2026-05-19T14:35:00+08:00'), zone);
  it('compares today with the same weekday of last week, up to the same quarter hour', () => {
    expect(show(pairs.today.now)).toEqual(['2026-05-19T00:00:00+08:00', '2026-05-19T14:45:00+08:00']);
    expect(show(pairs.today.before)).toEqual(['2026-05-12T00:00:00+08:00', '2026-05-12T14:45:00+08:00']);
  });
  it('compares month and year with the same part a year earlier', () => {
    expect(show(pairs.month.before)).toEqual(['2025-05-01T00:00:00+08:00', '2025-05-19T14:45:00+08:00']);
    expect(show(pairs.year.before)).toEqual(['2025-01-01T00:00:00+08:00', '2025-05-19T14:45:00+08:00']);
  });
  it('has a span of a quarter hour right after midnight', () => {
    const { now } = pairsAt(Date.parse('2026-05-19T00:00:00+08:00'), zone).today;
    expect(now.toMs - now.fromMs).toBe(900_000);
  });
});
