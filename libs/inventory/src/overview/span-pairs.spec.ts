import { describe, expect, it } from 'vitest';
import { isoIn } from '@zerofab/calendar';
import { pairOf, pairsAt } from './span-pairs.js';

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

describe('pairOf', () => {
  const now = Date.parse('2026-05-19T14:35:00+08:00');
  const of = (from: string, to: string) =>
    pairOf(
      { fromMs: Date.parse(`${from}T00:00:00+08:00`), toMs: Date.parse(`${to}T00:00:00+08:00`) },
      now,
      zone,
    );
  it('is that of the overview for what is running', () => {
    const pairs = pairsAt(now, zone);
    expect(of('2026-05-19', '2026-05-20')).toEqual(pairs.today);
    expect(of('2026-05-01', '2026-06-01')).toEqual(pairs.month);
    expect(of('2026-01-01', '2027-01-01')).toEqual(pairs.year);
  });
  it('takes a day that is over whole, with the last of its kind: a worked Saturday is none', () => {
    expect(show(of('2026-05-18', '2026-05-19').before)).toEqual([
      '2026-05-11T00:00:00+08:00',
      '2026-05-12T00:00:00+08:00',
    ]);
    // 9 May 2026 was worked for the May holiday; Saturday 16 May is compared with 25 April.
    expect(show(of('2026-05-16', '2026-05-17').before)[0]).toBe('2026-04-25T00:00:00+08:00');
  });
  it('takes a month that is over with the same month a year earlier', () => {
    expect(show(of('2026-04-01', '2026-05-01').before)).toEqual([
      '2025-04-01T00:00:00+08:00',
      '2025-05-01T00:00:00+08:00',
    ]);
  });
  it('takes any other span with the whole weeks before it', () => {
    expect(show(of('2026-05-04', '2026-05-14').before)).toEqual([
      '2026-04-20T00:00:00+08:00',
      '2026-04-30T00:00:00+08:00',
    ]);
    expect(show(of('2026-05-04', '2026-05-11').before)[0]).toBe('2026-04-27T00:00:00+08:00');
  });
  it('has a span of a quarter hour for what has not begun', () => {
    const { now: ahead } = of('2026-06-01', '2026-07-01');
    expect(ahead.toMs - ahead.fromMs).toBe(900_000);
  });
});
