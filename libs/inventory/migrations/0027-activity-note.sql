-- Why a record was entered or corrected, in the words of the one who did: what a verifier asks first.
ALTER TABLE activity_record ADD COLUMN IF NOT EXISTS note text;
