import { describe, expect, it } from 'vitest';
import { at, parameter, ZONE } from '../../fixtures/planted-site.js';
import { NO_PARAMETERS, siteParameters } from './site-parameters.js';

const MARCH = { fromMs: at('2026-03-01'), toMs: at('2026-04-01') };
const ncv = (from: string, to: string, value: string, tonnage: string | null = null, more = {}) =>
  parameter('ncv', from, to, value, 'GJ/t', { tonnage, tonnageUnit: tonnage === null ? null : 't', ...more });
const of = (records: ReturnType<typeof ncv>[], span = MARCH) => siteParameters(records, ZONE)('ncv', span);

describe('a parameter of the site', () => {
  it('is the record that covers the span, to the day', () => {
    const { input, factors } = of([ncv('2026-03-01', '2026-04-01', '21.3')]);
    expect(input).toEqual({ value: '21.3', unit: 'GJ/t', origin: 'factor', ref: 'ncv#ncv-2026-03-01' });
    expect(factors).toMatchObject([
      {
        rung: 'measured',
        validFrom: '2026-03-01',
        confidence: 'site',
        note: null,
        choice: {
          how: 'site',
          rule: 'rung-measured',
          why: { en: 'Measured, the highest rung of the ladder' },
        },
      },
    ]);
    expect(factors[0]?.version).toBe('record ncv-2026-03-01, 1970-01-01T00:00:00.000Z, li');
  });

  it('carries how it was tested, and says when it is the supplier’s', () => {
    const told = ncv('2026-01-01', '2027-01-01', '21', null, {
      rung: 'supplier',
      testMethod: 'GB/T 213',
      batch: 'B1',
      evidence: 'scan',
    });
    expect(of([told]).factors[0]).toMatchObject({
      rung: 'supplier',
      note: 'GB/T 213; B1; scan',
      choice: { why: { zh: '供方提供（仅次于实测）' } },
    });
  });

  it('is refused, not replaced, where it covers half of the month: from either side', () => {
    expect(() => of([ncv('2026-03-16', '2026-05-01', '21')])).toThrow('covers only part of the span');
    expect(() => of([ncv('2026-01-01', '2026-03-31', '21')])).toThrow('2026-01-01');
    expect(() => of([ncv('2026-01-01', '2026-03-31', '21')])).toThrow('record the rest');
  });

  it('is not found where none lies in the span: not one that ends or begins at its border', () => {
    const around = [ncv('2026-02-01', '2026-03-01', '1'), ncv('2026-04-01', '2026-05-01', '2')];
    expect(() => of(around)).toThrow('ncv');
    expect(() => of([parameter('other', '2026-01-01', '2027-01-01', '1', 'GJ/t')])).toThrow('2026-03-01');
    expect(() => NO_PARAMETERS('ncv', MARCH)).toThrow('Record laboratory or supplier data');
  });

  it('changes within the span: without tonnage it cannot be weighed', () => {
    const two = [ncv('2026-03-01', '2026-03-16', '20'), ncv('2026-03-16', '2026-04-01', '22')];
    expect(() => of(two)).toThrow('no tonnage is given');
    expect(() => of([...two.slice(0, 1), ncv('2026-03-16', '2026-04-01', '22', '5')])).toThrow(
      'no tonnage is given',
    );
  });

  it('is the mean of batches by their tonnage: (20 × 300 + 22 × 100)/400', () => {
    const { input, factors } = of([
      ncv('2026-03-02', '2026-03-03', '20', '300'),
      ncv('2026-03-20', '2026-03-21', '22', '100'),
    ]);
    expect(input).toMatchObject({ value: '20.5', unit: 'GJ/t', origin: 'formula', ref: 'ncv' });
    expect(factors.map(({ value }) => value)).toEqual(['20', '22']);
    expect(input.trace?.formula.id).toBe('weighted-mean-ncv-mass');
    expect(input.trace?.inputs.map(({ ref }) => ref)).toContain('ncv#ncv-2026-03-20');
  });

  it('is the one batch of the span, whatever its days', () => {
    expect(of([ncv('2026-03-02', '2026-03-03', '20', '300')]).input.value).toBe('20');
  });

  it('has a mean of carbon contents and of gases, and none of what has no dimension for it', () => {
    const two = (unit: string, tonnageUnit: string) =>
      [1, 2].map((n) =>
        parameter('p', `2026-03-0${String(n)}`, `2026-03-0${String(n + 1)}`, String(n / 4), unit, {
          tonnage: '1',
          tonnageUnit,
        }),
      );
    const meanOf = (unit: string, tonnageUnit = 't') =>
      siteParameters(two(unit, tonnageUnit), ZONE)('p', MARCH).input;
    expect(meanOf('tC/t')).toMatchObject({ value: '0.375', unit: 'tC/t' });
    expect(meanOf('GJ/Nm3', 'Nm3').trace?.formula.id).toBe('weighted-mean-ncv-volume');
    expect(() => meanOf('fraction')).toThrow('no weighted mean');
  });
});
