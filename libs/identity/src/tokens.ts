import { createHash, randomBytes } from 'node:crypto';

/** A token that nobody can guess: 256 random bits, 43 signs that stand in a URL or a cookie as they are. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** What is kept of a token: its hash. The token is random, so that a slow hash would add nothing. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');
