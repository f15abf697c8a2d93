import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RUNGS, type DataGrade, type Rung } from '@zerofab/vocabulary';
import { ACTIVITY_ORIGINS, activityGrade, factorGrade, lineGrade } from './data-quality.js';
import { inventoryGrade } from './inventory-quality.js';

const rank = (grade: DataGrade): number => ['high', 'medium', 'low'].indexOf(grade);

describe('activityGrade', () => {
  it.each([
    ['continuous', '0', undefined, 'high'],
    ['continuous', '0.05', undefined, 'high'],
    ['continuous', '0.0501', undefined, 'medium'],
    ['continuous', '0.51', undefined, 'low'],
    ['continuous', '0', true, 'medium'],
    ['calibrated-meter', '0', false, 'high'],
    ['calibrated-meter', '0.2', true, 'low'],
    ['records', '0', undefined, 'medium'],
    ['records', '0.2', undefined, 'low'],
    ['proxy', '0', undefined, 'low'],
    ['proxy', '1', true, 'low'],
  ] as const)(
    '%s, estimated %s, calibration overdue %s: %s',
    (origin, estimatedShare, calibrationOverdue, grade) => {
      const basis = { origin, estimatedShare };
      const given = calibrationOverdue === undefined ? basis : { ...basis, calibrationOverdue };
      expect(activityGrade(given).grade).toBe(grade);
    },
  );

  it('says how much is estimated, in both languages', () => {
    const { why } = activityGrade({ origin: 'continuous', estimatedShare: '0.123' });
    expect(why.zh).toContain('12.3 %');
    expect(why.en).toContain('12.3 % of it is estimated');
  });

  it('never gets better by estimating more', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ACTIVITY_ORIGINS),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (origin, a, b) => {
          const of = (estimatedShare: number) => rank(activityGrade({ origin, estimatedShare }).grade);
          expect(of(Math.max(a, b))).toBeGreaterThanOrEqual(of(Math.min(a, b)));
        },
      ),
    );
  });
});

describe('factorGrade', () => {
  it('goes down the ladder and never up', () => {
    const grades = RUNGS.map((rung) => factorGrade(rung).grade);
    expect(grades).toEqual(['high', 'medium', 'medium', 'medium', 'low', 'low']);
    expect(grades).toEqual(grades.toSorted((a, b) => rank(a) - rank(b)));
  });
});

describe('lineGrade', () => {
  const metered = activityGrade({ origin: 'continuous', estimatedShare: 0 });
  const quality = (...rungs: Rung[]) => lineGrade(metered, rungs.map(factorGrade));

  it('is the worse of activity data and weakest factor', () => {
    expect(quality('measured', 'ipcc', 'sector-part')).toMatchObject({
      grade: 'low',
      activity: 'high',
      factor: 'low',
      why: { en: 'Measured continuously and used directly; IPCC default factor' },
    });
    const guessed = activityGrade({ origin: 'proxy', estimatedShare: 0 });
    expect(lineGrade(guessed, [factorGrade('measured')])).toMatchObject({ grade: 'low', factor: 'high' });
    expect(quality('measured').grade).toBe('high');
  });

  it('stands on the activity data alone where no factor takes part', () => {
    expect(quality()).toMatchObject({ grade: 'high', factor: null });
  });
});

describe('inventoryGrade', () => {
  const line = (rung: Rung, tco2e: string | null) => ({
    quality: lineGrade(activityGrade({ origin: 'continuous', estimatedShare: 0 }), [factorGrade(rung)]),
    tco2e,
  });

  it('weighs the lines by their emissions', () => {
    // 700 high, 200 medium, 100 low of 1000: (2100 + 400 + 100) ÷ 1000 = 2.6 → high
    const graded = inventoryGrade([line('measured', '700'), line('supplier', '200'), line('ipcc', '100')]);
    expect(graded).toMatchObject({
      grade: 'high',
      activity: 'high',
      factor: 'high',
      shares: { high: '0.7', medium: '0.2', low: '0.1', ungraded: '0' },
    });
    expect(graded?.why.zh).toBe('按排放量加权：高 70 %，中 20 %，低 10 %');
    // 600 high, 200 medium, 200 low: (1800 + 400 + 200) ÷ 1000 = 2.4 → medium
    expect(
      inventoryGrade([line('measured', '600'), line('supplier', '200'), line('ipcc', '200')])?.grade,
    ).toBe('medium');
  });

  it('counts an export by its magnitude', () => {
    // 500 high, −500 low: (1500 + 500) ÷ 1000 = 2 → medium
    expect(inventoryGrade([line('measured', '500'), line('ipcc', '-500')])?.grade).toBe('medium');
  });

  it('says what has no figure and what has no grade, and gives neither a weight of 0 in silence', () => {
    const graded = inventoryGrade([
      line('measured', '75'),
      line('ipcc', null),
      { quality: null, tco2e: '25' },
    ]);
    expect(graded).toMatchObject({ grade: 'high', shares: { high: '0.75', ungraded: '0.25' } });
    expect(graded?.why.en).toContain('not graded 25 %; 1 sources have no figure');
  });

  it('has none where nothing has a figure', () => {
    expect(inventoryGrade([])).toBeNull();
    expect(inventoryGrade([line('measured', null), line('measured', '0')])).toBeNull();
  });

  it('has shares that add up to 1', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...RUNGS), fc.integer({ min: 1, max: 1e6 })), {
          minLength: 1,
          maxLength: 8,
        }),
        (rows) => {
          const graded = inventoryGrade(rows.map(([rung, tonnes]) => line(rung, String(tonnes))))!;
          const sum = Object.values(graded.shares).reduce((total, share) => total + Number(share), 0);
          expect(sum).toBeCloseTo(1, 12);
        },
      ),
    );
  });
});
