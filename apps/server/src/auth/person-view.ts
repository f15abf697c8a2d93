import type { LoginResponse, Person, SessionList } from '@zerofab/contracts';
import type { LogIn, Person as StoredPerson } from '@zerofab/identity';

interface SeenSession {
  readonly id: string;
  readonly address: string | null;
  readonly agent: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly refreshedAt: Date | null;
}

/** A log-in as its client is told; the refresh token goes into the cookie alone. */
export const loginView = ({ token, expiresAt, user }: LogIn): LoginResponse => ({
  accessToken: token,
  tokenType: 'Bearer',
  expiresAt: expiresAt.toISOString(),
  user,
});

export const sessionView = (session: SeenSession, own: string | null): SessionList['items'][number] => ({
  id: session.id,
  address: session.address,
  agent: session.agent,
  createdAt: session.createdAt.toISOString(),
  expiresAt: session.expiresAt.toISOString(),
  refreshedAt: session.refreshedAt?.toISOString() ?? null,
  own: session.id === own,
});

export const personView = (person: StoredPerson, version: number): Person => ({
  ...person,
  sites: [...person.sites],
  lastLoginAt: person.lastLoginAt?.toISOString() ?? null,
  link:
    person.link === null
      ? null
      : { purpose: person.link.purpose, expiresAt: person.link.expiresAt.toISOString() },
  version,
});
