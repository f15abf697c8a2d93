-- Verification engagements of a site and year; every state they had is in the journal.
CREATE TABLE IF NOT EXISTS verification_engagement (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  site_id        integer NOT NULL REFERENCES site (id),
  period         text NOT NULL,
  state          text NOT NULL CHECK (state IN ('open', 'concluded', 'withdrawn')),
  record         jsonb NOT NULL,
  schema_version integer NOT NULL,
  version        integer NOT NULL,
  changed_at     timestamptz NOT NULL
);
-- next
-- One at a time: two conclusions about the same figures would contradict each other.
CREATE UNIQUE INDEX IF NOT EXISTS engagement_under_way ON verification_engagement (site_id, period) WHERE state = 'open';
-- next
CREATE INDEX IF NOT EXISTS engagement_by_period ON verification_engagement (site_id, period, id);
-- next
CREATE TABLE IF NOT EXISTS verification_finding (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  site_id        integer NOT NULL REFERENCES site (id),
  engagement_id  bigint NOT NULL REFERENCES verification_engagement (id),
  state          text NOT NULL CHECK (state IN ('open', 'answered', 'closed', 'withdrawn')),
  record         jsonb NOT NULL,
  schema_version integer NOT NULL,
  version        integer NOT NULL,
  changed_at     timestamptz NOT NULL
);
-- next
CREATE INDEX IF NOT EXISTS finding_by_engagement ON verification_finding (engagement_id, id);
-- next
-- What an auditor noted of a datum: one a datum, the latest; earlier ones are in the journal.
CREATE TABLE IF NOT EXISTS verification_check (
  engagement_id  bigint NOT NULL REFERENCES verification_engagement (id),
  datum          text NOT NULL,
  record         jsonb NOT NULL,
  schema_version integer NOT NULL,
  version        integer NOT NULL,
  changed_at     timestamptz NOT NULL,
  PRIMARY KEY (engagement_id, datum)
);
-- next
-- Evidence by what names it: records are searched for the files they name, and for those that name none.
CREATE INDEX IF NOT EXISTS activity_record_bare ON activity_record (site_id, from_ts) WHERE evidence IS NULL;
