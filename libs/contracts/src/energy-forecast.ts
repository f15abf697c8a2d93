import { z } from 'zod';
import { timezoneSchema } from './sites.js';

/** One forecast without a site. */
export const forecastRequestSchema = z.strictObject({
  start: z.iso.datetime({ offset: true }).describe('Begin of the first quarter hour'),
  timezone: timezoneSchema,
  values: z
    .array(z.number().min(-1e12).max(1e12).nullable())
    .min(1)
    .max(40_000)
    .describe('A value per 15 minutes (kWh or kW); null: not known'),
  origins: z
    .number()
    .int()
    .min(8)
    .max(84)
    .default(28)
    .describe('Days at the end that the back-test forecasts'),
});
export type ForecastRequest = z.infer<typeof forecastRequestSchema>;

const model = z.enum(['seasonalNaive', 'typicalDay', 'smoothed', 'regression', 'combined']);
const values = z.array(z.number().nullable());

export const forecastSchema = z.object({
  chosen: model.describe('Least error of the back-test; seasonalNaive unless another has MASE < 1'),
  scores: z.array(
    z.object({
      model,
      points: z.number().int(),
      mae: z.number(),
      wape: z.number().nullable().describe('Σ|e|/Σ|y|'),
      mase: z.number().nullable().describe('MAE over that of the seasonal naive on the same quarter hours'),
      bias: z.number().nullable().describe('Σe/Σ|y|; above 0: too high'),
      coverage: z.number().nullable().describe('Share of quarter hours within their 80 % interval'),
    }),
  ),
  day: z.string().describe('The day forecast, local; its 96 quarter hours follow'),
  expected: values,
  low: values.describe('Lower end of the 80 % interval'),
  high: values,
  backTest: z.array(
    z.object({ day: z.string(), actual: values, expected: values, low: values, high: values }),
  ),
});
export type ForecastAnswer = z.infer<typeof forecastSchema>;
