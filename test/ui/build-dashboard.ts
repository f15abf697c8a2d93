import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Builds what the tests look at; a stale build would test yesterday's page. */
export async function setup(): Promise<void> {
  const root = fileURLToPath(new URL('../../apps/dashboard', import.meta.url));
  await build({ root, configFile: `${root}/vite.config.ts`, logLevel: 'error' });
}
