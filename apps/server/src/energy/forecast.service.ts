import { Worker } from 'node:worker_threads';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { ForecastAnswer, ForecastRequest } from '@zerofab/contracts';
import { RefusedError } from '@zerofab/vocabulary';
import { forecasted, type Forecasted } from './forecast-answer.js';

/** Node loads no TypeScript in a thread: where the sources run themselves (specs), the forecast is worked out in place. */
const FROM_SOURCES = import.meta.url.endsWith('.ts');

/** The stateless side of forecasts. How many run at once is limited by the gate of long questions. */
@Injectable()
export class ForecastService implements OnApplicationShutdown {
  private readonly workers = new Set<Worker>();

  /** @throws RefusedError validation where the series is too short */
  async forecast(request: ForecastRequest): Promise<ForecastAnswer> {
    const found = FROM_SOURCES ? forecasted(request) : await this.inThread(request);
    if ('refusal' in found) throw new RefusedError(found.refusal);
    return found.answer;
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([...this.workers].map((worker) => worker.terminate()));
  }

  private inThread(request: ForecastRequest): Promise<Forecasted> {
    const worker = new Worker(new URL('./forecast-worker.js', import.meta.url), { workerData: request });
    this.workers.add(worker);
    return new Promise((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', () => {
        this.workers.delete(worker);
        reject(new Error('the forecast ended without an answer'));
      });
    });
  }
}
