// A second meter takes the client id of the first, with a persistent session.
import { setTimeout as sleep } from 'node:timers/promises';
import { bystander, countsOf, publish, startWithMeters } from './processes/meters.mjs';

const session = { clientId: 'gateway', clean: false };

export const drill = {
  name: 'client-id-theft',
  what: "a meter with another's client id and a persistent session: who is cut off, who hears what",
  run: async (context) => {
    const platform = await startWithMeters(context, ['owner', 'thief', 'good']);
    const others = await bystander(platform, 'good');
    const owner = await platform.connect('owner', session);
    await owner.subscribeAsync(`zerofab/v1/${platform.site}/owner/#`, { qos: 1 });
    const thief = await platform.connect('thief', session);
    await sleep(500);
    const cutOff = !owner.connected;
    await thief.endAsync();
    if (owner.connected) await owner.endAsync();
    const second = await platform.connect('owner');
    const first = Date.now() - 60_000;
    let acknowledged = 0;
    for (let n = 0; n < 20; n += 1)
      if (await publish(second, 'owner', { ts: first + n * 1000, values: { e: n } })) acknowledged += 1;
    await second.endAsync();
    const heard = [];
    const again = await platform.connect('thief', session);
    again.on('message', (topic) => heard.push(topic));
    await sleep(1000);
    await again.endAsync();
    const seen = await others.stop();
    const stolen = heard.filter((topic) => !topic.includes('/thief/')).length;
    const counts = await countsOf(platform, 'good', 'owner', seen, { sent: 20, acknowledged });
    return {
      ...counts,
      'owner cut off': cutOff,
      'messages stolen': stolen,
      failures: counts.failures + stolen + (cutOff ? 1 : 0),
    };
  },
};
