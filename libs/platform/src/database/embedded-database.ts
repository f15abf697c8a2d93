import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { Logger } from '@nestjs/common';
import { ConfigurationError } from '../config/env.js';
import { projectRoot } from '../project-root.js';
import { prepareFolder } from './data-folder.js';
import { lockFolder } from './folder-lock.js';

/** A running embedded TimescaleDB: one connection over the PostgreSQL protocol on a private Unix socket. */
export interface EmbeddedDatabase {
  /** Folder of the socket: what `pg` takes as `host`. */
  readonly socketFolder: string;
  /** Rejects when the database died and could not be started again. */
  readonly died: Promise<never>;
  /** How often a dead worker was replaced since the start. */
  readonly restarts: () => number;
  readonly stop: () => Promise<void>;
}

const START_LIMIT_MS = 120_000;
const STOP_LIMIT_MS = 5000;
/** Pauses before a dead worker's successor; a store that fails more often in a row has a cause a restart does not cure. */
const RESTART_PAUSES_MS = [100, 1000, 3000, 10_000] as const;
/** A worker that lived this long starts the count anew. */
const SETTLED_MS = 60_000;

const firstLine = (error: Error): string => error.message.split('\n')[0] ?? '';

interface Place {
  readonly folder: string;
  readonly socketFolder: string;
}

const logger = new Logger('Store');

const newWorker = ({ folder, socketFolder }: Place): Worker =>
  new Worker(join(projectRoot(), 'libs/platform/embedded/timescale-worker.mjs'), {
    // Bounds for JavaScript's own heap; the database's memory is WASM's and not counted here.
    resourceLimits: { maxOldGenerationSizeMb: 384, maxYoungGenerationSizeMb: 24 },
    workerData: { dataDir: folder, socketPath: join(socketFolder, '.s.PGSQL.5432') },
  });

/** Resolves when the worker ended, in whatever way, with the reason where there is one. */
const endOf = async (worker: Worker): Promise<Error> =>
  new Promise((resolve) => {
    worker.once('error', resolve);
    worker.once('exit', (code) => {
      resolve(new Error(`the worker ended (exit ${String(code)})`));
    });
  });

const noteOf = (message: unknown): string | undefined =>
  typeof message === 'object' && message !== null && 'note' in message ? String(message.note) : undefined;

/** @throws ConfigurationError when the worker does not become ready */
const ready = async (worker: Worker, folder: string): Promise<void> => {
  const late = new AbortController();
  const said = new Promise<void>((resolve) => {
    worker.on('message', (message) => {
      const note = noteOf(message);
      if (note !== undefined) logger.warn(note);
      if (message === 'ready') resolve();
    });
  });
  const ended = endOf(worker).then((error) => {
    throw new ConfigurationError(
      `DATA_DIR: the embedded database in ${folder} did not start (${firstLine(error)}); restore it from a backup, or move the folder away to begin anew`,
    );
  });
  const tooLate = sleep(START_LIMIT_MS, undefined, { signal: late.signal }).then(() => {
    throw new ConfigurationError(
      `DATA_DIR: the embedded database in ${folder} did not start within 120 s; try again, or restore it from a backup`,
    );
  });
  for (const never of [ended, tooLate]) never.catch(() => undefined);
  try {
    await Promise.race([said, ended, tooLate]);
  } finally {
    late.abort();
  }
};

const start = async (place: Place): Promise<Worker> => {
  const worker = newWorker(place);
  try {
    await ready(worker, place.folder);
    return worker;
  } catch (error) {
    await worker.terminate();
    throw error;
  }
};

/** Ends a worker after what it has begun; one that does not answer is ended by force, which loses nothing committed. */
const stopWorker = async (worker: Worker): Promise<void> => {
  const stopped = new Promise<void>((resolve) => {
    worker.on('message', (message) => {
      if (message === 'stopped') resolve();
    });
  });
  const late = new AbortController();
  const limit = sleep(STOP_LIMIT_MS, undefined, { signal: late.signal }).catch(() => undefined);
  worker.postMessage('stop');
  await Promise.race([stopped, endOf(worker), limit]);
  late.abort();
  await worker.terminate();
};

/** Keeps one worker alive: a dead one is replaced, and what it had committed is there again. */
class Keeper {
  private stopping = false;
  private count = 0;
  private failures = 0;
  private startedAtMs = Date.now();
  private fail: (error: Error) => void = () => undefined;
  private replacing: Promise<void> = Promise.resolve();
  readonly died = new Promise<never>((_resolve, reject) => {
    this.fail = reject;
  });

  constructor(
    private readonly place: Place,
    private worker: Worker,
  ) {
    this.died.catch(() => undefined);
    this.watch();
  }

  restarts(): number {
    return this.count;
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.replacing;
    await stopWorker(this.worker);
  }

  private watch(): void {
    void endOf(this.worker).then((error) => {
      if (!this.stopping) this.replacing = this.replace(error);
    });
  }

  private async replace(cause: Error): Promise<void> {
    if (Date.now() - this.startedAtMs > SETTLED_MS) this.failures = 0;
    let reason = cause;
    for (;;) {
      const pause = RESTART_PAUSES_MS[this.failures];
      if (pause === undefined) {
        this.fail(
          new Error(`The embedded store died ${String(this.failures)} times in a row: ${reason.message}`),
        );
        return;
      }
      this.failures += 1;
      logger.error(`The embedded store ended (${firstLine(reason)}); the embedded store is started again`);
      await sleep(pause);
      if (this.stopping) return;
      try {
        rmSync(join(this.place.socketFolder, '.s.PGSQL.5432'), { force: true });
        this.worker = await start(this.place);
        break;
      } catch (error) {
        reason = error instanceof Error ? error : new Error(String(error));
      }
    }
    this.count += 1;
    this.startedAtMs = Date.now();
    this.watch();
  }
}

/**
 * Starts the embedded TimescaleDB in `dataDir`. What was committed survives `kill -9`, and the end of the worker: it is
 * started again, and connections to the old one break meanwhile.
 * @throws ConfigurationError when the folder cannot be written, is in use or holds no readable database.
 */
export const startEmbeddedDatabase = async (dataDir: string): Promise<EmbeddedDatabase> => {
  await prepareFolder(dataDir);
  const unlock = lockFolder(dataDir);
  const socketFolder = mkdtempSync(join(tmpdir(), 'zerofab-'));
  const clear = (): void => {
    rmSync(socketFolder, { recursive: true, force: true });
  };
  // Also when the process ends in a hurry.
  process.once('exit', clear);
  const release = (): void => {
    process.removeListener('exit', clear);
    clear();
    unlock();
  };
  const place = { folder: join(dataDir, 'timescaledb'), socketFolder };
  let worker: Worker;
  try {
    worker = await start(place);
  } catch (error) {
    release();
    throw error;
  }
  const keeper = new Keeper(place, worker);
  return {
    socketFolder,
    died: keeper.died,
    restarts: () => keeper.restarts(),
    stop: async () => {
      await keeper.stop();
      release();
    },
  };
};
