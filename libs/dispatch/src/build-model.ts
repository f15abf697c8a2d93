import { ModelBuilder, type LinearModel, type Part } from './linear-model.js';
import { fullPrice, hoursOf, slotsOf, type DispatchTask, type Job } from './task.js';

/**
 * Cost of a kWh moved that breaks ties: of two schedules that cost the same, the one that moves less energy is taken, so that
 * nothing is charged and discharged, imported and exported at once where a binary is not needed.
 */
const TIE = 1e-7;
/** Cost of a kW or kWh by which a constraint is broken, where a task is only asked which cannot hold. */
const BREACH = 1;

/** Places of the columns of each slot. */
interface SlotColumns {
  readonly grid: number;
  readonly exported: number;
  readonly charge: number;
  readonly discharge: number;
  readonly curtailed: number;
  /** Content at the end of the slot. */
  readonly soc: number;
  readonly jobs: readonly (readonly Part[])[];
}

/** A constraint that may be broken in an elastic model, and by which column. */
export interface Breach {
  readonly kind: 'importLimit' | 'job' | 'finalSoc' | 'minimumSoc';
  readonly slot: number | null;
  readonly job: string | null;
  readonly column: number;
}

export interface DispatchModel {
  readonly model: LinearModel;
  readonly slots: readonly SlotColumns[];
  readonly breaches: readonly Breach[];
}

/** Slots in which charge and discharge, or import and export, may not both be above 0. */
export interface Exclusive {
  readonly storage: ReadonlySet<number>;
  readonly grid: ReadonlySet<number>;
}
const NOTHING: Exclusive = { storage: new Set(), grid: new Set() };

const jobPower = ({ powerKw, earliest, latest }: Job, slot: number): number =>
  slot >= earliest && slot < latest ? powerKw : 0;

class Builder {
  private readonly m = new ModelBuilder();
  private readonly breaches: Breach[] = [];
  private readonly hours: number;
  private readonly demand: number;

  /**
   * @param elastic finds what cannot hold: constraints may be broken, nothing else costs anything
   * @param exclusive slots in which one of two flows must rest
   */
  constructor(
    private readonly task: DispatchTask,
    private readonly elastic: boolean,
    private readonly exclusive: Exclusive,
  ) {
    this.hours = hoursOf(task);
    this.demand = this.m.column(task.peakSoFar, null, elastic ? 0 : task.demandPrice);
  }

  build(): DispatchModel {
    const jobs = this.task.jobs.map((job) => this.job(job));
    const slots = this.task.load.map((_, slot) =>
      this.slot(
        slot,
        jobs.map((parts) => parts[slot] ?? []),
      ),
    );
    this.content(slots);
    return { model: this.m.build(), slots, breaches: this.breaches };
  }

  private cost(perKWh: number): number {
    return this.elastic ? 0 : perKWh * this.hours;
  }

  private breach(kind: Breach['kind'], slot: number | null = null, job: string | null = null): Part[] {
    if (!this.elastic) return [];
    const column = this.m.column(0, null, BREACH);
    this.breaches.push({ kind, slot, job, column });
    return [[column, 1]];
  }

  /** Power of a job in each slot, as parts of a sum. */
  private job(job: Job): Part[][] {
    if (job.mode === 'block') return this.block(job);
    const parts = this.task.load.map((_, slot): Part[] => {
      const power = jobPower(job, slot);
      if (power === 0) return [];
      return job.mode === 'onOff' ? [[this.m.binary(), power]] : [[this.m.column(0, power), 1]];
    });
    const energy = parts.flat().map(([column, factor]): Part => [column, factor * this.hours]);
    this.m.row(job.energyKWh, job.energyKWh, [...energy, ...this.breach('job', null, job.name)]);
    return parts;
  }

  private block(job: Job): Part[][] {
    const length = slotsOf(job, this.task);
    const starts = Array.from(
      { length: Math.max(0, job.latest - job.earliest - length + 1) },
      (_, index) => ({
        at: job.earliest + index,
        column: this.m.binary(),
      }),
    );
    const missed = this.breach('job', null, job.name).map(([column]): Part => [column, 1 / job.energyKWh]);
    this.m.row(1, 1, [...starts.map(({ column }): Part => [column, 1]), ...missed]);
    return this.task.load.map((_, slot) =>
      starts
        .filter(({ at }) => at <= slot && slot < at + length)
        .map(({ column }): Part => [column, job.powerKw]),
    );
  }

  private slot(slot: number, jobs: readonly (readonly Part[])[]): SlotColumns {
    const { task, m } = this;
    const pv = task.pv[slot] ?? 0;
    const storage = task.storage;
    const [chargeKw, dischargeKw] =
      storage === undefined || storage.maxKWh === 0 ? [0, 0] : [storage.chargeKw, storage.dischargeKw];
    const most =
      (task.load[slot] ?? 0) + chargeKw + task.jobs.reduce((sum, job) => sum + jobPower(job, slot), 0);
    const exportKw = Math.min(task.exportLimitKw ?? Number.POSITIVE_INFINITY, pv + dischargeKw);
    const wear = storage?.wearPerKWh ?? 0;
    const columns = {
      grid: m.column(0, most + exportKw, this.cost(fullPrice(task, slot) + TIE)),
      exported: m.column(0, exportKw, this.cost(TIE - (task.feedIn[slot] ?? 0))),
      charge: m.column(0, chargeKw, this.cost(wear + TIE)),
      discharge: m.column(0, dischargeKw, this.cost(wear + TIE)),
      curtailed: m.column(0, pv),
      soc: m.column(this.elastic ? 0 : (storage?.minKWh ?? 0), storage?.maxKWh ?? 0),
      jobs,
    };
    const { grid, exported, charge, discharge, curtailed } = columns;
    const load = task.load[slot] ?? 0;
    const flexible = jobs.flat().map(([column, factor]): Part => [column, -factor]);
    m.row(load - pv, load - pv, [
      [grid, 1],
      [discharge, 1],
      [curtailed, -1],
      [charge, -1],
      [exported, -1],
      ...flexible,
    ]);
    if (task.demandPrice !== 0 && !this.elastic)
      m.row(null, 0, [
        [grid, 1],
        [this.demand, -1],
      ]);
    if (task.importLimitKw !== undefined)
      m.row(null, task.importLimitKw, [
        [grid, 1],
        ...this.breach('importLimit', slot).map(([column]): Part => [column, -1]),
      ]);
    this.exclusions(slot, columns, { chargeKw, dischargeKw, exportKw, importKw: most + exportKw });
    return columns;
  }

  private exclusions(
    slot: number,
    { grid, exported, charge, discharge }: Omit<SlotColumns, 'jobs'>,
    most: { chargeKw: number; dischargeKw: number; exportKw: number; importKw: number },
  ): void {
    if (this.exclusive.storage.has(slot)) this.either([charge, most.chargeKw], [discharge, most.dischargeKw]);
    if (this.exclusive.grid.has(slot)) this.either([grid, most.importKw], [exported, most.exportKw]);
  }

  private either([one, most]: Part, [other, otherMost]: Part): void {
    const which = this.m.binary();
    this.m.row(null, 0, [
      [one, 1],
      [which, -most],
    ]);
    this.m.row(null, otherMost, [
      [other, 1],
      [which, otherMost],
    ]);
  }

  /** soc(t) = soc(t−1)·(1 − loss) + η·charge·Δ − discharge·Δ/η, from the initial content to at least the final one. */
  private content(slots: readonly SlotColumns[]): void {
    const { storage } = this.task;
    if (storage === undefined) return;
    const keep = (1 - storage.lossPerHour) ** this.hours;
    slots.forEach(({ soc, charge, discharge }, slot) => {
      const before = slots[slot - 1];
      const parts: Part[] = [
        [soc, 1],
        [charge, -storage.chargeEfficiency * this.hours],
        [discharge, this.hours / storage.dischargeEfficiency],
      ];
      if (before !== undefined) parts.push([before.soc, -keep]);
      const start = before === undefined ? storage.initialKWh * keep : 0;
      this.m.row(start, start, parts);
      if (this.elastic) this.m.row(storage.minKWh, null, [[soc, 1], ...this.breach('minimumSoc', slot)]);
    });
    const last = slots.at(-1);
    if (last !== undefined) this.m.row(storage.finalKWh, null, [[last.soc, 1], ...this.breach('finalSoc')]);
  }
}

/** The schedule as a linear model, mixed-integer where a job or a slot wants it. */
export const buildModel = (task: DispatchTask, exclusive: Exclusive): DispatchModel =>
  new Builder(task, false, exclusive).build();

/** The same constraints, each of which may be broken at a cost: tells which cannot hold. */
export const buildElastic = (task: DispatchTask): DispatchModel => new Builder(task, true, NOTHING).build();
