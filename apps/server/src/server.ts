import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyHelmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Accounts } from '@zerofab/identity';
import {
  answerBeforeRouting,
  ConfigurationError,
  openDatabase,
  type Database,
  type Ending,
  type Environment,
} from '@zerofab/platform';
import { Adoption } from '@zerofab/records';
import { FrontDoors, PolicyRunner } from '@zerofab/telemetry';
import { AppModule } from './app.module.js';
import { giveAdmin } from './administrator.js';
import { acceptEvidence } from './evidence/evidence-body.js';
import { ingestClientId } from './client-id.js';
import { DemoService } from './demo/demo.service.js';
import { refusePublicPassword } from './demo/public-password.js';
import { Simulator } from './demo/simulator.js';
import { protect, serverOptions } from './http/protection.js';
import { ServerLogger } from './server-logger.js';
import { publishOpenApi } from './openapi.js';
import { storeParts } from './store-parts.js';
import { version } from './version.js';
import { dashboardFolder } from './web/web.controller.js';

/** A running platform. */
export interface RunningServer {
  readonly url: string;
  /** Port of the embedded broker; undefined with an outside one. */
  readonly mqttPort: number | undefined;
  /** Port of its TLS listener; undefined where there is none. */
  readonly mqttsPort: number | undefined;
  readonly app: NestFastifyApplication;
  /** Logins to print once: made at this start, or the demo's. */
  readonly logins: readonly { readonly username: string; readonly password: string }[];
  readonly died: Promise<never>;
  readonly stop: () => Promise<void>;
}

const MAX_BODY_BYTES = 4 * 1024 * 1024;

const createApp = async (env: Environment, database: Database): Promise<NestFastifyApplication> => {
  const adapter = new FastifyAdapter({
    bodyLimit: MAX_BODY_BYTES,
    ...serverOptions,
    trustProxy: env.http.trustProxy === false ? false : [...env.http.trustProxy],
    forceCloseConnections: true,
    frameworkErrors: answerBeforeRouting,
  });
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.forEnvironment(env, database, version()),
    adapter,
    {
      logger: new ServerLogger(env.logLevel),
      abortOnError: false,
    },
  );
  await app.register(fastifyHelmet, {
    contentSecurityPolicy: {
      directives: {
        'style-src': ["'self'", "'unsafe-inline'"],
        'img-src': ["'self'", 'data:', 'blob:'],
        'upgrade-insecure-requests': null,
      },
    },
    strictTransportSecurity: false,
  });
  await protect(app, env.http.trustProxy !== false);
  acceptEvidence(app);
  const assets = join(dashboardFolder(), 'assets');
  if (existsSync(assets)) {
    await app.register(fastifyStatic, {
      root: assets,
      prefix: '/assets/',
      maxAge: '365d',
      immutable: true,
      decorateReply: false,
      // The build wrote a .gz beside each file.
      preCompressed: true,
    });
  }
  publishOpenApi(app, version());
  return app;
};

const LOOPBACK = /^(?:127\.|::1$|localhost$)/;

/** Without TLS in a network, passwords and readings can be read along. */
const warnOfOpenBroker = (host: string, withTls: boolean): void => {
  if (LOOPBACK.test(host)) return;
  const remedy = withTls
    ? 'Leave MQTT_HOST unset: meters of the network come in by TLS (MQTTS_PORT)'
    : 'Give it a certificate (MQTT_TLS_CERT, MQTT_TLS_KEY) and leave MQTT_HOST unset, or use a broker with TLS (MQTT_URL=mqtts://…)';
  new Logger('Mqtt').warn(
    `The embedded broker listens on ${host} without TLS (MQTT_HOST): meters' passwords can be read along in that network. ${remedy}`,
  );
};

const listen = async (app: NestFastifyApplication, { host, port }: Environment['http']): Promise<string> => {
  try {
    await app.listen(port, host);
  } catch (error) {
    const inUse = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    const why = inUse
      ? 'is in use by another program; stop that program or set another PORT'
      : `cannot be opened (${error instanceof Error ? error.message : ''})`;
    throw new ConfigurationError(`PORT ${String(port)} ${why}`);
  }
  const address = app.getHttpServer().address();
  const actual = typeof address === 'object' && address !== null ? address.port : port;
  return `http://${host.includes(':') ? `[${host}]` : host}:${String(actual)}`;
};

/**
 * Starts the platform: store, front door for meters, HTTP, upkeep, and the demo where asked.
 * @throws ConfigurationError with one line that says what to change; nothing stays running then.
 */
export const startServer = async (env: Environment, ending?: Ending): Promise<RunningServer> => {
  refusePublicPassword(env.demo, env.adminPassword);
  const database = await openDatabase(env, storeParts);
  let app: NestFastifyApplication | undefined;
  const stop = async (): Promise<void> => {
    // Order: simulator and HTTP, then the meters' door, then the roll-up, then the store.
    const end = async (what: string, work: () => Promise<unknown>): Promise<void> => {
      ending?.waitingFor(what);
      await work();
    };
    const running = app;
    if (running !== undefined) {
      await end('the simulated meters', async () => running.get(Simulator).beforeApplicationShutdown());
      await end("the meters' messages", async () => running.get(FrontDoors).stop());
      await end('open requests and the roll-up', async () => running.close());
    }
    await end('the store to close', async () => database.close());
  };
  try {
    app = await createApp(env, database);
    await app.get(Adoption).run();
    const admin = await giveAdmin(env, app.get(Accounts));
    await app.get(PolicyRunner).setRetention(env.readingsRetentionYears);
    const { url: mqttUrl, port, host, share, tls } = env.mqtt;
    const door = { url: mqttUrl, host, port, clientId: ingestClientId(env.dataDir), share, tls };
    const mqttPort = env.ingest ? await app.get(FrontDoors).start(door) : undefined;
    if (mqttPort !== undefined) warnOfOpenBroker(host, tls !== undefined);
    const url = await listen(app, env.http);
    if (env.demo) await startDemo(app, env, mqttUrl ?? `mqtt://127.0.0.1:${String(mqttPort ?? port)}`);
    const mqttsPort = app.get(FrontDoors).tlsPort();
    return { url, mqttPort, mqttsPort, app, logins: admin, died: database.died, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

const startDemo = async (app: NestFastifyApplication, env: Environment, mqttUrl: string): Promise<void> => {
  const credentialsFile = await app.get(DemoService).load(Date.now());
  app.get(Simulator).start({ mqttUrl, credentialsFile, stateFile: join(env.dataDir, 'demo-simulator.json') });
};
