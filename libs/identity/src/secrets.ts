import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigurationError } from '@zerofab/platform';

const SECRET = /^[0-9a-f]{64}$/;

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';

/** Written aside and linked: a start that is broken off leaves the whole secret or none. */
const make = (file: string): void => {
  const aside = `${file}.${String(process.pid)}.new`;
  writeFileSync(aside, randomBytes(32).toString('hex'), { mode: 0o600 });
  try {
    linkSync(aside, file);
  } catch (error) {
    // Made by another process meanwhile: that one counts.
    if (codeOf(error) !== 'EEXIST') throw error;
  } finally {
    rmSync(aside, { force: true });
  }
};

const read = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
};

/**
 * Reads a generated secret of DATA_DIR, or makes it: 256 random bits, readable by the owner alone.
 * @throws ConfigurationError with one line when it cannot be read, or is not what was written: a short key could be guessed
 */
export const loadSecret = (dataDir: string, name: string): Uint8Array => {
  const folder = join(dataDir, 'secrets');
  const file = join(folder, name);
  let text: string;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (read(file) === undefined) make(file);
    text = read(file) ?? '';
  } catch (error) {
    throw new ConfigurationError(
      `DATA_DIR: the secret ${file} cannot be read or written (${codeOf(error)}); give this user the right to, or set another DATA_DIR`,
    );
  }
  if (!SECRET.test(text)) {
    throw new ConfigurationError(
      `DATA_DIR: the secret ${file} is damaged; restore it from the backup, or remove it to have a new one made (logins and MQTT sessions then begin anew)`,
    );
  }
  return Buffer.from(text, 'hex');
};
