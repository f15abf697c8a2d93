import { describe, expect, it } from 'vitest';
import { BandCalendar } from './band-calendar.js';
import { checkContract } from './check-contract.js';
import type { BandRule, Contract } from './contract.js';
import { ExactDecimal } from '@zerofab/units';
import { checkTiers, tierParts } from './tiers.js';

const rule = (band: BandRule['band'], from: string, to: string, more: Partial<BandRule> = {}): BandRule => ({
  band,
  from,
  to,
  ...more,
});
const DAY: readonly BandRule[] = [
  rule('valley', '22:00', '08:00'),
  rule('peak', '08:00', '12:00'),
  rule('flat', '12:00', '22:00'),
];
const code = (code: string, text: RegExp, field?: string) =>
  expect.objectContaining({
    refusal: expect.objectContaining({
      code,
      text: expect.objectContaining({ en: expect.stringMatching(text) as string }) as unknown,
      ...(field === undefined ? {} : { fields: [expect.objectContaining({ field }) as unknown] }),
    }) as unknown,
  });

describe('calendar of bands', () => {
  const bandAt = (calendar: BandCalendar, day: string, hour: number, zone = 'Asia/Shanghai') =>
    calendar.bandsOn(day, zone)[hour * 60];

  it('holds a band over midnight, in both ends of the day', () => {
    const calendar = new BandCalendar(DAY);
    expect([0, 7, 8, 12, 21, 22, 23].map((hour) => bandAt(calendar, '2026-05-19', hour))).toEqual([
      'valley',
      'valley',
      'peak',
      'flat',
      'flat',
      'valley',
      'valley',
    ]);
    expect(calendar.bandsOn('2026-05-19', 'Asia/Shanghai')).toHaveLength(1440);
  });
  it('goes by month and kind of day: holidays, and weekend days worked for them', () => {
    const calendar = new BandCalendar([
      rule('flat', '00:00', '24:00', { days: ['workday', 'shifted'], months: [2, 7] }),
      rule('peak', '00:00', '24:00', {
        days: ['workday', 'shifted'],
        months: [1, 3, 4, 5, 6, 8, 9, 10, 11, 12],
      }),
      rule('valley', '00:00', '24:00', { days: ['weekend'] }),
      rule('deepValley', '00:00', '24:00', { days: ['holiday'] }),
    ]);
    // 2026: Sat 14 February is worked, 17 February is Spring Festival, 7 March a Saturday.
    expect(
      ['2026-02-14', '2026-02-17', '2026-03-07', '2026-03-09', '2026-07-01'].map((day) =>
        bandAt(calendar, day, 9),
      ),
    ).toEqual(['flat', 'deepValley', 'valley', 'peak', 'flat']);
    // The holidays of China do not hold in Berlin.
    expect(bandAt(calendar, '2026-02-17', 9, 'Europe/Berlin')).toBe('flat');
    expect(calendar.needsHolidays).toBe(true);
  });
  it('that names no holidays takes them by their weekday, and worked weekend days as workdays', () => {
    const calendar = new BandCalendar([
      rule('peak', '00:00', '24:00', { days: ['workday'] }),
      rule('valley', '00:00', '24:00', { days: ['weekend'] }),
    ]);
    expect(['2026-02-14', '2026-02-17', '2026-02-15'].map((day) => bandAt(calendar, day, 9))).toEqual([
      'peak',
      'peak',
      'valley',
    ]);
    expect(calendar.needsHolidays).toBe(false);
  });
  it.each([
    [
      'overlap',
      [...DAY, rule('sharp', '11:00', '13:00', { months: [7] })],
      code(
        'tariff-bands-overlap',
        /month 7 on workdays "Peak 08:00–12:00" and "Sharp peak 11:00–13:00" overlap from 11:00/,
        'contract.bands.3',
      ),
    ],
    [
      'free hours',
      [rule('peak', '08:00', '12:00'), rule('flat', '12:30', '08:00')],
      code('tariff-hours-free', /month 1 on workdays 12:00–12:30 belongs to no band/, 'contract.bands'),
    ],
    ['a free end of the day', [rule('peak', '00:00', '23:00')], code('tariff-hours-free', /23:00–24:00/)],
    [
      'free holidays',
      [
        rule('peak', '00:00', '24:00', { days: ['workday', 'weekend'] }),
        rule('flat', '00:00', '12:00', { days: ['holiday'] }),
      ],
      code('tariff-hours-free', /public holidays 12:00–24:00/),
    ],
    [
      'a time that is none',
      [rule('peak', '08:00', '25:00')],
      code('tariff-bad-contract', /"25:00"/, 'contract.bands.0.to'),
    ],
    [
      'no length',
      [rule('peak', '08:00', '08:00')],
      code('tariff-bad-contract', /begins when it ends/, 'contract.bands.0'),
    ],
  ])('refuses %s by name', (_what, rules, refusal) => {
    expect(() => new BandCalendar(rules)).toThrow(refusal as Error);
  });
});

describe('a contract', () => {
  const flat = (code: string, months?: number[]) => ({ kind: 'flat' as const, code, price: '1', months });
  const contract = (lines: Contract['lines'], more: Partial<Contract> = {}): Contract => ({
    lines,
    ...more,
  });

  it.each([
    [
      'two lines of a code',
      contract([flat('a'), flat('b'), flat('a')]),
      'tariff-bad-contract',
      'contract.lines.2.code',
    ],
    [
      'seasons that overlap',
      contract([flat('a', [1, 2, 3]), flat('a', [3, 4])]),
      'tariff-bad-contract',
      'contract.lines.1.code',
    ],
    [
      'a band without a price',
      contract([{ kind: 'banded', code: 'e', prices: { peak: '1', flat: '1' } }], { bands: DAY }),
      'tariff-missing-price',
      'contract.lines.0.prices.valley',
    ],
    [
      'banded prices without bands',
      contract([{ kind: 'banded', code: 'e', prices: { peak: '1' } }]),
      'tariff-bad-contract',
      'contract.bands',
    ],
    [
      'contracted demand without kW',
      contract([{ kind: 'demand', code: 'd', price: '1', basis: 'contract' }]),
      'tariff-bad-contract',
      'contract.lines.0.contractKw',
    ],
    [
      'no capacity at all',
      contract([flat('a')], { capacityKva: '0' }),
      'tariff-bad-contract',
      'contract.capacityKva',
    ],
  ])('is refused for %s', (_what, value, problem, field) => {
    expect(() => checkContract(value)).toThrow(code(problem, /./, field) as Error);
  });
  it('may have a price per season', () => {
    expect(
      checkContract(contract([flat('a', [1, 2, 3]), flat('a', [4, 5, 6, 7, 8, 9, 10, 11, 12])])),
    ).toBeUndefined();
  });
});

describe('tiers', () => {
  const TIERS = [{ upTo: '100', price: '3' }, { upTo: '300', price: '4' }, { price: '5' }];
  const parts = (quantity: string, before: string) =>
    tierParts(TIERS, new ExactDecimal(quantity), new ExactDecimal(before)).map((part) =>
      part.quantity.toString(),
    );

  it.each([
    ['50', '0', ['50', '0', '0']],
    ['100', '0', ['100', '0', '0']],
    ['400', '0', ['100', '200', '100']],
    ['250', '80', ['20', '200', '30']],
    ['10', '300', ['0', '0', '10']],
    ['10', '1000', ['0', '0', '10']],
  ])('%s after %s: %j', (quantity, before, expected) => {
    expect(parts(quantity, before)).toEqual(expected);
  });
  it.each([
    [[{ upTo: '300', price: '3' }, { upTo: '100', price: '4' }, { price: '5' }], 'tiers.1.upTo'],
    [[{ upTo: '100', price: '3' }, { upTo: '100', price: '4' }, { price: '5' }], 'tiers.1.upTo'],
    [[{ price: '3' }, { price: '5' }], 'tiers.0.upTo'],
    [[{ upTo: '100', price: '3' }], 'tiers.0.upTo'],
    [[{ upTo: '0', price: '3' }, { price: '5' }], 'tiers.0.upTo'],
  ])('out of order are refused: %j', (tiers, field) => {
    expect(() => checkTiers(tiers, 'tiers')).toThrow(code('tariff-tiers-out-of-order', /./, field) as Error);
  });
});
