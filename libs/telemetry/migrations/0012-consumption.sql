-- Which registers and times a commit touched. Written in the same statement as the readings, removed when the
-- consumption above them is right again: nothing derived can stay stale unnoticed.
CREATE TABLE IF NOT EXISTS dirty_span (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  register_id integer NOT NULL,
  first_ts    timestamptz NOT NULL,
  last_ts     timestamptz NOT NULL,
  -- false: 15-minute buckets are to be computed; true: they are, the hours above are to be refreshed.
  computed    boolean NOT NULL DEFAULT false
);
-- next
CREATE INDEX IF NOT EXISTS dirty_span_by_register ON dirty_span (register_id);
-- next
-- Consumption per 15 minutes in the register's unit, multiplier applied. quality: 0 measured, 2 estimated, 3 missing.
CREATE TABLE IF NOT EXISTS consumption_15m (
  register_id integer NOT NULL,
  bucket      timestamptz NOT NULL,
  value       double precision,
  estimated   double precision NOT NULL,
  coverage    double precision NOT NULL,
  quality     smallint NOT NULL,
  readings    integer NOT NULL,
  PRIMARY KEY (register_id, bucket)
);
-- next
SELECT create_hypertable('consumption_15m', by_range('bucket', INTERVAL '90 days'), create_default_indexes => false, if_not_exists => true);
-- next
ALTER TABLE consumption_15m SET (timescaledb.compress, timescaledb.compress_segmentby = 'register_id', timescaledb.compress_orderby = 'bucket');
-- next
SELECT add_compression_policy('consumption_15m', compress_after => INTERVAL '180 days', if_not_exists => true);
-- next
-- Hours in UTC. Day and month of a zone are summed from here, or from the 15 minutes where the zone's offset is no
-- whole hour (docs/decisions/0003). The roll-up worker refreshes what changed below the watermark.
CREATE MATERIALIZED VIEW IF NOT EXISTS consumption_hour
WITH (timescaledb.continuous, timescaledb.materialized_only = false) AS
SELECT register_id,
       time_bucket(INTERVAL '1 hour', bucket) AS hour,
       sum(value) AS value,
       sum(estimated) AS estimated,
       sum(coverage) AS coverage,
       max(quality) FILTER (WHERE value IS NOT NULL) AS quality,
       sum(readings) AS readings
FROM consumption_15m
GROUP BY register_id, time_bucket(INTERVAL '1 hour', bucket)
WITH NO DATA;
