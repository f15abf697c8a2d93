import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEnvironment } from '@zerofab/platform';
import { connectAsync, type MqttClient } from 'mqtt';
import { DataSource } from 'typeorm';
import { startServer, type RunningServer } from '../../apps/server/src/server.js';
import { scratchDatabase, type ScratchDatabase } from '../fixtures/scratch-database.js';

export const ADMIN_PASSWORD = 'flow-test-password';

/** Any JSON of the API; the tests name the fields they look at. */
export type Json = Record<string, unknown>;

export interface Answer<T = Json> {
  readonly status: number;
  readonly type: string | null;
  readonly body: T;
}

/** A whole platform of one spec file: its own data, its own ports, real HTTP and real MQTT. */
export class Platform {
  private server: RunningServer | undefined;
  private token = '';
  private scratch: ScratchDatabase | undefined;
  readonly dataDir = mkdtempSync(join(tmpdir(), 'zerofab-flow-'));

  /** @param more settings besides the test's own */
  async start(more: Readonly<Record<string, string>> = {}): Promise<this> {
    // FLOW_DATABASE_URL: the flows run on a database server, each spec in a database of its own.
    const server = process.env['FLOW_DATABASE_URL'];
    if (server !== undefined && server !== '') this.scratch ??= await scratchDatabase(server);
    this.server = await startServer(
      readEnvironment({
        DATA_DIR: this.dataDir,
        HOST: '127.0.0.1',
        PORT: '0',
        MQTT_HOST: '127.0.0.1',
        MQTT_PORT: '0',
        ADMIN_PASSWORD,
        LOG_LEVEL: 'error',
        ...(this.scratch === undefined ? {} : { DATABASE_URL: this.scratch.url }),
        ...more,
      }),
    );
    this.token = await this.logIn('admin', ADMIN_PASSWORD);
    return this;
  }

  async stop(): Promise<void> {
    await this.server?.stop();
    this.server = undefined;
  }

  async destroy(): Promise<void> {
    await this.stop();
    await this.scratch?.drop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  get url(): string {
    return this.server?.url ?? '';
  }

  get mqttUrl(): string {
    return `mqtt://127.0.0.1:${String(this.server?.mqttPort)}`;
  }

  async logIn(username: string, password: string): Promise<string> {
    const { body } = await this.call<{ accessToken: string }>(
      'POST',
      '/auth/login',
      { username, password },
      '',
    );
    return body.accessToken;
  }

  /** Calls the API below /api/v1, as admin unless another token is given. */
  async call<T = Json>(method: string, path: string, body?: unknown, token = this.token): Promise<Answer<T>> {
    const headers: Record<string, string> = token === '' ? {} : { authorization: `Bearer ${token}` };
    if (body !== undefined) headers['content-type'] = 'application/json';
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const type = response.headers.get('content-type');
    return {
      status: response.status,
      type,
      body: (type?.includes('json') === true ? JSON.parse(text) : text) as T,
    };
  }

  async get<T = Json>(path: string): Promise<T> {
    const { status, body } = await this.call<T>('GET', path);
    if (status !== 200) throw new Error(`GET ${path}: ${String(status)} ${JSON.stringify(body)}`);
    return body;
  }

  async post(path: string, body: unknown): Promise<Json> {
    const answer = await this.call('POST', path, body);
    if (answer.status !== 201)
      throw new Error(`POST ${path}: ${String(answer.status)} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  async put(path: string, body: unknown): Promise<Json> {
    const answer = await this.call('PUT', path, body);
    if (answer.status !== 200)
      throw new Error(`PUT ${path}: ${String(answer.status)} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /** The answer itself, for what is checked of its headers. */
  async fetch(path: string): Promise<Response> {
    return fetch(`${this.url}/api/v1${path}`, { headers: { authorization: `Bearer ${this.token}` } });
  }

  async bytes(path: string): Promise<Uint8Array> {
    return new Uint8Array(await (await this.fetch(path)).arrayBuffer());
  }

  /** Asks the store itself, to hold an answer of the API against SQL. */
  async sql<T>(query: string, parameters: unknown[] = []): Promise<T[]> {
    return this.store.query<T[]>(query, parameters);
  }

  /** The store itself, for what is checked below the API. */
  get store(): DataSource {
    return this.service(DataSource);
  }

  /** A part of the running platform, for what goes on by itself. */
  service<T>(part: abstract new (...args: never[]) => T): T {
    if (this.server === undefined) throw new Error('The platform is not running');
    return this.server.app.get<T>(part);
  }

  get mqttsUrl(): string {
    return `mqtts://127.0.0.1:${String(this.server?.mqttsPort)}`;
  }

  /** A part of the running server, for what no route reaches. */
  part<T>(type: new (...args: never[]) => T): T {
    if (this.server === undefined) throw new Error('The platform is not running');
    return this.server.app.get(type);
  }

  get bearer(): string {
    return `Bearer ${this.token}`;
  }

  /** Makes new credentials of a meter and logs it in over MQTT 3.1.1. */
  async meter(site: string, meter: string, more: { will?: boolean } = {}): Promise<MqttClient> {
    const { body } = await this.call<{ username: string; password: string }>(
      'POST',
      `/sites/${site}/meters/${meter}/credentials`,
    );
    const status = `zerofab/v1/${site}/${meter}/status`;
    return connectAsync(
      this.mqttUrl,
      {
        ...body,
        protocolVersion: 4,
        reconnectPeriod: 0,
        ...(more.will === true
          ? { will: { topic: status, payload: Buffer.from('offline'), qos: 1 as const, retain: true } }
          : {}),
      },
      false,
    );
  }
}

/** Publishes a payload of the contract and waits for the PUBACK. */
export const publish = async (
  client: MqttClient,
  site: string,
  meter: string,
  payload: unknown,
): Promise<void> => {
  const bytes = typeof payload === 'string' || Buffer.isBuffer(payload) ? payload : JSON.stringify(payload);
  await client.publishAsync(`zerofab/v1/${site}/${meter}/readings`, bytes, { qos: 1 });
};
