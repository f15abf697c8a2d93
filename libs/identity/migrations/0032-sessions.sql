-- Log-ins of people. A token names its session; a session that has ended opens nothing any more, at once.
CREATE TABLE IF NOT EXISTS session (
  id         uuid PRIMARY KEY,
  username   text NOT NULL REFERENCES app_user (username),
  address    text,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  ended_at   timestamptz
);
-- next
CREATE INDEX IF NOT EXISTS session_by_user ON session (username, created_at);
