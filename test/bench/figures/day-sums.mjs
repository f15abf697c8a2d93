// docs/decisions/0003: where sums of days and months should come from.
import { medianMs } from '../numbers.mjs';
import { ZONE } from '../meters.mjs';

const FROM = new Date('2025-01-01T00:00:00+08:00');
const TO = new Date('2026-01-01T00:00:00+08:00');

const sums = (table, column) =>
  `SELECT register_id, time_bucket('1 day', ${column}, '${ZONE}') AS day, sum(value) AS value FROM ${table}
   WHERE ${column} >= $1 AND ${column} < $2 GROUP BY 1, 2 ORDER BY 1, 2`;

const ZONE_AGGREGATE = `
  CREATE MATERIALIZED VIEW bench_day WITH (timescaledb.continuous, timescaledb.materialized_only = false) AS
  SELECT register_id, time_bucket('1 day', bucket, '${ZONE}') AS day, sum(value) AS value, sum(estimated) AS estimated,
         sum(coverage) AS coverage, max(quality) FILTER (WHERE value IS NOT NULL) AS quality, sum(readings) AS readings
  FROM consumption_15m GROUP BY 1, 2 WITH NO DATA`;

/** 365 local days of 16 registers: from hours, from quarter hours, and from an aggregate of the zone's own days. */
export const daySums = async (store, rounds) => {
  const ask = (sql) => medianMs(rounds, () => store.query(sql, [FROM, TO]));
  const figure = (id, value, note) => ({ id, value, unit: 'ms', note });
  const hours = await ask(sums('consumption_hour', 'hour'));
  const quarters = await ask(sums('consumption_15m', 'bucket'));
  await store.query(ZONE_AGGREGATE);
  const began = performance.now();
  await store.query("CALL refresh_continuous_aggregate('bench_day', NULL, NULL)");
  const refresh = performance.now() - began;
  const zone = await ask(
    'SELECT register_id, day, value FROM bench_day WHERE day >= $1 AND day < $2 ORDER BY 1, 2',
  );
  await store.query('DROP MATERIALIZED VIEW bench_day');
  return [
    figure('day-sums.from-hours', hours, '365 local days of 16 registers summed from the hour aggregate'),
    figure('day-sums.from-quarters', quarters, 'the same from the 15-minute table (compressed)'),
    figure('day-sums.zone-aggregate', zone, "the same from a continuous aggregate of the zone's days"),
    figure(
      'day-sums.zone-aggregate-refresh',
      refresh,
      'its first refresh; every zone in use would have its own',
    ),
  ];
};
