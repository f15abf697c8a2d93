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

/**
 * Connects a publisher. Once connected it reconnects by itself, and what was not acknowledged is sent again.
 * @throws ConnectionError when the first connection fails
 */
export const connectPublisher = async (options: PublisherOptions): Promise<MqttClient> => {
  const settings: IClientOptions = {
    ...options.login,
    protocolVersion: options.protocolVersion,
    clean: true,
    reconnectPeriod: 2000,
    connectTimeout: 15_000,
    queueQoSZero: false,
    ...(options.clientId === undefined ? {} : { clientId: options.clientId }),
    ...(options.statusTopic === undefined
      ? {}
      : { will: { topic: options.statusTopic, payload: Buffer.from('offline'), qos: 1, retain: true } }),
  };
  try {
    const client = await connectAsync(options.url, settings, false);
    // Broken connections are retried; without a listener Node would end the process.
    client.on('error', () => undefined);
    return client;
  } catch (error) {
    throw new ConnectionError(explain(error, options));
  }
};

/** Lets at most `limit` tasks run at once; `run` waits for a place and does not wait for the task. */
export class InFlight {
  private running = 0;
  private failure: unknown;
  private waiting: (() => void)[] = [];

  constructor(private readonly limit: number) {}

  /** @throws what an earlier task failed with */
  async run(task: () => Promise<void>): Promise<void> {
    while (this.running >= this.limit) await new Promise<void>((resolve) => this.waiting.push(resolve));
    this.check();
    this.running += 1;
    task()
      .catch((error: unknown) => {
        this.failure ??= error;
      })
      .finally(() => {
        this.running -= 1;
        for (const resolve of this.waiting.splice(0)) resolve();
      });
  }

  /** Waits until every task is done. */
  async idle(): Promise<void> {
    while (this.running > 0) await new Promise<void>((resolve) => this.waiting.push(resolve));
    this.check();
  }

  private check(): void {
    if (this.failure !== undefined) throw this.failure;
  }
}
