import type { Gateway } from './gateways.js';
import { SLOT_MS } from './local-time.js';
import type { PlantModel, SimReading } from './model.js';

/** Counters are read once a minute, and at each quarter hour; gauges at every tick. */
const COUNTER_MS = 60_000;

/** A gateway that is away keeps what it reads, and sends it in one array when it is back. */
export class LiveMeter {
  private backlog: SimReading[] = [];
  private away = false;
  private lastTick: number | undefined;

  constructor(
    private readonly model: PlantModel,
    private readonly gateway: Gateway,
  ) {}

  /** Reads the meter at `nowMs`, and what it read in between on the quarter hour; sends unless the gateway is away. */
  async tick(nowMs: number): Promise<void> {
    const { meter } = this.gateway;
    this.backlog.push(...this.read(nowMs));
    this.lastTick = nowMs;
    const away = this.model.isWithin(meter.sim.dropsOut, meter.code, nowMs);
    if (away !== this.away) {
      this.away = away;
      await this.gateway.status(away ? 'offline' : 'online');
    }
    if (away || this.model.isWithin(meter.sim.loses, meter.code, nowMs)) {
      if (!away) this.backlog = [];
      // A buffer of a minute's grid is enough for hours.
      this.backlog = this.backlog.filter((reading) => reading.ts % COUNTER_MS === 0);
      return;
    }
    const readings = this.backlog;
    this.backlog = [];
    await this.gateway.send(readings);
  }

  private read(nowMs: number): SimReading[] {
    const { meter } = this.gateway;
    const readings: SimReading[] = [];
    const step = this.lastTick === undefined ? nowMs : this.lastTick + 1;
    for (let ts = Math.ceil(step / SLOT_MS) * SLOT_MS; ts < nowMs; ts += SLOT_MS)
      readings.push(this.model.reading(meter, ts));
    const reading = this.model.reading(meter, nowMs);
    const isMinute =
      this.lastTick === undefined ||
      Math.floor(nowMs / COUNTER_MS) !== Math.floor(this.lastTick / COUNTER_MS);
    if (isMinute || nowMs % SLOT_MS === 0) readings.push(reading);
    else {
      const gauge = meter.registers[1]?.code ?? '';
      readings.push({ ts: nowMs, values: { [gauge]: reading.values[gauge] ?? 0 } });
    }
    return readings;
  }
}
