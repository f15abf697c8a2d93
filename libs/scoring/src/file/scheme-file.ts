import { z } from 'zod';
import type { Scheme } from '../scheme.js';
import { group, indicator } from './indicator.js';
import { bilingual, flag, formulaOf, key, name, number, sourcedOf, text, year } from './parts.js';
import { band, gate, input, level, path, switchOf } from './rest.js';

const source = z.strictObject({
  zh: text,
  en: text,
  reference: text,
  confidence: z.enum(['text', 'transcribed', 'memory', 'design']),
  ours: flag.optional(),
});
const applicant = z
  .strictObject({ id: name, zh: text, en: text })
  .transform(({ zh, en, ...rest }) => ({ ...rest, name: { zh, en } }));

const file = z.strictObject({
  id: key,
  order: z.string().regex(/^\d+$/, 'give a whole number').default('0'),
  version: text,
  kind: z.enum(['greenFactory', 'zeroCarbon']),
  name: bilingual,
  standard: text,
  source: key,
  firstYear: year,
  lastYear: year.optional(),
  note: bilingual.optional(),
  unknown: z.array(bilingual).default([]),
  sources: z.record(key, source),
  naMode: z.strictObject({ mode: z.enum(['withinGroup', 'global', 'zero']), source: key }).optional(),
  applicants: z.array(applicant).max(20).default([]),
  inputs: z.array(input).max(300).default([]),
  // Each switch doubles the runs of an evaluation at least.
  switches: z.array(switchOf).max(3).default([]),
  gates: z.array(gate).max(100).default([]),
  tree: z.array(group).max(30).default([]),
  bonus: z.strictObject({ most: number, source: key, indicators: z.array(indicator).min(1) }).optional(),
  bands: z.array(band).max(20).default([]),
  levels: z.array(level).max(20).default([]),
  paths: z.array(path).max(20).default([]),
});

const sourcesOf = (given: z.output<typeof file>['sources']): Scheme['sources'] =>
  Object.entries(given).map(([sourceKey, { zh, en, ours, ...more }]) => ({
    key: sourceKey,
    name: { zh, en },
    ...more,
    ...(ours === true ? { ours: true as const } : {}),
  }));

/**
 * A file of a scheme, as it stands in `schemes/` and as an administrator imports it: every scalar is text; a number may carry the
 * key of its own source, `4.31 @form`, and else has that of the entry it stands in.
 */
export const schemeFile = file.transform(
  ({ lastYear, note, sources, bonus, inputs, naMode, ...rest }): Scheme & { readonly order: string } => ({
    ...rest,
    lastYear: lastYear ?? null,
    note: note ?? null,
    naMode: naMode ?? { mode: 'withinGroup', source: rest.source },
    sources: sourcesOf(sources),
    inputs: inputs.map((entry) => ({ ...entry, formula: formulaOf(entry.formula, rest.source) })),
    bonus:
      bonus === undefined
        ? null
        : { most: sourcedOf(bonus.most, bonus.source), indicators: bonus.indicators },
  }),
);
