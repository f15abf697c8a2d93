import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { LinearModel, Solved } from '@zerofab/dispatch';
import { projectRoot } from '@zerofab/platform';
import { refused } from '@zerofab/vocabulary';

/** Models that may be solved or wait. */
const MAX_WAITING = 8;
/** Beyond its own limit of time a solver does not answer any more. */
const GRACE_MS = 10_000;

interface Waiting {
  readonly resolve: (solved: Solved) => void;
  readonly reject: (error: Error) => void;
}

type Answer = { readonly id: number } & ({ readonly solved: Solved } | { readonly error: string });

/** HiGHS in a worker of its own, started with the first model: a start of the platform does not wait for it. */
@Injectable()
export class HighsService implements OnApplicationShutdown {
  private worker: Worker | undefined;
  private readonly waiting = new Map<number, Waiting>();
  private count = 0;

  /** @throws RefusedError solver-busy where too many models wait, or the solver ended */
  async solve(model: LinearModel, timeLimitSeconds: number): Promise<Solved> {
    if (this.waiting.size >= MAX_WAITING)
      throw refused('solver-busy', {
        zh: '等待求解的任务过多；请稍后重试',
        en: 'too many schedules are being worked out; try again in a moment',
      });
    this.count += 1;
    const id = this.count;
    const worker = this.started();
    const late = setTimeout(() => void worker.terminate(), timeLimitSeconds * 1000 * MAX_WAITING + GRACE_MS);
    try {
      return await new Promise<Solved>((resolve, reject) => {
        this.waiting.set(id, { resolve, reject });
        worker.postMessage({ id, model, timeLimitSeconds });
      });
    } finally {
      clearTimeout(late);
      this.waiting.delete(id);
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.worker?.terminate();
  }

  private started(): Worker {
    if (this.worker !== undefined) return this.worker;
    const worker = new Worker(join(projectRoot(), 'libs/dispatch/solver/highs-worker.mjs'));
    worker.unref();
    worker.on('message', (answer: Answer) => {
      const waiting = this.waiting.get(answer.id);
      if ('solved' in answer) waiting?.resolve(answer.solved);
      else waiting?.reject(new Error(answer.error));
    });
    worker.on('error', () => undefined);
    worker.on('exit', () => {
      if (this.worker === worker) this.worker = undefined;
      for (const { reject } of this.waiting.values())
        reject(
          refused('solver-busy', {
            zh: '求解器已中止；请缩小问题后重试',
            en: 'the solver ended; try again with a smaller schedule',
          }),
        );
    });
    this.worker = worker;
    return worker;
  }
}
