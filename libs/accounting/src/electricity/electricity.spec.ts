import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AccountingError } from '../errors.js';
import { methodById } from '../methods.js';
import { hourlyMatch } from './hourly-match.js';
import { nonFossilLedger } from './ledger.js';
import { checkProof, countsAsZero, type Proof } from './proof.js';

const proof = (more: Partial<Proof>): Proof => ({
  id: '1',
  kind: 'certificate',
  mwh: '100',
  fromMs: 0,
  toMs: 1,
  generationMonth: '2025-05',
  plant: 'Wind farm 3',
  technology: 'wind',
  province: 'CN-NM',
  contract: null,
  settlement: null,
  registry: 'national green certificate register',
  serialFrom: '1001',
  serialTo: '1100',
  retiredOn: '2026-02-01',
  beneficiary: 'Works',
  evidence: null,
  ...more,
});
const refused = (more: Partial<Proof>): string => {
  try {
    checkProof(proof(more));
    return 'taken';
  } catch (error) {
    if (error instanceof AccountingError) return `${error.data['field'] ?? ''}: ${error.text.en}`;
    throw error;
  }
};

describe('a proof', () => {
  it('is taken when it is whole', () => {
    expect(refused({})).toBe('taken');
    expect(refused({ kind: 'trade', contract: 'c', settlement: 's' })).toBe('taken');
    expect(refused({ kind: 'own', evidence: 'meter pv-1' })).toBe('taken');
  });
  it.each([
    ['certificates without retirement', { retiredOn: null }, 'retiredOn: '],
    ['a trade without settlement', { kind: 'trade', contract: 'c' }, 'settlement: '],
    ['own generation without records', { kind: 'own' }, 'evidence: '],
    ['a serial range of another size', { serialTo: '1099' }, 'mwh: The serial range holds 99'],
    ['a range that runs backwards', { serialTo: '1000' }, 'serialTo: '],
    ['nothing', { mwh: '0' }, 'mwh: '],
  ] as const)('%s is refused', (_title, more, start) => {
    expect(refused(more)).toContain(start);
  });
  it('counts as zero where the method says so; own generation lowers no purchase', () => {
    expect(countsAsZero('certificate', methodById('GB/T 32150-2025'))).toBe(true);
    expect(countsAsZero('certificate', methodById('ETS sector rule'))).toBe(false);
    expect(countsAsZero('trade', methodById('GHG Protocol (location-based)'))).toBe(false);
    expect(countsAsZero('trade', methodById('GHG Protocol (market-based)'))).toBe(true);
    expect(countsAsZero('own', methodById('GB/T 32150-2025'))).toBe(false);
  });
});

describe('the non-fossil ledger', () => {
  const base = {
    physicalMwh: ['120'],
    tradeMwh: ['300', '100'],
    certificateMwh: ['700'],
    offtakeMwh: '1000',
    certificateLimitMwh: null,
    apportionment: '0.25',
  };
  it('trade first, certificates cut to the offtake, the rest apportioned', () => {
    // 400 trade, certificates min(700, 1000 − 400) = 600, rest 0
    const ledger = nonFossilLedger(base);
    expect(ledger.lines.map(({ mwh, cutMwh }) => [mwh, cutMwh])).toEqual([
      ['120', null],
      ['400', null],
      ['600', '100'],
      ['0', null],
    ]);
    expect(ledger).toMatchObject({ totalMwh: '1120', share: '1' });
  });
  it('a limit on certificates leaves more to be apportioned: (1000 − 400 − 200) × 0.25', () => {
    const ledger = nonFossilLedger({ ...base, certificateLimitMwh: '200' });
    expect(ledger.lines.map(({ mwh }) => mwh)).toEqual(['120', '400', '200', '100']);
    expect(ledger.totalMwh).toBe('820');
  });
  it('without a coefficient way 3 is missing, not 0, and the total says so', () => {
    const ledger = nonFossilLedger({ ...base, certificateMwh: [], apportionment: null });
    expect(ledger.lines[3]).toMatchObject({ mwh: null });
    expect(ledger).toMatchObject({ totalMwh: '520', withApportionment: false });
  });
  it('never claims more of the grid than was taken from it', () => {
    const mwh = fc.integer({ min: 0, max: 10_000 }).map(String);
    fc.assert(
      fc.property(mwh, mwh, mwh, (trade, certificates, offtake) => {
        const { lines } = nonFossilLedger({
          ...base,
          tradeMwh: [trade],
          certificateMwh: [certificates],
          offtakeMwh: offtake,
        });
        const sum = lines.slice(1).reduce((all, line) => all + Number(line.mwh), 0);
        expect(sum).toBeLessThanOrEqual(Number(offtake) + 1e-9);
      }),
    );
  });
});

describe('hourly matching', () => {
  it('counts what is used in the hour in which it is generated', () => {
    const match = hourlyMatch([
      { load: 10, generation: 4 },
      { load: 10, generation: 15 },
      { load: 10, generation: null },
      { load: 0, generation: 0 },
    ]);
    expect(match).toEqual({
      matchedMwh: 14,
      loadMwh: 20,
      surplusMwh: 5,
      share: 0.7,
      knownHours: 3,
      hours: 4,
    });
  });
  it('has no share of nothing', () => {
    expect(hourlyMatch([]).share).toBeNull();
  });
});
