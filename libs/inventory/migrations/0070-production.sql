-- Products of a site: the present definition of each; every version stands in the journal.
CREATE TABLE IF NOT EXISTS product (
  site_id        integer NOT NULL REFERENCES site (id),
  code           text NOT NULL,
  value          jsonb NOT NULL,
  schema_version integer NOT NULL,
  version        integer NOT NULL,
  PRIMARY KEY (site_id, code)
);
-- next
-- Production entered by hand: output, values, areas, head count. Never changed; a correction is a new record.
CREATE TABLE IF NOT EXISTS production_record (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  site_id      integer NOT NULL REFERENCES site (id),
  measure      text NOT NULL,
  product      text NOT NULL DEFAULT '',
  from_ts      timestamptz NOT NULL,
  to_ts        timestamptz NOT NULL CHECK (to_ts > from_ts),
  quantity     numeric NOT NULL CHECK (quantity >= 0),
  unit         text NOT NULL,
  evidence     text,
  note         text,
  entered_by   text NOT NULL,
  entered_at   timestamptz NOT NULL,
  replaced_by  bigint REFERENCES production_record (id),
  withdrawn_at timestamptz,
  withdrawn_by text,
  withdrawal   text
);
-- next
CREATE INDEX IF NOT EXISTS production_record_by_measure ON production_record (site_id, measure, product, from_ts);
