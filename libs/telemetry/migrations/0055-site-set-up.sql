-- What the guided set-up asks of a site; unknown where nobody said it.
ALTER TABLE site
  ADD COLUMN IF NOT EXISTS province       text,
  ADD COLUMN IF NOT EXISTS industry_class text,
  ADD COLUMN IF NOT EXISTS currency       text,
  -- Units (plant, workshops, lines): code, name, kind, parent; always read and written together.
  ADD COLUMN IF NOT EXISTS units          jsonb NOT NULL DEFAULT '[]';
-- next
-- The unit whose use a meter measures.
ALTER TABLE meter ADD COLUMN IF NOT EXISTS unit text;
