import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigurationError } from '../config/env.js';

/** A network folder whose server is away answers nothing, for ever. */
const ANSWER_LIMIT_MS = 10_000;
/** PostgreSQL's own paths below the folder take up to some 100 bytes more; Linux ends at 4096, most others at 1024. */
const MAX_PATH_BYTES = 800;

const REMEDIES: Readonly<Record<string, string>> = {
  EACCES: 'give its owner the right to write there, or set another DATA_DIR',
  EPERM: 'give its owner the right to write there, or set another DATA_DIR',
  EROFS: 'the file system is read-only; mount it for writing or set another DATA_DIR',
  ENOSPC: 'free disk space or set another DATA_DIR',
  EDQUOT: 'the quota is used up; free disk space or set another DATA_DIR',
  ENOTDIR: 'a part of the path is no folder; set another DATA_DIR',
  EEXIST: 'something that is no folder has this name; set another DATA_DIR',
  ENAMETOOLONG: 'the path is too long; set a shorter DATA_DIR',
  ELOOP: 'its symbolic links go in circles; set another DATA_DIR',
};

const probe = async (dataDir: string): Promise<void> => {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, `.write-test-${String(process.pid)}`);
  await writeFile(file, 'x');
  await rm(file);
};

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';

/**
 * Makes sure that a data folder is there and takes a file.
 * @throws ConfigurationError with one line and the remedy, within 10 s also where the file system never answers
 */
export const prepareFolder = async (dataDir: string, limitMs = ANSWER_LIMIT_MS): Promise<void> => {
  const cannot = (reason: string, remedy: string): ConfigurationError =>
    new ConfigurationError(`DATA_DIR ${dataDir.slice(0, 200)} cannot be written (${reason}); ${remedy}`);
  if (Buffer.byteLength(resolve(dataDir)) > MAX_PATH_BYTES)
    throw cannot('ENAMETOOLONG', REMEDIES['ENAMETOOLONG'] ?? '');
  const late = new AbortController();
  const answered = probe(dataDir).catch((error: unknown) => {
    const code = codeOf(error);
    throw cannot(code, REMEDIES[code] ?? 'make it writable, free disk space or set another DATA_DIR');
  });
  const silent = sleep(limitMs, undefined, { signal: late.signal }).then(() => {
    throw cannot(
      `no answer within ${String(limitMs / 1000)} s`,
      'its file system hangs; mount it anew or set another DATA_DIR',
    );
  });
  silent.catch(() => undefined);
  try {
    await Promise.race([answered, silent]);
  } finally {
    late.abort();
  }
};
