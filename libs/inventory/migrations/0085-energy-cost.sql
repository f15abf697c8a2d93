-- Supply contracts of a site: each version holds from a day on. The value has the shape of its schema version.
CREATE TABLE IF NOT EXISTS tariff_contract (
  site_id        integer NOT NULL REFERENCES site (id),
  code           text NOT NULL,
  valid_from     date NOT NULL,
  value          jsonb NOT NULL,
  schema_version integer NOT NULL,
  version        integer NOT NULL,
  recorded_at    timestamptz NOT NULL,
  recorded_by    text NOT NULL,
  PRIMARY KEY (site_id, code, valid_from)
);
-- next
-- What the supplier charged for a month, and what only its papers tell.
CREATE TABLE IF NOT EXISTS energy_invoice (
  site_id        integer NOT NULL REFERENCES site (id),
  contract       text NOT NULL,
  month          text NOT NULL,
  value          jsonb NOT NULL,
  schema_version integer NOT NULL,
  version        integer NOT NULL,
  recorded_at    timestamptz NOT NULL,
  recorded_by    text NOT NULL,
  PRIMARY KEY (site_id, contract, month)
);
