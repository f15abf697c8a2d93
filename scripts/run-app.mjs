// Runs an app of the build, building first what is missing: node scripts/run-app.mjs <app> [arguments …]
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build } from './build.mjs';
import { isBuilt, root } from './fingerprint.mjs';

const [app = 'server', ...args] = process.argv.slice(2);

const ensureBuilt = async () => {
  if (await isBuilt()) return;
  const started = Date.now();
  process.stderr.write('Building (first start, or the sources changed) … ');
  await build();
  process.stderr.write(`done in ${((Date.now() - started) / 1000).toFixed(0)} s\n`);
};

try {
  await ensureBuilt();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

const program = join(root, 'dist', 'apps', app, 'apps', app, 'src', 'main.js');
// A small young generation: the heap grows with what is kept, not with what passes through.
const child = spawn(process.execPath, ['--max-semi-space-size=8', program, ...args], { stdio: 'inherit' });
// The child gets the terminal's Ctrl-C itself; a signal sent to this process alone is handed on.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.once('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
