-- What people tell for scores: one value an input of a scheme and year. The present one stands here, every version in the journal.
CREATE TABLE IF NOT EXISTS scoring_input (
  site_id        integer NOT NULL REFERENCES site (id),
  scheme         text NOT NULL,
  year           integer NOT NULL,
  name           text NOT NULL,
  value          jsonb NOT NULL,
  schema_version integer NOT NULL,
  version        integer NOT NULL,
  recorded_at    timestamptz NOT NULL,
  recorded_by    text NOT NULL,
  PRIMARY KEY (site_id, scheme, year, name)
);
