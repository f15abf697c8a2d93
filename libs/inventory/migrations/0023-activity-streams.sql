-- A source may take several amounts: flows of a carbon balance, purchases, sales and counts of a stock. Each record
-- names the stream it belongs to; '' is the activity of the source itself.
ALTER TABLE activity_record ADD COLUMN IF NOT EXISTS stream text NOT NULL DEFAULT '';
-- next
DROP INDEX IF EXISTS activity_record_by_source;
-- next
CREATE INDEX IF NOT EXISTS activity_record_by_stream ON activity_record (site_id, source_code, stream, from_ts);
