import { Injectable, Logger } from '@nestjs/common';
import { ConfigurationError } from '@zerofab/platform';
import type { MqttClient } from 'mqtt';
import { IngestPipeline } from '../ingest/pipeline.js';
import { parseTopic, READINGS_FILTER, STATUS_FILTER } from '../ingest/topic.js';
import { connectWithDeferredAck } from './deferred-ack.js';
import { DOOR_LIMITS } from './door-limits.js';
import { backOff, isRefusal, whyOf } from './reconnect.js';
import { StatusKeeper } from './status-keeper.js';

/** Messages the broker may have unconfirmed with us: the back-pressure. */
const RECEIVE_MAXIMUM = 2000;
/** How long the broker keeps our session, and so the queue, while we are away. */
const SESSION_SECONDS = 7 * 24 * 3600;
/** How long the start waits for a broker that does not answer, or refuses: it may be starting too. */
const FIRST_CONNECT_MS = 15_000;
const RETRY_MS = 1000;
/** A session without subscription that brings nothing for so long is empty. */
const QUIET_MS = 3000;

export interface OutsideBrokerOptions {
  readonly url: string;
  /** The same at each start, or the broker's queue of the session is not found again. */
  readonly clientId: string;
  /** Workers with the same share name divide the messages between them. */
  readonly share: string | undefined;
  /** First wait before a broken or refused connection is tried again, 1000 ms by default; each failure doubles it. */
  readonly retryMs?: number;
  /** How long the start bears refusals or silence, 15 000 ms by default. */
  readonly firstConnectMs?: number;
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
  private why: string | undefined;

  constructor(
    private readonly pipeline: IngestPipeline,
    private readonly status: StatusKeeper,
  ) {}

  /**
   * Subscribes. Later it reconnects for as long as it takes, whatever the broker answers.
   * @throws ConfigurationError when at the start the broker cannot be reached, or refuses us for `firstConnectMs`
   */
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

  /** Why there is no connection now; undefined while there is one. */
  trouble(): string | undefined {
    return this.connected() ? undefined : this.why;
  }

  private async open(options: OutsideBrokerOptions): Promise<MqttClient> {
    const { url, clientId, retryMs = RETRY_MS, firstConnectMs = FIRST_CONNECT_MS } = options;
    this.lastMessageMs = Date.now();
    const client = connectWithDeferredAck(
      url,
      {
        protocolVersion: 5,
        clientId,
        clean: false,
        properties: {
          sessionExpiryInterval: SESSION_SECONDS,
          receiveMaximum: RECEIVE_MAXIMUM,
          // The broker sends nothing larger; what lies between 256 KiB and this is kept as rejected.
          maximumPacketSize: DOOR_LIMITS.skippedBytes,
        },
        reconnectPeriod: retryMs,
        // Without this MQTT.js falls silent for good when a broker that comes back refuses us once.
        reconnectOnConnackError: true,
        resubscribe: true,
      },
      async (topic, payload) => this.receive(topic, payload),
    );
    this.client = client;
    backOff(client, retryMs);
    this.watch(client);
    await this.firstConnect(client, new URL(url).host, firstConnectMs);
    return client;
  }

  /** Says each trouble once, not at each try, and keeps it for health. */
  private watch(client: MqttClient): void {
    const tell = (why: string): void => {
      if (why !== this.why) this.logger.warn(`Broker: ${why}`);
      this.why = why;
    };
    client.on('error', (error) => {
      tell(whyOf(error));
    });
    client.on('offline', () => {
      if (this.why === undefined) tell('the connection broke');
    });
    client.on('connect', () => {
      if (this.why !== undefined) this.logger.log('Connected to the broker again');
      this.why = undefined;
    });
  }

  private async firstConnect(client: MqttClient, host: string, limitMs: number): Promise<void> {
    try {
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => {
          reject(new Error(this.why ?? `no answer within ${String(limitMs / 1000)} s`));
        }, limitMs);
        client.once('connect', () => {
          clearTimeout(timer);
          resolve();
        });
        client.on('error', (error) => {
          // A broker that answers may be starting; one that does not may be a wrong MQTT_URL.
          if (isRefusal(error)) return;
          clearTimeout(timer);
          reject(error);
        });
      });
    } catch (error) {
      await client.endAsync(true);
      throw new ConfigurationError(`MQTT_URL: the broker at ${host} cannot be used (${whyOf(error)})`);
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
