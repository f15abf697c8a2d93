import { Injectable } from '@nestjs/common';
import type { DispatchAnswer, DispatchRequest } from '@zerofab/contracts';
import { dispatch, type Dispatch, type DispatchTask, type Planned, type Storage } from '@zerofab/dispatch';
import { HighsService } from './highs.service.js';

/** All models of one schedule together may take this long. */
const TIME_LIMIT_SECONDS = 25;

const series = (value: number | number[], slots: number): readonly number[] =>
  typeof value === 'number' ? Array.from({ length: slots }, () => value) : value;

const storageOf = (told: NonNullable<DispatchRequest['storage']>): Storage => {
  const minKWh = told.minKWh ?? 0;
  const initialKWh = told.initialKWh ?? minKWh;
  return {
    capacityKWh: told.capacityKWh,
    chargeKw: told.chargeKw ?? told.powerKw ?? 0,
    dischargeKw: told.dischargeKw ?? told.powerKw ?? 0,
    chargeEfficiency: told.chargeEfficiency,
    dischargeEfficiency: told.dischargeEfficiency,
    lossPerHour: told.lossPerHour ?? 0,
    minKWh,
    maxKWh: told.maxKWh ?? told.capacityKWh,
    initialKWh,
    finalKWh: told.finalKWh ?? initialKWh,
    wearPerKWh: told.wearPerKWh ?? 0,
  };
};

const taskOf = ({
  pv,
  price,
  feedIn,
  storage,
  carbon,
  importLimitKw,
  exportLimitKw,
  ...rest
}: DispatchRequest): DispatchTask => {
  const slots = rest.load.length;
  return {
    ...rest,
    pv: series(pv, slots),
    price: series(price, slots),
    feedIn: series(feedIn, slots),
    storage: storage === null || storage === undefined ? undefined : storageOf(storage),
    importLimitKw,
    exportLimitKw,
    gridKgPerKWh: series(carbon?.kgPerKWh ?? 0, slots),
    carbonPricePerTonne: carbon?.pricePerTonne ?? 0,
  };
};

const figures = ({ cost, peakKw, tco2 }: Planned): DispatchAnswer['before'] => ({ cost, peakKw, tco2 });

const NONE = {
  after: null,
  cycles: null,
  peak: null,
  grid: [],
  exported: [],
  charge: [],
  discharge: [],
  soc: [],
  curtailed: [],
  jobs: [],
};

const answerOf = (found: Dispatch): DispatchAnswer => {
  const before = figures(found.before);
  if (found.status !== 'optimal') {
    const cannotHold = found.status === 'infeasible' ? [...found.cannotHold] : [];
    return {
      status: found.status === 'infeasible' ? (cannotHold[0]?.kind ?? 'failed') : found.status,
      cannotHold,
      before,
      ...NONE,
    };
  }
  const { flows, cycles, peakKw } = found.after;
  return {
    status: 'optimal',
    cannotHold: [],
    before,
    after: figures(found.after),
    cycles,
    peak: peakKw,
    grid: [...flows.grid],
    exported: [...flows.exported],
    charge: [...flows.charge],
    discharge: [...flows.discharge],
    soc: [...flows.soc],
    curtailed: [...flows.curtailed],
    jobs: flows.jobs.map(({ name, power }) => ({ name, power: [...power] })),
  };
};

/** The stateless side of schedules. */
@Injectable()
export class DispatchService {
  constructor(private readonly highs: HighsService) {}

  /** @throws RefusedError dispatch-bad-input naming the field, solver-busy */
  async dispatch(request: DispatchRequest): Promise<DispatchAnswer> {
    const until = performance.now() + TIME_LIMIT_SECONDS * 1000;
    const secondsLeft = (): number => Math.max(0.1, (until - performance.now()) / 1000);
    return answerOf(
      await dispatch(
        taskOf(request),
        async (model, seconds) => this.highs.solve(model, seconds),
        secondsLeft,
      ),
    );
  }
}
