import { z } from 'zod';
import { storedKind } from './stored.js';

const itemV1 = z.object({
  source: z.string(),
  input: z.string().default('activity'),
  parameter: z.string(),
  facility: z.string(),
  monitoringPoint: z.string(),
  device: z
    .object({
      name: z.string(),
      number: z.string(),
      place: z.string(),
      accuracy: z.string(),
      calibrationMonths: z.number().nullable(),
      lastCalibratedOn: z.string().nullish(),
    })
    .nullish(),
  frequency: z.string(),
  method: z.string(),
  missingDataRule: z.string(),
  recordForm: z.string(),
  department: z.string(),
});
const qualityPlanV1 = z.object({ items: z.array(itemV1), note: z.string().nullable() });

/** Data quality control plans as they are kept. */
export const storedQualityPlan = storedKind('quality-plan', qualityPlanV1);

const approvalV1 = z.object({ version: z.number(), note: z.string().nullable() });

/** The approval of a version of a plan, as it is kept. */
export const storedPlanApproval = storedKind('quality-plan-approval', approvalV1);
