import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  codeSchema,
  putMeterSchema,
  putSiteSchema,
  putSourceSchema,
  type PutMeter,
  type PutSite,
  type PutSource,
} from '@zerofab/contracts';
import { projectRoot } from '@zerofab/platform';
import { z } from 'zod';

/** Manual activity data of the demo: an amount per calendar month, January first. */
const monthlySchema = z.object({
  source: codeSchema,
  unit: z.string(),
  evidence: z.string(),
  monthly: z.array(z.number().nonnegative()).length(12),
});

const fileSchema = z.object({
  site: z.looseObject({ code: codeSchema }),
  meters: z.array(z.looseObject({ code: codeSchema })),
  sources: z.array(z.looseObject({ code: codeSchema })),
  activityData: z.array(monthlySchema),
});

export interface DemoPlant {
  readonly site: { readonly code: string; readonly body: PutSite };
  readonly meters: readonly { readonly code: string; readonly body: PutMeter }[];
  readonly sources: readonly { readonly code: string; readonly body: PutSource }[];
  readonly activityData: readonly z.infer<typeof monthlySchema>[];
}

/** The demo factory's definition, also read by the simulator. */
export const plantFile = (): string => join(projectRoot(), 'deploy/demo/plant.json');

/** Reads the definition through the same schemas as the HTTP API; what only the simulator needs is left out. */
export const readPlant = (): DemoPlant => {
  const { site, meters, sources, activityData } = fileSchema.parse(
    JSON.parse(readFileSync(plantFile(), 'utf8')),
  );
  const { code, ...siteBody } = site;
  return {
    site: { code, body: putSiteSchema.parse(siteBody) },
    meters: meters.map(({ code: meter, sim: _sim, ...body }) => ({
      code: meter,
      body: putMeterSchema.parse(body),
    })),
    sources: sources.map(({ code: source, ...body }) => ({
      code: source,
      body: putSourceSchema.parse(body),
    })),
    activityData,
  };
};
