-- What became of the values that meters sent, by the hour in which they came: received is the sum of the four. Empty text
-- where site or meter is not known. writer: processes that store at the same time do not wait for each other's counts.
CREATE TABLE IF NOT EXISTS ingest_count (
  site_code  text NOT NULL,
  meter_code text NOT NULL,
  hour       timestamptz NOT NULL,
  writer     smallint NOT NULL,
  stored     bigint NOT NULL DEFAULT 0,
  duplicate  bigint NOT NULL DEFAULT 0,
  conflict   bigint NOT NULL DEFAULT 0,
  rejected   bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (site_code, meter_code, hour, writer)
) WITH (fillfactor = 50);
-- next
-- Parts of the message that could not be used; of messages of earlier versions it is taken as one.
ALTER TABLE rejected_message ADD COLUMN IF NOT EXISTS flaws integer NOT NULL DEFAULT 1;
-- next
-- Answers to pushed readings, so that a repeated request is answered as the first was.
CREATE TABLE IF NOT EXISTS push_request (
  site_code    text NOT NULL,
  sender       text NOT NULL,
  key          text NOT NULL,
  request_hash text NOT NULL,
  answer       jsonb NOT NULL,
  at           timestamptz NOT NULL,
  PRIMARY KEY (site_code, sender, key)
);
