-- Accounts of people. Meters have their own credentials (meter.password_sha256).
CREATE TABLE IF NOT EXISTS app_user (
  id            integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  username      text NOT NULL UNIQUE,
  name_zh       text NOT NULL,
  name_en       text NOT NULL,
  role          text NOT NULL CHECK (role IN ('admin', 'energy_manager', 'auditor', 'viewer')),
  password_hash text NOT NULL,
  sites         text[] NOT NULL DEFAULT '{}',
  created_at    timestamptz NOT NULL DEFAULT now()
);
