// A meter whose clock was wrong sends readings years back: one of 2008, then ten of a year ago.
import { setTimeout as sleep } from 'node:timers/promises';
import { bystander, countsOf, publish, startWithMeters } from './processes/meters.mjs';

const DAY = 86_400_000;

export const drill = {
  name: 'clock-years-back',
  what: 'a counter reading stamped 2008 and ten stamped a year back; others publish meanwhile',
  run: async (context) => {
    const platform = await startWithMeters(context, ['wrong', 'good']);
    const now = Math.floor(Date.now() / 900_000) * 900_000 - DAY;
    const client = await platform.connect('wrong');
    await publish(client, 'wrong', [
      { ts: now, values: { e: 50_000 } },
      { ts: now + 900_000, values: { e: 50_001 } },
    ]);
    await sleep(2000);
    const others = await bystander(platform, 'good');
    let acknowledged = 2;
    const began = Date.now();
    const settled = async () => {
      const { json, status } = await platform.call(
        'GET',
        `/sites/${platform.site}/consumption?meter=wrong&from=2007&to=2030&bucket=month`,
      );
      if (status !== 200) throw new Error(`the figures were refused: ${status} ${json.detail}`);
      return json;
    };
    const far = [{ ts: '2008-01-01T00:00:00+08:00', values: { e: 40_000 } }];
    for (let n = 0; n < 10; n += 1) far.push({ ts: now - 365 * DAY + n * 60_000, values: { e: 40_001 + n } });
    for (const reading of far) {
      if (await publish(client, 'wrong', reading)) acknowledged += 1;
      await sleep(200);
    }
    let figures = await settled();
    while (figures.settled !== true && Date.now() - began < 900_000) figures = await settled();
    const seconds = (Date.now() - began) / 1000;
    const seen = await others.stop();
    const gaps = (await platform.call('GET', `/sites/${platform.site}/gaps`)).json.items ?? [];
    const counts = await countsOf(platform, 'good', 'wrong', seen, { sent: far.length + 2, acknowledged });
    return {
      ...counts,
      'seconds until figures were right': seconds,
      'kWh in figures': figures.total,
      'long gaps': gaps
        .map(({ value, spread }) => `${value} kWh ${spread ? 'spread' : 'left to a person'}`)
        .join(', '),
    };
  },
};
