import { z } from 'zod';
import { bilingualOutSchema } from './codes.js';

export const FUNCTION_STATES = ['live', 'notLive', 'notOffered'] as const;
export const MEND_PAGES = [
  'meters',
  'periods',
  'production',
  'energy',
  'budgets',
  'reports',
  'electricity',
  'simulation',
] as const;

export const centreFunctionsSchema = z.object({
  site: z.string(),
  at: z.string().describe('When the tests ran'),
  live: z.object({
    guide: z.number().int().describe('Of the twelve functions of the guide 工信厅节〔2025〕13号'),
    national: z.number().int().describe('Of the thirteen that the form of the zero-carbon factory counts'),
  }),
  items: z.array(
    z.object({
      no: z.number().int(),
      name: bilingualOutSchema,
      test: bilingualOutSchema.describe('What must hold; the tests are ours, the guide states none'),
      state: z
        .enum(FUNCTION_STATES)
        .describe('notOffered: the platform does not have the function, no data makes it live'),
      found: bilingualOutSchema.describe('What was measured, with its figure'),
      mend: z.enum(MEND_PAGES).nullable().describe('Page on which it is made live'),
    }),
  ),
});
export type CentreFunctions = z.infer<typeof centreFunctionsSchema>;
