// One meter floods with messages that cannot be used, over several connections; the others go on.
import { bystander, countsOf, publish, startWithMeters } from './processes/meters.mjs';

export const drill = {
  name: 'reject-flood',
  what: 'one meter sends unusable messages as fast as it can over four connections; others publish meanwhile',
  run: async (context) => {
    const platform = await startWithMeters(context, ['flood', 'good']);
    const others = await bystander(platform, 'good');
    const until = Date.now() + (context.seconds ?? 20) * 1000;
    const payloads = ['{"ts":', `[${'1,'.repeat(20_000)}1]`, JSON.stringify({ ts: 0, values: { e: 1 } })];
    let [sent, acknowledged] = [0, 0];
    await Promise.all(
      Array.from({ length: 4 }, async () => {
        const client = await platform.connect('flood');
        while (Date.now() < until) {
          const batch = Array.from({ length: 100 }, (_, n) =>
            publish(client, 'flood', payloads[n % payloads.length]),
          );
          sent += batch.length;
          // Added after the wait: `+=` would read the sum before it and lose what the other three added.
          const confirmed = (await Promise.all(batch)).filter(Boolean).length;
          acknowledged += confirmed;
        }
        await client.endAsync(true);
      }),
    );
    const seen = await others.stop();
    const { total, countedOnly } = (await platform.call('GET', `/sites/${platform.site}/rejected-messages`))
      .json;
    const counts = await countsOf(platform, 'good', 'flood', seen, { sent, acknowledged });
    return {
      ...counts,
      'kept as rejected': total - (countedOnly ?? 0),
      'only counted': countedOnly ?? 0,
      failures: counts.failures + (total === acknowledged ? 0 : 1),
    };
  },
};
