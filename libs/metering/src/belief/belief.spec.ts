import { describe, expect, it } from 'vitest';
import { consumptionBuckets } from '../consumption.js';
import { BUCKET_MS, type RawReading, type RegisterSpec } from '../reading.js';
import { isDoubt } from './findings.js';
import { intervalValues } from './intervals.js';
import { counterSteps } from './steps.js';

const MIN = 60_000;
const HOUR = 60 * MIN;
const plain: RegisterSpec = { kind: 'counter', multiplier: 1, rollover: null, intervalMs: 15 * MIN };

/** Readings a quarter of an hour apart, unless told otherwise. */
const series = (values: readonly number[], everyMs = 15 * MIN): RawReading[] =>
  values.map((value, n) => ({ atMs: n * everyMs, value }));
const useOf = (spec: RegisterSpec, readings: readonly RawReading[]): number => {
  const endMs = Math.ceil(Math.max(...readings.map(({ atMs }) => atMs)) / BUCKET_MS) * BUCKET_MS;
  return consumptionBuckets(spec, readings, 0, endMs + BUCKET_MS).reduce(
    (sum, { value }) => sum + (value ?? 0),
    0,
  );
};
const doubtsOf = (spec: RegisterSpec, readings: readonly RawReading[]) =>
  counterSteps(spec, readings)
    .findings.filter(isDoubt)
    .map(({ reason, atMs, untilMs }) => [reason, atMs / (15 * MIN), untilMs / (15 * MIN)]);

describe('a dip', () => {
  const dip = series([31.12, 31.13, 31.14, 31.15, 31.1, 31.11, 31.12, 31.16, 31.17]);

  it.each([null, 999_999.99, 1000])('of a rounding counts nothing, with a rollover of %s', (rollover) => {
    const spec = { ...plain, rollover };
    expect(useOf(spec, dip)).toBeCloseTo(0.05, 9);
    expect(doubtsOf(spec, dip)).toEqual([['dip', 4, 6]]);
  });

  it('of a reboot to 0 and back is left out, whatever its length within sight', () => {
    const reboot = series([5000, 5001, 0, 0, 0.5, 5004, 5005]);
    expect(useOf(plain, reboot)).toBeCloseTo(5, 9);
    expect(doubtsOf(plain, reboot)).toEqual([['dip', 2, 4]]);
  });

  it('of two counters sent as one leaves the lower one out', () => {
    const both = series([1000, 500, 1001, 501, 1002, 502, 1003]);
    expect(useOf(plain, both)).toBeCloseTo(3, 9);
    expect(doubtsOf(plain, both)).toHaveLength(3);
  });

  it('that has not come back yet is a fall: what follows it counts by itself', () => {
    const open = dip.slice(0, 6);
    expect(useOf(plain, open)).toBeCloseTo(0.04, 9);
    expect(doubtsOf(plain, open)).toEqual([['fall', 4, 4]]);
  });
});

describe('a spike', () => {
  it('is left out: the sum stays last − first', () => {
    const spike = series([1000, 1001, 4_294_967_295, 1003, 1004]);
    expect(useOf(plain, spike)).toBeCloseTo(4, 9);
    expect(doubtsOf(plain, spike)).toEqual([['spike', 2, 2]]);
  });

  it('at the end is not believed before it is over', () => {
    const last = series([1000, 1001, 4_294_967_295]);
    expect(useOf(plain, last)).toBe(1);
    expect(doubtsOf(plain, last)).toEqual([['too-fast', 2, 2]]);
  });

  it('counts where a person says that it is true', () => {
    const spec: RegisterSpec = { ...plain, decisions: [{ kind: 'accept', atMs: 30 * MIN }] };
    expect(useOf(spec, series([1000, 1001, 9000, 9001]))).toBe(8001);
  });
});

describe('a wrap', () => {
  const spec: RegisterSpec = { ...plain, rollover: 100_000 };
  const steady = [99_960, 99_970, 99_980, 99_990, 0, 10, 20];

  it('is believed at the rate that the register had', () => {
    expect(useOf(spec, series(steady))).toBe(60);
    expect(
      counterSteps(spec, series(steady)).findings.filter(({ reason }) => reason !== 'unusual'),
    ).toMatchObject([{ reason: 'wrap', atMs: HOUR, before: 99_990, shown: 0, amount: 10 }]);
  });

  it('is not believed where its rise is impossible in the time', () => {
    const far = [40_000, 40_010, 40_020, 40_030, 10, 20, 30];
    expect(useOf(spec, series(far))).toBe(50);
    expect(doubtsOf(spec, series(far))).toEqual([['reset', 4, 4]]);
  });

  it('without a history is believed from the top to the bottom fifth of the range together', () => {
    expect(useOf(spec, series([90_000, 10_000]))).toBe(20_000);
    expect(useOf(spec, series([90_000, 10_001]))).toBe(0);
  });

  it('of a nameplate is held against it: 120 % and two roundings of the display', () => {
    // 16 kW for a quarter of an hour: 4.8 kWh, and 2 for the display in ones.
    const rated = { ...spec, maxRate: 16 };
    expect(useOf(rated, series([99_998, 4]))).toBe(6);
    expect(useOf(rated, series([99_998, 5]))).toBe(0);
  });

  it('after six days without a reading is possible all the same', () => {
    const long = [...series([99_960, 99_970, 99_980, 99_990]), { atMs: 144 * HOUR, value: 4000 }];
    expect(useOf(spec, long)).toBeCloseTo(4040, 6);
  });
});

describe('a rise', () => {
  it('beyond the nameplate is not use', () => {
    const rated = { ...plain, maxRate: 100 };
    expect(useOf(rated, series([0, 25, 50, 82, 107]))).toBe(107);
    expect(useOf(rated, series([0, 25, 50, 83, 108]))).toBe(75);
    expect(doubtsOf(rated, series([0, 25, 50, 83, 108]))).toEqual([['too-fast', 3, 3]]);
  });

  it('beyond a hundred times the fastest but one of its neighbours, and a tenth of the register, is not use', () => {
    const jump = (to: number) => series([1000, 1010, 1020, 1030, to, to + 10, to + 20]);
    expect(useOf(plain, jump(2030))).toBe(1050);
    expect(useOf(plain, jump(2031))).toBe(50);
    // The same jump is less than a tenth of a register that is old.
    expect(useOf(plain, series([20_000, 20_010, 20_020, 20_030, 21_031, 21_041, 21_051]))).toBe(1051);
  });

  it('of a start from the night is believed once it goes on', () => {
    const start = series([2, 2.1, 2.2, 2.3, 102.3, 202.3, 302.3]);
    expect(useOf(plain, start.slice(0, 5))).toBeCloseTo(0.3, 9);
    expect(useOf(plain, start)).toBeCloseTo(300.3, 9);
  });

  it('of a new counter counts from its first reading on', () => {
    expect(useOf(plain, series([0, 960]))).toBe(960);
    expect(useOf(plain, series([5, 505]))).toBe(500);
    expect(useOf(plain, series([5, 505.1]))).toBe(0);
  });

  it('beyond any register is not use, in whatever unit', () => {
    expect(useOf({ ...plain, intervalMs: HOUR }, series([0, 1_000_002], HOUR))).toBe(1_000_002);
    expect(useOf({ ...plain, intervalMs: HOUR }, series([0, 1_000_003], HOUR))).toBe(0);
    expect(useOf({ ...plain, ceiling: 1e9, intervalMs: HOUR }, series([0, 1_000_003], HOUR))).toBe(1_000_003);
  });
});

describe('a unit a thousand times smaller', () => {
  const hourly = { ...plain, intervalMs: HOUR };
  const switched = series([859.1, 859.4, 859.7, 860_000, 860_300], HOUR);

  it('is found, and nothing counts in it until the change is recorded', () => {
    expect(useOf(hourly, switched)).toBeCloseTo(0.6, 9);
    expect(counterSteps(hourly, switched).findings.filter(isDoubt)).toMatchObject([
      { reason: 'unit-step', atMs: 3 * HOUR, before: 859.7, shown: 860_000 },
    ]);
    const terms = { multiplier: 1, rollover: null, intervalMs: HOUR, inUse: true };
    const mended: RegisterSpec = { ...hourly, later: [{ ...terms, scale: 0.001, fromMs: 2.5 * HOUR }] };
    expect(useOf(mended, switched)).toBeCloseTo(1.2, 9);
    expect(counterSteps(mended, switched).findings.filter(isDoubt)).toEqual([]);
  });

  it('holds what came after it, also where its own step is out of sight', () => {
    const after = switched.slice(3);
    expect(useOf({ ...hourly, heldSinceMs: 3 * HOUR }, after)).toBe(0);
    expect(useOf({ ...hourly, heldSinceMs: 4 * HOUR }, after)).toBe(300);
  });

  it('that is taken back counts again', () => {
    const back = series([859.1, 859.4, 860_000, 860_300, 860.6, 860.9], HOUR);
    expect(doubtsOf(hourly, back)).toHaveLength(1);
    expect(useOf(hourly, back)).toBeCloseTo(1.8, 9);
  });
});

describe('a register that begins anew', () => {
  const daily = [
    ...Array.from({ length: 24 }, (_, n) => n + 1),
    ...Array.from({ length: 24 }, (_, n) => n + 1),
    1,
  ];
  const hourly = { ...plain, intervalMs: HOUR };
  /** The first at half past midnight. */
  const readings = series(daily, HOUR).map(({ atMs, value }) => ({ atMs: atMs + 30 * MIN, value }));
  const ofDay = (spec: RegisterSpec, day: number): number =>
    consumptionBuckets(spec, readings, day * 24 * HOUR, (day + 1) * 24 * HOUR).reduce(
      (sum, { value }) => sum + (value ?? 0),
      0,
    );

  it('undeclared is found each day; the step itself counts as nothing', () => {
    expect(ofDay(hourly, 1)).toBe(23);
    expect(doubtsOf(hourly, readings).map(([reason]) => reason)).toEqual(['reset', 'reset']);
  });

  it('declared has its whole day', () => {
    const declared = { ...hourly, dailyReset: { hour: 0, zone: 'Etc/UTC' } };
    expect(ofDay(declared, 1)).toBe(24);
    expect(doubtsOf(declared, readings)).toEqual([]);
  });

  it('declared may fall at its own hour alone, and shows both at that very time', () => {
    const declared = { ...hourly, dailyReset: { hour: 0, zone: 'Etc/UTC' } };
    const border = series([20, 24, 3, 6], 12 * HOUR);
    // 00:00 20, 12:00 24, 24:00 3 (anew already), 36:00 6.
    expect(useOf(declared, border)).toBe(4 + 3 + 3);
    expect(doubtsOf(declared, series([19, 20, 9, 10], HOUR))).toEqual([['fall', 8, 8]]);
  });

  it('declared counts a rise over its hour from 0, and since that hour alone after days of silence', () => {
    const declared = { ...hourly, dailyReset: { hour: 6, zone: 'Asia/Shanghai' } };
    const at = (iso: string, value: number): RawReading => ({ atMs: Date.parse(iso), value });
    const rise = [at('1970-01-02T05:00:00+08:00', 3), at('1970-01-02T07:00:00+08:00', 5)];
    expect(useOf(declared, rise)).toBe(5);
    const silent = [at('1970-01-02T05:00:00+08:00', 3), at('1970-01-05T07:00:00+08:00', 5)];
    expect(counterSteps(declared, silent).steps).toEqual([
      { fromMs: Date.parse('1970-01-05T06:00:00+08:00'), toMs: silent[1]?.atMs, rise: 5 },
    ]);
  });

  it('without notice is a reset, and counts once a person says so', () => {
    const swap = series([900, 910, 920, 930, 4, 14, 24]);
    expect(useOf(plain, swap)).toBe(50);
    expect(doubtsOf(plain, swap)).toEqual([['reset', 4, 4]]);
    const restart = { kind: 'restart', atMs: HOUR, closing: null, opening: 0 } as const;
    expect(useOf({ ...plain, decisions: [restart] }, swap)).toBe(54);
    expect(useOf({ ...plain, decisions: [{ ...restart, closing: 935, opening: 1 }] }, swap)).toBe(58);
    expect(doubtsOf({ ...plain, decisions: [restart] }, swap)).toEqual([]);
  });

  it('between two readings parts its use where closing and opening are known', () => {
    const swap = series([100, 200], HOUR);
    const spec: RegisterSpec = {
      ...plain,
      decisions: [{ kind: 'restart', atMs: 30 * MIN, closing: 130, opening: 180 }],
    };
    expect(counterSteps(spec, swap).steps).toEqual([
      { fromMs: 0, toMs: 30 * MIN, rise: 30 },
      { fromMs: 30 * MIN, toMs: HOUR, rise: 20 },
    ]);
  });
});

describe('decisions', () => {
  it('void a reading or a span: the use goes over it', () => {
    const readings = series([10, 20, 990, 995, 50]);
    const spec: RegisterSpec = { ...plain, decisions: [{ kind: 'void', fromMs: 30 * MIN, toMs: 45 * MIN }] };
    expect(useOf(spec, readings)).toBe(40);
    expect(counterSteps(spec, readings).findings.filter(isDoubt)).toEqual([]);
  });

  it('give a reading another value', () => {
    const spec: RegisterSpec = { ...plain, decisions: [{ kind: 'value', atMs: 30 * MIN, value: 1002 }] };
    const steps = counterSteps(spec, series([1000, 1001, 4_294_967_295, 1003])).steps;
    expect(steps.map(({ rise }) => rise)).toEqual([1, 1, 1]);
  });
});

describe('a net counter', () => {
  it('may fall, and its use is below zero', () => {
    expect(useOf({ ...plain, net: true }, series([100, 90, 95]))).toBe(-5);
    expect(doubtsOf({ ...plain, net: true, maxRate: 10 }, series([100, 90, 96]))).toHaveLength(2);
  });
});

describe('an interval register', () => {
  const spec: RegisterSpec = { kind: 'interval', multiplier: 2, rollover: null, intervalMs: HOUR };
  const readings = [5, -3, -4, 6].map((value, n) => ({ atMs: (n + 1) * HOUR, value }));

  it('of one direction counts nothing below zero, and says so', () => {
    expect(useOf(spec, readings)).toBe(22);
    expect(intervalValues(spec, readings).findings).toMatchObject([
      { reason: 'negative', atMs: 2 * HOUR, shown: -3, amount: -6 },
      { reason: 'negative', atMs: 3 * HOUR, shown: -4, amount: -8 },
    ]);
  });

  it('declared as net counts both directions', () => {
    expect(useOf({ ...spec, net: true }, readings)).toBe(8);
  });

  it('counts nothing beyond its nameplate, or beyond any register', () => {
    const one = (value: number) => [{ atMs: HOUR, value }];
    // 10 kW by a ratio of 2: 6 by the overload, and 2 for the display.
    expect(useOf({ ...spec, maxRate: 10 }, one(8))).toBe(16);
    expect(useOf({ ...spec, maxRate: 10 }, one(9))).toBe(0);
    expect(useOf(spec, one(500_002))).toBe(1_000_004);
    expect(useOf(spec, one(500_003))).toBe(0);
    const accepted: RegisterSpec = { ...spec, decisions: [{ kind: 'accept', atMs: HOUR }] };
    expect(useOf(accepted, one(500_003))).toBe(1_000_006);
  });
});
