// The very first start is broken off at many instants, by every signal there is; the folder must start afterwards.
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { end, launch, untilReady } from './processes/server.mjs';

const INSTANTS_MS = [300, 800, 1500, 2500, 3500, 5000, 8000, 12_000];
const SIGNALS = ['SIGKILL', 'SIGTERM', 'SIGINT'];

const attempt = async ({ dist, folder, say }, ms, signal) => {
  const env = { DATA_DIR: join(folder, `${signal}-${ms}`) };
  const first = launch(dist, env);
  await sleep(ms);
  const ended = await end(first, signal);
  const second = launch(dist, env);
  let problem;
  try {
    await untilReady(second);
  } catch (error) {
    problem = error.message;
  }
  await end(second);
  if (problem !== undefined) say(`${signal} after ${ms} ms: ${problem}`);
  return { endMs: ended.ms, forced: ended.forced, problem };
};

export const drill = {
  name: 'start-interrupted',
  what: 'a first start is broken off at 8 instants by 3 signals, then started again',
  async run(context) {
    const all = [];
    for (const signal of SIGNALS) for (const ms of INSTANTS_MS) all.push(await attempt(context, ms, signal));
    const dead = all.filter(({ problem }) => problem !== undefined).length;
    const forced = all.filter((one) => one.forced).length;
    return {
      'first starts broken off': all.length,
      'started again': all.length - dead,
      'never started again': dead,
      'had to be killed': forced,
      'slowest clean end, ms': Math.max(...all.map(({ endMs }) => endMs)),
      failures: dead + forced,
    };
  },
};
