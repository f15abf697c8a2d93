import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { ConfigurationError } from '../config/env.js';
import { projectRoot } from '../project-root.js';

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/** Two processes on one data folder would destroy it; the lock of a process that was killed is taken over. */
const lockFolder = (folder: string): (() => void) => {
  const file = join(folder, 'zerofab.lock');
  for (const attempt of [1, 2]) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => {
        rmSync(file, { force: true });
      };
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      const owner = Number(readFileSync(file, 'utf8'));
      if (
        attempt === 2 ||
        (owner !== process.pid && Number.isInteger(owner) && owner > 0 && isAlive(owner))
      ) {
        throw new ConfigurationError(
          `DATA_DIR ${folder} is in use by process ${String(owner)}; stop it or set another DATA_DIR`,
        );
      }
      rmSync(file, { force: true });
    }
  }
  throw new ConfigurationError(`DATA_DIR ${folder} could not be locked`);
};

const prepareFolder = (dataDir: string): void => {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    const probe = join(dataDir, `.write-test-${String(process.pid)}`);
    writeFileSync(probe, 'x');
    rmSync(probe);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    throw new ConfigurationError(
      `DATA_DIR ${dataDir} cannot be written (${reason}); make it writable, free disk space or set another DATA_DIR`,
    );
  }
};

/** A running embedded TimescaleDB: one connection over the PostgreSQL protocol on a private Unix socket. */
export interface EmbeddedDatabase {
  /** Folder of the socket: what `pg` takes as `host`. */
  readonly socketFolder: string;
  /** Rejects when the database dies while running. */
  readonly died: Promise<never>;
  readonly stop: () => Promise<void>;
}

const START_LIMIT_MS = 120_000;

const startWorker = async (worker: Worker, folder: string): Promise<void> => {
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new ConfigurationError(`The embedded database in ${folder} did not start within 120 s`));
    }, START_LIMIT_MS);
    worker.once('message', () => {
      clearTimeout(timer);
      resolve();
    });
    worker.once('error', (error) => {
      clearTimeout(timer);
      reject(
        new ConfigurationError(
          `The embedded database in ${folder} did not start: ${error.message.split('\n')[0] ?? ''}`,
        ),
      );
    });
  });
};

/**
 * Starts the embedded TimescaleDB in `dataDir`. What was committed survives `kill -9`.
 * @throws ConfigurationError when the folder cannot be written, is in use or holds no readable database.
 */
export const startEmbeddedDatabase = async (dataDir: string): Promise<EmbeddedDatabase> => {
  prepareFolder(dataDir);
  const unlock = lockFolder(dataDir);
  const folder = join(dataDir, 'timescaledb');
  const socketFolder = mkdtempSync(join(tmpdir(), 'zerofab-'));
  const release = (): void => {
    rmSync(socketFolder, { recursive: true, force: true });
    unlock();
  };
  const worker = new Worker(join(projectRoot(), 'libs/platform/embedded/timescale-worker.mjs'), {
    // Bounds for JavaScript's own heap; the database's memory is WASM's and not counted here.
    resourceLimits: { maxOldGenerationSizeMb: 384, maxYoungGenerationSizeMb: 24 },
    workerData: { dataDir: folder, socketPath: join(socketFolder, '.s.PGSQL.5432') },
  });
  try {
    await startWorker(worker, folder);
  } catch (error) {
    await worker.terminate();
    release();
    throw error;
  }
  const died = new Promise<never>((_resolve, reject) => {
    worker.once('error', reject);
  });
  died.catch(() => undefined);
  const stop = async (): Promise<void> => {
    await new Promise<void>((resolve) => {
      worker.once('message', () => {
        resolve();
      });
      worker.once('error', () => {
        resolve();
      });
      worker.postMessage('stop');
    });
    await worker.terminate();
    release();
  };
  return { socketFolder, died, stop };
};
