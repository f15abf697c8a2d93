-- Applications of factories by schemes, one a site and scheme; every version stands in the journal.
CREATE TABLE IF NOT EXISTS application (
  site_id        integer NOT NULL REFERENCES site (id),
  scheme         text NOT NULL,
  value          jsonb NOT NULL,
  schema_version integer NOT NULL,
  version        integer NOT NULL,
  recorded_at    timestamptz NOT NULL,
  recorded_by    text NOT NULL,
  PRIMARY KEY (site_id, scheme)
);
-- next
CREATE TABLE IF NOT EXISTS self_evaluation (
  site_id        integer NOT NULL REFERENCES site (id),
  scheme         text NOT NULL,
  year           integer NOT NULL,
  value          jsonb NOT NULL,
  schema_version integer NOT NULL,
  version        integer NOT NULL,
  recorded_at    timestamptz NOT NULL,
  recorded_by    text NOT NULL,
  PRIMARY KEY (site_id, scheme, year)
);
