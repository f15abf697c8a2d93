-- The factor library in time. What the product brings along is kept at first use, so that "as believed then" outlives an
-- upgrade; what a site's administrator imports is kept whole. Never changed; an import is withdrawn, not deleted.
CREATE TABLE IF NOT EXISTS factor_edition (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  version       text NOT NULL,
  factors       jsonb NOT NULL,
  first_used_at timestamptz NOT NULL DEFAULT now()
);
-- next
CREATE TABLE IF NOT EXISTS factor_import (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  factor_table    text NOT NULL,
  title           text NOT NULL,
  file_name       text,
  -- The file as it was given, and what was taken from it.
  content         text NOT NULL,
  content_sha256  text NOT NULL,
  factors         jsonb NOT NULL,
  added           integer NOT NULL,
  changed         integer NOT NULL,
  unchanged       integer NOT NULL,
  rejected        integer NOT NULL,
  imported_at     timestamptz NOT NULL DEFAULT now(),
  imported_by     text NOT NULL,
  withdrawn_at    timestamptz,
  withdrawn_by    text,
  withdraw_reason text,
  CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL) AND (withdrawn_at IS NULL) = (withdraw_reason IS NULL))
);
