import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { solve } from '../solver/solve.mjs';
import { dispatch, type Dispatch, type Planned } from './dispatch.js';
import type { DispatchTask, Job, Storage } from './task.js';

const flat = (value: number, length: number) => Array.from({ length }, () => value);
const STORAGE: Storage = {
  capacityKWh: 100,
  chargeKw: 50,
  dischargeKw: 50,
  chargeEfficiency: 0.95,
  dischargeEfficiency: 0.95,
  lossPerHour: 0,
  minKWh: 0,
  maxKWh: 100,
  initialKWh: 0,
  finalKWh: 0,
  wearPerKWh: 0,
};
const task = (slots: number, more: Partial<DispatchTask> = {}): DispatchTask => ({
  slotMinutes: 60,
  load: flat(100, slots),
  pv: flat(0, slots),
  price: flat(1, slots),
  feedIn: flat(0, slots),
  storage: undefined,
  jobs: [],
  demandPrice: 0,
  peakSoFar: 0,
  importLimitKw: undefined,
  exportLimitKw: undefined,
  gridKgPerKWh: flat(0, slots),
  carbonPricePerTonne: 0,
  ...more,
});
const run = (one: DispatchTask): Promise<Dispatch> => dispatch(one, solve, () => 20);
const optimal = async (one: DispatchTask): Promise<{ before: Planned; after: Planned }> => {
  const found = await run(one);
  if (found.status !== 'optimal') throw new Error(found.status);
  return found;
};
const job = (more: Partial<Job> = {}): Job => ({
  name: 'furnace',
  energyKWh: 60,
  powerKw: 30,
  earliest: 0,
  latest: 6,
  mode: 'onOff',
  ...more,
});

describe('schedules worked by hand', () => {
  it('a storage buys in the valley and delivers at the peak', async () => {
    // energy-management.md §9: 105.26 kWh bought at 0.30, 95 kWh delivered at 1.10: 72.92 a cycle.
    const price = [...flat(0.3, 8), ...flat(1.1, 2)];
    const { before, after } = await optimal(task(10, { price, storage: STORAGE }));
    expect(before.cost.total - after.cost.total).toBeCloseTo(95 * 1.1 - (100 / 0.95) * 0.3, 6);
    expect(after.flows.charge.reduce((a, b) => a + b)).toBeCloseTo(100 / 0.95, 6);
    expect(after.flows.discharge.slice(8).reduce((a, b) => a + b)).toBeCloseTo(95, 6);
    expect(after.flows.soc.at(-1)).toBeCloseTo(0, 6);
    expect(after.cycles).toBeCloseTo(1, 6);
  });
  it('a storage cuts the peak to where demand is cheapest, and no further than the peak so far', async () => {
    // Loads 20, 100, 20: 40 kWh from a lossless storage brings 100 down to 60; D = 60 costs 40 × 10 less.
    const lossless = { ...STORAGE, chargeEfficiency: 1, dischargeEfficiency: 1, maxKWh: 40, initialKWh: 0 };
    const peak = task(3, { load: [20, 100, 20], storage: lossless, demandPrice: 10 });
    const { before, after } = await optimal(peak);
    expect([before.peakKw, before.cost.demand, after.cost.demand]).toEqual([
      100,
      1000,
      expect.closeTo(600, 6),
    ]);
    const held = await optimal({ ...peak, peakSoFar: 80 });
    expect(held.after.cost.demand).toBeCloseTo(800, 6);
    expect(held.before.cost.demand).toBe(1000);
  });
  it('PV is used first, then stored, exported, curtailed beyond the limit', async () => {
    const one = task(2, {
      load: [10, 50],
      pv: [80, 0],
      feedIn: flat(0.2, 2),
      exportLimitKw: 15,
      storage: { ...STORAGE, chargeKw: 40, chargeEfficiency: 1, dischargeEfficiency: 1 },
    });
    const { before, after } = await optimal(one);
    // 70 over: 40 stored, 15 exported, 15 curtailed; then 10 bought.
    expect(after.flows).toMatchObject({
      grid: [0, 10],
      exported: [15, 0],
      charge: [40, 0],
      discharge: [0, 40],
      curtailed: [15, 0],
      soc: [40, 0],
    });
    expect(before.flows).toMatchObject({ grid: [0, 50], exported: [15, 0], curtailed: [55, 0] });
    expect(before.cost).toMatchObject({ energy: 50, feedIn: -3, total: 47 });
    expect(after.cost.total).toBeCloseTo(10 - 3, 6);
  });
  it('counts carbon: a dirty cheap hour loses against a clean dear one', async () => {
    const one = task(2, {
      load: flat(0, 2),
      price: [0.5, 0.6],
      gridKgPerKWh: [1, 0.2],
      jobs: [job({ energyKWh: 30, latest: 2 })],
    });
    expect((await optimal(one)).after.flows.jobs[0]?.power).toEqual([30, 0]);
    const { before, after } = await optimal({ ...one, carbonPricePerTonne: 200 });
    expect(after.flows.jobs[0]?.power).toEqual([0, 30]);
    expect(after).toMatchObject({
      tco2: 0.006,
      cost: { energy: 18, carbon: expect.closeTo(1.2, 9) as number },
    });
    expect(before.tco2).toBe(0.03);
  });
  it('wear keeps a storage still where the spread is small', async () => {
    const one = task(2, { price: [0.5, 0.7], storage: { ...STORAGE, wearPerKWh: 0.1 } });
    expect((await optimal(one)).after.flows.charge).toEqual([0, 0]);
    const wide = await optimal({ ...one, price: [0.2, 0.7] });
    expect(wide.after.flows.charge[0]).toBeCloseTo(50, 6);
    expect(wide.after.cost.wear).toBeCloseTo(0.1 * (50 + 50 * 0.95 * 0.95), 6);
  });
  it('a storage loses content by the hour and ends no lower than asked', async () => {
    const one = task(2, { storage: { ...STORAGE, initialKWh: 50, finalKWh: 50, lossPerHour: 0.05 } });
    const { after } = await optimal(one);
    expect(after.flows.soc.at(-1)).toBeCloseTo(50, 6);
    // Charged in the last hour: 50 − 50·0.95² = 4.875 into the content.
    expect(after.flows.charge).toEqual([0, expect.closeTo(4.875 / 0.95, 6)]);
  });
});

describe('jobs', () => {
  const price = [5, 1, 4, 1, 5, 5];

  it('run when it is cheapest: any power, on or off, without a break', async () => {
    const power = async (more: Partial<Job>) =>
      (await optimal(task(6, { load: flat(0, 6), price, jobs: [job(more)] }))).after.flows.jobs[0]?.power;
    expect(await power({ mode: 'onOff' })).toEqual([0, 30, 0, 30, 0, 0]);
    expect(await power({ mode: 'continuous', energyKWh: 45, latest: 3 })).toEqual([0, 30, 15, 0, 0, 0]);
    expect(await power({ mode: 'block', earliest: 0, latest: 3 })).toEqual([0, 30, 30, 0, 0, 0]);
  });
  it('run at once without a schedule', async () => {
    const { before } = await optimal(
      task(6, { load: flat(0, 6), price, jobs: [job({ mode: 'continuous', energyKWh: 45, earliest: 2 })] }),
    );
    expect(before.flows.jobs[0]?.power).toEqual([0, 0, 30, 15, 0, 0]);
    expect(before.cost.energy).toBe(135);
  });
  it('keep below the limit of import', async () => {
    const one = task(2, {
      load: [80, 80],
      importLimitKw: 100,
      price: [1, 2],
      jobs: [job({ mode: 'continuous', energyKWh: 30, latest: 2 })],
    });
    expect((await optimal(one)).after.flows.jobs[0]?.power).toEqual([20, 10]);
  });
});

describe('prices at and below zero', () => {
  const both = (a: readonly number[], b: readonly number[]) =>
    a.some((value, slot) => value > 1e-6 && (b[slot] ?? 0) > 1e-6);

  it('never charge and discharge, import and export at once', async () => {
    const one = task(4, {
      load: flat(10, 4),
      pv: [0, 30, 30, 0],
      price: [-0.5, -0.2, 0, 1],
      feedIn: [-0.1, 0, 0, 1.5],
      storage: STORAGE,
    });
    const { flows } = (await optimal(one)).after;
    expect([both(flows.charge, flows.discharge), both(flows.grid, flows.exported)]).toEqual([false, false]);
    // Paid to draw: the storage is filled and PV curtailed.
    expect(flows.grid[0]).toBeCloseTo(60, 6);
    expect(flows.curtailed[1]).toBeCloseTo(30, 6);
  });
  it('hold for any prices', async () => {
    const prices = fc.array(fc.integer({ min: -10, max: 10 }), { minLength: 5, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(prices, prices, async (price, feedIn) => {
        const one = task(5, {
          load: [10, 0, 30, 5, 20],
          pv: [0, 40, 0, 10, 0],
          price: price.map((p) => p / 10),
          feedIn: feedIn.map((p) => p / 10),
          storage: { ...STORAGE, capacityKWh: 40, maxKWh: 40 },
        });
        const { before, after } = await optimal(one);
        const { flows } = after;
        expect([both(flows.charge, flows.discharge), both(flows.grid, flows.exported)]).toEqual([
          false,
          false,
        ]);
        expect(after.cost.total).toBeLessThanOrEqual(before.cost.total + 1e-4);
        one.load.forEach((load, slot) => {
          const at = (list: readonly number[]): number => list[slot] ?? 0;
          expect(at(one.pv) - at(flows.curtailed) + at(flows.grid) + at(flows.discharge)).toBeCloseTo(
            load + at(flows.charge) + at(flows.exported),
            6,
          );
        });
      }),
      { numRuns: 20 },
    );
  });
});

describe('against every schedule there is', () => {
  // Charge −1, 0, 1 units of 10 kWh an hour, lossless, 20 kWh: with whole units everywhere an LP has a whole optimum.
  const best = (price: readonly number[], load: readonly number[]): number => {
    const walk = (slot: number, soc: number): number => {
      if (slot === price.length) return soc >= 0 ? 0 : Number.POSITIVE_INFINITY;
      return [-1, 0, 1].reduce((least, step) => {
        const [next, grid] = [soc + step, (load[slot] ?? 0) + step];
        if (next < 0 || next > 2 || grid < 0) return least;
        return Math.min(least, grid * 10 * (price[slot] ?? 0) + walk(slot + 1, next));
      }, Number.POSITIVE_INFINITY);
    };
    return walk(0, 0);
  };
  it('finds the cheapest', async () => {
    const whole = (max: number) => fc.array(fc.integer({ min: 1, max }), { minLength: 7, maxLength: 7 });
    await fc.assert(
      fc.asyncProperty(whole(20), whole(3), async (price, load) => {
        const storage = {
          ...STORAGE,
          capacityKWh: 20,
          maxKWh: 20,
          chargeKw: 10,
          dischargeKw: 10,
          chargeEfficiency: 1,
          dischargeEfficiency: 1,
        };
        const { after } = await optimal(
          task(7, { price, load: load.map((units) => units * 10), storage, exportLimitKw: 0 }),
        );
        expect(after.cost.total).toBeCloseTo(best(price, load), 3);
      }),
      { numRuns: 25 },
    );
  });
});

describe('what cannot hold', () => {
  const kinds = async (one: DispatchTask) => {
    const found = await run(one);
    return found.status === 'infeasible'
      ? found.cannotHold.map(({ kind, slot, job, short }) => [kind, slot, job, Math.round(short * 100) / 100])
      : found.status;
  };

  it('is named: the limit of import, a job, the content at the end', async () => {
    expect(await kinds(task(3, { load: [50, 120, 50], importLimitKw: 100 }))).toEqual([
      ['importLimit', 1, null, 20],
    ]);
    expect(await kinds(task(3, { load: [50, 120, 50], importLimitKw: 100, storage: STORAGE }))).toBe(
      'optimal',
    );
    expect(await kinds(task(2, { jobs: [job({ mode: 'continuous', energyKWh: 100, latest: 2 })] }))).toEqual([
      ['job', null, 'furnace', 40],
    ]);
    expect(await kinds(task(1, { jobs: [job({ mode: 'block', latest: 1 })] }))).toEqual([
      ['job', null, 'furnace', 60],
    ]);
    expect(await kinds(task(1, { storage: { ...STORAGE, finalKWh: 90 } }))).toEqual([
      ['finalSoc', null, null, 42.5],
    ]);
    expect(
      await kinds(
        task(1, {
          storage: { ...STORAGE, chargeKw: 0, minKWh: 50, initialKWh: 50, finalKWh: 50, lossPerHour: 0.2 },
        }),
      ),
    ).toEqual([
      ['minimumSoc', 0, null, 10],
      ['finalSoc', null, null, 10],
    ]);
  });
  it.each([
    ['pv', { pv: [1] }],
    ['price', { price: [1, 1, 1] }],
    ['carbon.kgPerKWh', { gridKgPerKWh: [] }],
    ['storage.maxKWh', { storage: { ...STORAGE, maxKWh: 101 } }],
    ['storage.maxKWh', { storage: { ...STORAGE, minKWh: 101, maxKWh: 100 } }],
    ['storage.initialKWh', { storage: { ...STORAGE, minKWh: 10 } }],
    ['storage.finalKWh', { storage: { ...STORAGE, finalKWh: 101 } }],
    ['jobs.0', { jobs: [job({ latest: 3 })] }],
    ['jobs.0', { jobs: [job({ earliest: 1, latest: 1 })] }],
    ['jobs.0.energyKWh', { jobs: [job({ latest: 2, energyKWh: 50 })] }],
  ])('is refused where it makes no sense: %s', async (field, more) => {
    await expect(run(task(2, more))).rejects.toThrow(
      expect.objectContaining({
        refusal: expect.objectContaining({
          code: 'dispatch-bad-input',
          fields: [expect.objectContaining({ field }) as unknown],
        }) as unknown,
      }) as Error,
    );
  });
});

describe('sizes', () => {
  it('a storage of 0 kWh does nothing', async () => {
    const { before, after } = await optimal(
      task(4, { price: [1, 2, 1, 2], storage: { ...STORAGE, capacityKWh: 0, maxKWh: 0 } }),
    );
    expect(after.flows).toMatchObject({ charge: flat(0, 4), discharge: flat(0, 4), soc: flat(0, 4) });
    expect(after.cost.total).toBe(before.cost.total);
    expect(after.cycles).toBe(0);
  });
  it('a day of quarter hours with everything', async () => {
    const slots = 96;
    const one = task(slots, {
      slotMinutes: 15,
      load: Array.from({ length: slots }, (_, slot) => 300 + 150 * Math.sin((slot / 96) * 2 * Math.PI)),
      pv: Array.from({ length: slots }, (_, slot) =>
        Math.max(0, 400 * Math.sin(((slot - 28) / 44) * Math.PI)),
      ),
      price: Array.from({ length: slots }, (_, slot) =>
        slot < 32 ? 0.3 : slot >= 48 && slot < 56 ? -0.05 : 1.1,
      ),
      feedIn: flat(0.39, slots),
      storage: { ...STORAGE, capacityKWh: 500, maxKWh: 500, chargeKw: 250, dischargeKw: 250 },
      jobs: [
        job({ mode: 'block', powerKw: 80, energyKWh: 160, latest: 96 }),
        job({ name: 'chargers', mode: 'continuous', powerKw: 60, energyKWh: 300, earliest: 32, latest: 72 }),
      ],
      demandPrice: 1.3,
      importLimitKw: 700,
    });
    const { before, after } = await optimal(one);
    expect(after.cost.total).toBeLessThan(before.cost.total);
    expect(after.flows.jobs[0]?.power.filter((power) => power > 0)).toHaveLength(8);
  });
});
