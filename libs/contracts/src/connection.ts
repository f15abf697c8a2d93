import { z } from 'zod';

/** How meters reach this platform. */
export const connectionSchema = z.object({
  broker: z.enum(['embedded', 'outside', 'none']).describe('none: this server takes no messages itself'),
  host: z
    .string()
    .nullable()
    .describe('Host of the broker; null: the host under which this dashboard is reached'),
  port: z.number().int().nullable(),
  tls: z.boolean(),
  machineOnly: z.boolean().describe('True: the embedded broker lets in programs on its own machine alone'),
  topic: z.string().describe('Topic of readings, with {site} and {meter}'),
});
export type Connection = z.infer<typeof connectionSchema>;

/** Logins of meters that the embedded broker did not let in lately; kept in memory alone. */
export const refusedLoginsSchema = z.object({
  items: z.array(
    z.object({
      username: z.string().describe('{site}/{meter} as the device gave it'),
      at: z.string().describe('The last time'),
      count: z.number().int(),
    }),
  ),
});
export type RefusedLogins = z.infer<typeof refusedLoginsSchema>;
