// The strict schema of the files in libs/accounting/standards and libs/accounting/methods. Every scalar is text.
import { z } from 'zod';

const text = z.string().trim().min(1);
const decimal = z.string().regex(/^-?\d+(\.\d+)?$/, 'give a plain decimal number');
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'give a day, YYYY-MM-DD');
const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const bilingual = z.strictObject({ zh: text, en: text });
const id = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'use lower-case letters, digits and "-"');
const name = z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'use camelCase');

const CLASSES = [
  'stationaryCombustion',
  'mobileCombustion',
  'process',
  'waste',
  'fugitive',
  'purchasedElectricity',
  'purchasedHeat',
  'exportedElectricity',
  'exportedHeat',
  'recovery',
  'biogenic',
  'removal',
  'otherIndirectTransport',
  'otherIndirectUsed',
  'otherIndirectSold',
  'otherIndirectOther',
];

const constant = z.strictObject({ name, symbol: text, value: decimal, unit: text });
export const sharedConstants = z.record(text, constant);

/** `min` defaults to 0: an amount, a share or a factor below 0 is a wrong sign. `min: none` lifts it. */
const input = z
  .strictObject({
    name,
    symbol: text,
    unit: text,
    zh: text,
    en: text,
    role: z.enum(['activity', 'factor', 'parameter', 'gwp']).default('parameter'),
    min: z.union([decimal, z.literal('none')]).default('0'),
    max: decimal.optional(),
    aboveMin: flag.optional(),
    optional: flag.optional(),
  })
  .transform(({ zh, en, min, max, aboveMin, optional, ...rest }) => ({
    ...rest,
    description: { zh, en },
    min: min === 'none' ? null : min,
    max: max ?? null,
    ...(aboveMin === true ? { aboveMin: true } : {}),
    ...(optional === true ? { optional: true } : {}),
  }));

const group = z
  .strictObject({ name, zh: text, en: text, optional: flag.optional(), inputs: z.array(input).min(1) })
  .transform(({ zh, en, optional, ...rest }) => ({
    ...rest,
    description: { zh, en },
    ...(optional === true ? { optional: true } : {}),
  }));

const check = z
  .strictObject({ expression: text, zh: text, en: text })
  .transform(({ expression, zh, en }) => ({ expression, message: { zh, en } }));

const formula = (shared) =>
  z
    .strictObject({
      id,
      edition: text.optional(),
      standard: text.optional(),
      clause: text,
      name: bilingual,
      text,
      expression: text,
      confidence: z.enum(['transcribed', 'memory', 'definition', 'design']),
      classes: z.array(z.enum(CLASSES)).default([]),
      gas: text.optional(),
      inputs: z.array(input).default([]),
      groups: z.array(group).default([]),
      constants: z
        .array(
          z.union([
            constant,
            z.string().transform((key, context) => {
              if (Object.hasOwn(shared, key)) return shared[key];
              context.addIssue({ code: 'custom', message: `"${key}" is not in constants.yaml` });
              return z.NEVER;
            }),
          ]),
        )
        .default([]),
      checks: z.array(check).default([]),
      variadic: flag.optional(),
      output: z.strictObject({ name, symbol: text, unit: text, min: decimal.optional() }),
      note: text.optional(),
    })
    .transform(({ variadic, gas, note, ...rest }) => ({
      ...rest,
      gas: gas ?? null,
      note: note ?? null,
      ...(variadic === true ? { variadic: true } : {}),
    }));

/** One standard or sector part; its formulas take over its standard and edition unless they name their own. */
export const partFile = (shared) =>
  z
    .strictObject({
      id,
      standard: text,
      edition: text,
      title: bilingual,
      validFrom: day.optional(),
      validTo: day.optional(),
      successor: text.optional(),
      source: text,
      note: text.optional(),
      gases: z.array(text).default([]),
      classes: z.array(z.enum(CLASSES)).default([]),
      formulas: z.array(formula(shared)).default([]),
      uses: z.array(id).default([]),
      tables: z.array(id).default([]),
      defaults: z.array(z.strictObject({ formula: id, input: text, factor: id })).default([]),
    })
    .transform(({ validFrom, validTo, successor, note, formulas, ...rest }) => ({
      ...rest,
      successor: successor ?? null,
      validFrom: validFrom ?? null,
      validTo: validTo ?? null,
      note: note ?? null,
      formulas: formulas.map(({ edition, standard, ...record }) => ({
        ...record,
        edition: edition ?? rest.edition,
        standard: standard ?? rest.standard,
      })),
    }));

const treatment = z.enum(['zero', 'average']);
const classRule = z.strictObject({
  scope: z.enum(['direct', 'energyIndirect', 'otherIndirect', 'biogenic', 'removal', 'memo', 'excluded']),
  sign: z.enum(['1', '-1']).default('1').transform(Number),
  line: bilingual,
});

export const methodFile = z
  .strictObject({
    id: text,
    order: z.string().regex(/^\d+$/),
    edition: text,
    name: bilingual,
    source: text,
    confidence: z.enum(['transcribed', 'memory', 'design']),
    validFrom: day.optional(),
    validTo: day.optional(),
    note: bilingual.optional(),
    gwpSet: z.enum(['SAR', 'AR4', 'AR5', 'AR6']),
    gwpFactors: z.record(text, id).default({}),
    gwpOpen: flag.default(false),
    gases: z.union([z.literal('all'), z.array(text)]).default('all'),
    combustionCh4N2o: flag,
    classes: z.record(z.enum(CLASSES), classRule),
    total: z.array(z.enum(['direct', 'energyIndirect', 'otherIndirect'])).min(1),
    grid: z.strictObject({
      geography: z.enum(['national', 'regional', 'provincial', 'site']),
      rule: z.enum(['latest-at-report-due', 'latest-published', 'data-year']),
    }),
    greenPower: z.strictObject({
      own: treatment,
      direct: treatment,
      trade: treatment,
      certificate: treatment,
      restOfGrid: z.enum(['average', 'residual']),
    }),
    steamBaselineKjPerKg: decimal,
  })
  .transform(({ validFrom, validTo, note, ...rest }) => ({
    ...rest,
    validFrom: validFrom ?? null,
    validTo: validTo ?? null,
    note: note ?? null,
  }));
