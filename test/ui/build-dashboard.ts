import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Builds what the tests look at, as for production; a stale build would test yesterday's page. */
export function setup(): void {
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin', 'vite.js');
  for (const more of [[], ['--config', 'apps/dashboard/vite.verifier.ts']])
    execFileSync(process.execPath, [vite, 'build', 'apps/dashboard', '--logLevel', 'error', ...more], {
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: 'inherit',
    });
}
