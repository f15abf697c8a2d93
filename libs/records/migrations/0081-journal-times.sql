-- The audit log is asked for by time; entries and times are in one order, so that the index stays small.
CREATE INDEX IF NOT EXISTS journal_by_time ON journal USING brin (at);
-- next
CREATE INDEX IF NOT EXISTS journal_by_actor ON journal (actor, seq);
