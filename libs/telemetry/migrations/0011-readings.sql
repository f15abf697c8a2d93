-- Raw readings, exactly as the meter sent them; never changed. A repeat meets the primary key.
CREATE TABLE IF NOT EXISTS reading (
  register_id integer NOT NULL,
  ts          timestamptz NOT NULL,
  value       double precision NOT NULL,
  received_at timestamptz NOT NULL,
  PRIMARY KEY (register_id, ts)
);
-- next
SELECT create_hypertable('reading', by_range('ts', INTERVAL '30 days'), create_default_indexes => false, if_not_exists => true);
-- next
ALTER TABLE reading SET (timescaledb.compress, timescaledb.compress_segmentby = 'register_id', timescaledb.compress_orderby = 'ts');
-- next
SELECT add_compression_policy('reading', compress_after => INTERVAL '14 days', if_not_exists => true);
-- next
-- Two different values for one register and time: the first stays in `reading`, the later one is kept here.
CREATE TABLE IF NOT EXISTS reading_conflict (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  register_id integer NOT NULL,
  ts          timestamptz NOT NULL,
  kept        double precision NOT NULL,
  refused     double precision NOT NULL,
  received_at timestamptz NOT NULL,
  UNIQUE (register_id, ts, refused)
);
-- next
-- Messages that could not be used, whole, with the reason.
CREATE TABLE IF NOT EXISTS rejected_message (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  site_code     text,
  meter_code    text,
  topic         text NOT NULL,
  reason        text NOT NULL,
  detail        text NOT NULL,
  accepted      integer NOT NULL,
  payload       bytea NOT NULL,
  payload_bytes integer NOT NULL,
  received_at   timestamptz NOT NULL
);
-- next
CREATE INDEX IF NOT EXISTS rejected_message_by_site ON rejected_message (site_code, id DESC);
