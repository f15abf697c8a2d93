import { ExactDecimal } from '@zerofab/units';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at, BANDS, ENERGY, may, TWO_PART, ZONE } from '../fixtures/may.js';
import { billOf, workOut, type Bill } from './bill.js';
import type { Contract } from './contract.js';
import { readIntervals } from './intervals.js';
import { shareBill } from './share.js';
import { compareBasicCharge, shiftHours } from './what-if.js';

describe('parts of a bill', () => {
  const energies = fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 96, maxLength: 96 });
  const dayOf = (list: readonly number[]) =>
    list.map((n, index) => ({ start: at(index, 15), quantity: (n / 100).toFixed(2), kvarh: '0.1' }));
  const add = (texts: readonly string[]) =>
    texts.reduce((total, text) => total.plus(text), new ExactDecimal(0));

  it('add up: bands to the energy, lines to the bill, units and what is left to the bill to the cent', () => {
    fc.assert(
      fc.property(energies, energies, (all, part) => {
        const given = readIntervals(dayOf(all), '2026-05', ZONE);
        const worked = workOut(TWO_PART, given, {});
        const found = billOf(worked);
        const banded = found.lines.filter(({ band }) => band !== null);
        expect(add(banded.map(({ quantity }) => quantity ?? '0')).toString()).toBe(
          new ExactDecimal(found.quantity).toString(),
        );
        expect(add(found.lines.map(({ amount }) => amount ?? '0')).toFixed(2)).toBe(found.subtotal);
        const unit = (code: string, share: number) => ({
          code,
          byStart: new Map(
            given.intervals.map(({ startMs, quantity }, index) => [
              startMs,
              quantity.times((part[index] ?? 0) / 5000).times(share),
            ]),
          ),
        });
        const shared = shareBill(worked, [unit('a', 0.3), unit('b', 0.6)]);
        expect(add([...shared.units, shared.unallocated].map(({ amount }) => amount)).toFixed(2)).toBe(
          found.subtotal,
        );
        for (const cost of [...shared.units, shared.unallocated])
          expect(add(cost.lines.map(({ amount }) => amount)).toFixed(2)).toBe(cost.amount);
        expect(add([...shared.units, shared.unallocated].map(({ quantity }) => quantity)).toString()).toBe(
          new ExactDecimal(found.quantity).toString(),
        );
      }),
      { numRuns: 25 },
    );
  });
  it('go to who made the peak: demand by coincidence, energy by band', () => {
    // Two quarter hours of flat: 25 kWh (10 + 15), then 100 kWh, of which a draws 80 and b 10.
    const given = readIntervals(
      [
        { start: '2026-05-01T12:00:00+08:00', quantity: '25' },
        { start: '2026-05-01T12:15:00+08:00', quantity: '100' },
      ],
      '2026-05',
      ZONE,
    );
    const contract: Contract = {
      bands: BANDS,
      lines: [ENERGY, { kind: 'demand', code: 'demand', basis: 'actual', price: '10' }],
    };
    const unit = (code: string, first: string, second: string) => ({
      code,
      byStart: new Map(
        given.intervals.map(({ startMs }, index) => [
          startMs,
          new ExactDecimal(index === 0 ? first : second),
        ]),
      ),
    });
    const { units, unallocated } = shareBill(workOut(contract, given), [
      unit('a', '10', '80'),
      unit('b', '15', '10'),
    ]);
    expect([...units, unallocated]).toMatchObject([
      {
        code: 'a',
        peakKw: '320',
        amount: '3263.00',
        lines: [
          { code: 'energy.flat', amount: '63.00' },
          { code: 'demand', amount: '3200.00' },
        ],
        byBand: [{ band: 'flat', quantity: '90', amount: '63.00' }],
      },
      { code: 'b', peakKw: '40', amount: '417.50' },
      { code: 'unallocated', peakKw: '40', quantity: '10', amount: '407.00' },
    ]);
  });
  it('share series by price and adjustment by what it is taken on', () => {
    const given = readIntervals(
      [
        { start: at(0, 15), quantity: '10', kvarh: '7.5' },
        { start: at(1, 15), quantity: '30', kvarh: '22.5' },
      ],
      '2026-05',
      ZONE,
    );
    const contract: Contract = {
      lines: [
        {
          kind: 'series',
          code: 'spot',
          daily: Array.from({ length: 96 }, (_, quarter) => (quarter === 0 ? '1' : '2')),
          pfAdjustable: true,
        },
        { kind: 'powerFactor', code: 'pf', standard: '0.90' },
      ],
    };
    const a = { code: 'a', byStart: new Map([[given.intervals[0]!.startMs, new ExactDecimal('10')]]) };
    // 10 × 1 of 70; the adjustment cannot be known of two quarter hours of a month.
    expect(shareBill(workOut(contract, given), [a])).toMatchObject({
      units: [{ amount: '10.00' }],
      unallocated: { amount: '60.00' },
      total: '70.00',
    });
  });
});

describe('what if', () => {
  const given = readIntervals(
    may((hour) => (hour >= 8 && hour < 11 ? '100' : '50'), 15),
    '2026-05',
    ZONE,
  );

  it('compares capacity with demand, actual and contracted', () => {
    const found = compareBasicCharge({ ...TWO_PART, lines: [ENERGY] }, given, {
      capacityPrice: '25',
      demandPrice: '40',
      contractKw: '450',
    });
    const charge = (bill: Bill | undefined) => bill?.lines.at(-1)?.amount;
    expect([charge(found.capacity), charge(found.actual), charge(found.contract)]).toEqual([
      '25000.00',
      '16000.00',
      '18000.00',
    ]);
    expect(Object.keys(compareBasicCharge(TWO_PART, given, { capacityPrice: '25' }))).toEqual(['capacity']);
  });
  it('shifts hours within the day and keeps the energy', () => {
    const shifted = shiftHours(given, { fromHour: 8, toHour: 11 }, { fromHour: 0, toHour: 8 }, '0.5');
    const [before, after] = [given, shifted].map((month) =>
      billOf(workOut({ bands: BANDS, lines: [ENERGY] }, month)),
    );
    expect(after?.quantity).toBe(before?.quantity);
    // Half of 12 × 100 kWh on 31 days goes from 1.1 to 0.3.
    expect(new ExactDecimal(before?.total ?? 0).minus(after?.total ?? 0).toFixed(2)).toBe(
      new ExactDecimal('0.8').times(600).times(31).toFixed(2),
    );
  });
});
