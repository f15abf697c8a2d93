import { z } from 'zod';
import { storedKind } from './stored.js';

const userV1 = z.object({
  name: z.object({ zh: z.string(), en: z.string() }),
  role: z.enum(['admin', 'energy_manager', 'auditor', 'viewer']),
  sites: z.array(z.string()),
});
const userV2 = userV1.extend({ disabled: z.boolean() });

/**
 * Accounts as they are kept in the journal; the hash of the password stands with the account alone. Version 2 keeps
 * whether an account is closed; none could be before.
 */
export const storedUser = storedKind('user', userV2, [
  (older) => ({ ...userV1.parse(older), disabled: false }),
]);
