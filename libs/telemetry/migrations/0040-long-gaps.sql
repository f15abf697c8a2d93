-- Long gaps of counters (more than 35 days between two neighbouring readings): one row each, instead of a row per
-- quarter hour in consumption_15m. value: what was used in it, multiplier applied; null where the counter was reset.
CREATE TABLE IF NOT EXISTS consumption_gap (
  register_id integer NOT NULL,
  from_ts     timestamptz NOT NULL,
  to_ts       timestamptz NOT NULL CHECK (to_ts > from_ts),
  value       double precision,
  PRIMARY KEY (register_id, from_ts)
);
