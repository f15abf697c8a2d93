import { describe, expect, it } from 'vitest';
import { agreesWithPrint, comparisonProblem, withComparisons, type FactorComparison } from './comparison.js';
import { builtInLibrary } from './library.js';

const library = builtInLibrary();
const CN = 'elec-cn-2023-average';
const comparison = (change: Partial<FactorComparison> = {}): FactorComparison => ({
  factor: CN,
  value: '0.5306',
  unit: 'kgCO2/kWh',
  printedValue: '0.5306',
  printedUnit: 'kgCO2/kWh',
  document: 'Announcement 2025 No. 40',
  place: 'Table 1',
  comparedBy: 'li',
  day: '2026-11-29',
  ...change,
});
const found = (...all: FactorComparison[]) => withComparisons(library, all).byId.get(CN);

describe('a factor that was held against the print', () => {
  it('is transcribed before, and compared once the print has its value, in whatever unit', () => {
    expect(library.byId.get(CN)?.confidence).toBe('transcribed');
    const agreed = found(comparison({ printedValue: '530.6', printedUnit: 'gCO2/kWh' }));
    expect(agreed).toMatchObject({ confidence: 'compared', value: '0.5306' });
    expect(agreed?.note).toMatch(/^compared with Announcement 2025 No. 40, Table 1 \(li, 2026-11-29\); /);
  });

  it('is doubtful where the print has another value, until somebody looks again', () => {
    const slip = comparison({ printedValue: '0.5366' });
    expect(agreesWithPrint(slip)).toBe(false);
    expect(found(slip)).toMatchObject({ confidence: 'low', value: '0.5306' });
    expect(found(slip)?.note).toContain('DIFFERS FROM THE PRINT, which has 0.5366 kgCO2/kWh');
    expect(found(slip, comparison())?.confidence).toBe('compared');
  });

  it('is compared anew when its value or unit is another', () => {
    expect(found(comparison({ value: '0.5366', printedValue: '0.5366' }))?.confidence).toBe('transcribed');
    expect(found(comparison({ unit: 'tCO2/MWh' }))?.confidence).toBe('transcribed');
  });

  it('leaves the others and the version of the library as they are', () => {
    const after = withComparisons(library, [comparison()]);
    expect(after.version).toBe(library.version);
    expect(after.factors.filter((row, index) => row !== library.factors[index]).map(({ id }) => id)).toEqual([
      CN,
    ]);
  });
});

describe('what was typed', () => {
  it.each([
    ['0.5306', 'kgCO2/kWh', undefined],
    ['530.6', 'gCO2/kWh', undefined],
    ['about 0.5', 'kgCO2/kWh', 'printedValue'],
    ['0.5306', 'kgCO2', 'printedUnit'],
    ['0.5306', 'parsec', 'printedUnit'],
  ])('%s %s: %s', (printedValue, printedUnit, field) => {
    expect(comparisonProblem({ printedValue, printedUnit }, { unit: 'kgCO2/kWh' })?.field).toBe(field);
  });
});
