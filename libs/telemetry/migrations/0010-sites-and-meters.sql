-- Sites, meters and registers: configuration, kept by TypeORM entities.
CREATE TABLE IF NOT EXISTS site (
  id           integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code         text NOT NULL UNIQUE,
  name_zh      text NOT NULL,
  name_en      text NOT NULL,
  timezone     text NOT NULL,
  grid_region  text,
  industry     text,
  address      text,
  organisation text,
  demo         boolean NOT NULL DEFAULT false,
  created_at   timestamptz NOT NULL DEFAULT now()
);
-- next
CREATE TABLE IF NOT EXISTS meter (
  id              integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  site_id         integer NOT NULL REFERENCES site (id),
  code            text NOT NULL,
  name_zh         text NOT NULL,
  name_en         text NOT NULL,
  carrier         text NOT NULL,
  parent_id       integer REFERENCES meter (id),
  location        text,
  -- Meter passwords are 192 random bits made by the platform; a slow hash would add nothing.
  password_sha256 text,
  status          text CHECK (status IN ('online', 'offline')),
  status_since    timestamptz,
  UNIQUE (site_id, code)
);
-- next
CREATE TABLE IF NOT EXISTS register (
  id          integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  meter_id    integer NOT NULL REFERENCES meter (id),
  code        text NOT NULL,
  name_zh     text NOT NULL,
  name_en     text NOT NULL,
  kind        text NOT NULL CHECK (kind IN ('counter', 'interval', 'gauge')),
  unit        text NOT NULL,
  multiplier  double precision NOT NULL CHECK (multiplier > 0),
  rollover    double precision,
  "interval"  text,
  interval_ms integer,
  position    integer NOT NULL,
  -- A register that a later configuration leaves out keeps its readings and takes no new ones.
  retired     boolean NOT NULL DEFAULT false,
  UNIQUE (meter_id, code)
);
-- next
-- Rises with each change of sites, meters or registers; ingest workers compare it to drop what they remember.
CREATE TABLE IF NOT EXISTS directory_version (
  one     boolean PRIMARY KEY DEFAULT true CHECK (one),
  version bigint NOT NULL
);
-- next
INSERT INTO directory_version (version) VALUES (1) ON CONFLICT DO NOTHING;
