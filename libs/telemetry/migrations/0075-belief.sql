-- What decides whether a step of a register can be true; it holds for all its readings.
ALTER TABLE register
  -- The most it can use in an hour, in its unit (of an electricity meter in kWh: its kW).
  ADD COLUMN IF NOT EXISTS max_rate    double precision CHECK (max_rate > 0),
  -- Import − export: it may fall.
  ADD COLUMN IF NOT EXISTS net         boolean NOT NULL DEFAULT false,
  -- It begins anew each day at this hour of the site's zone.
  ADD COLUMN IF NOT EXISTS daily_reset smallint CHECK (daily_reset BETWEEN 0 AND 23);
-- next
-- Steps that do not count as they stand, and steps that were looked at twice and believed; written by the roll-up with
-- the consumption that rests on them.
CREATE TABLE IF NOT EXISTS reading_finding (
  register_id integer NOT NULL,
  at_ts       timestamptz NOT NULL,
  reason      text NOT NULL,
  from_ts     timestamptz NOT NULL,
  until_ts    timestamptz NOT NULL,
  before      double precision,
  shown       double precision NOT NULL,
  amount      double precision NOT NULL,
  PRIMARY KEY (register_id, at_ts, reason)
);
-- next
-- What people decided about readings. Raw readings stay; withdrawn_at: undone by a later entry of the journal.
CREATE TABLE IF NOT EXISTS register_event (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  register_id  integer NOT NULL REFERENCES register (id),
  kind         text NOT NULL,
  at_ts        timestamptz NOT NULL,
  to_ts        timestamptz NOT NULL CHECK (to_ts >= at_ts),
  value        double precision,
  closing      double precision,
  opening      double precision,
  reason       text NOT NULL,
  author       text NOT NULL,
  recorded_at  timestamptz NOT NULL,
  withdrawn_at timestamptz
);
-- next
CREATE INDEX IF NOT EXISTS register_event_by_register ON register_event (register_id, at_ts);
-- next
-- A conflict that somebody decided; the event that says so, where another value than the first counts.
ALTER TABLE reading_conflict
  ADD COLUMN IF NOT EXISTS decided_at timestamptz,
  ADD COLUMN IF NOT EXISTS event_id   bigint REFERENCES register_event (id);
