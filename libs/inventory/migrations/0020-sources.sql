-- Emission sources. A change is a new version beside the old one; an inventory names the version it used.
CREATE TABLE IF NOT EXISTS emission_source (
  site_id    integer NOT NULL REFERENCES site (id),
  code       text NOT NULL,
  version    integer NOT NULL,
  definition jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by text NOT NULL,
  PRIMARY KEY (site_id, code, version)
);
-- next
-- Manual activity data: fuel weighed, invoices, stock cards. Never changed; a correction is a new record.
CREATE TABLE IF NOT EXISTS activity_record (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  site_id     integer NOT NULL REFERENCES site (id),
  source_code text NOT NULL,
  from_ts     timestamptz NOT NULL,
  to_ts       timestamptz NOT NULL CHECK (to_ts > from_ts),
  quantity    numeric NOT NULL CHECK (quantity >= 0),
  unit        text NOT NULL,
  evidence    text,
  entered_by  text NOT NULL,
  entered_at  timestamptz NOT NULL DEFAULT now(),
  replaced_by bigint REFERENCES activity_record (id)
);
-- next
CREATE INDEX IF NOT EXISTS activity_record_by_source ON activity_record (site_id, source_code, from_ts);
