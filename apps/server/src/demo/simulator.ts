import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { projectRoot } from '@zerofab/platform';
import { z } from 'zod';
import { BackfillProgress } from './backfill-progress.js';
import { plantFile } from './plant.js';

const progressSchema = z.object({
  type: z.literal('progress'),
  done: z.number(),
  total: z.number(),
  finished: z.boolean(),
});

const RESTART_MS = 10_000;
const STOP_LIMIT_MS = 3000;

export interface SimulatorOptions {
  readonly mqttUrl: string;
  readonly credentialsFile: string;
  readonly stateFile: string;
}

/** The simulated meters: a process of their own that publishes over real MQTT like any gateway. */
@Injectable()
export class Simulator implements OnApplicationShutdown {
  private readonly logger = new Logger('Simulator');
  private child: ChildProcess | undefined;
  private stopping = false;
  private shown = -1;

  constructor(private readonly progress: BackfillProgress) {}

  start(options: SimulatorOptions): void {
    const program = join(projectRoot(), 'dist/apps/edge/apps/edge/src/main.js');
    if (!existsSync(program)) {
      this.logger.warn('The simulator is not built; run npm run build');
      return;
    }
    const args = [
      'simulate',
      '--plant',
      plantFile(),
      '--url',
      options.mqttUrl,
      '--credentials',
      options.credentialsFile,
      '--state',
      options.stateFile,
    ];
    const child = fork(program, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    this.child = child;
    child.on('message', (message) => {
      this.take(message);
    });
    child.once('exit', (code) => {
      if (this.stopping) return;
      this.logger.warn(`The simulator ended (exit ${String(code)}); starting it again in 10 s`);
      setTimeout(() => {
        if (!this.stopping) this.start(options);
      }, RESTART_MS).unref();
    });
  }

  /** Ends the simulated meters first, so that they do not see their broker vanish. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    const { child } = this;
    // One that was killed has a signal and no exit code; its exit was told long ago.
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => {
        child.kill('SIGKILL');
      }, STOP_LIMIT_MS);
      child.once('exit', () => {
        clearTimeout(timer);
        resolve();
      });
      child.kill('SIGTERM');
    });
  }

  onApplicationShutdown(): void {
    this.child?.removeAllListeners();
  }

  private take(message: unknown): void {
    const parsed = progressSchema.safeParse(message);
    if (!parsed.success) return;
    const { done, total, finished } = parsed.data;
    this.progress.report({ done, total, finished });
    const percent = total === 0 ? 100 : Math.floor((done / total) * 100);
    const step = finished ? 101 : Math.floor(percent / 10);
    if (step === this.shown) return;
    this.shown = step;
    this.logger.log(
      finished
        ? `History complete: ${String(done)} readings`
        : `History ${String(percent)} % (${String(done)} of ${String(total)} readings)`,
    );
  }
}
