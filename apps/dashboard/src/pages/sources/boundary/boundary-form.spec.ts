import {
  BOUNDARY_CHANGE_KINDS,
  putBoundarySchema,
  UNIT_TENURES,
  type Boundary,
  type ChangeEffect,
} from '@zerofab/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyOfBoundary, bodyOfRecord } from './body-of-boundary';
import { emptyBoundary, emptyUnit } from './boundary-form';
import { formOfBoundary } from './form-of-boundary';

const text = fc.stringMatching(/^[A-Za-z厂][A-Za-z0-9 ,厂]{0,12}[a-z]$/);
const code = fc.stringMatching(/^[a-z][a-z0-9-]{0,6}$/);
const codes = fc.uniqueArray(code, { maxLength: 3 });
const decimal = fc.stringMatching(/^[1-9]\d{0,5}(\.\d{1,4})?$/);
const day = fc.integer({ min: 10, max: 28 }).map((date) => `2026-03-${date}`);
const join = <T extends object, U extends object>(
  always: fc.Arbitrary<T>,
  more: Record<string, fc.Arbitrary<unknown>>,
) =>
  fc
    .tuple(always, fc.record(more, { requiredKeys: [] }))
    .map(([one, other]) => ({ ...one, ...other }) as unknown as T & U);

const parts = fc.array(join(fc.record({ name: text, sources: codes }), { holds: text }), { maxLength: 2 });
const effect: fc.Arbitrary<ChangeEffect> = fc.oneof(
  fc.record({ kind: fc.constant('given' as const), tco2e: decimal, source: text }),
  fc.record({
    kind: fc.constant('sources' as const),
    sources: fc.uniqueArray(code, { minLength: 1, maxLength: 3 }),
  }),
  fc.record({ kind: fc.constant('totals' as const), before: decimal, after: decimal, source: text }),
  fc.record({ kind: fc.constant('method' as const), method: text }),
);
const record = fc.record({
  entity: join<object, object>(
    fc.record({
      legalName: text,
      sector: text,
      address: text,
      contacts: fc.array(join(fc.record({ name: text }), { role: text, phone: text, email: text }), {
        minLength: 1,
        maxLength: 2,
      }),
    }),
    { creditCode: fc.constant('914403001922038216'), products: text, processFlow: text },
  ),
  systems: fc.record({
    main: parts.filter((list) => list.length > 0),
    auxiliary: parts,
    ancillary: parts,
  }),
  outside: fc.array(fc.record({ name: text, reason: text }), { maxLength: 2 }),
  units: fc.uniqueArray(
    join<{ code: string }, object>(
      fc.record({ code, name: text, tenure: fc.constantFrom(...UNIT_TENURES), sources: codes }),
      { from: day, to: fc.constant('2027-01-01'), counterparty: text, evidence: text },
    ),
    { maxLength: 2, selector: ({ code: unit }) => unit },
  ),
  changes: fc.uniqueArray(
    join<{ id: string }, object>(
      fc.record({ id: code, kind: fc.constantFrom(...BOUNDARY_CHANGE_KINDS), date: day, description: text }),
      { evidence: text, effect },
    ),
    { maxLength: 2, selector: ({ id }) => id },
  ),
  baseYearInput: fc.option(
    join<object, object>(
      fc.record({
        year: fc.integer({ min: 1990, max: 2100 }),
        thresholdPercent: decimal.map((d) => d.slice(0, 1)),
        reason: text,
      }),
      { method: text, given: fc.record({ tco2e: decimal, source: text }) },
    ),
    { nil: null },
  ),
});

describe('boundary record → form → record', () => {
  it('is the identity, so that a base year which is left alone keeps its fixed total', () => {
    fc.assert(
      fc.property(record, (fields) => {
        const stored = fields as unknown as Boundary;
        const body = bodyOfBoundary(formOfBoundary(stored));
        expect(body).toEqual(bodyOfRecord(stored));
        expect(putBoundarySchema.parse(body)).toEqual(body);
      }),
      { numRuns: 200 },
    );
  });

  it('takes an empty day as not given, not as a day', () => {
    const form = {
      ...emptyBoundary(),
      units: [{ ...emptyUnit(), code: 'u', name: 'Unit', to: '2026-07-01' }],
    };
    expect(bodyOfBoundary(form).units).toEqual([
      { code: 'u', name: 'Unit', tenure: 'owned', to: '2026-07-01', sources: [] },
    ]);
    expect(bodyOfBoundary(form)).not.toHaveProperty('baseYear');
  });
});
