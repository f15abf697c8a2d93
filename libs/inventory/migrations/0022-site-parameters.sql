-- Parameters a site measured or got from its supplier: factors, calorific values, carbon contents, shares. Two times: the
-- days for which a value is valid, and when it was recorded. Never changed; a correction is a new record.
CREATE TABLE IF NOT EXISTS site_parameter (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  site_id     integer NOT NULL REFERENCES site (id),
  code        text NOT NULL,
  name        jsonb NOT NULL,
  value       numeric NOT NULL,
  unit        text NOT NULL,
  valid_from  timestamptz NOT NULL,
  valid_to    timestamptz NOT NULL CHECK (valid_to > valid_from),
  rung        text NOT NULL CHECK (rung IN ('measured', 'supplier')),
  source      text NOT NULL,
  test_method text,
  batch       text,
  tonnage     numeric CHECK (tonnage > 0),
  tonnage_unit text,
  evidence    text,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  recorded_by text NOT NULL,
  replaced_by bigint REFERENCES site_parameter (id)
);
-- next
CREATE INDEX IF NOT EXISTS site_parameter_by_code ON site_parameter (site_id, code, valid_from);
