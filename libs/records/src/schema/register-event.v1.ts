import { z } from 'zod';
import { storedKind } from './stored.js';

const registerEventV1 = z.object({
  meter: z.string(),
  register: z.string(),
  kind: z.string(),
  at: z.string(),
  to: z.string(),
  value: z.number().nullable(),
  closing: z.number().nullable(),
  opening: z.number().nullable(),
  withdrawn: z.boolean(),
});
export type StoredRegisterEvent = z.infer<typeof registerEventV1>;

/** What people decided about readings, as it is kept; the raw readings stay. */
export const storedRegisterEvent = storedKind('register-event', registerEventV1);
