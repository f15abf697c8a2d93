import { ErrorWithReasonCode, type MqttClient } from 'mqtt';

const LONGEST_WAIT_MS = 15_000;

/** The broker answered CONNECT, and said no. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof ErrorWithReasonCode && error.message.startsWith('Connection refused:');

/** First line of an error's text; a failed connection may bring one error for each address that was tried. */
export const whyOf = (error: unknown): string => {
  const text =
    error instanceof AggregateError
      ? error.errors.map(String).join(', ')
      : error instanceof Error
        ? error.message
        : String(error);
  return text.split('\n')[0] ?? '';
};

/**
 * Lets a client of MQTT.js wait longer after each try that fails: `firstMs`, twice that, … at most 15 s. Half of each
 * wait is drawn by lot, so that workers do not come back to a restarted broker in the same instant. The client must be
 * made with `reconnectOnConnackError`, or MQTT.js gives up for good at the first refused CONNACK.
 */
export const backOff = (client: MqttClient, firstMs: number): void => {
  let nextMs = firstMs;
  const wait = (): void => {
    // MQTT.js takes 0 for never.
    client.options.reconnectPeriod = Math.max(1, Math.round(nextMs * (0.5 + Math.random() / 2)));
    nextMs = Math.min(nextMs * 2, LONGEST_WAIT_MS);
  };
  wait();
  client.on('reconnect', wait);
  client.on('connect', () => {
    nextMs = firstMs;
    wait();
  });
};
