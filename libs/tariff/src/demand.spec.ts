import { ExactDecimal } from '@zerofab/units';
import { describe, expect, it } from 'vitest';
import { billedDemand, highestDemand } from './demand.js';
import { readIntervals } from './intervals.js';

const d = (text: string) => new ExactDecimal(text);
const contract = (contractKw: string, tolerance?: 'charged' | 'free') => ({
  basis: 'contract' as const,
  contractKw,
  tolerance,
});

describe('billed demand', () => {
  it.each([
    // energy-management.md §9: 600 + 30 + 2 × (700 − 630).
    ['700', contract('600'), '770'],
    ['630', contract('600'), '630'],
    ['631', contract('600'), '632'],
    ['600', contract('600'), '600'],
    ['10', contract('600'), '600'],
    // 40 % of 1 000 kVA.
    ['350', contract('300'), '400'],
    ['430', contract('300'), '440'],
    // What lies between is not charged: 600 + 2 × 70.
    ['700', contract('600', 'free'), '740'],
    ['620', contract('600', 'free'), '600'],
    ['700', { basis: 'actual' as const }, '700'],
  ])('%s kW by %j: %s kW', (highest, line, billed) => {
    expect(billedDemand(d(highest), line, d('1000')).toString()).toBe(billed);
  });
  it('has no floor where the capacity is not known', () => {
    expect(billedDemand(d('350'), contract('300'), undefined).toString()).toBe(String(315 + 2 * 35));
  });
});

describe('highest demand', () => {
  const start = (minute: number) =>
    new Date(Date.parse('2026-05-01T00:00:00+08:00') + minute * 60_000).toISOString();
  const month = (step: number, energies: readonly (string | undefined)[]) =>
    readIntervals(
      energies.flatMap((quantity, index) =>
        quantity === undefined ? [] : [{ start: start(index * step), quantity }],
      ),
      '2026-05',
      'Asia/Shanghai',
      { stepMinutes: step },
    );

  it('is the mean of a quarter hour', () => {
    expect(highestDemand(month(15, ['10', '25', '20']))).toMatchObject({
      kW: d('100'),
      start: '2026-05-01T00:15:00+08:00',
      method: 'block',
    });
  });
  it('slides by the minute where minutes are known', () => {
    // 10 kWh each from minute 10 to 25: 15 of them, no quarter hour holds them all.
    const minutes = Array.from({ length: 45 }, (_, minute) => (minute >= 10 && minute < 25 ? '10' : '0'));
    expect(highestDemand(month(1, minutes))).toMatchObject({
      kW: d('600'),
      start: '2026-05-01T00:10:00+08:00',
      method: 'sliding',
    });
    const fives = ['0', '0', '50', '50', '50', '0'];
    expect(highestDemand(month(5, fives))).toMatchObject({
      kW: d('400'),
      start: '2026-05-01T00:15:00+08:00',
      method: 'block',
    });
  });
  it('counts no quarter hour with a gap', () => {
    expect(highestDemand(month(5, ['1', '1', '1', '90', undefined, '90']))?.kW.toString()).toBe('12');
    expect(highestDemand(month(5, ['1', undefined, '1']))).toBeUndefined();
  });
  it('understates where only hours are known, and says so', () => {
    expect(highestDemand(month(60, ['100', '90']))).toMatchObject({ kW: d('100'), method: 'longer' });
  });
});
