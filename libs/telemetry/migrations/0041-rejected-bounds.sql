-- Of a payload over 256 KiB only its begin is kept: payload_bytes is the size of the whole, payload_sha256 its hash.
-- resolved_at: read in again without a flaw, after what was missing had been configured.
ALTER TABLE rejected_message
  ADD COLUMN IF NOT EXISTS payload_sha256 text,
  ADD COLUMN IF NOT EXISTS resolved_at timestamptz;
-- next
-- Messages beyond a meter's quota: counted, not kept. Empty text where the site or the meter is not known.
CREATE TABLE IF NOT EXISTS rejected_count (
  site_code  text NOT NULL,
  meter_code text NOT NULL,
  reason     text NOT NULL,
  hour       timestamptz NOT NULL,
  messages   integer NOT NULL,
  bytes      bigint NOT NULL,
  PRIMARY KEY (site_code, hour, meter_code, reason)
);
