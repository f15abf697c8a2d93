// Mutation testing of one library, or of all that there are: npm run test:mutation [-- --lib units] [-- --mutate file].
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { MUTATED_LIBS } from './mutation-libs.mjs';

const { values } = parseArgs({ options: { lib: { type: 'string' }, mutate: { type: 'string' } } });
const known = Object.keys(MUTATED_LIBS).filter((lib) => existsSync(MUTATED_LIBS[lib].tests));
if (values.lib !== undefined && !known.includes(values.lib)) {
  console.error(`There is no library "${values.lib}" to mutate; there are: ${known.join(', ')}`);
  process.exit(1);
}
const stryker = fileURLToPath(
  new URL('../node_modules/@stryker-mutator/core/bin/stryker.js', import.meta.url),
);
// One file keeps a report of its own: the record of the whole library stays whole.
const options = values.mutate === undefined ? [] : ['--mutate', values.mutate];
const failed = (values.lib === undefined ? known : [values.lib]).filter(
  (lib) =>
    spawnSync(process.execPath, [stryker, 'run', ...options], {
      stdio: 'inherit',
      env: { ...process.env, MUTATION_LIB: lib },
    }).status !== 0,
);
if (failed.length > 0) {
  console.error(`Mutation testing failed: ${failed.join(', ')}`);
  process.exit(1);
}
