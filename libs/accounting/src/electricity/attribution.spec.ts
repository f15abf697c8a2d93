import { ExactDecimal } from '@zerofab/units';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProofKind } from '@zerofab/vocabulary';
import { methodById } from '../methods.js';
import { allocateProofs, checkProofs, type SupplyPeriod } from './allocation.js';
import { sumAttributes } from './attribute-line.js';
import { attributesByPeriod, splitByAttribute, type AttributeSplit } from './attribution.js';
import type { Proof } from './proof.js';

const treatmentOf = (id: string) => methodById(id).greenPower;
const GB = treatmentOf('GB/T 32150-2025');
const MARKET = treatmentOf('GHG Protocol (market-based)');

/** Periods of one time unit each, as many as there are amounts. */
const months = (...mwh: (string | null)[]): SupplyPeriod[] =>
  mwh.map((amount, index) => ({ fromMs: index, toMs: index + 1, mwh: amount }));
const purchases = (...mwh: (string | null)[]) =>
  months(...mwh).map(({ fromMs, toMs, mwh: purchasedMwh }) => ({ fromMs, toMs, purchasedMwh }));

const proof = (id: string, kind: ProofKind, mwh: string, fromMs = 0, toMs = 1): Proof => ({
  id,
  kind,
  mwh,
  fromMs,
  toMs,
  generationMonth: '2025-05',
  plant: null,
  technology: null,
  province: null,
  contract: 'C-1',
  settlement: 'S-1',
  registry: kind === 'certificate' ? 'GEC' : null,
  serialFrom: kind === 'certificate' ? '1' : null,
  serialTo: kind === 'certificate' ? mwh : null,
  retiredOn: '2026-02-01',
  beneficiary: 'Works',
  fileHash: null,
  evidence: 'meter records',
});
const linesOf = ({ lines }: Pick<AttributeSplit, 'lines'>) =>
  lines.map(({ attribute, mwh, factorRule }) => `${attribute} ${mwh} ${factorRule}`);

describe('purchased electricity by attribute', () => {
  const claims = [
    proof('1', 'own', '50'),
    proof('2', 'direct', '100'),
    proof('3', 'trade', '300'),
    proof('4', 'certificate', '200'),
  ];
  it.each([
    [
      'GB/T 32150-2025',
      ['own 50 zero', 'direct 100 zero', 'trade 300 zero', 'certificate 200 zero', 'grid 400 average'],
    ],
    [
      'ETS sector rule',
      ['own 50 zero', 'direct 100 zero', 'trade 300 average', 'certificate 200 average', 'grid 400 average'],
    ],
    [
      'GHG Protocol (location-based)',
      ['own 50 zero', 'direct 100 zero', 'trade 300 average', 'certificate 200 average', 'grid 400 average'],
    ],
    [
      'GHG Protocol (market-based)',
      ['own 50 zero', 'direct 100 zero', 'trade 300 zero', 'certificate 200 zero', 'grid 400 residual'],
    ],
  ])('under %s: 1000 − 100 − 300 − 200 of the grid, own generation beside it', (id, lines) => {
    const split = splitByAttribute({ purchasedMwh: '1000', proofs: claims, treatment: treatmentOf(id) });
    expect(linesOf(split)).toEqual(lines);
    expect(split.uncounted).toEqual([]);
  });

  it('no proof, no zero: a claim that lacks its proof stays with the grid, and says why', () => {
    const bare = [
      { ...proof('1', 'trade', '300'), settlement: null },
      { ...proof('2', 'certificate', '200'), retiredOn: null },
      proof('3', 'other', '10'),
    ];
    const split = splitByAttribute({ purchasedMwh: '1000', proofs: bare, treatment: GB });
    expect(linesOf(split)).toEqual(['grid 1000 average']);
    expect(split.uncounted.map(({ proof: id, mwh, reason }) => [id, mwh, reason.en.split(';')[0]])).toEqual([
      ['1', '300', 'The proof lacks the settlement document'],
      ['2', '200', 'The proof lacks the day of retirement'],
      ['3', '10', 'No method recognises this kind of proof'],
    ]);
    // In a market-based result it is the rest of the grid, with the residual factor.
    expect(linesOf(splitByAttribute({ purchasedMwh: '1000', proofs: bare, treatment: MARKET }))).toEqual([
      'grid 1000 residual',
    ]);
  });

  it('counts no more than was bought: 100 direct, 300 trade, then 50 of 200 certificates', () => {
    const split = splitByAttribute({ purchasedMwh: '450', proofs: claims, treatment: GB });
    expect(linesOf(split)).toEqual([
      'own 50 zero',
      'direct 100 zero',
      'trade 300 zero',
      'certificate 50 zero',
      'grid 0 average',
    ]);
    expect(split.uncounted).toMatchObject([{ proof: '4', mwh: '150' }]);
  });

  it('holds own generation to what is metered', () => {
    const split = splitByAttribute({
      purchasedMwh: '10',
      ownMwh: '30',
      proofs: [proof('1', 'own', '50')],
      treatment: GB,
    });
    expect(linesOf(split)).toEqual(['own 30 zero', 'grid 10 average']);
    expect(split.uncounted).toMatchObject([{ proof: '1', mwh: '20' }]);
    // Metered, but no reading yet: the claim waits.
    const early = splitByAttribute({
      purchasedMwh: '10',
      ownMwh: null,
      proofs: [proof('1', 'own', '50')],
      treatment: GB,
    });
    expect(linesOf(early)).toEqual(['grid 10 average']);
    expect(early.uncounted).toMatchObject([{ proof: '1', mwh: '50' }]);
  });

  it('does not divide what is not known, and refuses a negative purchase', () => {
    const split = splitByAttribute({ purchasedMwh: null, proofs: claims, treatment: GB });
    expect(linesOf(split)).toEqual(['own 50 zero']);
    expect(split.missing?.en).toContain('not known');
    expect(() => splitByAttribute({ purchasedMwh: '-1', proofs: [], treatment: GB })).toThrow(/negative/);
  });

  it('a factory that is green over the year is green in every month: 1200 of certificates, months of 50 to 150', () => {
    // Evenly it would be 100 a month, more than the small months bought.
    const bought = ['50', '150', '50', '150', '50', '150', '50', '150', '50', '150', '50', '150'];
    const { periods, uncounted } = attributesByPeriod({
      periods: purchases(...bought),
      proofs: [proof('1', 'certificate', '1200', 0, 12)],
      treatment: MARKET,
    });
    expect(periods.map(linesOf)).toEqual(bought.map((mwh) => [`certificate ${mwh} zero`, 'grid 0 residual']));
    expect(linesOf({ lines: sumAttributes(periods) })).toEqual(['certificate 1200 zero', 'grid 0 residual']);
    expect(uncounted).toEqual([]);
  });

  it('lets the part of a claim wait that falls to months without a purchase yet', () => {
    const { periods, uncounted } = attributesByPeriod({
      periods: purchases('100', '100', null, null),
      proofs: [proof('1', 'trade', '240', 0, 4)],
      treatment: GB,
    });
    expect(periods.map(linesOf)).toEqual([
      ['trade 60 zero', 'grid 40 average'],
      ['trade 60 zero', 'grid 40 average'],
      [],
      [],
    ]);
    expect(uncounted).toMatchObject([{ proof: '1', mwh: '120' }]);
  });

  const kinds: ProofKind[] = ['own', 'direct', 'trade', 'certificate', 'other'];
  const claimArb = fc.record({
    kind: fc.constantFrom(...kinds),
    mwh: fc.integer({ min: 1, max: 400 }).map(String),
    from: fc.integer({ min: 0, max: 5 }),
    length: fc.integer({ min: 1, max: 6 }),
  });
  const claimsArb = fc
    .array(claimArb, { maxLength: 6 })
    .map((all) =>
      all.map(({ kind, mwh, from, length }, index) =>
        proof(String(index), kind, mwh, from, Math.min(6, from + length)),
      ),
    );
  const boughtArb = fc.array(
    fc.option(
      fc.integer({ min: 0, max: 300_000 }).map((n) => String(n / 1000)),
      { freq: 5 },
    ),
    { minLength: 6, maxLength: 6 },
  );

  it('conserves: lines add up to the purchase, counted + uncounted to the claims; order makes no difference', () => {
    fc.assert(
      fc.property(boughtArb, claimsArb, (bought, proofs) => {
        const periods = purchases(...bought);
        const result = attributesByPeriod({ periods, proofs, treatment: MARKET });
        const sum = (values: readonly string[]) =>
          values.reduce((total, value) => total.plus(value), new ExactDecimal(0)).toString();
        for (const [index, { lines, missing }] of result.periods.entries()) {
          const own = bought[index] ?? null;
          const purchased = lines.filter(({ attribute }) => attribute !== 'own').map(({ mwh }) => mwh);
          expect(missing === null).toBe(own !== null);
          expect(sum(purchased)).toBe(sum(own === null ? [] : [own]));
          expect(lines.every(({ mwh }) => !mwh.startsWith('-'))).toBe(true);
        }
        const counted = result.periods
          .flatMap(({ lines }) => lines)
          .filter(({ attribute }) => attribute !== 'grid')
          .map(({ mwh }) => mwh);
        expect(sum([...counted, ...result.uncounted.map(({ mwh }) => mwh)])).toBe(
          sum(proofs.map(({ mwh }) => mwh)),
        );
        const reversed = attributesByPeriod({ periods, proofs: proofs.toReversed(), treatment: MARKET });
        expect(reversed.periods).toEqual(result.periods);
      }),
    );
  });

  it('gives a zero only to what a whole proof stands behind, and a residual only where the method says so', () => {
    fc.assert(
      fc.property(boughtArb, claimsArb, (bought, proofs) => {
        const bare = proofs.map((claim) => ({
          ...claim,
          evidence: null,
          settlement: null,
          beneficiary: null,
        }));
        const rules = (claims: readonly Proof[], treatment: typeof GB) =>
          attributesByPeriod({ periods: purchases(...bought), proofs: claims, treatment }).periods.flatMap(
            ({ lines }) => lines.map(({ factorRule }) => factorRule),
          );
        expect(rules(bare, MARKET)).not.toContain('zero');
        expect(rules(proofs, GB)).not.toContain('residual');
      }),
    );
  });
});

describe('proofs against what was bought', () => {
  const excess = (proofs: Proof[], ...bought: (string | null)[]) =>
    checkProofs(proofs, months(...bought)).map(({ proof: id, excessMwh }) => [id, excessMwh]);

  it('names the proof that is too much, and by how much: 300 + 250 of 500', () => {
    const claims = [proof('1', 'trade', '300'), proof('2', 'certificate', '250')];
    const [only, ...others] = checkProofs(claims, months('500'));
    expect(only).toMatchObject({ proof: '2', claimedMwh: '250', purchasedMwh: '500', excessMwh: '50' });
    expect(only?.text.en).toContain('by 50 MWh');
    expect(others).toEqual([]);
    expect(checkProofs([...claims, proof('3', 'own', '9999')], months('550'))).toEqual([]);
  });
  it('looks at every stretch of time: February alone is too much, though the year has room', () => {
    expect(excess([proof('1', 'trade', '120', 1, 2)], '500', '100', '500')).toEqual([['1', '20']]);
    expect(excess([proof('1', 'trade', '120', 0, 3)], '500', '100', '500')).toEqual([]);
  });
  it('finds room for claims of crossing spans wherever there is room: 10 + 10 in 5, 10, 5', () => {
    // Evenly over time, the first two periods and the last two would each want half of the middle one, and more.
    expect(
      excess([proof('1', 'trade', '10', 0, 2), proof('2', 'certificate', '10', 1, 3)], '0', '10', '10'),
    ).toEqual([]);
    expect(
      excess([proof('1', 'trade', '10', 0, 2), proof('2', 'certificate', '10', 1, 3)], '5', '10', '5'),
    ).toEqual([]);
    expect(
      excess([proof('1', 'trade', '10', 0, 2), proof('2', 'certificate', '10', 1, 3)], '5', '10', '4'),
    ).toEqual([['2', '1']]);
  });
  it('lets nothing be refused by rounding: a third of 100 in each of three months', () => {
    const third = proof('1', 'trade', '100', 0, 3);
    expect(excess([third], '100', null, null)).toEqual([]);
    expect(allocateProofs([third], months('50', '50', '50'))[0]?.shares.map(String)).toEqual([
      '33.333333334',
      '33.333333333',
      '33.333333333',
    ]);
  });
  it('refuses when no time of the claim is among the periods', () => {
    expect(excess([proof('1', 'trade', '10', 7, 8)], '500')).toEqual([['1', '10']]);
  });
});
