-- Why a value far from the usual ones is right, as the one who recorded it said; null where nobody doubted it.
ALTER TABLE site_parameter ADD COLUMN IF NOT EXISTS confirmed text;
