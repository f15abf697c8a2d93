import { describe, expect, it } from 'vitest';
import {
  dataOf,
  factsOf,
  GB,
  JAN,
  NOW_MS,
  ofMeter,
  record,
  source,
  used,
} from '../../fixtures/planted-site.js';
import { figureContext } from '../source/figure-context.js';
import { sourceFigure } from '../source/source-figure.js';
import { crossCheckOf, qualityOfLine } from './line-quality.js';

const [from = 0, to = 0] = JAN;
const grid = source('grid', 'purchasedElectricity', ofMeter('main', 'e'), {
  crossCheck: { kind: 'manual', unit: 'MWh' },
});
const data = (value: number | null, estimated = 0, invoice?: string, unit = 'MWh') =>
  dataOf(
    { ...grid, crossCheck: { kind: 'manual', unit } },
    {
      sums: [used(1, from, to, value, { estimated })],
      records:
        invoice === undefined
          ? []
          : [record('grid', '2026-01-01', '2026-02-01', invoice, unit, 'crossCheck')],
    },
  );
const gradeOf = (of: ReturnType<typeof data>) =>
  qualityOfLine(of, sourceFigure(of, figureContext(factsOf(), GB)), '2026-06-01', NOW_MS);

describe('the grade of a line', () => {
  it.each([
    // The grid factor is of a national database: medium.
    [1000, 0, 'high'],
    [1000, 50, 'high'],
    [1000, 51, 'medium'],
    [1000, 600, 'low'],
    [1000, -600, 'low'],
    [0, 0, 'high'],
  ])('of %f kWh with %f estimated: activity %s', (value, estimated, activity) => {
    expect(gradeOf(data(value, estimated))).toMatchObject({ activity, factor: 'medium' });
  });

  it('is none without a figure', () => {
    expect(gradeOf(data(null))).toBeNull();
  });
});

describe('the second account', () => {
  it.each([
    [
      '1.01',
      'MWh',
      { value: '1010', unit: 'kWh', difference: '10', differencePercent: 1, withinTolerance: true },
    ],
    ['0.98', 'MWh', { value: '980', difference: '-20', differencePercent: -2, withinTolerance: false }],
    // Of another dimension, nothing can be compared.
    [
      '1',
      't',
      { value: null, unit: 'kWh', difference: null, differencePercent: null, withinTolerance: null },
    ],
  ])('%s %s beside 1000 kWh', (invoice, unit, expected) => {
    expect(crossCheckOf(data(1000, 0, invoice, unit), NOW_MS)).toMatchObject(expected);
  });

  it('compares nothing where one is missing, and is null where none is asked for', () => {
    expect(crossCheckOf(data(1000), NOW_MS)).toMatchObject({ value: null, difference: null });
    expect(crossCheckOf(data(null, 0, '1'), NOW_MS)).toMatchObject({
      value: '1000',
      difference: null,
      withinTolerance: null,
    });
    const { crossCheck: _, ...plain } = grid;
    expect(crossCheckOf(dataOf(plain, {}), NOW_MS)).toBeNull();
  });
});
