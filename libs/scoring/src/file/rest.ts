import { z } from 'zod';
import type { Bound, Gate, GateNeed, Level, Scheme } from '../scheme.js';
import {
  bilingual,
  decimal,
  flag,
  formula,
  id,
  key,
  name,
  number,
  sourced,
  sourcedOf,
  text,
} from './parts.js';

export const input = z
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
  .transform(({ zh, en, min, max, absentIsZero, computed, note, ...rest }) => ({
    ...rest,
    description: { zh, en },
    min: min === 'none' ? null : min,
    max: max ?? null,
    formula: rest.formula,
    ...(absentIsZero === true ? { absentIsZero: true as const } : {}),
    ...(computed === true ? { computed: true as const } : {}),
    note: note ?? null,
  }));

const bound = z.strictObject({
  quantity: name,
  unit: text,
  atLeast: number.optional(),
  atMost: number.optional(),
  under: z.record(text, text).default({}),
});
export const gate = z
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
  .transform(({ given, coreEntry, bounds, mayBeStruck, evidence, source, ...rest }): Gate => {
    const needs: GateNeed[] = [
      ...(given ? [{ kind: 'given' as const }] : []),
      ...(coreEntry === true ? [{ kind: 'coreEntry' as const }] : []),
      ...bounds.map(({ atLeast, atMost, ...more }) => ({
        kind: 'bound' as const,
        ...more,
        atLeast: sourced(atLeast, source),
        atMost: sourced(atMost, source),
      })),
    ];
    return { ...rest, source, needs, mayBeStruck: mayBeStruck === true, evidence: evidence ?? null };
  });

export const switchOf = z.strictObject({
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
    .min(2)
    .max(6),
});

export const band = z
  .strictObject({ id: text, from: number, source: key, zh: text, en: text })
  .transform(({ zh, en, from, source, ...rest }): Scheme['bands'][number] => ({
    ...rest,
    from: sourcedOf(from, source),
    name: { zh, en },
  }));

export const level = z
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
  .transform(({ zh, en, coreShare, bounds, ...rest }): Level => ({
    ...rest,
    name: { zh, en },
    coreShare: coreShare ?? null,
    bounds: bounds.map(({ atLeast, atMost, ...more }): Bound => ({
      ...more,
      atLeast: sourced(atLeast, rest.source),
      atMost: sourced(atMost, rest.source),
    })),
  }));

const item = z
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
  }));
export const path = z.strictObject({ id: text, title: bilingual, items: z.array(item).min(1).max(100) });
