import { connectGateways, type Gateway } from './gateways.js';
import { countReadings, gridReadings, sendHistory } from './history.js';
import { LiveMeter } from './live.js';
import { LocalClock, SLOT_MS } from './local-time.js';
import { PlantModel } from './model.js';
import type { Plant } from './plant.js';
import { StateFile, type SimulatorState } from './state.js';

export interface SimulatorOptions {
  readonly plant: Plant;
  readonly url: string;
  readonly credentialsFile: string;
  readonly stateFile: string | undefined;
  readonly backfillMonths: number;
  readonly everySeconds: number;
  readonly onProgress: (progress: { done: number; total: number; finished: boolean }) => void;
}

const STATE_MS = 10_000;

const firstState = (plant: Plant, months: number, nowMs: number): SimulatorState => {
  const clock = new LocalClock(plant.site.timezone);
  const anchor = new Date(clock.startOfDay(nowMs));
  anchor.setUTCMonth(anchor.getUTCMonth() - months);
  const anchorMs = Math.max(clock.startOfDay(anchor.getTime()), Date.parse(plant.since));
  const newestMs = Math.max(Math.floor(nowMs / SLOT_MS) * SLOT_MS, anchorMs);
  return { anchorMs, oldestMs: newestMs, newestMs, done: 0 };
};

/**
 * All simulated meters of a plant: first what was missed since the last run, then live and, beside it, the history
 * backwards until its begin.
 */
export class Simulator {
  private readonly stopped = new AbortController();
  private gateways: Gateway[] = [];
  private live: LiveMeter[] = [];
  private timer: NodeJS.Timeout | undefined;
  private ticking: Promise<void> = Promise.resolve();
  private history: Promise<void> = Promise.resolve();
  private state: SimulatorState;
  private readonly file: StateFile;
  private readonly model: PlantModel;
  private readonly total: number;
  private savedMs = 0;

  constructor(private readonly options: SimulatorOptions) {
    this.file = new StateFile(options.stateFile);
    const nowMs = Date.now();
    this.state = this.file.load() ?? firstState(options.plant, options.backfillMonths, nowMs);
    this.model = new PlantModel(options.plant, this.state.anchorMs);
    const { anchorMs, oldestMs, done } = this.state;
    this.total = done + countReadings(this.model, options.plant.meters, anchorMs, oldestMs);
  }

  /**
   * Resolves when the history is sent; the live readings go on until `stop`.
   * @throws ConnectionError when the broker cannot be reached
   */
  async start(): Promise<void> {
    try {
      await this.run();
    } catch (error) {
      // Stopped in the middle of sending: the next start begins at what was not acknowledged.
      if (!this.stopping) throw error;
    }
  }

  private async run(): Promise<void> {
    const { plant, url, credentialsFile, everySeconds } = this.options;
    this.gateways = await connectGateways(plant, url, credentialsFile, this.stopped.signal);
    await Promise.all(this.gateways.map(async (gateway) => gateway.status('online')));
    await this.catchUp(Date.now());
    if (this.stopping) return;
    this.live = this.gateways.map((gateway) => new LiveMeter(this.model, gateway));
    const everyMs = everySeconds * 1000;
    this.timer = setInterval(() => {
      this.tick(Math.floor(Date.now() / everyMs) * everyMs);
    }, everyMs);
    this.history = this.sendHistory();
    await this.history;
  }

  private get stopping(): boolean {
    return this.stopped.signal.aborted;
  }

  /** Says offline for every meter and disconnects. */
  async stop(): Promise<void> {
    this.stopped.abort();
    clearInterval(this.timer);
    await this.ticking;
    this.file.save(this.state);
    await Promise.allSettled(this.gateways.map(async (gateway) => gateway.status('offline')));
    await Promise.allSettled(this.gateways.map(async (gateway) => gateway.close()));
  }

  /** What was read while this process was away, as gateways keep it. */
  private async catchUp(nowMs: number): Promise<void> {
    const untilMs = Math.floor(nowMs / SLOT_MS) * SLOT_MS + 1;
    await Promise.all(
      this.gateways.map(async (gateway) => {
        const readings = gridReadings(this.model, gateway, this.state.newestMs, untilMs);
        for (let i = 0; i < readings.length; i += 1000) await gateway.send(readings.slice(i, i + 1000));
      }),
    );
    this.state = { ...this.state, newestMs: untilMs - 1 };
    this.file.save(this.state);
  }

  private tick(nowMs: number): void {
    const ticks = Promise.all(this.live.map(async (meter) => meter.tick(nowMs))).then(() => {
      // Where one meter is away, a restart sends all of them again from there: repeats are harmless.
      const acknowledged = this.live.map((meter) => meter.acknowledgedUntil(nowMs));
      this.state = { ...this.state, newestMs: Math.max(this.state.newestMs, Math.min(...acknowledged)) };
      if (Date.now() - this.savedMs < STATE_MS) return;
      this.savedMs = Date.now();
      this.file.save(this.state);
    });
    // Resolves to nothing: the results of all ticks, one within the other, would fill the memory over months.
    this.ticking = Promise.all([this.ticking, ticks]).then(() => undefined);
  }

  private async sendHistory(): Promise<void> {
    const { onProgress } = this.options;
    onProgress({
      done: this.state.done,
      total: this.total,
      finished: this.state.oldestMs <= this.state.anchorMs,
    });
    await sendHistory(this.model, this.gateways, {
      fromMs: this.state.anchorMs,
      toMs: this.state.oldestMs,
      stopped: () => this.stopping,
      onStretch: ({ fromMs, readings }) => {
        this.state = { ...this.state, oldestMs: fromMs, done: this.state.done + readings };
        this.file.save(this.state);
        onProgress({
          done: this.state.done,
          total: this.total,
          finished: fromMs <= this.state.anchorMs,
        });
      },
    });
  }
}
