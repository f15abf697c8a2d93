// The demo is told to end at awkward moments: right after "ready", after its simulator was killed, by npm's own process.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { demoLogin } from './processes/demo.mjs';
import { end, launch, logIn, untilReady } from './processes/server.mjs';

const LIMIT_MS = 10_000;
const ROUNDS = 3;

/** Processes whose command line holds a text, by the system's own table (Linux). */
const pidsOf = (text) =>
  readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(text);
    } catch {
      return false;
    }
  });

const demoEnv = (dataDir) => ({ DATA_DIR: dataDir, DEMO: '1', ADMIN_PASSWORD: '' });

/** A first start of the demo computes for some seconds; on a machine that is busy with other work it takes its time. */
const START_LIMIT_MS = 600_000;

const rightAfterReady = async ({ dist, folder }, n) => {
  const began = Date.now();
  const server = launch(dist, demoEnv(join(folder, `ready-${n}`)));
  await untilReady(server, START_LIMIT_MS);
  const readyMs = Date.now() - began;
  return { ...(await end(server)), readyMs };
};

const afterTheSimulatorDied = async ({ dist, folder }, n) => {
  const dataDir = join(folder, `simulator-${n}`);
  const server = launch(dist, demoEnv(dataDir));
  const { url } = await untilReady(server, START_LIMIT_MS);
  await logIn(url, demoLogin.username, demoLogin.password);
  await sleep(2000);
  for (const pid of pidsOf(join(dataDir, 'demo-simulator.json')))
    if (Number(pid) !== server.child.pid) process.kill(Number(pid), 'SIGKILL');
  await sleep(3000);
  return end(server);
};

/** `npm start`'s process alone gets the signal: nothing of it may stay behind. */
const byTheStarter = async ({ dist, folder }, signal) => {
  const dataDir = join(folder, `starter-${signal}`);
  const script = join(dirname(dist), 'scripts/start.mjs');
  const server = launch(dist, { ...demoEnv(dataDir), ZEROFAB_DRILL: dataDir }, [
    process.execPath,
    '--',
    script,
  ]);
  await untilReady(server, START_LIMIT_MS);
  const ended = await end(server, signal);
  await sleep(500);
  const orphans = readdirSync('/proc').filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`ZEROFAB_DRILL=${dataDir}`);
    } catch {
      return false;
    }
  });
  for (const pid of orphans) process.kill(Number(pid), 'SIGKILL');
  return { ...ended, orphans: orphans.length };
};

export const drill = {
  name: 'stop-anytime',
  what: 'the demo is told to end right after ready, after its simulator died, and through npm start',
  async run(context) {
    const ready = [];
    for (let n = 0; n < ROUNDS; n += 1) ready.push(await rightAfterReady(context, n));
    const died = [];
    for (let n = 0; n < 2; n += 1) died.push(await afterTheSimulatorDied(context, n));
    const starter = [await byTheStarter(context, 'SIGTERM'), await byTheStarter(context, 'SIGINT')];
    const all = [...ready, ...died, ...starter];
    const late = all.filter(({ ms }) => ms > LIMIT_MS).length;
    const unclean = all.filter(({ code }) => code !== 0).length;
    const orphans = starter.reduce((sum, one) => sum + one.orphans, 0);
    const times = (some) => some.map(({ ms, code }) => `${ms} (exit ${code})`).join(', ');
    return {
      'first start until ready, ms': ready.map(({ readyMs }) => readyMs).join(', '),
      'right after ready, ms': times(ready),
      'simulator killed 3 s before, ms': times(died),
      'signal to npm start, ms': times(starter),
      'later than 10 s': late,
      orphans: orphans,
      failures: late + unclean + orphans,
    };
  },
};
