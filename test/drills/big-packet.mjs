// A meter publishes 10 MB and 250 MB in one packet; the server is then ended.
import { createHash } from 'node:crypto';
import { bystander, countsOf, publish, startWithMeters } from './processes/meters.mjs';
import { end } from './processes/server.mjs';

const MB = 1024 * 1024;

export const drill = {
  name: 'big-packet',
  what: 'PUBLISH of 900 KiB, 10 MB and 250 MB; others publish meanwhile; SIGTERM',
  run: async (context) => {
    const platform = await startWithMeters(context, ['big', 'good']);
    const others = await bystander(platform, 'good');
    let acknowledged = 0;
    const sizes = [900 * 1024, 10 * MB, 250 * MB];
    for (const size of sizes) {
      const client = await platform.connect('big');
      const closed = new Promise((resolve) => client.once('close', () => resolve(false)));
      if (await Promise.race([publish(client, 'big', Buffer.alloc(size, 'x')), closed])) acknowledged += 1;
      await client.endAsync(true);
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
