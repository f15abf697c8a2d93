// A thread that publishes one big packet and tells whether it was acknowledged, or the connection was cut.
import { parentPort, workerData } from 'node:worker_threads';
import mqtt from 'mqtt';

const { mqttUrl, username, password, topic, size } = workerData;
const client = await mqtt.connectAsync(
  mqttUrl,
  { username, password, protocolVersion: 4, reconnectPeriod: 0 },
  false,
);
client.on('error', () => undefined);
const closed = new Promise((resolve) => client.once('close', () => resolve(false)));
const sent = client.publishAsync(topic, Buffer.alloc(size, 'x'), { qos: 1 }).then(
  () => true,
  () => false,
);
const acknowledged = await Promise.race([sent, closed]);
await client.endAsync(true);
parentPort?.postMessage(acknowledged);
