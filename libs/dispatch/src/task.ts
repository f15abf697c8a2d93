/** A battery. Charging power goes in at the terminals, discharging power comes out there. */
export interface Storage {
  readonly capacityKWh: number;
  readonly chargeKw: number;
  readonly dischargeKw: number;
  /** 0 < η ≤ 1 */
  readonly chargeEfficiency: number;
  readonly dischargeEfficiency: number;
  /** Share of the content lost an hour. */
  readonly lossPerHour: number;
  readonly minKWh: number;
  readonly maxKWh: number;
  readonly initialKWh: number;
  /** Content at the end is at least this. */
  readonly finalKWh: number;
  /** Wear, currency a kWh charged and a kWh discharged. */
  readonly wearPerKWh: number;
}

/** A load whose time is free within [earliest, latest), slots counted from 0. */
export interface Job {
  readonly name: string;
  readonly energyKWh: number;
  readonly powerKw: number;
  readonly earliest: number;
  readonly latest: number;
  /** continuous: any power up to powerKw · onOff: at powerKw or not · block: at powerKw without a break. */
  readonly mode: 'continuous' | 'onOff' | 'block';
}

/** What is to be scheduled; every series has a value per slot. */
export interface DispatchTask {
  readonly slotMinutes: number;
  /** kW */
  readonly load: readonly number[];
  /** kW that the sun gives; what is not used or exported is curtailed. */
  readonly pv: readonly number[];
  /** Currency a kWh bought. */
  readonly price: readonly number[];
  /** Currency a kWh fed in. */
  readonly feedIn: readonly number[];
  readonly storage: Storage | undefined;
  readonly jobs: readonly Job[];
  /** Currency a kW of the highest import. */
  readonly demandPrice: number;
  /** Highest import of the month so far, kW: below it demand costs nothing more. */
  readonly peakSoFar: number;
  readonly importLimitKw: number | undefined;
  readonly exportLimitKw: number | undefined;
  /** kgCO2 a kWh imported. */
  readonly gridKgPerKWh: readonly number[];
  /** Currency a tonne of CO2. */
  readonly carbonPricePerTonne: number;
}

export const hoursOf = ({ slotMinutes }: DispatchTask): number => slotMinutes / 60;

/** What a kWh imported costs with its carbon. */
export const fullPrice = (task: DispatchTask, slot: number): number =>
  (task.price[slot] ?? 0) + ((task.gridKgPerKWh[slot] ?? 0) * task.carbonPricePerTonne) / 1000;

/** Slots a job that runs at full power takes. */
export const slotsOf = (job: Job, task: DispatchTask): number =>
  Math.round(job.energyKWh / (job.powerKw * hoursOf(task)));
