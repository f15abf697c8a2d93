// The strict schema of the files in libs/scoring/schemes. Every scalar is text; a number may carry the key of its own
// source, "4.31 @form", and else has that of the entry it stands in.
import { z } from 'zod';

const text = z.string().trim().min(1);
const decimal = z.string().regex(/^-?\d+(\.\d+)?$/, 'give a plain decimal number');
const year = z
  .string()
  .regex(/^\d{4}$/, 'give a year')
  .transform(Number);
const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const bilingual = z.strictObject({ zh: text, en: text });
const key = z.string().regex(/^[a-z][A-Za-z0-9_]*$/, 'use letters, digits and "_"');
const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/);
const name = z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'use camelCase');
const number = z
  .string()
  .regex(/^-?\d+(\.\d+)?( @[a-zA-Z0-9_]+)?$/, 'give a number, with " @source" if its own');

/** "8 @std" → value and source; the source of the entry where the number names none. */
const sourced = (value, fallback) => {
  if (value === undefined) return null;
  const [digits, own] = value.split(' @');
  return { value: digits, source: own ?? fallback };
};

const formula = z.strictObject({ expression: text, text, clause: text.default('—'), source: key.optional() });
const formulaOf = (given, fallback) =>
  given === undefined ? null : { ...given, source: given.source ?? fallback };

const input = z
  .strictObject({
    name,
    zh: text,
    en: text,
    unit: text,
    min: z.union([decimal, z.literal('none')]).default('0'),
    max: decimal.optional(),
    formula: formula.optional(),
    absentIsZero: flag.optional(),
    computed: flag.optional(),
    note: bilingual.optional(),
  })
  .transform(({ zh, en, min, max, formula: given, absentIsZero, computed, note, ...rest }) => ({
    ...rest,
    description: { zh, en },
    min: min === 'none' ? null : min,
    max: max ?? null,
    formula: given ?? null,
    ...(absentIsZero === true ? { absentIsZero: true } : {}),
    ...(computed === true ? { computed: true } : {}),
    note: note ?? null,
  }));

const grade = z
  .strictObject({ value: decimal, share: decimal.optional(), zh: text, en: text })
  .transform(({ zh, en, value, share }) => ({ value, share: share ?? value, name: { zh, en } }));

const row = z.strictObject({
  from: decimal.optional(),
  baseline: number.optional(),
  leading: number.optional(),
});

const indicator = z
  .strictObject({
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
        most: z.string().regex(/^\d+$/).transform(Number).optional(),
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
  })
  .transform((given) => {
    const { source, grades, curveSource, baseline, leading, bySize, thresholds, applies, weight, ...rest } =
      given;
    const benchmark = (entry) => ({
      from: entry.from ?? null,
      baseline: sourced(entry.baseline, source),
      leading: sourced(entry.leading, source),
    });
    return {
      kind: 'indicator',
      ...rest,
      weight: sourced(weight, source),
      formula: formulaOf(given.formula, source),
      products: given.products ?? null,
      curve:
        grades === undefined
          ? { kind: 'linear', source: curveSource ?? source }
          : { kind: 'grades', source: grades.source, steps: grades.steps },
      benchmarks:
        bySize === undefined
          ? { by: null, rows: [benchmark({ baseline, leading })] }
          : { by: { quantity: bySize.quantity, unit: bySize.unit }, rows: bySize.rows.map(benchmark) },
      thresholds:
        thresholds === undefined
          ? null
          : {
              entry: sourced(thresholds.entry, source),
              target: sourced(thresholds.target, source),
              entryExempt: thresholds.entryExempt,
            },
      applies: applies === undefined ? null : { ...applies, atLeast: sourced(applies.atLeast, source) },
      source,
      evidence: given.evidence ?? null,
      note: given.note ?? null,
    };
  });

const group = z.lazy(() =>
  z
    .strictObject({
      id,
      title: bilingual,
      weight: number,
      source: key,
      count: z.enum(['all', 'one']).default('all'),
      children: z.array(z.union([group, indicator])).min(1),
    })
    .transform(({ source, weight, ...rest }) => ({
      kind: 'group',
      ...rest,
      weight: sourced(weight, source),
    })),
);

const bound = z.strictObject({
  quantity: name,
  unit: text,
  atLeast: number.optional(),
  atMost: number.optional(),
  under: z.record(text, text).default({}),
});
const gate = z
  .strictObject({
    id,
    title: bilingual,
    source: key,
    given: flag.default(true),
    coreEntry: flag.optional(),
    bounds: z.array(bound).default([]),
    applicants: z.array(text).default([]),
    mayBeStruck: flag.optional(),
    evidence: bilingual.optional(),
  })
  .transform(({ given, coreEntry, bounds, mayBeStruck, evidence, source, ...rest }) => ({
    ...rest,
    source,
    needs: [
      ...(given ? [{ kind: 'given' }] : []),
      ...(coreEntry === true ? [{ kind: 'coreEntry' }] : []),
      ...bounds.map(({ atLeast, atMost, ...more }) => ({
        kind: 'bound',
        ...more,
        atLeast: sourced(atLeast, source),
        atMost: sourced(atMost, source),
      })),
    ],
    mayBeStruck: mayBeStruck === true,
    evidence: evidence ?? null,
  }));

const switchOf = z.strictObject({
  id: name,
  name: bilingual,
  source: key,
  preset: name,
  values: z
    .array(
      z.strictObject({
        id: name,
        name: bilingual,
        source: key,
        parameters: z.array(z.strictObject({ name, value: decimal, unit: text })).min(1),
      }),
    )
    .min(2),
});

const band = z
  .strictObject({ id: text, from: number, source: key, zh: text, en: text })
  .transform(({ zh, en, from, source, ...rest }) => ({
    ...rest,
    from: sourced(from, source),
    name: { zh, en },
  }));
const level = z
  .strictObject({
    id: text,
    zh: text,
    en: text,
    source: key,
    coreShare: decimal.optional(),
    bounds: z
      .array(
        z.strictObject({
          quantity: name,
          unit: text,
          atLeast: decimal.optional(),
          atMost: decimal.optional(),
        }),
      )
      .default([]),
  })
  .transform(({ zh, en, coreShare, bounds, ...rest }) => ({
    ...rest,
    name: { zh, en },
    coreShare: coreShare ?? null,
    bounds: bounds.map(({ atLeast, atMost, ...more }) => ({
      ...more,
      atLeast: sourced(atLeast, rest.source),
      atMost: sourced(atMost, rest.source),
    })),
  }));
const path = z.strictObject({
  id: text,
  title: bilingual,
  items: z
    .array(
      z
        .strictObject({
          id,
          zh: text,
          en: text,
          threshold: bilingual.optional(),
          level: z.enum(['M', 'E']),
          source: key,
        })
        .transform(({ zh, en, threshold, level: code, ...rest }) => ({
          ...rest,
          text: { zh, en },
          threshold: threshold ?? null,
          must: code === 'M',
        })),
    )
    .min(1),
});

export const schemeFile = z
  .strictObject({
    id: key,
    order: z.string().regex(/^\d+$/),
    version: text,
    kind: z.enum(['greenFactory', 'zeroCarbon']),
    name: bilingual,
    standard: text,
    source: key,
    firstYear: year,
    lastYear: year.optional(),
    note: bilingual.optional(),
    unknown: z.array(bilingual).default([]),
    sources: z.record(
      key,
      z.strictObject({
        zh: text,
        en: text,
        reference: text,
        confidence: z.enum(['text', 'transcribed', 'memory', 'design']),
        ours: flag.optional(),
      }),
    ),
    naMode: z.strictObject({ mode: z.enum(['withinGroup', 'global', 'zero']), source: key }).optional(),
    applicants: z
      .array(
        z
          .strictObject({ id: name, zh: text, en: text })
          .transform(({ zh, en, ...rest }) => ({ ...rest, name: { zh, en } })),
      )
      .default([]),
    inputs: z.array(input).default([]),
    switches: z.array(switchOf).default([]),
    gates: z.array(gate).default([]),
    tree: z.array(group).default([]),
    bonus: z.strictObject({ most: number, source: key, indicators: z.array(indicator).min(1) }).optional(),
    bands: z.array(band).default([]),
    levels: z.array(level).default([]),
    paths: z.array(path).default([]),
  })
  .transform(({ lastYear, note, sources, bonus, inputs, naMode, ...rest }) => ({
    ...rest,
    lastYear: lastYear ?? null,
    note: note ?? null,
    naMode: naMode ?? { mode: 'withinGroup', source: rest.source },
    sources: Object.entries(sources).map(([sourceKey, { zh, en, ours, ...more }]) => ({
      key: sourceKey,
      name: { zh, en },
      ...more,
      ...(ours === true ? { ours: true } : {}),
    })),
    inputs: inputs.map((entry) => ({
      ...entry,
      formula: formulaOf(entry.formula ?? undefined, rest.source),
    })),
    bonus:
      bonus === undefined ? null : { most: sourced(bonus.most, bonus.source), indicators: bonus.indicators },
  }));
