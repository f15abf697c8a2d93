import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEnvironment } from '@zerofab/platform';
import { connectAsync } from 'mqtt';
import { generate } from 'selfsigned';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer } from '../../apps/server/src/server.js';
import { Platform, publish } from './platform.fixture.js';

/** Made for each run: a key that lies in a repository is none. */
const keys = mkdtempSync(join(tmpdir(), 'zerofab-keys-'));
const file = (name: string): string => join(keys, name);
const TLS = {
  MQTT_TLS_CERT: file('cert.pem'),
  MQTT_TLS_KEY: file('key.pem'),
  MQTTS_PORT: '0',
  MQTTS_HOST: '127.0.0.1',
};
const platform = new Platform();
let login: object;

beforeAll(async () => {
  const made = await generate([{ name: 'commonName', value: 'localhost' }], {
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
  });
  writeFileSync(file('cert.pem'), made.cert);
  writeFileSync(file('key.pem'), made.private);
  await platform.start(TLS);
  await platform.put('/sites/tls', { name: 'TLS', timezone: 'Asia/Shanghai' });
  await platform.put('/sites/tls/meters/m', {
    name: 'M',
    carrier: 'electricity',
    registers: [{ code: 'e', kind: 'counter', unit: 'kWh' }],
  });
  login = await platform.post('/sites/tls/meters/m/credentials', undefined);
});
afterAll(async () => {
  await platform.destroy();
  rmSync(keys, { recursive: true, force: true });
});

const connect = async (options: object) =>
  connectAsync(
    platform.mqttsUrl,
    { ...login, protocolVersion: 4, reconnectPeriod: 0, servername: 'localhost', ...options },
    false,
  );
const stored = async (): Promise<number> =>
  (await platform.sql<{ n: number }>('SELECT count(*)::int AS n FROM reading'))[0]?.n ?? 0;

describe('the embedded broker with a certificate', () => {
  it('takes readings by TLS, confirmed when committed, from a meter that knows the certificate', async () => {
    const client = await connect({ ca: readFileSync(file('cert.pem')) });
    await publish(client, 'tls', 'm', { ts: Date.now(), values: { e: 1 } });
    expect(await stored()).toBe(1);
    await client.endAsync();
  });

  it('is refused by a meter that does not', async () => {
    await expect(connect({})).rejects.toThrow(/self-signed/);
  });

  it('lives on when somebody speaks no TLS, and checks logins as ever', async () => {
    const url = new URL(platform.mqttsUrl);
    const socket = createConnection(Number(url.port), url.hostname);
    await new Promise<void>((resolve) => {
      socket.once('close', () => {
        resolve();
      });
      socket.on('error', () => undefined);
      socket.write('GET / HTTP/1.1\r\n\r\n');
    });
    await expect(connect({ ca: readFileSync(file('cert.pem')), password: 'wrong' })).rejects.toThrow(
      /user name|authorized|Connection refused/i,
    );
    const client = await connect({ ca: readFileSync(file('cert.pem')) });
    await client.endAsync();
  });
});

describe('files that cannot be used', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zerofab-tls-'));
  const junk = join(folder, 'junk.pem');
  writeFileSync(junk, 'no key');
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it.each([
    ['a file that is not there', { MQTT_TLS_CERT: join(folder, 'none.pem') }, /^MQTT_TLS_CERT .*ENOENT/],
    ['a key that is none', { MQTT_TLS_KEY: junk }, /^MQTT_TLS_CERT, MQTT_TLS_KEY: /],
  ])('stop the start with one line: %s', async (_, settings, line) => {
    const env = readEnvironment({
      DATA_DIR: join(folder, 'data'),
      PORT: '0',
      MQTT_PORT: '0',
      ADMIN_PASSWORD: 'flow-test-password',
      LOG_LEVEL: 'error',
      ...TLS,
      ...settings,
    });
    await expect(startServer(env)).rejects.toThrow(line);
  });
});
