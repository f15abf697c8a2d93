import { Injectable, Logger } from '@nestjs/common';
import { ConfigurationError } from '@zerofab/platform';
import type { MqttClient } from 'mqtt';
import { IngestPipeline } from '../ingest/pipeline.js';
import { parseTopic, READINGS_FILTER, STATUS_FILTER } from '../ingest/topic.js';
import { connectWithDeferredAck } from './deferred-ack.js';
import { StatusKeeper } from './status-keeper.js';

/** Messages the broker may have unconfirmed with us: the back-pressure. */
const RECEIVE_MAXIMUM = 2000;
/** How long the broker keeps our session, and so the queue, while we are away. */
const SESSION_SECONDS = 7 * 24 * 3600;
const FIRST_CONNECT_MS = 15_000;
/** A session without subscription that brings nothing for so long is empty. */
const QUIET_MS = 3000;

export interface OutsideBrokerOptions {
  readonly url: string;
  /** The same at each start, or the broker's queue of the session is not found again. */
  readonly clientId: string;
  /** Workers with the same share name divide the messages between them. */
  readonly share: string | undefined;
}

const filtersOf = ({ share }: OutsideBrokerOptions): string[] => [
  share === undefined ? READINGS_FILTER : `$share/${share}/${READINGS_FILTER}`,
  STATUS_FILTER,
];

/**
 * Front door to an outside broker (MQTT 5): persistent session, QoS 1, acknowledged after commit. The broker's own
 * persistence is the queue.
 */
@Injectable()
export class OutsideBroker {
  private readonly logger = new Logger('MQTT');
  private client: MqttClient | undefined;
  private lastMessageMs = 0;
  private received = 0;

  constructor(
    private readonly pipeline: IngestPipeline,
    private readonly status: StatusKeeper,
  ) {}

  /** @throws ConfigurationError when the broker cannot be reached or refuses us at the start; later it reconnects. */
  async connect(options: OutsideBrokerOptions): Promise<void> {
    const client = await this.open(options);
    await client.subscribeAsync(filtersOf(options), { qos: 1 });
  }

  /**
   * Takes a worker out for good: no new messages for its session, what is queued there is committed, then the broker
   * forgets the session. A worker that only stays away keeps getting its share until the session expires, and that
   * share is then lost.
   * @returns how many messages were still queued.
   * @throws ConfigurationError as `connect`
   */
  async retire(options: OutsideBrokerOptions, quietMs: number = QUIET_MS): Promise<number> {
    const client = await this.open(options);
    await client.unsubscribeAsync(filtersOf(options));
    while (Date.now() - this.lastMessageMs < quietMs) await new Promise((resolve) => setTimeout(resolve, 50));
    await this.pipeline.close();
    await client.endAsync(false, { reasonCode: 0, properties: { sessionExpiryInterval: 0 } });
    this.client = undefined;
    return this.received;
  }

  async close(): Promise<void> {
    await this.pipeline.close();
    await this.client?.endAsync();
  }

  connected(): boolean {
    return this.client?.connected ?? false;
  }

  private async open({ url, clientId }: OutsideBrokerOptions): Promise<MqttClient> {
    this.lastMessageMs = Date.now();
    const client = connectWithDeferredAck(
      url,
      {
        protocolVersion: 5,
        clientId,
        clean: false,
        properties: { sessionExpiryInterval: SESSION_SECONDS, receiveMaximum: RECEIVE_MAXIMUM },
        reconnectPeriod: 1000,
        resubscribe: true,
      },
      async (topic, payload) => this.receive(topic, payload),
    );
    this.client = client;
    await this.firstConnect(client, new URL(url).host);
    client.on('error', (error) => {
      this.logger.warn(`Broker: ${error.message}`);
    });
    client.on('offline', () => {
      this.logger.warn('The broker is not reachable; it keeps our messages, reconnecting');
    });
    client.on('connect', () => {
      this.logger.log('Connected to the broker again');
    });
    return client;
  }

  private async firstConnect(client: MqttClient, host: string): Promise<void> {
    try {
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => {
          reject(new Error('no answer within 15 s'));
        }, FIRST_CONNECT_MS);
        client.once('connect', () => {
          clearTimeout(timer);
          resolve();
        });
        client.once('error', (error) => {
          clearTimeout(timer);
          reject(error);
        });
      });
    } catch (error) {
      await client.endAsync(true);
      const why = error instanceof AggregateError ? error.errors.map(String).join(', ') : String(error);
      throw new ConfigurationError(
        `MQTT_URL: the broker at ${host} cannot be used (${why.split('\n')[0] ?? ''})`,
      );
    }
  }

  private async receive(topic: string, payload: Uint8Array): Promise<void> {
    this.lastMessageMs = Date.now();
    this.received += 1;
    const parsed = parseTopic(topic);
    if (parsed?.channel === 'status') {
      await this.status.set(parsed.site, parsed.meter, { topic, payload });
      return;
    }
    await this.pipeline.accept({ topic, payload, login: undefined });
  }
}
