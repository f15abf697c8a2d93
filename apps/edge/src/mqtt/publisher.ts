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
}

/** First and longest wait before a broken connection is opened again; each failure doubles the wait. */
const RECONNECT_MS = 1000;
const LONGEST_RECONNECT_MS = 15_000;

/** A publisher that a person must look at: wrong login, unreachable broker. */
class ConnectionError extends Error {
  override readonly name = 'ConnectionError';
}

const explain = (error: unknown, { url, login }: PublisherOptions): string => {
  const text =
    error instanceof AggregateError
      ? error.errors.map(String).join(', ')
      : error instanceof Error
        ? error.message
        : String(error);
  const host = new URL(url).host;
  return /not authorized|bad user ?name|refused: (4|5)/i.test(text)
    ? `The broker at ${host} refused the login "${login.username}"; check user name and password`
    : `The broker at ${host} cannot be used: ${text}`;
};

/** Says once when the connection breaks and once when it is back, and waits longer after each failed try. */
const watchConnection = (client: MqttClient, options: PublisherOptions): void => {
  let trouble: string | undefined;
  const tell = (text: string): void => {
    if (text === trouble) return;
    trouble = text;
    console.error(`${options.login.username}: ${text}`);
  };
  client.on('error', (error) => {
    tell(explain(error, options));
  });
  client.on('offline', () => {
    if (trouble === undefined) tell('The connection to the broker broke; trying again until it is back');
  });
  client.on('reconnect', () => {
    client.options.reconnectPeriod = Math.min(
      (client.options.reconnectPeriod ?? RECONNECT_MS) * 2,
      LONGEST_RECONNECT_MS,
    );
  });
  client.on('connect', () => {
    client.options.reconnectPeriod = RECONNECT_MS;
    if (trouble !== undefined) console.error(`${options.login.username}: connected again`);
    trouble = undefined;
  });
};

const settingsOf = (options: PublisherOptions): IClientOptions => ({
  ...options.login,
  protocolVersion: options.protocolVersion,
  clean: true,
  reconnectPeriod: RECONNECT_MS,
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
 * @throws ConnectionError when the first connection fails
 */
export const connectPublisher = async (options: PublisherOptions): Promise<MqttClient> => {
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

/** Lets at most `limit` tasks run at once; `run` waits for a place and does not wait for the task. */
export class InFlight {
  private running = 0;
  private stopped = false;
  private waiting: (() => void)[] = [];

  constructor(private readonly limit: number) {}

  /** Starts a task, which handles its own failure, when there is a place; not after `stop`. */
  async run(task: () => Promise<void>): Promise<void> {
    while (!this.stopped && this.running >= this.limit) await this.change();
    if (this.stopped) return;
    this.running += 1;
    void task().finally(() => {
      this.running -= 1;
      this.wake();
    });
  }

  /** Waits until every task is done, or until `stop`. */
  async idle(): Promise<void> {
    while (!this.stopped && this.running > 0) await this.change();
  }

  stop(): void {
    this.stopped = true;
    this.wake();
  }

  private async change(): Promise<void> {
    await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  private wake(): void {
    for (const resolve of this.waiting.splice(0)) resolve();
  }
}
