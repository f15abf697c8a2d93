-- Simulations of scores: what might be. They stand apart from what is told and measured, and no figure reads them.
CREATE TABLE IF NOT EXISTS score_simulation (
  site_id        integer NOT NULL REFERENCES site (id),
  code           text NOT NULL,
  value          jsonb NOT NULL,
  schema_version integer NOT NULL,
  version        integer NOT NULL,
  recorded_at    timestamptz NOT NULL,
  recorded_by    text NOT NULL,
  PRIMARY KEY (site_id, code)
);
