-- What a register's readings mean, from when on, as it was recorded: never changed, a later row holds from its
-- effective_from on over all earlier ones. scale: units of consumption (register.unit) per unit of a reading.
CREATE TABLE IF NOT EXISTS register_version (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  register_id    integer NOT NULL REFERENCES register (id),
  effective_from timestamptz NOT NULL,
  unit           text NOT NULL,
  scale          double precision NOT NULL CHECK (scale > 0),
  multiplier     double precision NOT NULL CHECK (multiplier > 0),
  rollover       double precision,
  interval_ms    integer,
  in_use         boolean NOT NULL,
  recorded_at    timestamptz NOT NULL
);
-- next
CREATE INDEX IF NOT EXISTS register_version_by_register ON register_version (register_id, id);
-- next
-- What was there before holds from the beginning.
INSERT INTO register_version (register_id, effective_from, unit, scale, multiplier, rollover, interval_ms, in_use, recorded_at)
SELECT r.id, '-infinity', r.unit, 1, r.multiplier, r.rollover, r.interval_ms, NOT r.retired, '-infinity'
FROM register r WHERE NOT EXISTS (SELECT 1 FROM register_version v WHERE v.register_id = r.id) ORDER BY r.id;
-- next
-- Where a meter stands and what it carries, in the same way.
CREATE TABLE IF NOT EXISTS meter_version (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  meter_id       integer NOT NULL REFERENCES meter (id),
  effective_from timestamptz NOT NULL,
  parent_id      integer REFERENCES meter (id),
  carrier        text NOT NULL,
  recorded_at    timestamptz NOT NULL
);
-- next
CREATE INDEX IF NOT EXISTS meter_version_by_meter ON meter_version (meter_id, id);
-- next
INSERT INTO meter_version (meter_id, effective_from, parent_id, carrier, recorded_at)
SELECT m.id, '-infinity', m.parent_id, m.carrier, '-infinity'
FROM meter m WHERE NOT EXISTS (SELECT 1 FROM meter_version v WHERE v.meter_id = m.id) ORDER BY m.id;
-- next
-- The unit a register counts in today where that is another than the one its consumption is in (unit).
ALTER TABLE register ADD COLUMN IF NOT EXISTS reading_unit text;
