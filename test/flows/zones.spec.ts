import type { Consumption } from '@zerofab/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Platform, publish } from './platform.fixture.js';

const platform = new Platform();
const QUARTER = 900_000;

beforeAll(async () => {
  await platform.start();
});
afterAll(async () => {
  await platform.destroy();
});

/** Zone, a month, and a day in it with its length in hours. */
const ZONES: [string, string, string, string, string, number][] = [
  ['Asia/Shanghai', '2026-03', '2026-04', '2026-03-29', '2026-03-30', 24],
  ['Asia/Kathmandu', '2026-03', '2026-04', '2026-03-29', '2026-03-30', 24],
  ['Europe/Berlin', '2026-03', '2026-04', '2026-03-29', '2026-03-30', 23],
  ['Europe/Berlin', '2026-10', '2026-11', '2026-10-25', '2026-10-26', 25],
  ['Australia/Lord_Howe', '2026-04', '2026-05', '2026-04-05', '2026-04-06', 24.5],
  ['Australia/Lord_Howe', '2026-10', '2026-11', '2026-10-04', '2026-10-05', 23.5],
];

describe('day and month follow the site', () => {
  it.each(ZONES)('%s, %s', async (timezone, month, nextMonth, day, nextDay, hours) => {
    const site = `${timezone.replaceAll(/[^A-Za-z]/g, '-')}-${month}`;
    await platform.put(`/sites/${site}`, { name: timezone, timezone });
    await platform.put(`/sites/${site}/meters/m`, {
      name: 'M',
      carrier: 'electricity',
      registers: [{ code: 'e', kind: 'interval', unit: 'kWh', interval: 'PT15M' }],
    });
    const client = await platform.meter(site, 'm');
    // 1 kWh each quarter hour, from a week before the month to a week after it: sums are counts of quarter hours.
    const first = Date.parse(`${month}-01T00:00:00Z`) - 7 * 96 * QUARTER;
    const readings = Array.from({ length: 46 * 96 }, (_, i) => ({
      ts: first + (i + 1) * QUARTER,
      values: { e: 1 },
    }));
    for (let i = 0; i < readings.length; i += 1000)
      await publish(client, site, 'm', readings.slice(i, i + 1000));
    await client.endAsync();
    const get = async (from: string, to: string, bucket: string): Promise<Consumption> =>
      platform.get(`/sites/${site}/consumption?meter=m&from=${from}&to=${to}&bucket=${bucket}`);

    const oneDay = await get(day, nextDay, 'day');
    expect(oneDay).toMatchObject({ total: hours * 4, coverage: 1 });
    expect((await get(day, nextDay, '15m')).buckets).toHaveLength(hours * 4);
    const byHour = await get(day, nextDay, 'hour');
    expect(byHour.total).toBe(hours * 4);
    const byDay = await get(month, nextMonth, 'day');
    const byMonth = await get(month, nextMonth, 'month');
    expect(byMonth.buckets).toHaveLength(1);
    expect(byMonth.total).toBe(byDay.total);
    expect(byDay.buckets.reduce((total, { value }) => total + (value ?? 0), 0)).toBe(byMonth.total);
    for (const bucket of byDay.buckets) {
      expect(bucket.start).toContain('T00:00:00');
      expect(bucket.value).toBe((Date.parse(bucket.end) - Date.parse(bucket.start)) / QUARTER);
    }
    // Local hours begin on the full hour, also where the zone lies a quarter of an hour off.
    for (const bucket of byHour.buckets) expect(bucket.start).toMatch(/T\d\d:(00|30):00/);
    expect(byHour.buckets.filter((bucket) => /:00:00[+-]/.test(bucket.start))).toHaveLength(
      Math.floor(hours),
    );
    const inSql = await platform.sql<{ day: Date; total: number }>(
      `SELECT time_bucket(INTERVAL '1 day', c.bucket, $1) AS day, sum(c.value) AS total
       FROM consumption_15m c JOIN register r ON r.id = c.register_id
       JOIN meter m ON m.id = r.meter_id JOIN site s ON s.id = m.site_id
       WHERE s.code = $2 AND c.bucket >= $3 AND c.bucket < $4 GROUP BY 1 ORDER BY 1`,
      [timezone, site, byDay.from, byDay.to],
    );
    expect(inSql.map(({ day, total }) => [day.getTime(), total])).toEqual(
      byDay.buckets.map(({ start, value }) => [Date.parse(start), value]),
    );
  });
});
