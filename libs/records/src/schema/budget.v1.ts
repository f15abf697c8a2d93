import { z } from 'zod';
import { storedKind } from './stored.js';

// Amounts are decimal text.
const budgetV1 = z.object({
  year: z.number(),
  items: z.array(
    z.object({
      indicator: z.string(),
      /** Code of a unit of the site; null: the whole site. */
      siteUnit: z.string().nullable(),
      unit: z.string(),
      total: z.string(),
      /** January first; they add up to the total. */
      months: z.array(z.string()),
    }),
  ),
  note: z.string().nullable(),
});

/** A budget of a year, as it is kept. */
export const storedBudget = storedKind('budget', budgetV1);

const approvalV1 = z.object({ year: z.number(), version: z.number(), note: z.string().nullable() });

/** The approval of a version of a budget, as it is kept. */
export const storedBudgetApproval = storedKind('budget-approval', approvalV1);

const targetV1 = z.object({
  indicator: z.string(),
  baseYear: z.number(),
  baseValue: z.string(),
  unit: z.string(),
  /** Where the value of the base year comes from. */
  source: z.string(),
  targetYear: z.number(),
  path: z.string(),
  /** Value of the target year of a linear path. */
  targetValue: z.string().nullable(),
  /** Yearly fall of a path by a rate, in parts of the base year's value. */
  yearlyRate: z.string().nullable(),
  points: z.array(z.object({ year: z.number(), value: z.string() })),
});

/** A target with its path, as it is kept. */
export const storedTarget = storedKind('target', targetV1);
