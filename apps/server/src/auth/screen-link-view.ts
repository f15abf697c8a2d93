import type { ScreenLink } from '@zerofab/contracts';
import type { ScreenLink as StoredLink } from '@zerofab/identity';

/** A link as people see it, with what has become of it by now. */
export const screenLinkView = (link: StoredLink): ScreenLink => ({
  id: link.id,
  name: link.name,
  state:
    link.revokedAt !== null
      ? 'revoked'
      : link.expiresAt !== null && link.expiresAt.getTime() <= Date.now()
        ? 'expired'
        : 'good',
  createdBy: link.createdBy,
  createdAt: link.createdAt.toISOString(),
  expiresAt: link.expiresAt?.toISOString() ?? null,
  revokedAt: link.revokedAt?.toISOString() ?? null,
  revokedBy: link.revokedBy,
  revokedWhy: link.revokedWhy,
  lastSeenAt: link.lastSeenAt?.toISOString() ?? null,
});

/** Behind the #: the token is in no log of a server or proxy, and in no Referer. */
export const screenPath = (site: string, token: string): string =>
  `/screen?site=${encodeURIComponent(site)}#${token}`;
