import { Worker } from 'node:worker_threads';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { reportFile, type ReportOrder } from './report-file.js';

/** Node loads no TypeScript in a thread: where the sources run themselves (specs), the report is made in place. */
const FROM_SOURCES = import.meta.url.endsWith('.ts');

/** Makes report files beside the work of the server. */
@Injectable()
export class ReportMaker implements OnApplicationShutdown {
  private readonly workers = new Set<Worker>();

  /**
   * @param stop ends it before it is done
   * @throws the reason of `stop`, or what the writer failed with
   */
  async make(order: ReportOrder, stop?: AbortSignal): Promise<Uint8Array> {
    stop?.throwIfAborted();
    return FROM_SOURCES ? reportFile(order) : this.inThread(order, stop);
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([...this.workers].map((worker) => worker.terminate()));
  }

  private inThread(order: ReportOrder, stop: AbortSignal | undefined): Promise<Uint8Array> {
    const worker = new Worker(new URL('./report-worker.js', import.meta.url), { workerData: order });
    this.workers.add(worker);
    const end = (): void => void worker.terminate();
    stop?.addEventListener('abort', end, { once: true });
    return new Promise<Uint8Array>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', () => {
        this.workers.delete(worker);
        stop?.removeEventListener('abort', end);
        reject(stop?.aborted === true ? new Error('the report was cancelled') : new Error('the report ended without a file'));
      });
    });
  }
}
