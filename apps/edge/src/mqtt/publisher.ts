import { setTimeout as sleep } from 'node:timers/promises';
import { connectAsync, ErrorWithReasonCode, type IClientOptions, type MqttClient } from 'mqtt';
import { Backoff } from './backoff.js';

export interface Login {
  readonly username: string;
  readonly password: string;
}

export interface PublisherOptions {
  readonly url: string;
  readonly login: Login;
  readonly protocolVersion: 4 | 5;
  readonly clientId?: string;
  /** Retained `offline` on this topic when the connection breaks. */
  readonly statusTopic?: string;
  /** Longest first wait before a broken or refused connection is tried again, 1000 ms by default; see `Backoff`. */
  readonly retryMs?: number;
  /** Asked before each reconnection, for a login may have been issued anew; undefined: keep the one in use. */
  readonly renewLogin?: () => Login | undefined;
  /**
   * Given: a broker that refuses the first connection is asked again until it takes us or this is aborted, for it may be
   * starting. A meter has nobody to read its error. Without: the first refusal is an error.
   */
  readonly patience?: AbortSignal;
  /** Told once when a broker that took the login refuses it time after time; without this the client goes on trying. */
  readonly onRefused?: (reason: string) => void;
}

const RECONNECT_MS = 1000;
/** Refusals in a row after which a login counts as withdrawn: a broker that is starting may refuse for a while. */
const REFUSALS_TO_BELIEVE = 6;

/** Schemes of MQTT.js; it takes any other for plain TCP without a word. */
const SCHEMES: ReadonlySet<string> = new Set(['mqtt:', 'mqtts:', 'tcp:', 'ssl:', 'ws:', 'wss:']);

/** A publisher that a person must look at: wrong login, unreachable broker. */
class ConnectionError extends Error {
  override readonly name = 'ConnectionError';
}

/** @throws ConnectionError that says what a broker's URL looks like */
const checkUrl = (url: string): void => {
  if (!URL.canParse(url) || !SCHEMES.has(new URL(url).protocol) || new URL(url).hostname === '')
    throw new ConnectionError(`--url ${url}: give the broker's URL, such as mqtt://127.0.0.1:1883`);
};

const REFUSED = /not authorized|bad user ?name|refused: (4|5)/i;

const explain = (error: unknown, { url, login }: PublisherOptions): string => {
  const text =
    error instanceof AggregateError
      ? error.errors.map(String).join(', ')
      : error instanceof Error
        ? error.message
        : String(error);
  const host = new URL(url).host;
  return REFUSED.test(text)
    ? `The broker at ${host} refused the login "${login.username}"; check user name and password`
    : `The broker at ${host} cannot be used: ${text}`;
};

/** Says once when the connection breaks and once when it is back, and waits longer after each failed try. */
const watchConnection = (client: MqttClient, options: PublisherOptions): void => {
  const backoff = new Backoff(options.retryMs ?? RECONNECT_MS);
  client.options.reconnectPeriod = backoff.next();
  let trouble: string | undefined;
  let refusals = 0;
  const tell = (text: string): void => {
    if (text === trouble) return;
    trouble = text;
    console.error(`${options.login.username}: ${text}`);
  };
  client.on('error', (error) => {
    tell(explain(error, options));
    refusals = REFUSED.test(error.message) ? refusals + 1 : 0;
    if (refusals === REFUSALS_TO_BELIEVE) options.onRefused?.(explain(error, options));
  });
  client.on('offline', () => {
    if (trouble === undefined) tell('The connection to the broker broke; trying again until it is back');
  });
  client.on('reconnect', () => {
    Object.assign(client.options, options.renewLogin?.());
    client.options.reconnectPeriod = backoff.next();
  });
  client.on('connect', () => {
    backoff.reset();
    client.options.reconnectPeriod = backoff.next();
    refusals = 0;
    if (trouble !== undefined) console.error(`${options.login.username}: connected again`);
    trouble = undefined;
  });
};

const settingsOf = (options: PublisherOptions): IClientOptions => ({
  ...options.login,
  protocolVersion: options.protocolVersion,
  clean: true,
  reconnectPeriod: options.retryMs ?? RECONNECT_MS,
  // MQTT.js gives up for good at a refused CONNACK, also when it had been connected before; this makes it go on.
  reconnectOnConnackError: true,
  connectTimeout: 15_000,
  queueQoSZero: false,
  ...(options.clientId === undefined ? {} : { clientId: options.clientId }),
  ...(options.statusTopic === undefined
    ? {}
    : { will: { topic: options.statusTopic, payload: Buffer.from('offline'), qos: 1, retain: true } }),
});

const speaksOnly311 = (error: unknown): boolean =>
  error instanceof Error && /unacceptable protocol version|unsupported protocol version/i.test(error.message);

/** The broker answered, and its CONNACK said no; another error means that there was no answer to understand. */
const isRefusal = (error: unknown): boolean =>
  error instanceof ErrorWithReasonCode && error.message.startsWith('Connection refused:');

/**
 * The first connection. With patience a refused one is tried again, and from then on also one that breaks or finds
 * nobody: a broker that has answered once is no mistake in the URL.
 * @throws what the first attempt failed with, or AbortError when `patience` was aborted
 */
const connectFirst = async (options: PublisherOptions): Promise<MqttClient> => {
  const backoff = new Backoff(options.retryMs ?? RECONNECT_MS);
  let { login } = options;
  let told: string | undefined;
  for (;;) {
    try {
      const client = await connectAsync(options.url, settingsOf({ ...options, login }), false);
      if (told !== undefined) console.error(`${login.username}: connected`);
      return client;
    } catch (error) {
      const goesOn = told !== undefined || (isRefusal(error) && !speaksOnly311(error));
      if (options.patience === undefined || !goesOn) throw error;
      const reason = explain(error, { ...options, login });
      if (reason !== told) console.error(`${login.username}: ${reason}; trying again until it is taken`);
      told = reason;
      await sleep(backoff.next(), undefined, { signal: options.patience });
      login = options.renewLogin?.() ?? login;
    }
  }
};

/**
 * Connects a publisher. A broker that refuses MQTT 5 is asked again in MQTT 3.1.1. Once connected it reconnects by
 * itself, also after a refusal, and what was not acknowledged is sent again.
 * @throws ConnectionError when the URL is no broker's, or the first connection fails (with `patience`: is not answered)
 * @throws AbortError when `patience` was aborted
 */
export const connectPublisher = async (options: PublisherOptions): Promise<MqttClient> => {
  checkUrl(options.url);
  try {
    const client = await connectFirst(options);
    watchConnection(client, options);
    return client;
  } catch (error) {
    if (options.patience?.aborted === true) throw error;
    if (options.protocolVersion === 5 && speaksOnly311(error)) {
      console.error('The broker does not speak MQTT 5; going on in MQTT 3.1.1');
      return connectPublisher({ ...options, protocolVersion: 4 });
    }
    throw new ConnectionError(explain(error, options));
  }
};
