// Tells whether dist/ was built from the sources as they are now.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const SOURCES = ['apps', 'libs', 'package-lock.json', 'nest-cli.json', 'tsconfig.json'];

const filesOf = async (path) => {
  if (!(await stat(path)).isDirectory()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.spec.ts') && !entry.name.endsWith('.md'))
    .map((entry) => join(entry.parentPath, entry.name));
};

/** Hash over the content of every file that goes into the build. */
export const fingerprint = async () => {
  const files = (await Promise.all(SOURCES.map((source) => filesOf(join(root, source)))))
    .flat()
    .sort((a, b) => (a < b ? -1 : 1));
  const hash = createHash('sha256').update(process.version);
  for (const file of files) hash.update(file.slice(root.length)).update(readFileSync(file));
  return hash.digest('hex');
};

export const isBuilt = async () => {
  const mark = join(root, 'dist', 'built');
  return existsSync(mark) && readFileSync(mark, 'utf8') === (await fingerprint());
};
