import type { Bilingual } from '@zerofab/vocabulary';
import { buildElastic, buildModel, type Breach, type DispatchModel, type Exclusive } from './build-model.js';
import { checkTask } from './check-task.js';
import { carbonOf, costOf, flowsBefore, peakOf, type Cost, type Flows } from './cost.js';
import type { Solve, Solved } from './linear-model.js';
import { hoursOf, type DispatchTask } from './task.js';

/** A schedule with what it costs. */
export interface Planned {
  readonly flows: Flows;
  readonly cost: Cost;
  readonly peakKw: number;
  readonly tco2: number;
  /** Full cycles of the storage: energy discharged from it over its capacity. */
  readonly cycles: number;
}

/** A constraint that cannot hold, and by how much. */
interface CannotHold {
  readonly kind: Breach['kind'];
  readonly slot: number | null;
  readonly job: string | null;
  readonly short: number;
  readonly unit: 'kW' | 'kWh';
  readonly text: Bilingual;
}

export type Dispatch =
  | { readonly status: 'optimal'; readonly before: Planned; readonly after: Planned }
  | { readonly status: 'infeasible'; readonly before: Planned; readonly cannotHold: readonly CannotHold[] }
  | { readonly status: 'timeLimit' | 'failed'; readonly before: Planned };

/** Below this, kW or kWh, a value is the solver's rounding. */
const NOISE = 1e-7;
/** Two flows above this, kW, run against each other. */
const AGAINST = 1e-6;
const TOLD = 20;

const clean = (value: number | undefined): number =>
  value === undefined || Math.abs(value) < NOISE ? 0 : value;

const flowsOf = (task: DispatchTask, { slots }: DispatchModel, values: readonly number[]): Flows => {
  const of = (column: (slot: DispatchModel['slots'][number]) => number): number[] =>
    slots.map((slot) => clean(values[column(slot)]));
  return {
    grid: of(({ grid }) => grid),
    exported: of(({ exported }) => exported),
    charge: of(({ charge }) => charge),
    discharge: of(({ discharge }) => discharge),
    curtailed: of(({ curtailed }) => curtailed),
    soc: of(({ soc }) => soc),
    jobs: task.jobs.map(({ name }, index) => ({
      name,
      power: slots.map(({ jobs }) =>
        clean((jobs[index] ?? []).reduce((sum, [column, factor]) => sum + (values[column] ?? 0) * factor, 0)),
      ),
    })),
  };
};

const planned = (task: DispatchTask, flows: Flows): Planned => {
  const capacity = task.storage?.capacityKWh ?? 0;
  const drawn = flows.discharge.reduce((sum, value) => sum + value, 0) * hoursOf(task);
  return {
    flows,
    cost: costOf(task, flows),
    peakKw: peakOf(flows.grid),
    tco2: carbonOf(task, flows),
    cycles: capacity === 0 ? 0 : drawn / (task.storage?.dischargeEfficiency ?? 1) / capacity,
  };
};

const textOf = ({ kind, slot, job }: Breach, short: string): Bilingual => {
  const at = String(slot);
  switch (kind) {
    case 'importLimit':
      return {
        zh: `时段 ${at} 的购电功率须超过限值 ${short}`,
        en: `in slot ${at} the import must exceed its limit by ${short}`,
      };
    case 'job':
      return {
        zh: `任务“${job ?? ''}”在其时段内缺少 ${short}`,
        en: `job "${job ?? ''}" lacks ${short} within its slots`,
      };
    case 'finalSoc':
      return { zh: `储能期末电量缺少 ${short}`, en: `the storage ends ${short} below its final content` };
    case 'minimumSoc':
      return {
        zh: `时段 ${at} 末储能低于最低电量 ${short}`,
        en: `at the end of slot ${at} the storage is ${short} below its minimum`,
      };
  }
};

const cannotHold = (breaches: readonly Breach[], values: readonly number[]): CannotHold[] =>
  breaches
    .filter(({ column }) => (values[column] ?? 0) > 1e-6)
    .slice(0, TOLD)
    .map((breach) => {
      const unit = breach.kind === 'importLimit' ? 'kW' : 'kWh';
      const short = values[breach.column] ?? 0;
      const { kind, slot, job } = breach;
      return { kind, slot, job, short, unit, text: textOf(breach, `${short.toFixed(2)} ${unit}`) };
    });

/** Slots in which two flows run against each other. */
const against = (one: readonly number[], other: readonly number[]): number[] =>
  one.flatMap((value, slot) => (value > AGAINST && (other[slot] ?? 0) > AGAINST ? [slot] : []));

/**
 * Solves, and where flows run against each other (energy of negative value, feed-in above the price) forbids it there and
 * solves again: what comes out is the optimum of all exclusions with the binaries of few.
 */
const solveExclusive = async (
  task: DispatchTask,
  solve: Solve,
  untilSolved: () => number,
): Promise<{ state: Solved['state']; flows: Flows }> => {
  let exclusive: Exclusive = { storage: new Set(), grid: new Set() };
  for (;;) {
    const built = buildModel(task, exclusive);
    const { state, values } = await solve(built.model, untilSolved());
    const flows = flowsOf(task, built, values);
    if (state !== 'optimal') return { state, flows };
    const [storage, grid] = [against(flows.charge, flows.discharge), against(flows.grid, flows.exported)];
    if (storage.length === 0 && grid.length === 0) return { state, flows };
    if (
      storage.every((slot) => exclusive.storage.has(slot)) &&
      grid.every((slot) => exclusive.grid.has(slot))
    )
      return { state: 'failed', flows };
    exclusive = {
      storage: new Set([...exclusive.storage, ...storage]),
      grid: new Set([...exclusive.grid, ...grid]),
    };
  }
};

/**
 * The cheapest schedule of grid, storage, PV and flexible jobs. Where none exists, which constraints cannot hold: those that
 * a schedule breaks which breaks as little as possible.
 * @param secondsLeft how long the next model may take
 * @throws RefusedError dispatch-bad-input naming the field
 */
export const dispatch = async (
  task: DispatchTask,
  solve: Solve,
  secondsLeft: () => number,
): Promise<Dispatch> => {
  checkTask(task);
  const before = planned(task, flowsBefore(task));
  const { state, flows } = await solveExclusive(task, solve, secondsLeft);
  if (state === 'optimal') return { status: 'optimal', before, after: planned(task, flows) };
  if (state !== 'infeasible') return { status: state, before };
  const elastic = buildElastic(task);
  const relaxed = await solve(elastic.model, secondsLeft());
  if (relaxed.state !== 'optimal')
    return { status: relaxed.state === 'timeLimit' ? 'timeLimit' : 'failed', before };
  return { status: 'infeasible', before, cannotHold: cannotHold(elastic.breaches, relaxed.values) };
};
