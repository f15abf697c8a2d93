import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lookupFuel } from './fuel.js';
import { lookupGwp } from './gwp.js';
import { builtInLibrary, makeLibrary } from './library.js';
import { upcastFactors, type StoredFactor } from './stored-factor.js';

/** Rows of data 2026.11-b2469b46, each with the fields that version stored. */
const stored = JSON.parse(
  readFileSync(new URL('../fixtures/edition-2026.11-b2469b46.json', import.meta.url), 'utf8'),
) as StoredFactor[];

describe('an edition stored before factors had rung, fuel, parameter and set', () => {
  it('gets them by the rules of its time, also where these were wrong', () => {
    expect(
      upcastFactors(stored).map(({ id, rung, fuel, parameter, set }) => [id, rung, fuel, parameter, set]),
    ).toEqual([
      ['elec-cn-2021-average', 'national-database', null, null, null],
      ['elec-nonfossil-proved', 'national-database', null, null, null],
      ['tce-diesel-kgce', 'regional', null, null, null],
      [
        'fuel-natural-gas-ncv-gbt32151-34-2024',
        'sector-part',
        'natural-gas',
        'netCalorificValue',
        'gbt32151-34-2024',
      ],
      ['fuel-diesel-co2heat-ncsc', 'national-database', 'diesel', 'emissionFactor', 'ncsc'],
      ['fuel-diesel-ch4-ipcc2006', 'ipcc', 'diesel', 'ch4Factor', 'ipcc2006'],
      ['fuel-diesel-offroad-n2o-ipcc2006', 'ipcc', 'diesel-offroad', 'n2oFactor', 'ipcc2006'],
      ['fuel-coal-of-ets-power', 'national-database', 'coal', 'oxidationFactor', 'ets-power'],
      ['fuel-hydrogen-direct-co2', 'regional', null, null, null],
      ['leak-chiller-defra', 'national-database', null, null, null],
      ['fab-semiconductor-cf4-tier1-ipcc', 'ipcc', null, null, null],
      ['gwp-ch4-ar5', null, null, 'gwp', 'ar5'],
      ['gwp-sf6-ar6-ghgp', null, null, 'gwp', null],
      ['heat-default-gbt32151-34-2024', 'sector-part', null, null, null],
      ['process-clinker-ets-default', 'national-database', null, null, null],
    ]);
  });

  it('changes nothing else, and nothing at all of a factor that has its columns', () => {
    for (const [index, factor] of upcastFactors(stored).entries())
      // "Verified" meant read in a transcription; the word is kept for what was compared with the print.
      expect(factor).toMatchObject({
        ...stored[index],
        confidence: factor.confidence === 'transcribed' ? 'transcribed' : stored[index]?.confidence,
      });
    expect(stored.some(({ confidence }) => (confidence as string) === 'verified')).toBe(true);
    expect(upcastFactors(stored).some(({ confidence }) => (confidence as string) === 'verified')).toBe(false);
    const { factors } = builtInLibrary();
    expect(upcastFactors(factors)).toEqual(factors);
  });

  it('answers as it did', () => {
    const then = makeLibrary('2026.11-b2469b46', upcastFactors(stored));
    expect(lookupGwp({ gas: 'CH4', set: 'AR5' }, then).value).toBe('28');
    expect(lookupFuel({ fuel: 'diesel' }, then)).toMatchObject({ set: 'ncsc', basis: 'heat' });
  });

  it('of the whole library differs from the columns only where a guess was put right', () => {
    const { factors } = builtInLibrary();
    const before = upcastFactors(
      factors.map(({ rung: _r, fuel: _f, parameter: _p, set: _s, ...factor }) => factor),
    );
    const differing = before.flatMap((old, index) => {
      const { id, rung, fuel, parameter, set } = factors[index]!;
      expect([id, old.fuel ?? fuel, old.parameter, old.set ?? set]).toEqual([id, fuel, parameter, set]);
      return old.rung === rung ? [] : [`${old.rung ?? '-'} > ${rung ?? '-'}: ${old.source}`];
    });
    expect([...new Set(differing)]).toMatchSnapshot();
  });
});
