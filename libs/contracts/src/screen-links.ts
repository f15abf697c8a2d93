import { z } from 'zod';
import { changeFields } from './codes.js';

export const makeScreenLinkSchema = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1, 'give a name')
    .max(120)
    .describe('Where the screen hangs, such as "Hall 2, east gate"'),
  expiresAt: z.iso
    .datetime({ offset: true, error: 'give a time with its offset, such as 2027-01-01T00:00:00+08:00' })
    .nullish()
    .describe('Left out: good until it is revoked'),
  ...changeFields,
});
export type MakeScreenLink = z.infer<typeof makeScreenLinkSchema>;

export const revokeScreenLinkSchema = z.strictObject({
  note: z.string().trim().min(1, 'say why').max(1000).describe('Why the link is taken back'),
});

/** The link of a large screen; its token is in no answer but that of its making. */
export const screenLinkSchema = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(['good', 'expired', 'revoked']),
  createdBy: z.string(),
  createdAt: z.string(),
  expiresAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
  revokedBy: z.string().nullable(),
  revokedWhy: z.string().nullable(),
  lastSeenAt: z.string().nullable().describe('When a screen asked by it last, to ten minutes; null: never'),
});
export type ScreenLink = z.infer<typeof screenLinkSchema>;
export const screenLinkListSchema = z.object({ items: z.array(screenLinkSchema) });
export type ScreenLinkList = z.infer<typeof screenLinkListSchema>;

export const newScreenLinkSchema = z.object({
  link: screenLinkSchema,
  path: z.string().describe('Path and fragment below the address of the dashboard; shown this once'),
});
export type NewScreenLink = z.infer<typeof newScreenLinkSchema>;
