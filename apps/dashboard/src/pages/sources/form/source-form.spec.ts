import {
  putSourceSchema,
  type ActivityBinding,
  type FactorChoice,
  type FactorStep,
  type InputBinding,
  type Source,
} from '@zerofab/contracts';
import { BOUNDARY_SYSTEMS, GRID_FACTOR_RULES, scopeOf, SOURCE_CATEGORIES } from '@zerofab/vocabulary';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyOfForm, bodyOfSource } from './body-of-form';
import { formOfSource } from './form-of-source';
import { emptySource } from './source-form';

const code = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/);
const text = fc.stringMatching(/^[A-Za-z厂表][A-Za-z0-9 .厂]{0,12}[A-Za-z0-9]$/);
const unit = fc.constantFrom('t', 'kWh', 'GJ', 'Nm3');
const decimal = fc.stringMatching(/^[1-9]\d{0,5}(\.\d{1,6})?$/);
const share = fc.constantFrom('0.5', '1', '0.125');
const day = fc.integer({ min: 10, max: 28 }).map((date) => `2026-03-${date}`);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const optional = <T extends object, U extends object>(always: fc.Arbitrary<T>, more: fc.Arbitrary<U>) =>
  fc.tuple(always, more).map(([one, other]): T & U => ({ ...one, ...other }));

const registers = fc.array(
  optional(
    fc.record({ meter: code, register: code, sign: fc.constantFrom<1 | -1>(1, -1) }),
    fc.record({ share }, { requiredKeys: [] }),
  ),
  { minLength: 1, maxLength: 3 },
);
const activity: fc.Arbitrary<ActivityBinding> = fc.oneof(
  fc.record({ kind: fc.constant('meters' as const), registers }),
  fc.record({ kind: fc.constantFrom('manual' as const, 'stock' as const), unit }),
) as fc.Arbitrary<ActivityBinding>;
const step: fc.Arbitrary<FactorStep> = fc.oneof(
  optional(
    fc.record({ kind: fc.constant('grid' as const), rule: fc.constantFrom(...GRID_FACTOR_RULES) }),
    fc.record({ region: code }, { requiredKeys: [] }),
  ),
  optional(
    fc.record({ kind: fc.constant('fuel' as const), fuel: code }),
    fc.record(
      {
        set: code,
        driven: fc.constantFrom('road' as const, 'off-road' as const),
        measured: fc
          .record(
            { netCalorificValue: code, carbonContent: code, oxidationFactor: code },
            { requiredKeys: [] },
          )
          .filter((codes) => Object.keys(codes).length > 0),
      },
      { requiredKeys: [] },
    ),
  ),
  fc.record({ kind: fc.constant('library' as const), id: code }),
  fc.record({ kind: fc.constant('parameter' as const), code }),
  optional(
    fc.record({
      kind: fc.constant('site' as const),
      value: decimal,
      unit: fc.constant('tCO2/t'),
      source: text,
    }),
    fc.record({ year: fc.integer({ min: 1990, max: 2100 }) }, { requiredKeys: [] }),
  ),
) as fc.Arbitrary<FactorStep>;
const factor: fc.Arbitrary<FactorChoice> = fc.oneof(
  step,
  fc.record({ kind: fc.constant('ladder' as const), steps: fc.array(step, { minLength: 2, maxLength: 6 }) }),
);
const name = fc.constantFrom(
  'coal',
  'purity',
  'carbonate.row1.amount',
  'carbonate.row2.amount',
  'batch.jan.mass',
);
const { inputs } = fc.letrec<{ binding: InputBinding; inputs: Record<string, InputBinding> }>((tie) => ({
  binding: fc.oneof(
    { maxDepth: 2 },
    activity,
    fc.record({ kind: fc.constant('activity' as const) }),
    fc.record({ kind: fc.constant('parameter' as const), code }),
    fc.record({ kind: fc.constant('factor' as const), id: code }),
    fc.record({ kind: fc.constant('value' as const), value: decimal, unit, source: text }),
    fc.record({
      kind: fc.constant('ladder' as const),
      steps: fc.array(
        fc.oneof(
          fc.record({ kind: fc.constant('parameter' as const), code }),
          fc.record({ kind: fc.constant('factor' as const), id: code }),
        ),
        { minLength: 2, maxLength: 3 },
      ),
    }),
    fc.record({ kind: fc.constant('formula' as const), id: code, inputs: tie('inputs') }),
  ) as fc.Arbitrary<InputBinding>,
  inputs: fc.dictionary(name, tie('binding'), { maxKeys: 3 }),
}));
const calculation = fc.record({
  formulas: fc.array(
    optional(fc.record({ id: code }), fc.record({ gas: fc.constant('SF6'), inputs }, { requiredKeys: [] })),
    { minLength: 1, maxLength: 3 },
  ),
  inputs,
});
const residual = step.filter(
  (chosen): chosen is NonNullable<Source['residual']> => chosen.kind !== 'fuel' && chosen.kind !== 'library',
);
const uncertainty = fc
  .record(
    { activityPercent: decimal, meterClass: fc.constant('0.5'), kind: fc.constant('belt-scale') },
    { requiredKeys: [] },
  )
  .filter((fields) => Object.keys(fields).length > 0);

const source = fc
  .record({
    code,
    name: fc.record({ zh: text, en: text }),
    category: fc.constantFrom(...SOURCE_CATEGORIES),
    activity,
    factor: maybe(factor),
    calculation: maybe(calculation),
    gas: maybe(fc.constantFrom('CO2', 'SF6')),
    method: text,
    part: maybe(code),
    facility: maybe(text),
    system: fc.constantFrom(...BOUNDARY_SYSTEMS),
    included: fc.constant(true),
    reason: maybe(text),
    validFrom: maybe(day),
    validTo: maybe(fc.constant('2027-01-01')),
    crossCheck: maybe(activity),
    uncertainty: maybe(uncertainty),
    residual: maybe(residual),
    confirmed: fc.array(fc.record({ field: text, value: text, reason: fc.constant('looked at it') }), {
      maxLength: 2,
    }),
    version: fc.nat(),
    earlier: fc.constant<Source['earlier']>([]),
    warnings: fc.constant<Source['warnings']>([]),
  })
  .map((fields): Source => ({
    ...fields,
    residual: fields.category === 'purchasedElectricity' ? fields.residual : null,
    scope: scopeOf(fields.category),
  }));

describe('source → form → source', () => {
  it('is the identity for every kind of activity, factor, formula and input', () => {
    fc.assert(
      fc.property(source, (stored) => {
        const body = bodyOfForm(formOfSource(stored));
        expect(body).toEqual(bodyOfSource(stored));
        // And the contract takes it as it is: nothing is defaulted or cut.
        expect(putSourceSchema.parse(body)).toEqual(body);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps what was typed for another kind, but sends the chosen kind alone', () => {
    const form = emptySource('GB/T 32150-2025');
    Object.assign(form.activity, { kind: 'manual', unit: ' t ' });
    Object.assign(form.activity.registers[0]!, { meter: 'M1', register: 'energy' });
    expect(bodyOfForm(form).activity).toEqual({ kind: 'manual', unit: 't' });
    form.activity.kind = 'meters';
    expect(bodyOfForm(form).activity).toEqual({
      kind: 'meters',
      registers: [{ meter: 'M1', register: 'energy', sign: 1 }],
    });
  });

  it('leaves out what is not given', () => {
    const form = emptySource('GB/T 32150-2025');
    form.factor.kind = 'none';
    expect(Object.keys(bodyOfForm(form)).sort()).toEqual(
      ['activity', 'category', 'included', 'method', 'name', 'system'].sort(),
    );
  });
});
