import { connectAsync, type IClientOptions, type MqttClient } from 'mqtt';

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
  /** First wait before a broken connection is opened again, 1000 ms by default; each failure doubles it. */
  readonly retryMs?: number;
  /** Asked before each reconnection, for a login may have been issued anew; undefined: keep the one in use. */
  readonly renewLogin?: () => Login | undefined;
  /** Told once when a broker that took the login refuses it time after time; without this the client goes on trying. */
  readonly onRefused?: (reason: string) => void;
}

const RECONNECT_MS = 1000;
const LONGEST_RECONNECT_MS = 15_000;
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
    client.options.reconnectPeriod = Math.min(
      (client.options.reconnectPeriod ?? RECONNECT_MS) * 2,
      LONGEST_RECONNECT_MS,
    );
  });
  client.on('connect', () => {
    client.options.reconnectPeriod = options.retryMs ?? RECONNECT_MS;
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
  // A broker that is just starting may refuse for a while; without this the client would stay silent for ever.
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

/**
 * Connects a publisher. A broker that refuses MQTT 5 is asked again in MQTT 3.1.1. Once connected it reconnects by
 * itself, and what was not acknowledged is sent again.
 * @throws ConnectionError when the URL is no broker's, or the first connection fails
 */
export const connectPublisher = async (options: PublisherOptions): Promise<MqttClient> => {
  checkUrl(options.url);
  try {
    const client = await connectAsync(options.url, settingsOf(options), false);
    watchConnection(client, options);
    return client;
  } catch (error) {
    if (options.protocolVersion === 5 && speaksOnly311(error)) {
      console.error('The broker does not speak MQTT 5; going on in MQTT 3.1.1');
      return connectPublisher({ ...options, protocolVersion: 4 });
    }
    throw new ConnectionError(explain(error, options));
  }
};
