-- People who are invited set their own password; an account can be closed for a while without losing its history.
ALTER TABLE app_user
  ADD COLUMN IF NOT EXISTS has_password  boolean NOT NULL DEFAULT true,
  ADD COLUMN IF NOT EXISTS disabled_at   timestamptz,
  ADD COLUMN IF NOT EXISTS last_login_at timestamptz;
-- next
-- What a person recognises a session by, and when its page was last there.
ALTER TABLE session
  ADD COLUMN IF NOT EXISTS agent        text,
  ADD COLUMN IF NOT EXISTS refreshed_at timestamptz;
-- next
-- Tokens that prolong a session, each good once. A used one that comes again was copied: its session ends.
CREATE TABLE IF NOT EXISTS refresh_token (
  token_sha256 text PRIMARY KEY,
  session_id   uuid NOT NULL REFERENCES session (id) ON DELETE CASCADE,
  issued_at    timestamptz NOT NULL,
  used_at      timestamptz
);
-- next
CREATE INDEX IF NOT EXISTS refresh_token_by_session ON refresh_token (session_id);
-- next
-- Links by which a person sets the own password, each good once and for a while. Only the hash is kept.
CREATE TABLE IF NOT EXISTS one_time_link (
  token_sha256 text PRIMARY KEY,
  username     text NOT NULL REFERENCES app_user (username) ON DELETE CASCADE,
  purpose      text NOT NULL CHECK (purpose IN ('invite', 'reset')),
  created_by   text NOT NULL,
  created_at   timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL,
  used_at      timestamptz
);
-- next
CREATE INDEX IF NOT EXISTS one_time_link_by_user ON one_time_link (username);
