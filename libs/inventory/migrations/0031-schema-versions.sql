-- Version of the stored schema under which the JSON of a row was written; everything until now is version 1.
ALTER TABLE emission_source ADD COLUMN IF NOT EXISTS schema_version integer NOT NULL DEFAULT 1;
-- next
ALTER TABLE boundary_version ADD COLUMN IF NOT EXISTS schema_version integer NOT NULL DEFAULT 1;
-- next
ALTER TABLE quality_plan ADD COLUMN IF NOT EXISTS schema_version integer NOT NULL DEFAULT 1;
