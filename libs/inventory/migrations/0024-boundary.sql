-- Boundary of a site, with its fixed base year. A change is a new version; nothing is overwritten.
CREATE TABLE IF NOT EXISTS boundary_version (
  site_id     integer NOT NULL REFERENCES site (id),
  version     integer NOT NULL,
  definition  jsonb NOT NULL,
  base_year   jsonb,
  note        text,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  recorded_by text NOT NULL,
  PRIMARY KEY (site_id, version)
);
-- next
-- Data quality control plan. A version is written once; only its approval is added, by another person.
CREATE TABLE IF NOT EXISTS quality_plan (
  site_id       integer NOT NULL REFERENCES site (id),
  version       integer NOT NULL,
  items         jsonb NOT NULL,
  note          text,
  recorded_at   timestamptz NOT NULL DEFAULT now(),
  author        text NOT NULL,
  approved_at   timestamptz,
  approved_by   text CHECK (approved_by <> author),
  approval_note text,
  PRIMARY KEY (site_id, version),
  CHECK ((approved_at IS NULL) = (approved_by IS NULL))
);
-- next
-- Evidence files. The bytes lie under DATA_DIR/evidence by their SHA-256; rows are never changed or deleted.
CREATE TABLE IF NOT EXISTS evidence (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  site_id      integer NOT NULL REFERENCES site (id),
  sha256       text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  name         text NOT NULL,
  content_type text NOT NULL,
  bytes        integer NOT NULL CHECK (bytes > 0),
  note         text,
  uploaded_at  timestamptz NOT NULL DEFAULT now(),
  uploaded_by  text NOT NULL
);
-- next
CREATE INDEX IF NOT EXISTS evidence_by_site ON evidence (site_id, sha256);
