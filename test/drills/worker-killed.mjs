// The embedded store's worker dies again and again while sites are written and read: nothing confirmed may be missing.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask, end, launch, logIn, PASSWORD, startOf, untilReady } from './processes/server.mjs';

const KILLS = 3;
const PAUSE_MS = 15_000;
const killer = fileURLToPath(new URL('processes/worker-killer.mjs', import.meta.url));

const write = async ({ url, token, until, seen }) => {
  for (let n = 0; Date.now() < until(); n += 1) {
    const code = `site-${n}`;
    const answer = await ask(url, `/sites/${code}`, {
      method: 'PUT',
      token,
      body: { name: code, timezone: 'UTC' },
    });
    seen.sent += 1;
    seen.slowest = Math.max(seen.slowest, answer.ms);
    if (answer.status === 200) {
      seen.confirmed.push(code);
      if (seen.awaySince !== undefined) seen.away.push(Math.round(performance.now() - seen.awaySince));
      seen.awaySince = undefined;
    } else {
      if (answer.status === 503) seen.later += 1;
      else seen.broken += 1;
      seen.awaySince ??= performance.now() - answer.ms;
    }
    await sleep(20);
  }
};

export const drill = {
  name: 'worker-killed',
  what: `the embedded store's worker dies ${KILLS} times while sites are written`,
  async run({ folder, dist, say }) {
    const [node, ...args] = startOf(dist);
    const env = { DATA_DIR: join(folder, 'data') };
    const server = launch(dist, env, [node, '--import', killer, ...args]);
    const { url } = await untilReady(server);
    const token = await logIn(url, 'admin', PASSWORD);
    const seen = { sent: 0, confirmed: [], later: 0, broken: 0, slowest: 0, away: [] };
    let last = Infinity;
    const writing = write({ url, token, until: () => last, seen });
    for (let n = 0; n < KILLS; n += 1) {
      await sleep(3000);
      server.child.kill('SIGUSR2');
      say(`worker killed, ${n + 1} of ${KILLS}`);
      await sleep(PAUSE_MS);
    }
    last = 0;
    await writing;
    const alive = server.child.exitCode === null && server.child.signalCode === null;
    const ready = alive ? (await ask(url, '/health/ready')).status : 0;
    const list = alive ? await ask(url, '/sites', { token }) : { status: 0, json: {} };
    const stored = new Set((list.json.items ?? []).map(({ code }) => code));
    const lost = seen.confirmed.filter((code) => !stored.has(code)).length;
    const ended = await end(server);
    return {
      sent: seen.sent,
      confirmed: seen.confirmed.length,
      'told to come again (503)': seen.later,
      'broken (no answer, 500)': seen.broken,
      'confirmed and not stored': lost,
      'away after each kill, ms': seen.away.join(', '),
      'slowest answer, ms': Math.round(seen.slowest),
      'list of sites at the end': list.status,
      'ready at the end': ready,
      'clean end, ms': ended.ms,
      failures: lost + seen.broken + (ready === 200 ? 0 : 1) + (ended.code === 0 ? 0 : 1),
    };
  },
};
