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

/** What MQTT 5 takes where none is given (3.1.2.11.3). */
const MAX_RECEIVE_MAXIMUM = 65_535;

/**
 * An MQTT 5 client whose PUBACK goes out when the handler resolves, with many messages in flight.
 *
 * MQTT.js can delay a PUBACK (`handleMessage`), but then takes one packet at a time. Here `handleMessage` returns at
 * once and the PUBACK it triggers is held back until the handler resolved. That leans on the private `_sendPacket`;
 * the contract test beside this file holds it against a real broker. A handler that rejects is never confirmed: the
 * connection is closed, and the broker sends the message again after the reconnect.
 *
 * At most `properties.receiveMaximum` messages are with the handler: then nothing more is read from the socket.
 * Mosquitto 2.0.11 counts each PUBACK twice and soon sends far more than it was asked to.
 */
export const connectWithDeferredAck = (
  url: string,
  options: IClientOptions,
  handle: DeferredHandler,
): MqttClient => {
  const client = connect(url, options);
  const sends = client as unknown as Sends;
  const send: SendPacket = sends._sendPacket.bind(client);
  const most = options.properties?.receiveMaximum ?? MAX_RECEIVE_MAXIMUM;
  let handling = 0;
  let readOn: (() => void) | undefined;
  const handled = (): void => {
    handling -= 1;
    const next = readOn;
    readOn = undefined;
    next?.();
  };
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
    handling += 1;
    if (handling < most) done();
    else readOn = done;
    const { messageId } = packet;
    const arrivedOn = connection;
    const payload = typeof packet.payload === 'string' ? Buffer.from(packet.payload) : packet.payload;
    handle(packet.topic, payload).then(
      () => {
        handled();
        if (messageId !== undefined && arrivedOn === connection && client.connected)
          send({ cmd: 'puback', messageId });
      },
      () => {
        handled();
        if (arrivedOn === connection) client.stream.destroy();
      },
    );
  };
  return client;
};
