import type { Consumption } from '@zerofab/contracts';
import { expect, it } from 'vitest';
import { dayCurve } from './day-curve';

it('a day curve ends now, keeps gaps and turns kWh into mean kW', () => {
  const bucket = (minute: number, value: number | null): Consumption['buckets'][number] => ({
    start: '',
    end: `2026-05-19T00:${String(minute).padStart(2, '0')}:00Z`,
    value,
    estimated: 0,
    coverage: value === null ? 0 : 1,
    quality: value === null ? 'missing' : 'measured',
    readings: 1,
  });
  const day = (buckets: Consumption['buckets']): Consumption => ({
    site: 's',
    meter: 'm',
    register: 'e',
    unit: 'kWh',
    timezone: 'UTC',
    from: '',
    to: '',
    bucket: '15m',
    total: 1,
    estimated: 0,
    coverage: 1,
    quality: 'measured',
    readings: 1,
    settled: true,
    buckets,
  });
  const curve = dayCurve(
    day([bucket(15, 2), bucket(30, null), bucket(45, 3)]),
    day([bucket(15, 1)]),
    Date.parse('2026-05-19T00:31:00Z'),
  );
  expect(curve).toMatchObject({ today: [8, null], yesterday: [4], power: true, unit: 'kW', coverage: 0.5 });
});
