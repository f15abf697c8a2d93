import { connect, type IClientOptions, type IPublishPacket, type MqttClient } from 'mqtt';

/** Handles one message; resolves when it may be confirmed to the broker. */
export type DeferredHandler = (topic: string, payload: Uint8Array) => Promise<void>;

interface AckPacket {
  readonly cmd: string;
  readonly messageId?: number;
}
type SendPacket = (packet: AckPacket, done?: (error?: Error) => void, ...rest: unknown[]) => void;
interface Sends {
  _sendPacket: SendPacket;
}

/**
 * An MQTT 5 client whose PUBACK goes out when the handler resolves, with many messages in flight.
 *
 * MQTT.js can delay a PUBACK (`handleMessage`), but then takes one packet at a time. Here `handleMessage` returns at
 * once and the PUBACK it triggers is held back until the handler resolved. That leans on the private `_sendPacket`;
 * the contract test beside this file holds it against a real broker. A handler that rejects is never confirmed: the
 * connection is closed, and the broker sends the message again after the reconnect.
 */
export const connectWithDeferredAck = (
  url: string,
  options: IClientOptions,
  handle: DeferredHandler,
): MqttClient => {
  const client = connect(url, options);
  const sends = client as unknown as Sends;
  const send: SendPacket = sends._sendPacket.bind(client);
  // Message ids restart with each connection: an acknowledgement must not reach a later one.
  let connection = 0;
  client.on('close', () => {
    connection += 1;
  });
  sends._sendPacket = (packet, done, ...rest) => {
    if (packet.cmd === 'puback') done?.();
    else send(packet, done, ...rest);
  };
  client.handleMessage = (packet: IPublishPacket, done) => {
    done();
    const { messageId } = packet;
    const arrivedOn = connection;
    const payload = typeof packet.payload === 'string' ? Buffer.from(packet.payload) : packet.payload;
    handle(packet.topic, payload).then(
      () => {
        if (messageId !== undefined && arrivedOn === connection && client.connected)
          send({ cmd: 'puback', messageId });
      },
      () => {
        if (arrivedOn === connection) client.stream.destroy();
      },
    );
  };
  return client;
};
