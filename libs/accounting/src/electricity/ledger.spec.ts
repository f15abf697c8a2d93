import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LedgerCertificate } from './ledger-entry.js';
import { nonFossilLedger, type LedgerInput } from './ledger.js';

const certificate = (mwh: string, more: Partial<LedgerCertificate> = {}): LedgerCertificate => ({
  id: 'c',
  mwh,
  generationMonth: '2025-07',
  retiredOn: '2026-02-10',
  ...more,
});
const base: LedgerInput = {
  year: 2025,
  physical: [
    { id: 'pv', mwh: '100' },
    { id: 'line', mwh: '20' },
  ],
  trade: [
    { id: 'a', mwh: '300' },
    { id: 'b', mwh: '100' },
  ],
  certificates: [certificate('700')],
  offtakeMwh: '1000',
  certificateLimitMwh: null,
  apportionment: '0.25',
};
const mwhOf = (input: LedgerInput) => nonFossilLedger(input).lines.map(({ mwh }) => mwh);

describe('the non-fossil ledger of a year', () => {
  it('trade first, certificates cut to the offtake, nothing left to apportion', () => {
    // 400 trade; certificates min(700, 1000 − 400) = 600, cut 100; rest 0; use 120 + 1000
    const ledger = nonFossilLedger(base);
    expect(ledger.lines.map(({ way, claimedMwh, mwh, cutMwh }) => [way, claimedMwh, mwh, cutMwh])).toEqual([
      ['physical', '120', '120', null],
      ['trade', '400', '400', null],
      ['certificates', '700', '600', '100'],
      ['apportioned', null, '0', null],
    ]);
    expect(ledger).toMatchObject({ totalMwh: '1120', useMwh: '1120', share: '1', withApportionment: true });
  });

  it('a limit on certificates leaves more to apportion: (1000 − 400 − 200) × 0.25, total 820 of 1120', () => {
    const ledger = nonFossilLedger({ ...base, certificateLimitMwh: '200' });
    expect(ledger.lines.map(({ mwh }) => mwh)).toEqual(['120', '400', '200', '100']);
    // 820 ÷ 1120 = 0.7321428…
    expect(ledger).toMatchObject({ totalMwh: '820', share: '0.732143' });
  });

  it('trade beyond the offtake is cut too', () => {
    expect(nonFossilLedger({ ...base, offtakeMwh: '350' }).lines).toMatchObject([
      { mwh: '120' },
      { mwh: '350', cutMwh: '50' },
      { mwh: '0', cutMwh: '700' },
      { mwh: '0' },
    ]);
  });

  it('without a coefficient way 3 is missing with its reason, and the total is without apportionment', () => {
    const ledger = nonFossilLedger({ ...base, certificates: [], apportionment: null });
    expect(ledger.lines[3]).toMatchObject({ mwh: null });
    expect(ledger.lines[3]?.reason.en).toContain('without apportionment');
    expect(ledger).toMatchObject({ totalMwh: '520', withApportionment: false });
  });

  it('without the offtake the cap cannot be held: ways 2 and 3 are missing, what is claimed is shown', () => {
    const ledger = nonFossilLedger({ ...base, offtakeMwh: null });
    expect(ledger.lines.map(({ claimedMwh, mwh }) => [claimedMwh, mwh])).toEqual([
      ['120', '120'],
      ['400', null],
      ['700', null],
      [null, null],
    ]);
    expect(ledger).toMatchObject({ totalMwh: '120', share: null, useMwh: null });
    // Nothing claimed is nothing, whatever the cap.
    expect(mwhOf({ ...base, trade: [], certificates: [], offtakeMwh: null })).toEqual([
      '120',
      '0',
      '0',
      null,
    ]);
  });

  it('books certificates by the year of generation, not of retirement, and shows both dates', () => {
    const certificates = [
      certificate('100', { id: 'of 2025, retired in 2026' }),
      certificate('200', {
        id: 'of 2024, retired in 2025',
        generationMonth: '2024-12',
        retiredOn: '2025-01-15',
      }),
      certificate('300', { id: 'not retired', retiredOn: null }),
      certificate('400', { id: 'without month', generationMonth: null }),
    ];
    const ledger = nonFossilLedger({ ...base, certificates });
    expect(ledger.lines[2]).toMatchObject({ claimedMwh: '100', mwh: '100' });
    expect(ledger.certificates.map(({ id, counted }) => [id, counted])).toEqual([
      ['of 2025, retired in 2026', true],
      ['of 2024, retired in 2025', false],
      ['not retired', false],
      ['without month', false],
    ]);
    expect(ledger.certificates[1]?.reason.en).toContain('ledger of 2024');
    expect(mwhOf({ ...base, year: 2024, certificates })[2]).toBe('200');
  });

  it.each([
    ['a coefficient above 1', { apportionment: '35' }, /above 1/],
    ['a negative offtake', { offtakeMwh: '-1' }, /offtakeMwh/],
    ['an amount that is none', { trade: [{ id: 'a', mwh: 'much' }] }, /trade\.a/],
  ])('refuses %s', (_title, more, message) => {
    expect(() => nonFossilLedger({ ...base, ...more })).toThrow(message);
  });

  it('never counts more of the grid than was taken from it, whatever the order; and says nothing of CO2', () => {
    const amount = fc.integer({ min: 0, max: 100_000 }).map((n) => String(n / 100));
    const items = fc
      .array(amount, { maxLength: 4 })
      .map((all) => all.map((mwh, n) => ({ id: String(n), mwh })));
    fc.assert(
      fc.property(
        items,
        items,
        amount,
        fc.option(amount),
        (trade, bought, offtakeMwh, certificateLimitMwh) => {
          const certificates = bought.map(({ id, mwh }) => certificate(mwh, { id }));
          const input = { ...base, trade, certificates, offtakeMwh, certificateLimitMwh, apportionment: '1' };
          const ledger = nonFossilLedger(input);
          const [physical, traded, certified, apportioned] = ledger.lines.map(({ mwh }) => Number(mwh));
          expect((traded ?? 0) + (certified ?? 0)).toBeLessThanOrEqual(Number(offtakeMwh) + 1e-9);
          expect(certified).toBeLessThanOrEqual(Number(certificateLimitMwh ?? Infinity));
          // With k = 1 all of the offtake is non-fossil, and no more.
          expect((traded ?? 0) + (certified ?? 0) + (apportioned ?? 0)).toBeCloseTo(Number(offtakeMwh), 6);
          expect(physical).toBe(120);
          const turned = { ...input, trade: trade.toReversed(), certificates: certificates.toReversed() };
          expect(nonFossilLedger(turned).lines).toEqual(ledger.lines);
          expect(JSON.stringify(ledger)).not.toMatch(/co2|emission/i);
        },
      ),
    );
  });
});
