// Runs an app of the build, building first what is missing: node scripts/run-app.mjs <app>[/<program>] [arguments …]
import { join } from 'node:path';
import { build } from './build.mjs';
import { exitCodeOf, handOnSignals, runChild, signalled } from './children.mjs';
import { isBuilt, root } from './fingerprint.mjs';

handOnSignals();
const [name = 'server', ...args] = process.argv.slice(2);
const [app, entry = 'main'] = name.split('/');

const ensureBuilt = async () => {
  if (await isBuilt()) return;
  const started = Date.now();
  process.stderr.write('Building (first start, or the sources changed) … ');
  await build();
  process.stderr.write(`done in ${((Date.now() - started) / 1000).toFixed(0)} s\n`);
};

const leaveIfSignalled = () => {
  if (signalled() !== undefined) process.exit(exitCodeOf(null, signalled()));
};

try {
  await ensureBuilt();
} catch (error) {
  leaveIfSignalled();
  console.error(error.message);
  process.exit(1);
}
leaveIfSignalled();

const program = join(root, 'dist', 'apps', app, 'apps', app, 'src', `${entry}.js`);
// A small young generation: the heap grows with what is kept, not with what passes through. The channel tells the app
// when this process is gone, also by force.
const { code, signal } = await runChild(process.execPath, ['--max-semi-space-size=8', program, ...args], {
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
});
process.exit(exitCodeOf(code, signal));
