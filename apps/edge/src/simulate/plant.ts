import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Hours in which a gateway is away: `dropsOut` sends its backlog afterwards, `loses` never does. */
const windowSchema = z.strictObject({
  everyDays: z.number().int().min(1),
  fromHour: z.number(),
  hours: z.number().positive(),
});
export type Window = z.infer<typeof windowSchema>;

const common = {
  /** Counter at the begin of the history, raw. */
  start: z.number().nonnegative(),
  /** Smallest step of the counter, raw. */
  resolution: z.number().positive().default(0.01),
  sendsTwice: z.boolean().default(false),
  dropsOut: windowSchema.optional(),
  loses: windowSchema.optional(),
};
const simSchema = z.discriminatedUnion('model', [
  z.strictObject({
    model: z.literal('unit'),
    shifts: z.enum(['two', 'three', 'day', 'office', 'meals']),
    /** Power (or flow) without and with work; season adds its part. The unit is the gauge's. */
    baseKw: z.number(),
    workKw: z.number(),
    summerKw: z.number().default(0),
    winterKw: z.number().default(0),
    ...common,
  }),
  z.strictObject({ model: z.literal('pv'), peakKw: z.number(), latitude: z.number(), ...common }),
  z.strictObject({ model: z.literal('incomer'), lossShare: z.number(), ...common }),
]);
export type SimParameters = z.infer<typeof simSchema>;

const meterSchema = z.looseObject({
  code: z.string(),
  parent: z.string().optional(),
  registers: z
    .array(
      z.looseObject({
        code: z.string(),
        kind: z.enum(['counter', 'gauge']),
        multiplier: z.number().default(1),
        rollover: z.number().optional(),
      }),
    )
    .length(2),
  sim: simSchema,
});
export type SimMeter = z.infer<typeof meterSchema>;

const plantSchema = z.looseObject({
  site: z.looseObject({ code: z.string(), timezone: z.string() }),
  seed: z.number().int(),
  /** Begin of all counters, a quarter hour: fixed, so that a reading does not depend on when the simulator started. */
  since: z.iso.datetime({ offset: true }),
  meters: z.array(meterSchema).min(1),
});
export type Plant = z.infer<typeof plantSchema>;

/**
 * Reads a JSON file of a known shape.
 * @throws Error in one line that names the file and what is wrong in it
 */
export const readJson = <T>(file: string, schema: z.ZodType<T>): T => {
  const text = readFileSync(file, 'utf8');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // The parser's own message quotes the text, which may hold a password.
    throw new Error(`${file} is not JSON`);
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const flaws = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Error(`${file}: ${flaws.slice(0, 3).join('; ')}`);
};

/** Reads the plant's definition, of which the server reads the rest. */
export const readPlant = (file: string): Plant => readJson(file, plantSchema);
