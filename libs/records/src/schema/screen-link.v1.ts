import { z } from 'zod';
import { storedKind } from './stored.js';

const screenLinkV1 = z.object({
  name: z.string(),
  /** ISO 8601; null: until it is revoked. */
  expiresAt: z.string().nullable(),
  revoked: z.boolean(),
});

/** The link of a large screen as the journal keeps it: never its token. */
export const storedScreenLink = storedKind('screen-link', screenLinkV1);
