import { OutsideBroker, type IngestPipeline } from '@zerofab/telemetry';
import { connectAsync } from 'mqtt';
import { expect, it } from 'vitest';
import { Mosquitto } from './mosquitto.js';

// Real parts: Mosquitto and the front door; the pipeline notes what it is given.
it('a retired worker takes what was queued for it and leaves no queue behind', async () => {
  await using broker = await Mosquitto.start();
  const taken: string[] = [];
  const door = (): OutsideBroker =>
    new OutsideBroker(
      {
        accept: async ({ payload }: { payload: Uint8Array }) => {
          taken.push(Buffer.from(payload).toString());
        },
        close: async () => undefined,
      } as unknown as IngestPipeline,
      { set: async () => undefined } as unknown as ConstructorParameters<typeof OutsideBroker>[1],
    );
  const options = { url: broker.url, clientId: 'w1', share: 'ingest' };
  const topic = 'zerofab/v1/s/m/readings';
  const publisher = await connectAsync(broker.url, { protocolVersion: 5 });

  const working = door();
  await working.connect(options);
  await working.close();
  await publisher.publishAsync(topic, 'queued', { qos: 1 });
  expect(taken).toEqual([]);
  expect(await door().retire(options, 300)).toBe(1);
  expect(taken).toEqual(['queued']);

  await publisher.publishAsync(topic, 'for nobody', { qos: 1 });
  expect(await door().retire(options, 300)).toBe(0);
  await publisher.endAsync();
});
