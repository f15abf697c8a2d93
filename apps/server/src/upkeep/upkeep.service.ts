import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { ClockStep, PolicyRunner, RejectedReader, RollupService } from '@zerofab/telemetry';

const IDLE_MS = 500;
const AFTER_FAILURE_MS = 5000;

/** Whether TimescaleDB's own workers are missing, so that this process must run its policies. */
export abstract class UpkeepOptions {
  abstract readonly embedded: boolean;
}

/** The work that goes on by itself: roll-up of what came in, stored hours, compression, retention. */
@Injectable()
export class UpkeepService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Upkeep');
  private readonly clock = new ClockStep();
  private stopping = false;
  private loop: Promise<void> = Promise.resolve();
  private wake: () => void = () => undefined;

  constructor(
    private readonly rollup: RollupService,
    private readonly policies: PolicyRunner,
    private readonly options: UpkeepOptions,
    private readonly rejected: RejectedReader,
  ) {}

  onApplicationBootstrap(): void {
    this.clock.note(Date.now(), performance.now());
    this.loop = this.run();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping = true;
    this.wake();
    await this.loop;
  }

  @Interval(5 * 60_000)
  async advanceHours(): Promise<void> {
    await this.quietly('stored hours', async () => this.rollup.advance(Date.now()));
  }

  /** A clock that ran behind refused good readings as of the future; once it is set they are read in again. */
  @Interval(60_000)
  async watchClock(wallMs = Date.now(), steadyMs = performance.now()): Promise<void> {
    const step = this.clock.note(wallMs, steadyMs);
    if (step === 0) return;
    this.logger.warn(
      `The clock was set forward by ${String(Math.round(step / 60_000))} min; messages refused as ahead of it are read in again`,
    );
    await this.quietly('messages ahead of the clock', async () => {
      const stored = await this.rejected.readAllAgain('ahead-of-clock');
      this.logger.log(`${String(stored)} readings of them are stored now`);
    });
  }

  @Interval(10 * 60_000)
  async runPolicies(): Promise<void> {
    if (!this.options.embedded) return;
    await this.quietly('policies', async () => this.policies.runDue(Date.now()));
    await this.quietly('checkpoint', async () => this.policies.checkpoint());
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      let pause = IDLE_MS;
      try {
        if (await this.rollup.step()) continue;
      } catch (error) {
        this.logger.error(`Roll-up: ${error instanceof Error ? error.message : String(error)}; trying again`);
        pause = AFTER_FAILURE_MS;
      }
      await this.sleep(pause);
    }
  }

  /** Until the time is over or the shutdown begins. Commits do not end it: several of them share one step. */
  private async sleep(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private async quietly(what: string, work: () => Promise<unknown>): Promise<void> {
    if (this.stopping) return;
    try {
      await work();
    } catch (error) {
      this.logger.warn(`${what}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
