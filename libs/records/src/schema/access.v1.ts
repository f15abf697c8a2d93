import { z } from 'zod';
import { storedKind } from './stored.js';

const loginV1 = z.object({
  /** in: logged in · wrong: name or password · disabled: the account is */
  outcome: z.enum(['in', 'wrong', 'disabled']),
  agent: z.string().nullable(),
});

/** A log-in that was tried, under the user name that was given. */
export const storedLogin = storedKind('login', loginV1);

const accessV1 = z.object({
  /** What was read or taken along: the path of the request with its question. */
  path: z.string(),
  agent: z.string().nullable(),
});

/** A read of evidence, or an export. */
export const storedAccess = storedKind('access', accessV1);
