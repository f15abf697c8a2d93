import { describe, expect, it } from 'vitest';
import { at, ENERGY, may, TWO_PART, ZONE } from '../fixtures/may.js';
import { billOf, workOut, type Bill } from './bill.js';
import type { Contract } from './contract.js';
import { readIntervals, type GivenInterval } from './intervals.js';
import type { Facts } from './month-use.js';

const bill = (
  contract: Contract,
  given: readonly GivenInterval[],
  facts: Facts = {},
  month = '2026-05',
  zone = ZONE,
): Bill => billOf(workOut(contract, readIntervals(given, month, zone), facts));
const amounts = ({ lines }: Bill) => Object.fromEntries(lines.map(({ code, amount }) => [code, amount]));

describe('a bill worked by hand', () => {
  // 31 days, each hour 100 kWh, but one hour of 700 kWh at 08:00 on 1 May: valley 31·8, peak 31·8 + 6, flat 31·8 hundreds.
  const given = may((_, index) => (index === 8 ? '700' : '100'));
  // P = 75 000; Q = 36 250 → 0.90036… → 0.90: 0 %. Q = 56 250 → 0.80: +5 %.
  const facts = (kvarh: string): Facts => ({ kvarh, demandKw: '700' });
  const expected = {
    'energy.peak': '27940.00', // 25 400 × 1.1
    'energy.flat': '17360.00', // 24 800 × 0.7
    'energy.valley': '7440.00', // 24 800 × 0.3
    transmission: '11250.00', // 75 000 × 0.15
    funds: '2250.00', // 75 000 × 0.03
    demand: '30800.00', // 770 × 40
  };

  it('gives each line, and reduces or adds by power factor on the adjustable lines alone', () => {
    const neutral = bill(TWO_PART, given, facts('36250'));
    expect(neutral).toMatchObject({
      state: 'complete',
      powerFactor: '0.90',
      demandKw: '700',
      total: '97040.00',
      quantity: '75000',
    });
    expect(amounts(neutral)).toEqual({ ...expected, powerFactor: '0.00' });
    const poor = bill(TWO_PART, given, facts('56250'));
    // 27 940 + 17 360 + 7 440 + 11 250 + 30 800 = 94 790; 5 % = 4 739.50.
    expect(poor.lines.at(-1)).toEqual({
      code: 'powerFactor',
      kind: 'powerFactor',
      band: null,
      quantity: '94790',
      unit: 'CNY',
      price: '0.05',
      amount: '4739.50',
      pfAdjustable: false,
    });
    expect(poor).toMatchObject({ total: '101779.50', taxIncluded: '11709.15' }); // × 13/113
  });
  it('measures demand and power factor itself where the intervals tell them', () => {
    const quarters = may((hour, index) => (index === 40 ? '175' : hour < 0 ? '0' : '25'), 15, {
      kvarh: '12.5',
    });
    // P = 2976 × 25 + 150 = 74 550, Q = 37 200: 0.8947 → 0.89 → +0.5 %.
    expect(bill(TWO_PART, quarters)).toMatchObject({
      demandKw: '700',
      demand: { start: '2026-05-01T10:00:00+08:00', method: 'block' },
      powerFactor: '0.89',
      state: 'complete',
    });
  });
  it('puts tax on top where prices are without it, on taxed lines alone', () => {
    const contract: Contract = {
      lines: [
        { kind: 'fixed', code: 'a', amount: '100.05' },
        { kind: 'fixed', code: 'b', amount: '50', taxed: false },
      ],
      tax: { rate: '0.13', included: false },
    };
    expect(amounts(bill(contract, []))).toEqual({ a: '100.05', b: '50.00', tax: '13.01' });
  });
  it('takes 10 % off the demand price from 260 kWh a kVA on', () => {
    const contract = (capacityKva: string): Contract => ({
      capacityKva,
      lines: [
        {
          kind: 'demand',
          code: 'd',
          price: '40',
          basis: 'actual',
          discount: { kWhPerKva: '260', factor: '0.9' },
        },
      ],
    });
    const hours = may(() => '26', 15);
    // 2976 × 26 = 77 376 kWh = 260 × 297.6 kVA; 104 kW.
    expect(amounts(bill(contract('297.6'), hours))).toEqual({ d: '3744.00' });
    expect(amounts(bill(contract('297.7'), hours))).toEqual({ d: '4160.00' });
  });
  it('splits an interval across a border of bands by time', () => {
    const contract: Contract = {
      bands: [
        { band: 'peak', from: '00:00', to: '08:20' },
        { band: 'flat', from: '08:20', to: '24:00' },
      ],
      lines: [ENERGY],
    };
    const hour: GivenInterval[] = [{ start: '2026-05-01T08:00:00+08:00', quantity: '90' }];
    const lines = billOf(workOut(contract, readIntervals(hour, '2026-05', ZONE, { stepMinutes: 60 }))).lines;
    expect(lines.map(({ code, quantity, amount }) => [code, quantity, amount])).toEqual([
      ['energy.peak', '30', '33.00'],
      ['energy.flat', '60', '42.00'],
    ]);
  });
  it('counts green electricity, feed-in, capacity, take-or-pay and tiers of the year', () => {
    const contract: Contract = {
      capacityKva: '500',
      lines: [
        { kind: 'stated', code: 'green', fact: 'greenKWh', unit: 'kWh', price: '0.0185' },
        { kind: 'feedIn', code: 'feedIn', price: '0.391' },
        { kind: 'capacity', code: 'capacity', price: '23' },
        { kind: 'takeOrPay', code: 'minimum', minimum: '1000', price: '0.5' },
        {
          kind: 'tiers',
          code: 'tier',
          period: 'year',
          tiers: [{ upTo: '1000', price: '3' }, { price: '4' }],
        },
      ],
    };
    const given: GivenInterval[] = may(() => '1', 60, { exported: '2' });
    expect(amounts(bill(contract, given, { greenKWh: '10001', usedBefore: '900' }))).toEqual({
      green: '185.02', // 185.0185
      feedIn: '-581.81', // 1 488 × 0.391 = 581.808
      capacity: '11500.00',
      minimum: '128.00', // (1 000 − 744) × 0.5
      'tier.1': '300.00',
      'tier.2': '2576.00', // 644 × 4
    });
  });
});

describe('price series', () => {
  const series = (more: object): Contract => ({
    lines: [{ kind: 'series', code: 'spot', ...more }],
  });
  const day = (price: string) => Array.from({ length: 24 }, () => price);
  const days = (overrides: Record<string, string[]>) => ({
    ...Object.fromEntries(
      Array.from({ length: 31 }, (_, index) => [`2026-05-${String(index + 1).padStart(2, '0')}`, day('0.5')]),
    ),
    ...overrides,
  });
  const berlin = (day: string, prices: string[]) => ({
    byDay: Object.fromEntries(
      Array.from({ length: 31 }, (_, index) => {
        const label = `2026-03-${String(index + 1).padStart(2, '0')}`;
        return [label, label === day ? prices : Array.from({ length: 24 }, () => '0.1')];
      }),
    ),
  });

  it('gives each hour its price, also a negative one, and an average', () => {
    const contract = series({
      daily: Array.from({ length: 24 }, (_, hour) => (hour === 3 ? '-0.2' : '0.4')),
    });
    // 31 × (23 × 0.4 − 0.2) × 10 = 2 790; ÷ 7 440 kWh
    expect(
      bill(
        contract,
        may(() => '10'),
      ).lines[0],
    ).toMatchObject({ amount: '2790.00', quantity: '7440', price: '0.375' });
  });
  it('takes 96 prices a day, by local time', () => {
    const contract = series({
      daily: Array.from({ length: 96 }, (_, quarter) => (quarter === 33 ? '1' : '0')),
    });
    // Quarter 33 begins at 08:15.
    expect(bill(contract, [{ start: '2026-05-02T08:15:00+08:00', quantity: '7' }]).lines[0]?.amount).toBe(
      '7.00',
    );
    expect(bill(contract, [{ start: '2026-05-02T08:30:00+08:00', quantity: '7' }]).lines[0]?.amount).toBe(
      '0.00',
    );
  });
  it('refuses a missing day or hour by name', () => {
    const { '2026-05-07': _gone, ...rest } = days({});
    expect(() => bill(series({ byDay: rest }), [])).toThrow(/2026-05-07/);
    expect(() => bill(series({ byDay: days({ '2026-05-09': day('1').slice(1) }) }), [])).toThrow(
      /2026-05-09: the day has 24 hours and 23 prices/,
    );
    const points = Array.from({ length: 744 }, (_, index) => ({ start: at(index, 60), price: '1' }));
    expect(
      bill(
        series({ points }),
        may(() => '1'),
      ).total,
    ).toBe('744.00');
    expect(() => bill(series({ points: points.filter((_, index) => index !== 100) }), [])).toThrow(
      /2026-05-05T04:00:00\+08:00/,
    );
    expect(() => bill(series({ points: [...points, points[5]] }), [])).toThrow(/two prices/);
    expect(() => bill(series({ daily: day('1').slice(1) }), [])).toThrow(/23 prices/);
    expect(() => bill(series({}), [])).toThrow(/one of daily/);
  });
  it('wants as many prices as a DST day has hours', () => {
    const spring = '2026-03-29';
    const thatDay = [{ start: `${spring}T03:00:00+02:00`, quantity: '1' }];
    const prices = Array.from({ length: 23 }, (_, index) => String(index));
    // 00, 01, then 03: the third hour of the day.
    expect(
      bill(series(berlin(spring, prices)), thatDay, {}, '2026-03', 'Europe/Berlin').lines[0]?.amount,
    ).toBe('2.00');
    expect(() =>
      bill(series(berlin(spring, [...prices, '1'])), thatDay, {}, '2026-03', 'Europe/Berlin'),
    ).toThrow(
      expect.objectContaining({
        refusal: expect.objectContaining({ code: 'tariff-dst-day' }) as unknown,
      }) as Error,
    );
  });
});

describe('what is missing', () => {
  const flat: Contract = { lines: [{ kind: 'flat', code: 'energy', price: '0.5' }] };
  const whole = may(() => '10');

  it('makes the bill a lower bound, with the spans named', () => {
    const found = bill(
      flat,
      whole.filter((_, index) => index !== 5 && index !== 6),
    );
    expect(found).toMatchObject({
      state: 'atLeast',
      total: '3710.00',
      gaps: [{ from: '2026-05-01T05:00:00+08:00', to: '2026-05-01T07:00:00+08:00' }],
      intervalsExpected: 744,
      intervalsGiven: 742,
    });
  });
  it('leaves no total where what is missing may lower it', () => {
    const found = bill(TWO_PART, may(() => '25', 15, { kvarh: '10' }).slice(1));
    expect(found).toMatchObject({
      state: 'partial',
      total: null,
      powerFactor: null,
      missing: [{ code: 'powerFactor' }],
    });
    expect(found.subtotal).not.toBe('0.00');
    expect(bill({ lines: [{ kind: 'capacity', code: 'c', price: '1' }] }, [])).toMatchObject({
      total: null,
      missing: [{ code: 'c' }],
    });
  });
  it('is told where demand rests on hours', () => {
    const contract: Contract = { lines: [{ kind: 'demand', code: 'd', price: '40', basis: 'actual' }] };
    expect(bill(contract, whole)).toMatchObject({
      state: 'atLeast',
      demandKw: '10',
      notes: [{ en: expect.stringContaining('longer') as string }],
    });
    expect(bill(contract, whole, { demandKw: '12' })).toMatchObject({
      state: 'complete',
      total: '480.00',
      notes: [],
    });
  });
  it.each([
    ['an interval twice', [...whole, whole[3]!], 'tariff-duplicate-interval'],
    [
      'an interval of another month',
      [{ start: '2026-06-01T00:00:00+08:00', quantity: '1' }],
      'tariff-bad-interval',
    ],
    [
      'an interval off the grid',
      [...whole.slice(0, 3), { start: '2026-05-01T10:07:00+08:00', quantity: '1' }],
      'tariff-bad-interval',
    ],
    ['negative energy', [{ start: '2026-05-01T00:00:00+08:00', quantity: '-1' }], 'tariff-bad-interval'],
    [
      'a strange length',
      [whole[0]!, { start: '2026-05-01T00:20:00+08:00', quantity: '1' }],
      'tariff-bad-interval',
    ],
  ])('is not made up: %s is refused', (_what, given, code) => {
    expect(() => readIntervals(given, '2026-05', ZONE)).toThrow(
      expect.objectContaining({ refusal: expect.objectContaining({ code }) as unknown }) as Error,
    );
  });
});
