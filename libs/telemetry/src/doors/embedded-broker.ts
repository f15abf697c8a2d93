import { createServer, type Server, type Socket } from 'node:net';
import { callbackify } from 'node:util';
import { Injectable, Logger } from '@nestjs/common';
import { Aedes, type Client } from 'aedes';
import { ConfigurationError } from '@zerofab/platform';
import { MeterDirectory } from '../ingest/directory.js';
import { IngestPipeline } from '../ingest/pipeline.js';
import { parseTopic } from '../ingest/topic.js';
import { passwordMatches } from '../sites/site.store.js';
import { StatusKeeper } from './status-keeper.js';

/** CONNACK code 4 of MQTT 3.1.1: bad user name or password. */
const BAD_CREDENTIALS = 4;
/** What a connection may send before it has logged in: a stranger cannot fill the memory. */
const MAX_BYTES_BEFORE_LOGIN = 64 * 1024;
const LOGIN_CHECK_MS = 250;
/** Where the broker sends what a meter had no right to publish: nobody may subscribe to it. */
const REFUSED_TOPIC = 'zerofab/refused';

/** A connection; after the login with the meter it speaks for and the hash of the password it used. */
type MeterClient = Client & { meterLogin?: string; passwordSha256?: string };

interface Published {
  topic: string;
  readonly payload: string | Buffer;
  retain: boolean;
}

const refused = (): Error =>
  Object.assign(new Error('wrong user name or password'), { returnCode: BAD_CREDENTIALS });

/** Whether a topic or a subscription filter stays below the login's own topics. */
export const isOwn = (login: string, topicOrFilter: string): boolean =>
  topicOrFilter.startsWith(`zerofab/v1/${login}/`);

/**
 * The embedded MQTT 3.1.1 broker. `authorizePublish` waits for the pipeline, so a meter's PUBACK means that its
 * readings are committed. Nothing depends on the broker's own queues, which live in memory.
 */
@Injectable()
export class EmbeddedBroker {
  private readonly logger = new Logger('MQTT');
  private broker: Aedes | undefined;
  private server: Server | undefined;
  private readonly sockets = new Set<Socket & { client?: MeterClient }>();
  private loginChecks: NodeJS.Timeout | undefined;
  private checking = false;

  constructor(
    private readonly directory: MeterDirectory,
    private readonly pipeline: IngestPipeline,
    private readonly status: StatusKeeper,
  ) {}

  /**
   * Listens for meters.
   * @returns the port listened on (another than asked when 0 was given).
   * @throws ConfigurationError when the port is in use.
   */
  async listen(host: string, port: number): Promise<number> {
    const broker = await Aedes.createBroker({ heartbeatInterval: 60_000, connectTimeout: 10_000 });
    // aedes types the error more narrowly than callbackify can say; `refused()` carries its return code.
    broker.authenticate = callbackify(
      async (client: MeterClient, username: string | undefined, password: Buffer | undefined) =>
        this.authenticate(client, username, password?.toString()),
    ) as unknown as Aedes['authenticate'];
    broker.authorizePublish = callbackify(async (client: MeterClient | null, packet: Published) =>
      this.receive(client, packet),
    );
    broker.authorizeSubscribe = (client: MeterClient, subscription, done) => {
      done(null, isOwn(client.meterLogin ?? '', subscription.topic) ? subscription : null);
    };
    this.broker = broker;
    this.server = createServer((socket) => {
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
      broker.handle(socket);
    });
    this.loginChecks = setInterval(() => {
      this.cutOffStrangers();
      void this.cutOffReplaced();
    }, LOGIN_CHECK_MS);
    return listenOn(this.server, host, port);
  }

  /** Stops taking messages, lets what was received be committed and confirmed, then closes. */
  async close(): Promise<void> {
    const { broker, server } = this;
    if (broker === undefined || server === undefined) return;
    clearInterval(this.loginChecks);
    const closed = new Promise<void>((resolve) =>
      server.close(() => {
        resolve();
      }),
    );
    await this.pipeline.close();
    await new Promise<void>((resolve) =>
      broker.close(() => {
        resolve();
      }),
    );
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  private cutOffStrangers(): void {
    for (const socket of this.sockets) {
      if (socket.client?.meterLogin === undefined && socket.bytesRead > MAX_BYTES_BEFORE_LOGIN)
        socket.destroy();
    }
  }

  /** Ends sessions whose password was replaced, idle ones too: within about 1 s. */
  private async cutOffReplaced(): Promise<void> {
    const loggedIn = [...this.sockets].flatMap(({ client }) =>
      client?.meterLogin === undefined || client.closed ? [] : [client],
    );
    if (this.checking || loggedIn.length === 0) return;
    this.checking = true;
    try {
      if (!this.directory.isFresh()) await this.directory.refresh();
      for (const client of loggedIn) this.cutOffIfReplaced(client);
    } catch {
      // The store is away: ingest and health say so, and the next check finds what was replaced.
    } finally {
      this.checking = false;
    }
  }

  private cutOffIfReplaced(client: MeterClient): void {
    const [site = '', code = ''] = client.meterLogin?.split('/') ?? [];
    if (this.passwordOf(site, code) === client.passwordSha256) return;
    this.logger.warn(`Session ended: the password of "${client.meterLogin ?? ''}" was replaced`);
    // Its last will is still said: the old session is offline.
    client.close();
  }

  private async authenticate(
    client: MeterClient,
    username: string | undefined,
    password: string | undefined,
  ): Promise<boolean> {
    const [site, code, ...rest] = (username ?? '').split('/');
    if (site === undefined || code === undefined || rest.length > 0 || password === undefined)
      return this.refuse(client, username);
    let hash = this.passwordOf(site, code);
    if (hash === null || !this.directory.isFresh() || !passwordMatches(hash, password)) {
      // Perhaps created, or given a new password, a moment ago.
      await this.directory.refresh();
      hash = this.passwordOf(site, code);
    }
    if (hash === null || !passwordMatches(hash, password)) return this.refuse(client, username);
    client.meterLogin = `${site}/${code}`;
    client.passwordSha256 = hash;
    return true;
  }

  private passwordOf(site: string, meter: string): string | null {
    return this.directory.meter(site, meter)?.passwordSha256 ?? null;
  }

  private refuse(client: MeterClient, username: string | undefined): never {
    this.logger.warn(
      `Login refused: user ${JSON.stringify(username?.slice(0, 129) ?? null)}, client ${JSON.stringify(client.id.slice(0, 64))}`,
    );
    throw refused();
  }

  private async receive(client: MeterClient | null, packet: Published): Promise<void> {
    const login = client?.meterLogin;
    const payload = typeof packet.payload === 'string' ? Buffer.from(packet.payload) : packet.payload;
    const topic = parseTopic(packet.topic);
    if (topic?.channel === 'status' && login === `${topic.site}/${topic.meter}`) {
      const valid = await this.status.set(topic.site, topic.meter, { topic: packet.topic, payload });
      packet.retain = packet.retain && valid;
      return;
    }
    // Only status is retained: other retained packets would pile up in the broker's memory.
    packet.retain = false;
    await this.pipeline.accept({ topic: packet.topic, payload, login: login ?? '' });
    // Confirmed, for it is kept as rejected; but no other meter's subscription may get it.
    if (!isOwn(login ?? '', packet.topic)) packet.topic = REFUSED_TOPIC;
  }
}

const listenOn = async (server: Server, host: string, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const why =
        'code' in error && error.code === 'EADDRINUSE'
          ? 'is in use by another program'
          : `cannot be opened (${error.message})`;
      reject(
        new ConfigurationError(
          `MQTT_PORT ${String(port)} ${why}; stop that program or set another MQTT_PORT`,
        ),
      );
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
