// 30 people read the heaviest pages of a demo of 13 months at once, over and over.
import { setTimeout as sleep } from 'node:timers/promises';
import { demoFolder, demoLogin } from './processes/demo.mjs';
import { ask, end, launch, logIn, residentMb, untilReady } from './processes/server.mjs';

const READERS = Number(process.env.DRILL_READERS ?? 30);
const SECONDS = 120;

const day = (back) => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);

/** What a reader asks for in turn: raw readings by page, the bridge of two methods, the year in every form. */
const questions = async (url, token) => {
  const get = async (path) => (await ask(url, path, { token })).json;
  const site = (await get('/sites')).items[0].code;
  const meters = (await get(`/sites/${site}/meters`)).items;
  const methods = (await get('/accounting/methods')).items.map(({ id }) => encodeURIComponent(id));
  const year = `from=${day(365)}&to=${day(0)}`;
  const base = `/sites/${site}`;
  return [
    ...meters.map(
      ({ code, registers }) =>
        `${base}/meters/${code}/readings?register=${registers[0].code}&${year}&limit=5000`,
    ),
    ...methods
      .slice(1)
      .map((method) => `${base}/inventory/bridge?${year}&from_method=${methods[0]}&to_method=${method}`),
    `${base}/inventory?${year}`,
    `${base}/inventory/matrix?${year}`,
    `${base}/emissions-series?${year}&bucket=day`,
    `${base}/overview`,
    ...meters.slice(0, 4).map(({ code }) => `${base}/consumption?meter=${code}&${year}&bucket=hour`),
  ];
};

const read = async ({ url, token, paths, until, seen }, first) => {
  for (let n = first; Date.now() < until; n += 1) {
    const { status, ms } = await ask(url, paths[n % paths.length], { token, limitMs: 120_000 });
    seen.slowest = Math.max(seen.slowest, ms);
    seen.byStatus[status] = (seen.byStatus[status] ?? 0) + 1;
    // What is told to come again later does so, as a page would.
    if (status === 503 || status === 429) await sleep(1000);
    if (status === 0) await sleep(200);
  }
};

const watch = async (server, until, memory) => {
  while (Date.now() < until) {
    memory.peak = Math.max(memory.peak, residentMb(server.child.pid));
    await sleep(250);
  }
};

export const drill = {
  name: 'thirty-readers',
  what: `${READERS} readers ask for raw readings, bridges, matrix and series of a year at once`,
  async run(context) {
    const dataDir = await demoFolder(context);
    const server = launch(context.dist, { DATA_DIR: dataDir, DEMO: '1', ADMIN_PASSWORD: '' });
    const { url } = await untilReady(server);
    const token = await logIn(url, demoLogin.username, demoLogin.password);
    const paths = await questions(url, token);
    const until = Date.now() + (context.seconds ?? SECONDS) * 1000;
    const seen = { slowest: 0, byStatus: {} };
    const memory = { peak: 0 };
    const life = { slowest: 0 };
    const pulse = async () => {
      while (Date.now() < until) {
        life.slowest = Math.max(life.slowest, (await ask(url, '/health/live')).ms);
        await sleep(500);
      }
    };
    const readers = Array.from({ length: READERS }, (_, n) =>
      read({ url, token, paths, until, seen }, n * 3),
    );
    await Promise.all([...readers, watch(server, until, memory), pulse()]);
    const alive = server.child.exitCode === null && server.child.signalCode === null;
    const after = alive ? residentMb(server.child.pid) : 0;
    const ready = alive ? (await ask(url, '/health/ready')).status : 0;
    const ended = alive ? await end(server) : { ms: 0, forced: false };
    const broken = (seen.byStatus[0] ?? 0) + (seen.byStatus[500] ?? 0);
    const restarts =
      (server.output() + server.errors()).match(/embedded store is started again/g)?.length ?? 0;
    return {
      readers: READERS,
      'answered 200': seen.byStatus[200] ?? 0,
      'told to come again (503, 429)': (seen.byStatus[503] ?? 0) + (seen.byStatus[429] ?? 0),
      'broken (no answer, 500)': broken,
      'all statuses': JSON.stringify(seen.byStatus),
      'slowest answer, ms': Math.round(seen.slowest),
      'slowest health/live, ms': Math.round(life.slowest),
      'store restarts': restarts,
      'process alive at the end': alive,
      'ready at the end': ready,
      'memory at most / after, MB': `${memory.peak} / ${after}`,
      'clean end, ms': ended.ms,
      failures: (alive ? 0 : 1) + (broken > 0 ? 1 : 0) + (ready === 200 ? 0 : 1) + (ended.forced ? 1 : 0),
    };
  },
};
