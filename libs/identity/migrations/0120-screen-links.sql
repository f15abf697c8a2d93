-- Links by which a large screen reads one site without a login. Only the hash of the token is kept; the journal tells who and why.
CREATE TABLE IF NOT EXISTS screen_link (
  id           uuid PRIMARY KEY,
  site         text NOT NULL,
  name         text NOT NULL,
  token_sha256 text NOT NULL UNIQUE,
  created_by   text NOT NULL,
  created_at   timestamptz NOT NULL,
  expires_at   timestamptz,
  revoked_at   timestamptz,
  revoked_by   text,
  revoked_why  text,
  last_seen_at timestamptz
);
-- next
CREATE INDEX IF NOT EXISTS screen_link_by_site ON screen_link (site, created_at);
