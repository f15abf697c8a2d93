import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { callbackify } from 'node:util';
import { Injectable, Logger } from '@nestjs/common';
import { Aedes } from 'aedes';
import { ConfigurationError } from '@zerofab/platform';
import { IngestEvents } from '../ingest/events.js';
import { MAX_PAYLOAD_BYTES } from '../ingest/decode.js';
import { MeterDirectory } from '../ingest/directory.js';
import { IngestPipeline } from '../ingest/pipeline.js';
import { parseTopic } from '../ingest/topic.js';
import { passwordMatches } from '../sites/site.store.js';
import { bindClientId } from './client-id.js';
import { Connections, type MeterClient } from './connections.js';
import { DOOR_LIMITS } from './door-limits.js';
import { PacketGuard, type OversizePublish } from './packet-guard.js';
import { RefusedLogins } from './refused-logins.js';
import { SessionBounds, type SessionMemory } from './session-bounds.js';
import { StatusKeeper } from './status-keeper.js';
import { readTlsFiles, type TlsFiles } from './tls-files.js';

/** CONNACK code 4 of MQTT 3.1.1: bad user name or password. */
const BAD_CREDENTIALS = 4;
/** First byte of an acknowledgement. */
const PUBACK = 0x40;
const LOGIN_CHECK_MS = 250;
/** Where the broker sends what a meter had no right to publish: nobody may subscribe to it. */
const REFUSED_TOPIC = 'zerofab/refused';

interface Published {
  topic: string;
  readonly payload: string | Buffer;
  retain: boolean;
}

/** What the embedded broker holds in memory. */
export interface BrokerNumbers {
  readonly connections: number;
  readonly withoutLogin: number;
  readonly queuedMessages: number;
  readonly queuedBytes: number;
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
  private readonly servers: Server[] = [];
  private readonly connections: Connections;
  private readonly sessions: SessionBounds;
  private loginChecks: NodeJS.Timeout | undefined;
  private checking = false;
  readonly refusedLogins = new RefusedLogins();

  constructor(
    private readonly directory: MeterDirectory,
    private readonly pipeline: IngestPipeline,
    private readonly status: StatusKeeper,
    events: IngestEvents,
  ) {
    const onBound = events.bounded.bind(events);
    this.connections = new Connections(DOOR_LIMITS, onBound);
    this.sessions = new SessionBounds(DOOR_LIMITS, isOwn, onBound);
    this.onBound = onBound;
  }

  private readonly onBound: IngestEvents['bounded'];

  /**
   * Listens for meters.
   * @returns the port listened on (another than asked when 0 was given).
   * @throws ConfigurationError when the port is in use.
   */
  async listen(host: string, port: number): Promise<number> {
    const broker = await Aedes.createBroker({
      heartbeatInterval: 60_000,
      connectTimeout: DOOR_LIMITS.loginMs,
      // MQTT 3.1 bounds an id to 23 characters; here the login stands before it.
      maxClientsIdLength: DOOR_LIMITS.clientIdLength,
    });
    this.sessions.guard((broker as unknown as { persistence: SessionMemory }).persistence);
    broker.preConnect = (_client, packet, done) => {
      bindClientId(packet as unknown as Parameters<typeof bindClientId>[0]);
      const fits = packet.clientId.length <= DOOR_LIMITS.clientIdLength;
      done(fits ? null : new Error('the client id is too long'), fits);
    };
    // aedes types the error more narrowly than callbackify can say; `refused()` carries its return code.
    broker.authenticate = callbackify(
      async (client: MeterClient, username: string | undefined, password: Buffer | undefined) =>
        this.authenticate(client, username, password?.toString()),
    ) as unknown as Aedes['authenticate'];
    broker.authorizePublish = callbackify(async (client: MeterClient | null, packet: Published) =>
      this.receive(client, packet),
    );
    broker.authorizeSubscribe = (client: MeterClient, subscription, done) => {
      done(null, this.maySubscribe(client, subscription.topic) ? subscription : null);
    };
    // Whatever a session's memory holds: nobody hears another meter.
    broker.authorizeForward = (client: MeterClient, packet) =>
      isOwn(client.meterLogin ?? '', packet.topic) ? packet : null;
    this.broker = broker;
    const server = createServer((socket) => {
      this.welcome(broker, socket);
    });
    this.servers.push(server);
    this.loginChecks = setInterval(() => {
      this.connections.check(Date.now());
      void this.cutOffReplaced();
    }, LOGIN_CHECK_MS);
    return listenOn(server, host, port, 'MQTT_PORT');
  }

  /**
   * Listens for meters by TLS too, once `listen` has made the broker.
   * @returns the port listened on
   * @throws ConfigurationError a file that cannot be used, a port in use
   */
  async listenTls(host: string, port: number, files: TlsFiles): Promise<number> {
    const { broker } = this;
    if (broker === undefined) throw new Error('the broker does not run');
    const server = createTlsServer(
      { ...readTlsFiles(files), minVersion: 'TLSv1.2', handshakeTimeout: DOOR_LIMITS.loginMs },
      (socket) => {
        this.welcome(broker, socket);
      },
    );
    // A handshake is no connection of the broker yet; so many may be open at once, finished or not.
    server.maxConnections = DOOR_LIMITS.connections;
    // A scanner that speaks no TLS, a certificate a meter does not know: the meter's side says so.
    server.on('tlsClientError', () => undefined);
    this.servers.push(server);
    return listenOn(server, host, port, 'MQTTS_PORT');
  }

  /** Stops taking messages, lets what was received be committed and confirmed, then closes. */
  async close(): Promise<void> {
    const { broker, servers } = this;
    if (broker === undefined) return;
    clearInterval(this.loginChecks);
    const closed = Promise.all(
      servers.map(
        async (server) =>
          new Promise<void>((resolve) =>
            server.close(() => {
              resolve();
            }),
          ),
      ),
    );
    await this.pipeline.close();
    await new Promise<void>((resolve) =>
      broker.close(() => {
        resolve();
      }),
    );
    this.connections.destroyAll();
    await closed;
  }

  /** What is bounded here, as it is now, for metrics. */
  numbers(): BrokerNumbers {
    const { open, withoutLogin } = this.connections.count();
    const { messages, bytes } = this.sessions.total();
    return { connections: open, withoutLogin, queuedMessages: messages, queuedBytes: bytes };
  }

  private welcome(broker: Aedes, socket: Socket): void {
    if (!this.connections.admit()) {
      socket.destroy();
      return;
    }
    // A client may ask for no keep-alive of MQTT: then TCP finds out that it is gone.
    socket.setKeepAlive(true, 60_000);
    const client = broker.handle(socket) as MeterClient;
    this.connections.add(socket, client, this.guard(client, socket), Date.now());
  }

  /** Puts a guard before the broker's parser: aedes has no limit of its own and gathers a packet whole in memory. */
  private guard(client: MeterClient, socket: Socket): PacketGuard {
    const parser = (client as unknown as { _parser: { parse: (bytes: Buffer) => number } })._parser;
    const parse = parser.parse.bind(parser);
    const guard = new PacketGuard(DOOR_LIMITS, {
      pass: parse,
      oversize: (publish, cut) => void this.keepOversize(client, socket, publish, cut),
      refuse: () => {
        this.onBound('packet-size');
        socket.destroy();
      },
    });
    parser.parse = (bytes) => {
      guard.feed(bytes);
      return 0;
    };
    return guard;
  }

  private async keepOversize(
    client: MeterClient,
    socket: Socket,
    publish: OversizePublish,
    cut: boolean,
  ): Promise<void> {
    this.onBound('packet-size');
    const login = client.meterLogin;
    if (login === undefined) {
      socket.destroy();
      return;
    }
    try {
      await this.pipeline.refuse(login, oversizeRejection(publish, cut));
    } catch {
      // Not kept, so not confirmed: the meter sends it again.
      socket.destroy();
      return;
    }
    if (publish.messageId !== undefined && !socket.destroyed)
      socket.write(Buffer.from([PUBACK, 2, publish.messageId >> 8, publish.messageId & 0xff]));
    if (!cut) return;
    // A hard end could overtake the acknowledgement; without it the meter would send the same again for ever.
    socket.end();
    setTimeout(() => socket.destroy(), DOOR_LIMITS.lingerMs).unref();
  }

  private maySubscribe(client: MeterClient, filter: string): boolean {
    if (!isOwn(client.meterLogin ?? '', filter)) return false;
    const filters = client.ownFilters ?? new Set();
    client.ownFilters = filters;
    if (filters.has(filter)) return true;
    if (filters.size >= DOOR_LIMITS.subscriptions) {
      this.onBound('subscriptions');
      return false;
    }
    filters.add(filter);
    return true;
  }

  /** Ends sessions whose password was replaced, idle ones too: within about 1 s. */
  private async cutOffReplaced(): Promise<void> {
    const loggedIn = this.connections.clients();
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
    this.connections.loggedIn(client);
    this.refusedLogins.letIn(client.meterLogin);
    return true;
  }

  private passwordOf(site: string, meter: string): string | null {
    return this.directory.meter(site, meter)?.passwordSha256 ?? null;
  }

  private refuse(client: MeterClient, username: string | undefined): never {
    this.refusedLogins.refused(username ?? '', Date.now());
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

const oversizeRejection = (
  publish: OversizePublish,
  cut: boolean,
): Parameters<IngestPipeline['refuse']>[1] => ({
  topic: publish.topic ?? '',
  reason: 'too-large',
  detail: `The payload has ${String(publish.bytes)} bytes; at most ${String(MAX_PAYLOAD_BYTES)} (256 KiB) are read, send smaller batches. ${
    cut
      ? `The connection was ended at its begin; the hash is that of the first ${String(publish.hashedBytes)} bytes`
      : 'The hash is that of the whole payload'
  }`,
  payload: publish.payload,
  whole: { bytes: publish.bytes, sha256: publish.sha256 },
});

const listenOn = async (server: Server, host: string, port: number, setting: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const why =
        'code' in error && error.code === 'EADDRINUSE'
          ? 'is in use by another program'
          : `cannot be opened (${error.message})`;
      reject(
        new ConfigurationError(
          `${setting} ${String(port)} ${why}; stop that program or set another ${setting}`,
        ),
      );
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
