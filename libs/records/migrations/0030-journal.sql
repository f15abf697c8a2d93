-- The journal: every change a person makes, in one order, each entry with the hash of the one before it. `site` is null
-- for what belongs to the whole platform (users, factor imports). Never changed: a correction is another entry.
CREATE TABLE IF NOT EXISTS journal (
  seq             bigint PRIMARY KEY,
  site            text,
  kind            text NOT NULL,
  key             text NOT NULL,
  -- Version of the record after this entry, 1 for the first.
  version         integer NOT NULL CHECK (version >= 1),
  -- Version of the stored schema of old_value and new_value.
  schema_version  integer NOT NULL,
  action          text NOT NULL,
  old_value       jsonb,
  new_value       jsonb,
  reason          text,
  actor           text NOT NULL,
  actor_role      text NOT NULL,
  address         text,
  at              timestamptz(3) NOT NULL,
  idempotency_key text,
  -- SHA-256 of what was asked for, to tell a repeated request from another one under the same key.
  request_hash    text,
  prev_hash       text NOT NULL,
  hash            text NOT NULL
);
-- next
-- One entry per record and version: two changes can never both be the next version.
CREATE UNIQUE INDEX IF NOT EXISTS journal_by_record ON journal (coalesce(site, ''), kind, key, version);
-- next
CREATE INDEX IF NOT EXISTS journal_by_site ON journal (coalesce(site, ''), seq);
-- next
CREATE UNIQUE INDEX IF NOT EXISTS journal_by_request ON journal (actor, idempotency_key) WHERE idempotency_key IS NOT NULL;
-- next
CREATE OR REPLACE FUNCTION journal_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege',
    MESSAGE = 'the journal is only added to; ' || lower(TG_OP) || ' is refused';
END $$;
-- next
DROP TRIGGER IF EXISTS journal_append_only ON journal;
-- next
CREATE TRIGGER journal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal
  FOR EACH STATEMENT EXECUTE FUNCTION journal_append_only();
-- next
REVOKE ALL ON journal FROM PUBLIC;
-- next
-- Also from the role that runs the platform: it adds and reads, nothing else.
REVOKE UPDATE, DELETE, TRUNCATE ON journal FROM CURRENT_USER;
