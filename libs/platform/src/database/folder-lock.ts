import { closeSync, ftruncateSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { ConfigurationError } from '../config/env.js';

/** What is taken of `fs-native-extensions`: a lock of the operating system on an open file. */
interface FileLocks {
  /** Undefined where the package has no build for this platform (musl, BSD, unusual processors). */
  readonly tryLock: ((fd: number) => boolean) | undefined;
}

const LOCK_FILE = 'zerofab.lock';

const loadFileLocks = (): FileLocks => {
  try {
    return createRequire(import.meta.url)('fs-native-extensions') as FileLocks;
  } catch {
    return { tryLock: undefined };
  }
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

const inUse = (folder: string, owner: string): ConfigurationError =>
  new ConfigurationError(
    `DATA_DIR ${folder} is in use by ${owner === '' ? 'another process' : owner}; stop it or set another DATA_DIR`,
  );

const ownName = (): string => `process ${String(process.pid)} on ${hostname()}`;

/** Text of the lock file: who holds it. Releases before this one wrote the bare number. */
const ownerIn = (file: string): string => {
  try {
    const text = readFileSync(file, 'utf8').trim().slice(0, 200);
    return /^\d+$/.test(text) ? `process ${text}` : text;
  } catch {
    return '';
  }
};

/** A release before file locks holds the folder: it wrote its bare number, and the system still runs it. */
const heldByOldRelease = (file: string): boolean => {
  const owner = /^process (\d+)$/.exec(ownerIn(file))?.[1];
  if (owner === undefined || Number(owner) === process.pid || !isAlive(Number(owner))) return false;
  try {
    return readFileSync(`/proc/${owner}/cmdline`, 'utf8').includes('main.js');
  } catch {
    // Not Linux, or gone meanwhile: the file lock below decides.
    return false;
  }
};

/**
 * The lock belongs to the open file, so that the system gives it back when the process ends in whatever way, and a
 * second process meets it also from another container or with a recycled process number.
 */
const lockFile = (folder: string, tryLock: (fd: number) => boolean): (() => void) => {
  const file = join(folder, LOCK_FILE);
  if (heldByOldRelease(file)) throw inUse(folder, ownerIn(file));
  const fd = openSync(file, 'a+', 0o600);
  let free: boolean;
  try {
    free = tryLock(fd);
  } catch (error) {
    closeSync(fd);
    throw new ConfigurationError(
      `DATA_DIR ${folder} cannot be locked (${error instanceof Error ? error.message : 'unknown reason'}); use a file system that knows file locks, on this machine`,
    );
  }
  if (!free) {
    closeSync(fd);
    throw inUse(folder, ownerIn(file));
  }
  ftruncateSync(fd);
  writeSync(fd, ownName());
  // The file stays: removing it would let a third process lock a new file while a second one holds the old.
  return () => {
    ftruncateSync(fd);
    closeSync(fd);
  };
};

/** Without locks of the system: the number in the file, which cannot see into another container. */
const lockByNumber = (folder: string): (() => void) => {
  const file = join(folder, LOCK_FILE);
  const owner = Number(/\d+/.exec(ownerIn(file))?.[0] ?? 0);
  if (owner > 0 && owner !== process.pid && isAlive(owner)) throw inUse(folder, ownerIn(file));
  rmSync(file, { force: true });
  const fd = openSync(file, 'wx', 0o600);
  writeSync(fd, ownName());
  closeSync(fd);
  return () => {
    rmSync(file, { force: true });
  };
};

/**
 * Takes a data folder for this process: two on one folder would destroy it.
 * @returns gives it back.
 * @throws ConfigurationError with one line when another process holds it.
 */
export const lockFolder = (folder: string, { tryLock } = loadFileLocks()): (() => void) => {
  if (tryLock !== undefined) return lockFile(folder, tryLock);
  process.stderr.write(
    `DATA_DIR ${folder}: this platform has no file locks for Node.js here; make sure that one process alone uses the folder\n`,
  );
  return lockByNumber(folder);
};
