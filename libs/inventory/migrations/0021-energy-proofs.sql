-- Claims to electricity of an attribute, with their proof. Never deleted: a claim is withdrawn with a reason. Serial numbers
-- of certificates are unique over all sites; the check runs under one advisory lock for the platform.
CREATE TABLE IF NOT EXISTS energy_proof (
  id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  site_id          integer NOT NULL REFERENCES site (id),
  kind             text NOT NULL CHECK (kind IN ('own', 'direct', 'trade', 'certificate')),
  mwh              numeric NOT NULL CHECK (mwh > 0),
  from_ts          timestamptz NOT NULL,
  to_ts            timestamptz NOT NULL CHECK (to_ts > from_ts),
  generation_month text,
  plant            text,
  technology       text,
  province         text,
  contract         text,
  settlement       text,
  registry         text,
  serial_from      numeric(30),
  serial_to        numeric(30),
  retired_on       date,
  beneficiary      text,
  evidence         text,
  recorded_at      timestamptz NOT NULL DEFAULT now(),
  recorded_by      text NOT NULL,
  withdrawn_at     timestamptz,
  withdrawn_by     text,
  withdrawal       text
);
-- next
CREATE INDEX IF NOT EXISTS energy_proof_by_site ON energy_proof (site_id, from_ts);
-- next
CREATE INDEX IF NOT EXISTS energy_proof_by_serial ON energy_proof (registry, serial_from) WHERE withdrawn_at IS NULL;
-- next
-- Dated inputs of the non-fossil ledger: coefficient of the province, limit on certificates. The latest one counts.
CREATE TABLE IF NOT EXISTS ledger_parameter (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  site_id     integer NOT NULL REFERENCES site (id),
  year        integer NOT NULL,
  name        text NOT NULL CHECK (name IN ('apportionment', 'certificateLimitMwh')),
  value       numeric NOT NULL CHECK (value >= 0),
  source      text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  recorded_by text NOT NULL
);
