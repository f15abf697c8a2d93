import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { credentialsSchema, type Credentials } from '@zerofab/contracts';
import { z } from 'zod';

const fileSchema = z.record(z.string(), credentialsSchema);

const pathIn = (dataDir: string): string => join(dataDir, 'secrets', 'demo-meters.json');

/** Logins of the simulated meters by meter code; none where the file is missing or damaged: new ones are then issued. */
export const readCredentials = (dataDir: string): Readonly<Record<string, Credentials>> => {
  try {
    return fileSchema.parse(JSON.parse(readFileSync(pathIn(dataDir), 'utf8')));
  } catch {
    return {};
  }
};

/** Written aside and renamed: a start that is broken off leaves the old file or the new one. @returns the file */
export const writeCredentials = (dataDir: string, logins: Readonly<Record<string, Credentials>>): string => {
  const file = pathIn(dataDir);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(`${file}.new`, JSON.stringify(logins, null, 2), { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
  return file;
};
