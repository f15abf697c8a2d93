// A demo factory with its 13 months of history, for drills that need figures to ask for.
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask, DEMO_PASSWORD, end, launch, untilReady } from './server.mjs';

const HISTORY_LIMIT_MS = 10 * 60_000;

/** A data folder of the demo with its whole history: the copy of a ready one, or made now (some minutes). */
export const demoFolder = async ({ demo, dist, folder, say }) => {
  const dataDir = join(folder, 'demo');
  if (demo !== undefined) {
    await cp(demo, dataDir, { recursive: true });
    return dataDir;
  }
  say('making a demo with 13 months of history');
  const server = launch(dist, { DATA_DIR: dataDir, DEMO: '1', ADMIN_PASSWORD: '' });
  const { url } = await untilReady(server);
  const deadline = Date.now() + HISTORY_LIMIT_MS;
  while ((await ask(url, '/meta')).json.demo?.backfill?.finished !== true) {
    if (Date.now() > deadline) throw new Error('the history was not complete within 10 min');
    await sleep(1000);
  }
  await sleep(10_000);
  await end(server);
  return dataDir;
};

export const demoLogin = { username: 'admin', password: DEMO_PASSWORD };
