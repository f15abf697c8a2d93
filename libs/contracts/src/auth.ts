import { z } from 'zod';
import { bilingualSchema, changeFields, codeSchema, roleSchema } from './codes.js';

export const loginRequestSchema = z.strictObject({
  username: z.string().min(1).max(129).describe('User name'),
  password: z.string().min(1).max(256),
});
export type LoginRequest = z.infer<typeof loginRequestSchema>;

export const currentUserSchema = z.object({
  username: z.string(),
  displayName: z.object({ zh: z.string(), en: z.string() }),
  role: roleSchema,
});
export type CurrentUser = z.infer<typeof currentUserSchema>;

export const loginResponseSchema = z.object({
  accessToken: z.string(),
  tokenType: z.literal('Bearer'),
  expiresAt: z.string().describe('ISO 8601'),
  user: currentUserSchema,
});
export type LoginResponse = z.infer<typeof loginResponseSchema>;

/** What the login page may know before anybody logged in. Demo accounts are present in demo mode only. */
export const metaSchema = z.object({
  version: z.string(),
  factorSet: z.string().describe('Version of the factor library, e.g. 2026.11'),
  demo: z
    .object({
      accounts: z.array(z.object({ username: z.string(), password: z.string(), role: roleSchema })),
      backfill: z
        .object({ done: z.number(), total: z.number(), finished: z.boolean() })
        .nullable()
        .describe('Readings of the demo history acknowledged so far; null before the simulator reported'),
    })
    .nullable(),
});
export type Meta = z.infer<typeof metaSchema>;

export const putUserSchema = z.strictObject({
  name: bilingualSchema,
  role: roleSchema,
  password: z
    .string()
    .min(8, 'give at least 8 characters')
    .max(256)
    .optional()
    .describe('Left out: the present one stays; a new account gets one by a link: POST …/link'),
  sites: z
    .array(z.union([codeSchema, z.literal('*')]))
    .max(1000)
    .describe('Codes of the sites this user may see; * for all'),
  ...changeFields,
});
export type PutUser = z.infer<typeof putUserSchema>;

export const changePasswordSchema = z.strictObject({
  current: z.string().min(1).max(256).describe('The present password'),
  password: z.string().min(8, 'give at least 8 characters').max(256),
});
export type ChangePassword = z.infer<typeof changePasswordSchema>;

/** Log-ins of a user that are still good. */
export const sessionListSchema = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      address: z.string().nullable(),
      createdAt: z.string(),
      expiresAt: z.string(),
      agent: z.string().nullable().describe('What the browser said it was'),
      refreshedAt: z.string().nullable().describe('When a page of it was last there'),
      own: z.boolean().describe('True for the session that asks'),
    }),
  ),
});
export type SessionList = z.infer<typeof sessionListSchema>;

/** An account as an administrator sees it. */
export const personSchema = z.object({
  username: z.string(),
  displayName: z.object({ zh: z.string(), en: z.string() }),
  role: roleSchema,
  sites: z.array(z.string()).describe('Codes of the sites granted; * for all'),
  disabled: z.boolean(),
  hasPassword: z.boolean().describe('False: invited, no password set yet'),
  lastLoginAt: z.string().nullable(),
  sessions: z.number().int().describe('Log-ins that are still good'),
  link: z
    .object({ purpose: z.enum(['invite', 'reset']), expiresAt: z.string() })
    .nullable()
    .describe('A one-time link that is still good'),
  version: z.number().int().describe('Rises with each change; send it as If-Match'),
});
export type Person = z.infer<typeof personSchema>;
export const personListSchema = z.object({ items: z.array(personSchema) });
export type PersonList = z.infer<typeof personListSchema>;

export const noteSchema = z.strictObject({ ...changeFields });

export const oneTimeLinkSchema = z.object({
  purpose: z.enum(['invite', 'reset']),
  path: z.string().describe('Path and fragment below the address of the dashboard; shown this once'),
  expiresAt: z.string(),
});
export type OneTimeLink = z.infer<typeof oneTimeLinkSchema>;

const linkTokenSchema = z.string().min(20, 'give the whole link').max(100);
export const lookAtLinkSchema = z.strictObject({ token: linkTokenSchema });
export type LookAtLink = z.infer<typeof lookAtLinkSchema>;
export const linkSchema = z.object({
  username: z.string(),
  displayName: z.object({ zh: z.string(), en: z.string() }),
  purpose: z.enum(['invite', 'reset']),
  expiresAt: z.string(),
});
export type LinkOwner = z.infer<typeof linkSchema>;
export const useLinkSchema = z.strictObject({
  token: linkTokenSchema,
  password: z.string().min(8, 'give at least 8 characters').max(256),
});
export type UseLink = z.infer<typeof useLinkSchema>;
