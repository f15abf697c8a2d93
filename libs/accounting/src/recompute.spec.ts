import { lookupFuel } from '@zerofab/factors';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Trace } from '@zerofab/vocabulary';
import { recompute } from './recompute.js';
import { sourceEmissions } from './source-emissions.js';
import { sumEmissions } from './totals.js';

const burn = (value: string, unit: string) =>
  sourceEmissions({
    category: 'stationaryCombustion',
    sourceCode: 'furnace',
    activity: { value, unit },
    factors: lookupFuel({ fuel: 'natural-gas' }).factors,
  });
const exported = (trace: Trace): Trace => JSON.parse(JSON.stringify(trace)) as Trace;
/** Changes text in an exported trace, as a hand with an editor would. */
const forged = (trace: Trace, from: string, to: string): Trace =>
  JSON.parse(JSON.stringify(trace).replace(from, to)) as Trace;

describe('recompute', () => {
  it('gives the same digits from the exported trace', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e9 }),
        fc.integer({ min: 0, max: 999_999 }),
        fc.constantFrom('Nm3', '10^4Nm3', 'm3@20C', '万m3@20C', 'GJ', 'MWh', 'kWh'),
        (whole, part, unit) => {
          const one = burn(`${whole}.${String(part).padStart(6, '0')}`, unit);
          const two = burn('1', 'Nm3');
          const sum = sumEmissions([
            { name: 'a', ...one },
            { name: 'b', ...two },
          ]);
          expect(recompute(exported(sum.trace))).toEqual({ value: sum.tco2e, unit: 'tCO2e', mismatches: [] });
        },
      ),
    );
  });

  const { trace } = burn('10000', 'm3@20C');
  it.each([
    ['a result', `"result":{"value":"${trace.result.value}"`, '"result":{"value":"1"', ''],
    ['an activity', '"value":"10000","unit":"m3@20C"', '"value":"9000","unit":"m3@20C"', 'activity › value'],
    ['a factor', '"value":"0.0153"', '"value":"0.0100"', ''],
    ['a constant', '"value":"44"', '"value":"43"', 'molarMassCo2'],
    ['a temperature', '"value":"273.15"', '"value":"270"', 'activity › value › temperatureNormal'],
    [
      'a divisor',
      '"name":"divideBy","symbol":"b","value":"10000"',
      '"name":"divideBy","symbol":"b","value":"1000"',
      'divideBy',
    ],
    [
      'a unit',
      '"result":{"value":"' + trace.result.value + '","unit":"tCO2"',
      '"result":{"value":"' + trace.result.value + '","unit":"kgCO2"',
      'unit',
    ],
    ['an edition', '"edition":"2025"', '"edition":"2015"', 'edition'],
    ['an impossible oxidation', '"value":"99","unit":"%"', '"value":"990","unit":"%"', ''],
  ])('finds a forged trace: %s', (_what, from, to, path) => {
    expect(JSON.stringify(trace)).toContain(from);
    const { mismatches } = recompute(forged(trace, from, to));
    expect(mismatches.some((mismatch) => mismatch.path.endsWith(path))).toBe(true);
  });

  it('says so when the formula is unknown or a conversion has lost its value', () => {
    const unknown = recompute(forged(trace, '"fuel-combustion-volume"', '"magic"'));
    expect(unknown.mismatches[0]?.computed).toContain('refused: There is no formula "magic"');
    const lost = recompute(forged(trace, '"name":"value"', '"name":"v"'));
    expect(lost.mismatches.some((m) => m.computed.includes('has no value'))).toBe(true);
  });
});
