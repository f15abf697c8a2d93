import { ExactDecimal } from '@zerofab/units';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { peakMakers, runningDemand } from './live-demand.js';

const kWh = (text: string | number) => new ExactDecimal(text);

describe('demand of the running quarter hour', () => {
  it('goes on as what is known of it', () => {
    // 40 kWh in 6 of 15 minutes: 400 kW, at least 160 kW of the whole. 100 kWh at the end is a mean of 400 kW.
    // The limit of 500 kW leaves 125 − 40 = 85 kWh for 9 minutes: 566.667 kW.
    expect(runningDemand([{ quantity: kWh(40), covered: 0.4 }], kWh(500))).toEqual({
      covered: 0.4,
      reachedKw: '160',
      projectedKw: '400',
      roomKw: '566.667',
      share: 0.8,
      level: 'below',
    });
  });

  it('projects each meter by its own readings', () => {
    // 10 kWh of the whole quarter and 5 kWh of half of it: 40 + 40 kW.
    const found = runningDemand(
      [
        { quantity: kWh(10), covered: 1 },
        { quantity: kWh(5), covered: 0.5 },
      ],
      undefined,
    );
    expect(found).toMatchObject({ covered: 0.5, reachedKw: '60', projectedKw: '80' });
    expect(found).toMatchObject({ roomKw: null, share: null, level: null });
  });

  it.each([
    ['89.99', 'below'],
    ['90', 'at90'],
    ['94.99', 'at90'],
    ['95', 'at95'],
    ['99.99', 'at95'],
    ['100', 'at100'],
    ['120', 'at100'],
  ])('of %s kW against 100 kW is %s', (kW, level) => {
    const quantity = kWh(kW).div(4);
    expect(runningDemand([{ quantity, covered: 1 }], kWh(100))?.level).toBe(level);
  });

  it('leaves no room once the limit is reached, and none when the quarter hour is over', () => {
    expect(runningDemand([{ quantity: kWh(30), covered: 0.5 }], kWh(100))?.roomKw).toBe('0');
    expect(runningDemand([{ quantity: kWh(20), covered: 1 }], kWh(100))?.roomKw).toBeNull();
  });

  it('is not known before each meter has told something; a limit of 0 is none', () => {
    expect(runningDemand([], kWh(100))).toBeUndefined();
    expect(
      runningDemand(
        [
          { quantity: kWh(1), covered: 0.1 },
          { quantity: kWh(0), covered: 0 },
        ],
        kWh(100),
      ),
    ).toBeUndefined();
    expect(runningDemand([{ quantity: kWh(1), covered: 0.1 }], kWh(0))?.level).toBeNull();
  });

  it('drawing what there is room for ends exactly at the limit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 14 }), (energy, minutes) => {
        const covered = minutes / 15;
        const found = runningDemand([{ quantity: kWh(energy), covered }], kWh(1000));
        const end = energy + Number(found?.roomKw) * 0.25 * (1 - covered);
        expect(end * 4).toBeCloseTo(1000, 2);
      }),
    );
  });
});

describe('who made the peak', () => {
  const unit = (code: string, quantity?: string) => ({
    code,
    byStart: new Map(quantity === undefined ? [] : [[0, kWh(quantity)]]),
  });

  it('shares it, the largest first, with what no meter tells', () => {
    expect(peakMakers(0, kWh(200), [unit('air', '5'), unit('press', '40'), unit('silent')])).toEqual({
      units: [
        { code: 'press', kW: '160', share: 0.8 },
        { code: 'air', kW: '20', share: 0.1 },
      ],
      restKw: '20',
    });
  });

  it('has no shares where the peak is 0', () => {
    expect(peakMakers(0, kWh(0), [unit('air', '0')]).units).toEqual([{ code: 'air', kW: '0', share: null }]);
  });
});
