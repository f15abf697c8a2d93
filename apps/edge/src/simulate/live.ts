import type { Gateway } from './gateways.js';
import { SLOT_MS } from './local-time.js';
import type { PlantModel, SimReading } from './model.js';

/** Counters are read once a minute, and at each quarter hour; gauges at every tick. */
const COUNTER_MS = 60_000;

/** Readings a buffer holds on the minute, and a message of a backlog carries; beyond it only quarter hours are kept. */
const BUFFERED_READINGS = 1000;

/**
 * A gateway that is away keeps what it reads, and sends it in array messages when it is back. The same happens while
 * the broker is away, so that a long outage costs no memory.
 */
export class LiveMeter {
  private backlog: SimReading[] = [];
  private sending: SimReading[] = [];
  private away = false;
  private lastTick: number | undefined;

  constructor(
    private readonly model: PlantModel,
    private readonly gateway: Gateway,
  ) {}

  /** Everything read before this instant was acknowledged (or is lost for good, as the plant wants it). */
  acknowledgedUntil(nowMs: number): number {
    return this.sending[0]?.ts ?? this.backlog[0]?.ts ?? nowMs;
  }

  /** Reads the meter at `nowMs`, and what it read in between on the quarter hour; sends unless the gateway is away. */
  async tick(nowMs: number): Promise<void> {
    const { meter } = this.gateway;
    this.backlog.push(...this.read(nowMs));
    this.lastTick = nowMs;
    const away = this.model.isWithin(meter.sim.dropsOut, meter.code, nowMs);
    const loses = this.model.isWithin(meter.sim.loses, meter.code, nowMs);
    if (loses) this.backlog = [];
    if (away !== this.away) {
      this.away = away;
      await this.gateway.status(away ? 'offline' : 'online');
    }
    if (away || !this.gateway.connected || this.sending.length > 0) this.thinBacklog();
    else await this.sendBacklog();
  }

  private async sendBacklog(): Promise<void> {
    this.sending = this.backlog;
    this.backlog = [];
    try {
      for (let i = 0; i < this.sending.length; i += BUFFERED_READINGS)
        await this.gateway.send(this.sending.slice(i, i + BUFFERED_READINGS));
      this.sending = [];
    } catch {
      // The connection was closed for good: the restart begins at what was not acknowledged.
    }
  }

  private thinBacklog(): void {
    const stepMs = this.backlog.length > BUFFERED_READINGS ? SLOT_MS : COUNTER_MS;
    this.backlog = this.backlog.filter((reading) => reading.ts % stepMs === 0);
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
