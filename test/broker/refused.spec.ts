import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { OutsideBroker, type IngestPipeline } from '@zerofab/telemetry';
import { connectAsync } from 'mqtt';
import { expect, it, vi } from 'vitest';
import { Mosquitto } from './mosquitto.js';

/** Before a broker that is up but not ready: the first connections get these CONNACK codes, later ones pass through. */
const notReady = async (url: string, refusals: number[]) => {
  const sockets = new Set<Socket>();
  const target = Number(new URL(url).port);
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    const code = refusals.shift();
    if (code !== undefined) {
      socket.once('data', () => socket.end(Buffer.from([0x20, 3, 0, code, 0])));
      return;
    }
    const behind = connect(target, '127.0.0.1');
    behind.on('error', () => socket.destroy());
    behind.once('close', () => socket.destroy());
    socket.once('close', () => behind.destroy());
    socket.pipe(behind).pipe(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const port = (server.address() as AddressInfo).port;
  return { url: `mqtt://127.0.0.1:${String(port)}`, cut, close: () => server.close() };
};

// Real parts: Mosquitto, TCP and the front door; the pipeline notes what it is given.
it('a door refused by a broker that comes back gets all that was queued meanwhile', async () => {
  await using broker = await Mosquitto.start();
  const refusals: number[] = [];
  const front = await notReady(broker.url, refusals);
  const taken: string[] = [];
  const pipeline = {
    accept: async ({ payload }: { payload: Uint8Array }) => {
      taken.push(Buffer.from(payload).toString());
    },
    close: async () => undefined,
  };
  const door = new OutsideBroker(
    pipeline as unknown as IngestPipeline,
    {} as unknown as ConstructorParameters<typeof OutsideBroker>[1],
  );
  const publisher = await connectAsync(broker.url, { protocolVersion: 5 });
  const send = async (from: number, to: number): Promise<void> => {
    for (let i = from; i < to; i += 1)
      await publisher.publishAsync('zerofab/v1/s/m/readings', String(i), { qos: 1 });
  };
  const numbers = Array.from({ length: 100 }, (_, index) => String(index));

  await door.connect({ url: front.url, clientId: 'w1', share: undefined, retryMs: 5 });
  await send(0, 20);
  await vi.waitFor(() => {
    expect(taken).toEqual(numbers.slice(0, 20));
  }, 10_000);
  // MQTT 5: 136 server unavailable, 135 not authorized.
  refusals.push(136, 136, 136, 135, 135, 135);
  front.cut();
  await send(20, 100);
  await vi.waitFor(() => {
    expect(new Set(taken).size).toBe(100);
  }, 20_000);
  // What was cut off before its PUBACK got through comes again, as QoS 1 has it; the store drops the repeat.
  expect([...new Set(taken)]).toEqual(numbers);
  expect(refusals).toEqual([]);
  await door.close();
  await publisher.endAsync();
  front.close();
});
