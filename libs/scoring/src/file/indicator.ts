import { z } from 'zod';
import type { Indicator, IndicatorGroup, SchemeNode } from '../scheme.js';
import {
  bilingual,
  decimal,
  flag,
  formula,
  formulaOf,
  id,
  key,
  name,
  number,
  sourced,
  sourcedOf,
  text,
} from './parts.js';

const grade = z
  .strictObject({ value: decimal, share: decimal.optional(), zh: text, en: text })
  .transform(({ zh, en, value, share }) => ({ value, share: share ?? value, name: { zh, en } }));

const row = z.strictObject({
  from: decimal.optional(),
  baseline: number.optional(),
  leading: number.optional(),
});

const shape = z.strictObject({
  id,
  name,
  title: bilingual,
  weight: number,
  direction: z.enum(['positive', 'negative']),
  unit: text,
  source: key,
  formula: formula.optional(),
  products: z
    .strictObject({
      amount: z.strictObject({ field: name, unit: text, description: bilingual }),
      per: z.strictObject({ field: name, description: bilingual }),
      most: z.string().regex(/^\d+$/, 'give a whole number').transform(Number).optional(),
    })
    .transform(({ most, ...rest }) => ({ ...rest, most: most ?? null }))
    .optional(),
  grades: z.strictObject({ source: key, steps: z.array(grade).min(2) }).optional(),
  curveSource: key.optional(),
  baseline: number.optional(),
  leading: number.optional(),
  bySize: z.strictObject({ quantity: name, unit: text, rows: z.array(row).min(2) }).optional(),
  thresholds: z
    .strictObject({
      entry: number.optional(),
      target: number.optional(),
      entryExempt: z.array(text).default([]),
    })
    .optional(),
  applies: z.strictObject({ quantity: name, unit: text, atLeast: number, why: bilingual }).optional(),
  mayBeStruck: flag.default(true),
  evidence: bilingual.optional(),
  note: bilingual.optional(),
});
type Given = z.output<typeof shape>;

const curveOf = ({ grades, curveSource, source }: Given): Indicator['curve'] =>
  grades === undefined
    ? { kind: 'linear', source: curveSource ?? source }
    : { kind: 'grades', source: grades.source, steps: grades.steps };

const benchmarksOf = ({ bySize, baseline, leading, source }: Given): Indicator['benchmarks'] => {
  const rowOf = (entry: z.output<typeof row>) => ({
    from: entry.from ?? null,
    baseline: sourced(entry.baseline, source),
    leading: sourced(entry.leading, source),
  });
  return bySize === undefined
    ? { by: null, rows: [rowOf({ baseline, leading })] }
    : { by: { quantity: bySize.quantity, unit: bySize.unit }, rows: bySize.rows.map(rowOf) };
};

export const indicator = shape.transform((given): Indicator => {
  const { source, thresholds, applies } = given;
  const {
    grades: _grades,
    curveSource: _curve,
    baseline: _baseline,
    leading: _leading,
    bySize: _bySize,
    ...rest
  } = given;
  return {
    kind: 'indicator',
    ...rest,
    weight: sourcedOf(given.weight, source),
    formula: formulaOf(given.formula, source),
    products: given.products ?? null,
    curve: curveOf(given),
    benchmarks: benchmarksOf(given),
    thresholds:
      thresholds === undefined
        ? null
        : {
            entry: sourced(thresholds.entry, source),
            target: sourced(thresholds.target, source),
            entryExempt: thresholds.entryExempt,
          },
    applies: applies === undefined ? null : { ...applies, atLeast: sourcedOf(applies.atLeast, source) },
    evidence: given.evidence ?? null,
    note: given.note ?? null,
  };
});

export const group: z.ZodType<IndicatorGroup> = z.lazy(() =>
  z
    .strictObject({
      id,
      title: bilingual,
      weight: number,
      source: key,
      count: z.enum(['all', 'one']).default('all'),
      children: z.array(node).min(1),
    })
    .transform(({ source, weight, ...rest }): IndicatorGroup => ({
      kind: 'group',
      ...rest,
      weight: sourcedOf(weight, source),
    })),
);

/** A group has children; everything else is an indicator, and is told as one what is wrong with it. */
const node: z.ZodType<SchemeNode> = z.lazy(() =>
  z.unknown().transform((given, context): SchemeNode => {
    const isGroup = typeof given === 'object' && given !== null && 'children' in given;
    const found = (isGroup ? group : indicator).safeParse(given);
    if (found.success) return found.data;
    for (const { path, message } of found.error.issues) context.addIssue({ code: 'custom', path, message });
    return z.NEVER;
  }),
);
