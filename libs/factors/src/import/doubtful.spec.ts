import { describe, expect, it } from 'vitest';
import type { LibraryFactor } from '../factor-row.js';
import { builtInLibrary } from '../library.js';
import { doubtedFactors } from './doubtful.js';

const library = builtInLibrary();
const factorOf = (id: string, change: Partial<LibraryFactor> = {}): LibraryFactor => {
  const found = library.byId.get(id);
  if (found === undefined) throw new Error(id);
  return { ...found, ...change };
};
const CN = 'elec-cn-2023-average';
const doubt = (factor: LibraryFactor, predecessor: LibraryFactor | null = null) =>
  doubtedFactors([{ line: 7, factor, predecessor }], library)[0];

describe('a factor of a file', () => {
  it.each([
    // 0.5306 kgCO2/kWh before: three times up or down is the border, and still believed.
    ['1.5918', false],
    ['1.5919', true],
    ['0.176867', false],
    ['0.176866', true],
    ['530.6', true],
    ['0.5110', false],
  ])('of %s kgCO2/kWh is doubted beside 0.5306: %s', (value, doubted) => {
    expect(doubt(factorOf(CN, { value }), factorOf(CN)) !== undefined).toBe(doubted);
  });

  it('is held against its predecessor in whatever unit, and the doubt says what was there', () => {
    expect(doubt(factorOf(CN, { value: '0.5110', unit: 'tCO2/MWh' }), factorOf(CN))).toBeUndefined();
    const found = doubt(factorOf(CN, { value: '511', unit: 'tCO2/MWh' }), factorOf(CN));
    expect(found).toMatchObject({ line: 7, id: CN, value: '511 tCO2/MWh' });
    expect(found?.reason.en).toContain('its predecessor elec-cn-2023-average (0.5306 tCO2/MWh)');
    expect(found?.reason.zh).toContain('前一版');
  });

  it('without one is held against factors alike', () => {
    const province = library.factors.find(
      ({ region, category }) => region === 'CN-JS' && category.startsWith('grid-'),
    );
    const isNew = { id: 'elec-new', value: '0.6' };
    expect(doubt(factorOf(province?.id ?? '', isNew))).toBeUndefined();
    const found = doubt(factorOf(province?.id ?? '', { ...isNew, value: '600' }));
    expect(found?.reason.en).toContain('factors alike');
    // A calorific value of diesel against those of diesel, not of coal.
    const ncv = library.factors.find(
      ({ fuel, parameter, unit }) =>
        fuel === 'diesel' && parameter === 'netCalorificValue' && unit.endsWith('/t'),
    );
    expect(doubt(factorOf(ncv?.id ?? '', { id: 'x', value: '43' }))).toBeUndefined();
    expect(doubt(factorOf(ncv?.id ?? '', { id: 'x', value: '13' }))).toBeDefined();
  });

  it('of which nothing alike is known is not doubted', () => {
    expect(doubt(factorOf(CN, { id: 'x', category: 'something-new', value: '9999' }))).toBeUndefined();
    expect(doubt(factorOf(CN, { id: 'x', unit: 'parsec', value: '9999' }))).toBeUndefined();
  });
});
