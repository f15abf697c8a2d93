-- Report files that are made on request, while nobody waits for the answer. No record of the plant: the export stands in the
-- journal when the file is handed out.
CREATE TABLE IF NOT EXISTS report_job (
  id        uuid PRIMARY KEY,
  site_id   integer NOT NULL REFERENCES site (id) ON DELETE CASCADE,
  asked_by  text NOT NULL,
  question  jsonb NOT NULL,
  state     text NOT NULL CHECK (state IN ('waiting', 'gathering', 'writing', 'done', 'failed', 'cancelled')),
  attempts  integer NOT NULL DEFAULT 0,
  bytes     bigint,
  refusal   jsonb,
  asked_at  timestamptz NOT NULL,
  ended_at  timestamptz
);
-- next
CREATE INDEX IF NOT EXISTS report_job_asker ON report_job (site_id, asked_by, asked_at DESC);
