import { LocalClock, SLOT_MS } from './local-time.js';
import { pvOutput, unitLoad, type Moment } from './load.js';
import { chance, streamOf } from './noise.js';
import type { Plant, SimMeter, Window } from './plant.js';

const GROW_SLOTS = 96 * 64;

/** Cumulative amount of a meter at slot borders, growing with time. Remembers the slots from `first` on. */
class Course {
  private total = new Float64Array(GROW_SLOTS);
  private filled = 0;

  constructor(private readonly first: number) {}

  /** Amount from the begin of all counters to the begin of slot `n`. */
  at(n: number): number {
    return this.total[n - this.first] ?? 0;
  }

  has(n: number): boolean {
    return n <= this.filled;
  }

  add(amount: number): void {
    const place = Math.max(0, this.filled + 1 - this.first);
    if (place >= this.total.length) {
      const grown = new Float64Array(this.total.length * 2);
      grown.set(this.total);
      this.total = grown;
    }
    this.total[place] = (this.total[Math.max(0, place - 1)] ?? 0) + amount;
    this.filled += 1;
  }
}

/** One reading of a meter: counter and gauge. */
export interface SimReading {
  readonly ts: number;
  readonly values: Record<string, number>;
}

/**
 * The simulated plant. Every reading is a pure function of the plant's definition, meter and time: the same instant
 * always gives the same reading, whenever the simulator was started, so that a repeat is a repeat. What the incomer
 * imports is what the units use plus the losses, less what PV makes (which is held back where it would be exported).
 */
export class PlantModel {
  readonly clock: LocalClock;
  /** Begin of all counters. */
  readonly sinceMs: number;
  private readonly firstSlot: number;
  private readonly courses = new Map<string, Course>();
  private readonly streams = new Map<string, number>();

  /** @param fromMs earliest time of which readings are asked for; before `plant.since` nothing was used */
  constructor(
    private readonly plant: Plant,
    fromMs: number,
  ) {
    this.clock = new LocalClock(plant.site.timezone);
    this.sinceMs = Date.parse(plant.since);
    // The gauge on a quarter hour shows the power of the one before.
    this.firstSlot = Math.max(0, Math.floor((fromMs - this.sinceMs) / SLOT_MS) - 1);
    for (const meter of plant.meters) {
      this.courses.set(meter.code, new Course(this.firstSlot));
      this.streams.set(meter.code, streamOf(meter.code));
    }
  }

  /** Reading of a meter at an instant: the counter by the energy so far, the gauge by the power of that moment. */
  reading(meter: SimMeter, ts: number): SimReading {
    const [counter, gauge] = meter.registers;
    const slot = Math.floor((ts - this.sinceMs) / SLOT_MS);
    const amount = this.amount(meter.code, ts);
    const multiplier = counter?.multiplier ?? 1;
    const raw = meter.sim.start + amount / multiplier;
    const wrapped = counter?.rollover === undefined ? raw : raw % counter.rollover;
    const { resolution } = meter.sim;
    const shown = Number((Math.floor(wrapped / resolution) * resolution).toFixed(4));
    const before = ts === this.sinceMs + slot * SLOT_MS ? Math.max(0, slot - 1) : slot;
    const mean = (this.cumulative(meter.code, before + 1) - this.cumulative(meter.code, before)) * 4;
    const flicker =
      1 +
      0.015 *
        (chance(this.plant.seed, (this.streams.get(meter.code) ?? 0) + 17, Math.floor(ts / 1000)) * 2 - 1);
    return {
      ts,
      values: {
        [counter?.code ?? '']: shown,
        [gauge?.code ?? '']: Number((mean * flicker).toFixed(mean < 10 ? 3 : 1)),
      },
    };
  }

  /** Whether a gateway is away at an instant. */
  isWithin(window: Window | undefined, meterCode: string, ms: number): boolean {
    if (window === undefined) return false;
    const { day, hour } = this.clock.at(ms);
    const turn = (this.streams.get(meterCode) ?? 0) % window.everyDays;
    return (
      day.index % window.everyDays === turn && hour > window.fromHour && hour < window.fromHour + window.hours
    );
  }

  /** Amount in the counter's unit (kWh, Nm3, GJ) from the begin of all counters to an instant. */
  amount(meterCode: string, ms: number): number {
    const slot = Math.floor((ms - this.sinceMs) / SLOT_MS);
    const begin = this.cumulative(meterCode, slot);
    const part = (ms - this.sinceMs - slot * SLOT_MS) / SLOT_MS;
    return part === 0 ? begin : begin + (this.cumulative(meterCode, slot + 1) - begin) * part;
  }

  private cumulative(meterCode: string, slot: number): number {
    const course = this.courses.get(meterCode);
    if (course === undefined || slot < 0) return 0;
    if (slot < this.firstSlot)
      throw new RangeError(`${meterCode}: asked for a time before the model's begin`);
    while (!course.has(slot)) this.extend();
    return course.at(slot);
  }

  private extended = 0;

  /** Works out one more quarter hour of all meters together, so that the incomer closes the balance. */
  private extend(): void {
    const startMs = this.sinceMs + this.extended * SLOT_MS;
    const { day, hour } = this.clock.at(startMs + SLOT_MS / 2);
    const moment: Moment = { slot: Math.floor(startMs / SLOT_MS), day, hour };
    let below = 0;
    let pvMeter: SimMeter | undefined;
    let pvKw = 0;
    for (const meter of this.plant.meters) {
      const stream = this.streams.get(meter.code) ?? 0;
      if (meter.sim.model === 'unit') {
        const load = unitLoad(meter.sim, moment, this.plant.seed, stream);
        this.courses.get(meter.code)?.add(load / 4);
        if (meter.parent !== undefined) below += load;
      } else if (meter.sim.model === 'pv') {
        pvMeter = meter;
        pvKw = pvOutput(meter.sim, moment, this.plant.seed, stream);
      }
    }
    for (const meter of this.plant.meters) {
      if (meter.sim.model !== 'incomer') continue;
      const demand = below * (1 + meter.sim.lossShare);
      pvKw = Math.min(pvKw, demand * 0.98);
      this.courses.get(meter.code)?.add((demand - pvKw) / 4);
    }
    if (pvMeter !== undefined) this.courses.get(pvMeter.code)?.add(pvKw / 4);
    this.extended += 1;
  }
}
