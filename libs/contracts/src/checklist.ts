import { z } from 'zod';
import { CHECK_STEPS, ROLES } from '@zerofab/vocabulary';
import { bilingualOutSchema } from './codes.js';

/** What a correct inventory takes, and what of it is there. */
export const checklistSchema = z.object({
  done: z.number().int(),
  total: z.number().int(),
  items: z.array(
    z.object({
      step: z.enum(CHECK_STEPS),
      state: z.enum(['done', 'missing', 'partly']),
      title: bilingualOutSchema,
      detail: bilingualOutSchema.describe('What is there, or what is missing and what to do'),
      count: z.number().int().nullable().describe('How many things the detail counts'),
      roles: z.array(z.enum(ROLES)).describe('Who may do it'),
    }),
  ),
});
export type Checklist = z.infer<typeof checklistSchema>;
export type CheckItem = Checklist['items'][number];
