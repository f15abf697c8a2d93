-- Budgets of a year. A version is written once; only its approval is added, by another person.
CREATE TABLE IF NOT EXISTS budget (
  site_id        integer NOT NULL REFERENCES site (id),
  year           integer NOT NULL,
  version        integer NOT NULL,
  value          jsonb NOT NULL,
  schema_version integer NOT NULL,
  recorded_at    timestamptz NOT NULL,
  author         text NOT NULL,
  approved_at    timestamptz,
  approved_by    text CHECK (approved_by <> author),
  approval_note  text,
  PRIMARY KEY (site_id, year, version),
  CHECK ((approved_at IS NULL) = (approved_by IS NULL))
);
-- next
-- Targets of a site, one an indicator; every version stands in the journal.
CREATE TABLE IF NOT EXISTS target (
  site_id        integer NOT NULL REFERENCES site (id),
  indicator      text NOT NULL,
  value          jsonb NOT NULL,
  schema_version integer NOT NULL,
  version        integer NOT NULL,
  recorded_at    timestamptz NOT NULL,
  recorded_by    text NOT NULL,
  PRIMARY KEY (site_id, indicator)
);
