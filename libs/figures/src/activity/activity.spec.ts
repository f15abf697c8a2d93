import { describe, expect, it } from 'vitest';
import { at, DAY_MS, JAN, JAN_FEB, NOW_MS, record, used } from '../../fixtures/planted-site.js';
import { decimalOf, manualActivity, meterActivity, shareOf, totalActivity } from './activity.js';

const [from = 0, to = 0] = JAN;
const kwh = { id: 1, unit: 'kWh', sign: 1 as const };

describe('a register’s float as a decimal', () => {
  it('is rounded to a millionth, of either sign', () => {
    expect(decimalOf(0.1 + 0.2).toFixed()).toBe('0.3');
    expect(decimalOf(0.0000014).toFixed()).toBe('0.000001');
    expect(decimalOf(-0.0000016).toFixed()).toBe('-0.000002');
  });
});

describe('activity of meters', () => {
  it('takes signs and shares, in the unit of the first register', () => {
    const activity = meterActivity(
      [kwh, { id: 2, unit: 'MWh', sign: -1, share: '0.25' }],
      [used(1, from, to, 3000), used(2, from, to, 4, { estimated: 2, quality: 2, readings: 5 })],
      JAN,
      NOW_MS,
    );
    // 3000 − 0.25 × 4000; estimated 0.25 × 2000, whatever the sign
    expect(activity.unit).toBe('kWh');
    expect(activity.periods[0]?.value?.toFixed()).toBe('2000');
    expect(activity.periods[0]?.estimated.toFixed()).toBe('500');
    expect(activity.periods[0]).toMatchObject({ coverage: 1, quality: 'estimated', readings: 6 });
  });

  it('is the mean of the coverage of all registers, also of those that are silent', () => {
    const [period] = meterActivity([kwh, { ...kwh, id: 2 }], [used(1, from, to, 10)], JAN, NOW_MS).periods;
    expect(period).toMatchObject({ coverage: 0.5, quality: 'measured' });
    expect(period?.value?.toFixed()).toBe('10');
  });

  it('is missing where nothing is known, and keeps the sums of other stretches apart', () => {
    const sums = [used(1, from, to, null), used(1, to, at('2026-03-01'), 7)];
    const { periods } = meterActivity([kwh], sums, JAN_FEB, NOW_MS);
    expect(periods.map(({ value, quality }) => [value?.toFixed(), quality])).toEqual([
      [undefined, 'missing'],
      ['7', 'measured'],
    ]);
    expect(meterActivity([kwh], sums, [from], NOW_MS).periods).toEqual([]);
    expect(meterActivity([kwh], sums, [], NOW_MS).periods).toEqual([]);
  });

  it('says what is wrong with a unit, in both languages', () => {
    const odd = meterActivity([{ ...kwh, unit: 'furlong' }], [], JAN, NOW_MS);
    expect(odd.problem?.en).toContain('"furlong" is not known');
    expect(odd.problem?.zh).toContain('“furlong”无法识别');
    const mixed = meterActivity([kwh, { id: 2, unit: 'Nm3', sign: 1 }], [], JAN, NOW_MS);
    expect(mixed).toMatchObject({ unit: 'kWh', periods: [] });
    expect(mixed.problem?.zh).toContain('kWh, Nm3');
    expect(meterActivity([], [], JAN, NOW_MS).problem?.en).toContain('""');
  });
});

describe('the share of a record in a span', () => {
  const week = record('x', '2026-01-05', '2026-01-12', '7', 't');
  it.each([
    ['before it', '2026-01-01', '2026-01-05', '0'],
    ['up to its first day', '2026-01-01', '2026-01-06', '1000'],
    ['exactly it', '2026-01-05', '2026-01-12', '7000'],
    ['all around it', '2026-01-01', '2026-02-01', '7000'],
    ['from its last day', '2026-01-11', '2026-02-01', '1000'],
    ['after it', '2026-01-12', '2026-02-01', '0'],
  ])('%s', (_where, first, end, expected) => {
    expect(shareOf(week, { fromMs: at(first), toMs: at(end) }, 'kg').toFixed()).toBe(expected);
  });

  it('adds up to the whole over thirds, to the digit', () => {
    const three = record('x', '2026-01-01', '2026-01-04', '1', 't');
    const parts = [0, 1, 2].map((n) =>
      shareOf(three, { fromMs: three.fromMs + n * DAY_MS, toMs: three.fromMs + (n + 1) * DAY_MS }, 't'),
    );
    expect(parts[0]?.toFixed()).toBe('0.333333333333');
    expect(parts.reduce((sum, part) => sum.plus(part)).toFixed()).toBe('1');
  });
});

describe('activity of records', () => {
  const half = record('x', '2026-01-01', '2026-01-16', '1500', 'kg');

  it('is covered by the time its records cover: 15 of 31 days', () => {
    const [period] = manualActivity({ unit: 't' }, [half], JAN, NOW_MS).periods;
    expect(period).toMatchObject({ quality: 'manual', readings: 0 });
    expect(period?.value?.toFixed()).toBe('1.5');
    expect(period?.estimated.isZero()).toBe(true);
    expect(period?.coverage).toBeCloseTo(15 / 31, 12);
  });

  it('counts no time that has not passed, and is never above 1', () => {
    // On 11 January ten days have passed, all of them covered, half of them twice.
    const twice = [half, record('x', '2026-01-01', '2026-01-06', '1', 't')];
    expect(manualActivity({ unit: 't' }, twice, JAN, at('2026-01-11')).periods[0]?.coverage).toBe(1);
    expect(manualActivity({ unit: 't' }, [half], JAN, at('2026-01-31')).periods[0]?.coverage).toBeCloseTo(
      0.5,
      12,
    );
    expect(manualActivity({ unit: 't' }, [half], JAN, from).periods[0]?.coverage).toBe(0);
    expect(manualActivity({ unit: 't' }, [half], JAN, from - 1).periods[0]?.coverage).toBe(0);
  });

  it('does not take a record that ends where the span begins, or begins where it ends', () => {
    const around = [
      record('x', '2025-12-01', '2026-01-01', '5', 't'),
      record('x', '2026-02-01', '2026-03-01', '6', 't'),
    ];
    expect(manualActivity({ unit: 't' }, around, JAN, NOW_MS).periods[0]).toMatchObject({
      value: null,
      quality: 'missing',
      coverage: 0,
    });
  });

  it('adds several records of one stretch', () => {
    const two = [half, record('x', '2026-01-16', '2026-02-01', '2', 't')];
    const [period] = manualActivity({ unit: 't' }, two, JAN, NOW_MS).periods;
    expect([period?.value?.toFixed(), period?.coverage]).toEqual(['3.5', 1]);
  });

  it('names the unit that is not known, or does not fit', () => {
    expect(manualActivity({ unit: 'furlong' }, [], JAN, NOW_MS)).toMatchObject({
      unit: 'furlong',
      periods: [],
      problem: { zh: '单位“furlong”无法识别', en: 'The unit "furlong" is not known' },
    });
    const { problem } = manualActivity({ unit: 'GJ' }, [half], JAN, NOW_MS);
    expect(problem?.en).toContain('kg');
    expect(problem?.zh).toContain('kg');
  });
});

describe('the total of periods', () => {
  const period = (days: number, value: string | null, coverage: number, quality = 'measured') => ({
    span: { fromMs: from, toMs: from + days * DAY_MS },
    value: value === null ? null : decimalOf(Number(value)),
    estimated: decimalOf(value === null ? 0 : 1),
    coverage,
    quality: quality as 'measured',
    readings: 2,
  });

  it('weighs coverage by the time that has passed: (10 × 1 + 30 × 0.5)/40', () => {
    const total = totalActivity([period(10, '5', 1), period(30, '7', 0.5, 'estimated')], NOW_MS);
    expect(total).toMatchObject({ coverage: 0.625, quality: 'estimated', readings: 4 });
    expect(total.value?.toFixed()).toBe('12');
    expect(total.estimated.toFixed()).toBe('2');
    // Only five days of either have passed.
    expect(totalActivity([period(10, '5', 1), period(30, '7', 0.5)], from + 5 * DAY_MS).coverage).toBe(0.75);
  });

  it('adds what is known and takes its quality, not that of what is missing', () => {
    const total = totalActivity([period(10, null, 0, 'missing'), period(10, '-3', 1, 'manual')], NOW_MS);
    expect(total).toMatchObject({ quality: 'manual', coverage: 0.5 });
    expect(total.value?.toFixed()).toBe('-3');
  });

  it('is missing, not 0, of nothing', () => {
    expect(totalActivity([], NOW_MS)).toMatchObject({
      value: null,
      coverage: 0,
      quality: 'missing',
      readings: 0,
    });
    expect(totalActivity([period(10, '1', 1)], from)).toMatchObject({ coverage: 0 });
  });
});
