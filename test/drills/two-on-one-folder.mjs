// Two servers on one data folder: also where neither sees the other's process number, and where a dead one left it.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { end, launch, startOf, untilReady } from './processes/server.mjs';

/** What became of a start: it runs, it said no in one line, or something else. */
const tryStart = async (server) => {
  try {
    await untilReady(server);
    return 'started';
  } catch (error) {
    if (error.message.startsWith('not ready')) return error.message;
    const line = server.errors().trim();
    return line.includes('is in use by') && !line.includes('\n')
      ? 'refused in one line'
      : `broke down: ${line}`;
  }
};

/** A pid namespace of its own, as a container has it; not every system lets one make it. */
const apart = ['unshare', '--user', '--map-root-user', '--pid', '--fork', '--mount-proc', '--kill-child'];
const canPart = () => spawnSync(apart[0], [...apart.slice(1), 'true']).status === 0;

export const drill = {
  name: 'two-on-one-folder',
  what: 'a second server on the same DATA_DIR, from another pid namespace too; a lock left by a dead one',
  async run({ dist, folder }) {
    const env = { DATA_DIR: join(folder, 'data') };
    const first = launch(dist, env);
    await untilReady(first);
    const beside = launch(dist, env);
    const besideAnswer = await tryStart(beside);
    await end(beside);
    let apartAnswer = 'not tried: no unshare here';
    if (canPart()) {
      const other = launch(dist, env, [...apart, ...startOf(dist)]);
      apartAnswer = await tryStart(other);
      await end(other, 'SIGKILL');
    }
    const ended = await end(first);
    // A lock file whose number now belongs to another living program: this one.
    const left = { DATA_DIR: join(folder, 'left') };
    mkdirSync(left.DATA_DIR, { recursive: true });
    writeFileSync(join(left.DATA_DIR, 'zerofab.lock'), String(process.pid));
    const third = launch(dist, left);
    const leftAnswer = await tryStart(third);
    await end(third);
    const wrong = [
      besideAnswer !== 'refused in one line',
      apartAnswer !== 'refused in one line' && canPart(),
      leftAnswer !== 'started',
      ended.code !== 0,
    ].filter(Boolean).length;
    return {
      'second beside the first': besideAnswer,
      'second in another pid namespace': apartAnswer,
      "lock left with a stranger's pid": leftAnswer,
      'clean end of the first, ms': ended.ms,
      failures: wrong,
    };
  },
};
