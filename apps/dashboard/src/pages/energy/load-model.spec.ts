import type { Consumption, SiteEnergy } from '@zerofab/contracts';
import { describe, expect, it } from 'vitest';
import { heatMap, kwhPerUnit, loadBucket, loadRows, stepLabel } from './load-model';

const bucket = (
  start: string,
  end: string,
  value: number | null,
  more = {},
): Consumption['buckets'][number] => ({
  start: `${start}+08:00`,
  end: `${end}+08:00`,
  value,
  estimated: 0,
  coverage: 1,
  quality: 'measured',
  readings: 1,
  ...more,
});
const answer = (buckets: Consumption['buckets']): Consumption => ({
  site: 's',
  meter: 'm',
  register: 'e',
  unit: 'kWh',
  timezone: 'Asia/Shanghai',
  from: '',
  to: '',
  bucket: '15m',
  total: null,
  estimated: 0,
  coverage: 1,
  quality: 'measured',
  readings: 0,
  settled: true,
  buckets,
});
const NOW = Date.parse('2026-05-03T00:40:00+08:00');

describe('load of a meter', () => {
  it('ends where time has come to, has none of what is missing or known in part, and keeps what is estimated', () => {
    const rows = loadRows(
      answer([
        bucket('2026-05-02T23:45:00', '2026-05-03T00:00:00', 10),
        bucket('2026-05-03T00:00:00', '2026-05-03T00:15:00', 12, { coverage: 0.5 }),
        bucket('2026-05-03T00:15:00', '2026-05-03T00:30:00', 14, { coverage: 0, quality: 'estimated' }),
        bucket('2026-05-03T00:30:00', '2026-05-03T00:45:00', 16),
      ]),
      2,
      NOW,
    );
    expect(rows.map(({ kwh }) => kwh)).toEqual([20, null, 28]);
    expect(rows.map(({ hours }) => hours)).toEqual([0.25, 0.25, 0.25]);
    expect(rows[2]?.estimated).toBe(true);
    // A Saturday and a Sunday of the holidays of May.
    expect(rows.map(({ resting }) => resting)).toEqual([true, true, true]);
  });

  it('makes hours of quarters, none where one of them is not known', () => {
    const quarters = Array.from({ length: 8 }, (_, n) =>
      bucket(
        `2026-05-02T0${Math.floor(n / 4)}:${String((n % 4) * 15).padStart(2, '0')}:00`,
        '',
        n === 7 ? null : 5,
      ),
    ).map((one) => ({ ...one, end: new Date(Date.parse(one.start) + 900_000).toISOString() }));
    expect(heatMap(loadRows(answer(quarters), 1, NOW), 'Asia/Shanghai')).toEqual({
      days: ['2026-05-02'],
      cells: [
        { day: 0, hour: 0, kw: 20 },
        { day: 0, hour: 1, kw: null },
      ],
    });
  });

  it('takes the finest step that can be read', () => {
    const span = (from: string, to: string) => ({ preset: 'custom', from, to }) as const;
    expect(loadBucket(span('2026-05-01', '2026-06-01'))).toBe('15m');
    expect(loadBucket(span('2026-01-01', '2026-02-02'))).toBe('hour');
    expect(loadBucket(span('2026-01-01', '2027-01-01'))).toBe('hour');
    expect(loadBucket(span('2025-01-01', '2026-06-01'))).toBe('day');
  });

  it('knows the energy of a unit, none for media', () => {
    const meter = { unit: 'Nm3', value: 10, kwh: '97' } as SiteEnergy['meters'][number];
    expect(kwhPerUnit(meter)).toBe(9.7);
    expect(kwhPerUnit({ ...meter, kwh: null })).toBeNull();
    expect(kwhPerUnit({ ...meter, value: 0 })).toBeNull();
    expect(kwhPerUnit({ ...meter, unit: 'kWh', value: null, kwh: null })).toBe(1);
  });

  it('names its steps as the span needs', () => {
    const [row] = loadRows(answer([bucket('2026-05-02T23:45:00', '2026-05-03T00:00:00', 10)]), 1, NOW);
    if (row === undefined) throw new Error('no row');
    expect(stepLabel(row, '15m', true, 'Asia/Shanghai', 'en')).toBe('23:45');
    expect(stepLabel(row, 'hour', false, 'Asia/Shanghai', 'en')).toBe('2 May 23:45');
    expect(stepLabel(row, 'day', false, 'Asia/Shanghai', 'zh-CN')).toBe('5月2日');
  });
});
