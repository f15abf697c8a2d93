-- Reporting periods that were closed at least once; every state they had is in the journal.
CREATE TABLE IF NOT EXISTS reporting_period (
  site_id        integer NOT NULL REFERENCES site (id),
  period         text NOT NULL,
  from_ts        timestamptz NOT NULL,
  to_ts          timestamptz NOT NULL,
  state          text NOT NULL CHECK (state IN ('open', 'closed', 'submitted', 'verified', 'locked')),
  record         jsonb NOT NULL,
  schema_version integer NOT NULL,
  version        integer NOT NULL,
  changed_at     timestamptz NOT NULL,
  PRIMARY KEY (site_id, period)
);
-- next
-- Content of frozen versions under its own hash: canonical JSON (RFC 8785), byte by byte what was hashed. Versions share parts.
CREATE TABLE IF NOT EXISTS frozen_content (
  sha256  text PRIMARY KEY CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  content text NOT NULL,
  kept_at timestamptz NOT NULL
);
-- next
-- Versions of the inventory of a locked period: 1 when it is locked, one more with each restatement.
CREATE TABLE IF NOT EXISTS inventory_version (
  site_id        integer NOT NULL REFERENCES site (id),
  period         text NOT NULL,
  version        integer NOT NULL CHECK (version >= 1),
  sha256         text NOT NULL REFERENCES frozen_content (sha256),
  restatement_id bigint,
  created_at     timestamptz NOT NULL,
  created_by     text NOT NULL,
  PRIMARY KEY (site_id, period, version)
);
-- next
CREATE TABLE IF NOT EXISTS restatement (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  site_id        integer NOT NULL REFERENCES site (id),
  period         text NOT NULL,
  state          text NOT NULL CHECK (state IN ('open', 'proposed', 'approved', 'rejected', 'withdrawn')),
  record         jsonb NOT NULL,
  schema_version integer NOT NULL,
  version        integer NOT NULL,
  changed_at     timestamptz NOT NULL
);
-- next
-- One at a time: two of one period would each be the difference to the same version.
CREATE UNIQUE INDEX IF NOT EXISTS restatement_under_way ON restatement (site_id, period) WHERE state IN ('open', 'proposed');
-- next
CREATE INDEX IF NOT EXISTS restatement_by_period ON restatement (site_id, period, id);
-- next
CREATE OR REPLACE FUNCTION frozen_for_ever() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege',
    MESSAGE = 'a frozen version is only added to; ' || lower(TG_OP) || ' of ' || TG_TABLE_NAME || ' is refused';
END $$;
-- next
DROP TRIGGER IF EXISTS frozen_for_ever ON frozen_content;
-- next
CREATE TRIGGER frozen_for_ever BEFORE UPDATE OR DELETE OR TRUNCATE ON frozen_content
  FOR EACH STATEMENT EXECUTE FUNCTION frozen_for_ever();
-- next
DROP TRIGGER IF EXISTS frozen_for_ever ON inventory_version;
-- next
CREATE TRIGGER frozen_for_ever BEFORE UPDATE OR DELETE OR TRUNCATE ON inventory_version
  FOR EACH STATEMENT EXECUTE FUNCTION frozen_for_ever();
-- next
REVOKE ALL ON frozen_content, inventory_version FROM PUBLIC;
