import { builtInLibrary } from '@zerofab/factors';
import { describe, expect, it } from 'vitest';
import {
  at,
  dataOf,
  GB,
  GB_2015,
  JAN_FEB,
  parameter,
  record,
  source,
  ZONE,
} from '../../fixtures/planted-site.js';
import type { InputBindings, SourceDefinition } from '../domain/source.js';
import { resolveInputs } from './formula-inputs.js';
import { siteParameters } from './site-parameters.js';

const manual = { kind: 'manual', unit: 't' } as const;
const of = (inputs: InputBindings): SourceDefinition =>
  source('x', 'process', manual, { calculation: { formulas: [], inputs } });
const RECORDS = [
  record('x', '2026-01-01', '2026-02-01', '31', 't'),
  record('x', '2026-02-01', '2026-03-01', '2', 't'),
  record('x', '2026-02-01', '2026-03-01', '5000', 'kg', 'coke'),
];
const ncv = [parameter('p', '2026-01-01', '2026-03-01', '0.8', 'tC/t')];
const resolve = (
  inputs: InputBindings,
  more: {
    records?: typeof RECORDS;
    parameters?: typeof ncv;
    method?: typeof GB;
    months?: [number, number];
  } = {},
) => {
  const data = dataOf(of(inputs), { records: more.records ?? RECORDS, borders: JAN_FEB });
  const [from, to] = more.months ?? [0, 2];
  return resolveInputs(
    data,
    { periods: data.activity.periods.slice(from, to) },
    {
      method: more.method ?? GB,
      parameters: siteParameters(more.parameters ?? ncv, ZONE),
      library: builtInLibrary(),
    },
  );
};

describe('amounts of a formula', () => {
  it('are summed over the stretch, the source’s own among them, and what the method sets', () => {
    const { inputs, factors } = resolve({ coke: manual });
    expect(inputs).toEqual({
      enthalpyBaseline: { value: '0', unit: 'kJ/kg', origin: 'given', ref: GB.id },
      activity: { value: '33', unit: 't', origin: 'activity', ref: 'x' },
      coke: { value: '5', unit: 't', origin: 'activity', ref: 'x#coke' },
    });
    expect(factors).toEqual([]);
    expect(resolve({}, { method: GB_2015 }).inputs['enthalpyBaseline']?.value).toBe('83.74');
    expect(resolve({}, { months: [1, 2] }).inputs['activity']?.value).toBe('2');
  });

  it('are missing where nothing was entered in the stretch, not 0', () => {
    expect(() => resolve({ coke: manual }, { months: [0, 1] })).toThrow(
      'there is no data in this span; enter it, and 0 where nothing occurred',
    );
    expect(() => resolve({ coke: { kind: 'manual', unit: 'GJ' } })).toThrow('kg');
    expect(() => resolve({ a: { kind: 'activity' } }, { records: [] })).toThrow('no data');
  });

  it('need not be the source’s own where no formula takes it', () => {
    expect(resolve({ coke: manual }, { records: RECORDS.slice(2) }).inputs).not.toHaveProperty('activity');
    expect(
      resolve(
        { activity: manual },
        { records: [record('x', '2026-01-01', '2026-02-01', '7', 't', 'activity')] },
      ).inputs['activity'],
    ).toMatchObject({ value: '7', ref: 'x#activity' });
  });
});

describe('factors of a formula', () => {
  const HEAT = 'heat-default-gbt32151-34-2024';

  it('are of the library, of the site, or stated, each with its origin', () => {
    const { inputs, factors } = resolve({
      ef: { kind: 'factor', id: HEAT },
      cc: { kind: 'parameter', code: 'p' },
      share: { kind: 'value', value: '0.5', unit: 'fraction', source: 'permit' },
      own: { kind: 'activity' },
    });
    expect(inputs['ef']).toEqual({ value: '0.11', unit: 'tCO2/GJ', origin: 'factor', ref: HEAT });
    expect(inputs['cc']).toMatchObject({ value: '0.8', origin: 'factor' });
    expect(inputs['share']).toEqual({ value: '0.5', unit: 'fraction', origin: 'given', ref: 'x: permit' });
    expect(inputs['own']).toMatchObject({ value: '33', ref: 'x' });
    expect(factors.map(({ role, value }) => [role, value])).toEqual([
      ['ef', '0.11'],
      ['cc', '0.8'],
    ]);
  });

  it('of a ladder are the first there is; what was missing above is said, of that input only', () => {
    const ladder = (...codes: string[]) =>
      ({
        kind: 'ladder',
        steps: [
          ...codes.map((code) => ({ kind: 'parameter' as const, code })),
          { kind: 'factor' as const, id: HEAT },
        ],
      }) as const;
    const { inputs, factors } = resolve({
      a: { kind: 'factor', id: HEAT },
      b: ladder('none'),
      c: ladder('p'),
    });
    expect([inputs['b']?.value, inputs['c']?.value]).toEqual(['0.11', '0.8']);
    expect(factors.map(({ role, choice: { rule } }) => [role, rule.startsWith('ladder:')])).toEqual([
      ['a', false],
      ['b', true],
      ['c', false],
    ]);
  });

  it('are of the span of the stretch: half a month of it is refused', () => {
    const half = [parameter('p', '2026-01-16', '2026-03-01', '0.8', 'tC/t')];
    const cc = { cc: { kind: 'parameter', code: 'p' } } as const;
    expect(() => resolve(cc, { parameters: half })).toThrow('only part of the span');
    expect(resolve(cc, { parameters: half, months: [1, 2] }).inputs['cc']?.value).toBe('0.8');
  });
});

describe('nested formulas', () => {
  it('are worked out with their trace, under the path of their input', () => {
    const { inputs } = resolve(
      {
        heat: {
          kind: 'formula',
          id: 'steam-heat',
          inputs: {
            mass: { kind: 'activity' },
            enthalpy: { kind: 'value', value: '2783.74', unit: 'kJ/kg', source: 'lab' },
          },
        },
      },
      { method: GB_2015 },
    );
    // 33 t × (2783.74 − 83.74) kJ/kg
    expect(inputs['heat']).toMatchObject({ value: '89.1', unit: 'GJ', origin: 'formula', ref: 'heat' });
    expect(inputs['heat']?.trace?.formula.id).toBe('steam-heat');
  });

  it('read their streams by path', () => {
    const nested = {
      heat: {
        kind: 'formula',
        id: 'steam-heat',
        inputs: { mass: manual, enthalpy: { kind: 'value', value: '1000', unit: 'kJ/kg', source: 'lab' } },
      },
    } as const;
    const { inputs } = resolve(nested, {
      records: [record('x', '2026-01-01', '2026-02-01', '3', 't', 'heat/mass')],
    });
    expect(inputs['heat']?.value).toBe('3');
    const data = dataOf(of(nested), { borders: JAN_FEB });
    const context = { method: GB, parameters: siteParameters([], ZONE), library: builtInLibrary() };
    expect(() =>
      resolveInputs({ ...data, inputs: new Map() }, { periods: data.activity.periods }, context),
    ).toThrow('stream heat/mass was not read');
    expect(at('2026-01-01')).toBe(data.activity.periods[0]?.span.fromMs);
  });
});
