-- Schemes of evaluation that an administrator imported; they belong to the whole platform.
CREATE TABLE IF NOT EXISTS scoring_scheme (
  id             text PRIMARY KEY,
  value          jsonb NOT NULL,
  schema_version integer NOT NULL,
  version        integer NOT NULL,
  recorded_at    timestamptz NOT NULL,
  recorded_by    text NOT NULL
);
