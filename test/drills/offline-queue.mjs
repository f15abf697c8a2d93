// Sessions that stay away while their meter goes on publishing.
import { bystander, countsOf, publish, startWithMeters } from './processes/meters.mjs';

export const drill = {
  name: 'offline-queue',
  what: 'twenty persistent sessions of a meter stay away while it publishes messages of 20 kB; memory and queue',
  run: async (context) => {
    const platform = await startWithMeters(context, ['away', 'good']);
    for (let n = 0; n < 20; n += 1) {
      const client = await platform.connect('away', { clientId: `session-${n}`, clean: false });
      await client.subscribeAsync(`zerofab/v1/${platform.site}/away/#`, { qos: 1 });
      await client.endAsync();
    }
    const others = await bystander(platform, 'good');
    const client = await platform.connect('away');
    const total = 3000;
    const first = Date.now() - total * 1000;
    const padding = ' '.repeat(20_000);
    let acknowledged = 0;
    for (let n = 0; n < total; n += 50) {
      const batch = Array.from({ length: 50 }, (_, i) =>
        publish(
          client,
          'away',
          `${JSON.stringify({ ts: first + (n + i) * 1000, values: { e: n + i } })}${padding}`,
        ),
      );
      acknowledged += (await Promise.all(batch)).filter(Boolean).length;
    }
    await client.endAsync(true);
    const seen = await others.stop();
    const metrics = await (await fetch(`${platform.url}/metrics`)).text();
    const metric = (name) => Number(new RegExp(`^${name} (\\d+)`, 'm').exec(metrics)?.[1] ?? Number.NaN);
    const queued = metric('zerofab_mqtt_queued_bytes');
    const counts = await countsOf(platform, 'good', 'away', seen, { sent: total, acknowledged });
    return {
      ...counts,
      'queued messages': metric('zerofab_mqtt_queued_messages'),
      'queued bytes': queued,
      failures: counts.failures + (queued <= 1024 * 1024 ? 0 : 1) + (counts.stored === acknowledged ? 0 : 1),
    };
  },
};
