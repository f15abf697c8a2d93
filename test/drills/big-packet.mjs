// A meter publishes 10 MB and 250 MB in one packet; the server is then ended.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { bystander, countsOf, startWithMeters } from './processes/meters.mjs';
import { end } from './processes/server.mjs';

const MB = 1024 * 1024;
const publisher = fileURLToPath(new URL('processes/big-publisher.mjs', import.meta.url));

export const drill = {
  name: 'big-packet',
  what: 'PUBLISH of 900 KiB, 10 MB and 250 MB; others publish meanwhile; SIGTERM',
  run: async (context) => {
    const platform = await startWithMeters(context, ['big', 'good']);
    const others = await bystander(platform, 'good');
    let acknowledged = 0;
    const sizes = [900 * 1024, 10 * MB, 250 * MB];
    // From a thread of its own: writing 250 MB would hold up the others' publisher in this one, not the server.
    for (const size of sizes) {
      const workerData = { ...platform.loginOf('big'), size };
      const [sent] = await once(new Worker(publisher, { workerData }), 'message');
      if (sent) acknowledged += 1;
    }
    const seen = await others.stop();
    const { items } = (await platform.call('GET', `/sites/${platform.site}/rejected-messages`)).json;
    const listed = sizes.filter((size) =>
      items.some(({ bytes, reason }) => bytes === size && reason === 'too-large'),
    );
    const whole = createHash('sha256').update(Buffer.alloc(sizes[0], 'x')).digest('hex');
    const counts = await countsOf(platform, 'good', 'big', seen, { sent: sizes.length, acknowledged });
    const { ms, forced } = await end(platform.server);
    return {
      ...counts,
      'listed as too large': listed.length,
      'hash of the 900 KiB is right': items.some(({ sha256 }) => sha256 === whole),
      'SIGTERM ms': ms,
      failures: counts.failures + (listed.length === sizes.length ? 0 : 1) + (forced || ms > 10_000 ? 1 : 0),
    };
  },
};
