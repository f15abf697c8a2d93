import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hourlyMatch } from './hourly-match.js';

describe('hourly matching', () => {
  it('counts what is used in the hour in which it is generated', () => {
    // min: 4 + 10 + 0 = 14 of 20; surplus 0 + 5 + 0; unmatched 6 in one hour; the third hour is not known
    expect(hourlyMatch(['10', '10', '10', '0'], ['4', '15', null, '0'])).toEqual({
      matchedMwh: '14',
      loadMwh: '20',
      generationMwh: '19',
      unmatchedMwh: '6',
      surplusMwh: '5',
      share: '0.7',
      hours: 4,
      knownHours: 3,
      unmatchedHours: 1,
      coverage: 0.75,
    });
  });

  it('over a year alike in sum, matches half: load 1 all day, generation 2 by day', () => {
    const load = Array.from({ length: 8760 }, () => 1);
    const generation = load.map((_, hour) => (hour % 24 < 12 ? 2 : 0));
    expect(hourlyMatch(load, generation)).toMatchObject({
      generationMwh: '8760',
      matchedMwh: '4380',
      surplusMwh: '4380',
      share: '0.5',
      unmatchedHours: 4380,
    });
  });

  it('takes an hour that is not known for missing, never for 0', () => {
    expect(hourlyMatch([null, '5'], ['3', null])).toMatchObject({ share: null, knownHours: 0, coverage: 0 });
    expect(hourlyMatch(['5', '5'], ['5'])).toMatchObject({ share: '1', knownHours: 1, coverage: 0.5 });
    expect(hourlyMatch([], [])).toMatchObject({ share: null, hours: 0, coverage: 0 });
  });

  it('refuses negative energy, naming the hour', () => {
    expect(() => hourlyMatch(['1', '-2'], ['1', '1'])).toThrow(/Hour 1 of load/);
  });

  it('is exact in decimals, and never more than either of load and generation', () => {
    expect(hourlyMatch(['0.1', '0.2'], ['0.3', '0.2']).matchedMwh).toBe('0.3');
    const series = fc.array(fc.option(fc.integer({ min: 0, max: 100_000 }).map((n) => String(n / 1000))));
    fc.assert(
      fc.property(series, series, (load, generation) => {
        const match = hourlyMatch(load, generation);
        const matched = Number(match.matchedMwh);
        expect(matched).toBeLessThanOrEqual(Number(match.loadMwh));
        expect(matched).toBeLessThanOrEqual(Number(match.generationMwh));
        expect(hourlyMatch(generation, load).matchedMwh).toBe(match.matchedMwh);
      }),
    );
  });
});
