import { hoursOf, slotsOf, type DispatchTask } from './task.js';

/** Power of each slot, kW; content at its end, kWh. */
export interface Flows {
  readonly grid: readonly number[];
  readonly exported: readonly number[];
  readonly charge: readonly number[];
  readonly discharge: readonly number[];
  readonly curtailed: readonly number[];
  readonly soc: readonly number[];
  readonly jobs: readonly { readonly name: string; readonly power: readonly number[] }[];
}

/** What a schedule costs, currency; income from feed-in is below 0. */
export interface Cost {
  readonly energy: number;
  readonly feedIn: number;
  readonly demand: number;
  readonly wear: number;
  readonly carbon: number;
  readonly total: number;
}

const sumOver = (values: readonly number[], factor: (slot: number) => number): number =>
  values.reduce((sum, value, slot) => sum + value * factor(slot), 0);

/** Highest import of the schedule, kW. */
export const peakOf = (grid: readonly number[]): number =>
  grid.reduce((most, value) => Math.max(most, value), 0);

/** tCO2 of what is imported. */
export const carbonOf = (task: DispatchTask, { grid }: Pick<Flows, 'grid'>): number =>
  (sumOver(grid, (slot) => task.gridKgPerKWh[slot] ?? 0) * hoursOf(task)) / 1000;

/** Demand costs what the highest import of the month costs: that of the schedule, or the peak so far. */
export const costOf = (
  task: DispatchTask,
  flows: Pick<Flows, 'grid' | 'exported' | 'charge' | 'discharge'>,
): Cost => {
  const hours = hoursOf(task);
  const energy = sumOver(flows.grid, (slot) => task.price[slot] ?? 0) * hours;
  const feedIn = -sumOver(flows.exported, (slot) => task.feedIn[slot] ?? 0) * hours;
  const demand = task.demandPrice * Math.max(task.peakSoFar, peakOf(flows.grid));
  const moved = (sumOver(flows.charge, () => 1) + sumOver(flows.discharge, () => 1)) * hours;
  const wear = moved * (task.storage?.wearPerKWh ?? 0);
  const carbon = carbonOf(task, flows) * task.carbonPricePerTonne;
  return { energy, feedIn, demand, wear, carbon, total: energy + feedIn + demand + wear + carbon };
};

/**
 * The site without a schedule: no storage, every job at full power from its earliest slot on, PV first used, then exported up
 * to the limit.
 */
export const flowsBefore = (task: DispatchTask): Flows => {
  const jobs = task.jobs.map((job) => {
    const length =
      job.mode === 'continuous' ? job.energyKWh / (job.powerKw * hoursOf(task)) : slotsOf(job, task);
    return {
      name: job.name,
      power: task.load.map(
        (_, slot) =>
          Math.max(0, Math.min(1, job.earliest + length - slot)) * (slot >= job.earliest ? job.powerKw : 0),
      ),
    };
  });
  const net = task.load.map(
    (load, slot) =>
      load + jobs.reduce((sum, { power }) => sum + (power[slot] ?? 0), 0) - (task.pv[slot] ?? 0),
  );
  const surplus = net.map((value) => Math.max(0, -value));
  const exported = surplus.map((value) => Math.min(value, task.exportLimitKw ?? Number.POSITIVE_INFINITY));
  const nothing = task.load.map(() => 0);
  return {
    grid: net.map((value) => Math.max(0, value)),
    exported,
    charge: nothing,
    discharge: nothing,
    curtailed: surplus.map((value, slot) => value - (exported[slot] ?? 0)),
    soc: nothing,
    jobs,
  };
};
