import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  codeSchema,
  inputNameSchema,
  putScoringInputSchema,
  daySchema,
  putMeterSchema,
  putProductSchema,
  putSiteContractSchema,
  putSiteSchema,
  putSourceSchema,
  type PutMeter,
  type PutSite,
  type PutSource,
} from '@zerofab/contracts';
import { projectRoot } from '@zerofab/platform';
import { PRODUCTION_MEASURES } from '@zerofab/vocabulary';
import { z } from 'zod';

/** Manual activity data of the demo: an amount per calendar month, January first. */
const monthlySchema = z.object({
  source: codeSchema,
  unit: z.string(),
  evidence: z.string(),
  monthly: z.array(z.number().nonnegative()).length(12),
});

/** What the demo tells for scores, the same in each year: a body of the HTTP API with its scheme and name. */
const scoreSchema = z
  .looseObject({ scheme: codeSchema, name: inputNameSchema })
  .transform(({ scheme, name, ...body }) => ({ scheme, name, body: putScoringInputSchema.parse(body) }));

/** Production of the demo: an amount per calendar month, January first. */
const productionSchema = z.object({
  measure: z.enum(PRODUCTION_MEASURES),
  product: codeSchema.optional(),
  unit: z.string(),
  evidence: z.string(),
  monthly: z.array(z.number().nonnegative()).length(12),
});

const productSchema = z
  .looseObject({ code: codeSchema })
  .transform(({ code, ...body }) => ({ code, body: putProductSchema.parse(body) }));

/** A supply contract of the demo: an example of a structure. */
const contractSchema = z
  .looseObject({ code: codeSchema, validFrom: daySchema })
  .transform(({ code, validFrom, ...body }) => {
    const { note: _note, expectedVersion: _version, ...contract } = putSiteContractSchema.parse(body);
    return { code, validFrom, ...contract };
  });

const fileSchema = z.object({
  site: z.looseObject({ code: codeSchema }),
  meters: z.array(z.looseObject({ code: codeSchema })),
  sources: z.array(z.looseObject({ code: codeSchema })),
  activityData: z.array(monthlySchema),
  scores: z.array(scoreSchema),
  products: z.array(productSchema),
  production: z.array(productionSchema),
  contracts: z.array(contractSchema),
});

export interface DemoPlant {
  readonly site: { readonly code: string; readonly body: PutSite };
  readonly meters: readonly { readonly code: string; readonly body: PutMeter }[];
  readonly sources: readonly { readonly code: string; readonly body: PutSource }[];
  readonly activityData: readonly z.infer<typeof monthlySchema>[];
  readonly scores: readonly z.infer<typeof scoreSchema>[];
  readonly products: readonly z.infer<typeof productSchema>[];
  readonly production: readonly z.infer<typeof productionSchema>[];
  readonly contracts: readonly z.infer<typeof contractSchema>[];
}

/** The demo factory's definition, also read by the simulator. */
export const plantFile = (): string => join(projectRoot(), 'deploy/demo/plant.json');

/** Reads the definition through the same schemas as the HTTP API; what only the simulator needs is left out. */
export const readPlant = (): DemoPlant => {
  const { site, meters, sources, ...rest } = fileSchema.parse(JSON.parse(readFileSync(plantFile(), 'utf8')));
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
    ...rest,
  };
};
