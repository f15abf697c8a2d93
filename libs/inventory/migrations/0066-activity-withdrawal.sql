-- A record that was entered by mistake is withdrawn, with the reason; it stays readable and counts no more.
ALTER TABLE activity_record ADD COLUMN IF NOT EXISTS withdrawn_at timestamptz;
-- next
ALTER TABLE activity_record ADD COLUMN IF NOT EXISTS withdrawn_by text;
-- next
ALTER TABLE activity_record ADD COLUMN IF NOT EXISTS withdrawal text;
