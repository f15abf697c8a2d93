import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '@zerofab/platform';
import { connectAsync } from 'mqtt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

// The built server as a process of its own: what `npm start` runs.
const root = projectRoot();
const program = join(root, 'dist/apps/server/apps/server/src/main.js');
const ADMIN_PASSWORD = 'survival-password';
let folder: string;

beforeAll(() => {
  execFileSync(join(root, 'node_modules/.bin/nest'), ['build', 'server'], { cwd: root, stdio: 'pipe' });
  folder = mkdtempSync(join(tmpdir(), 'zerofab-survival-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Running {
  readonly child: ChildProcess;
  readonly url: string;
  readonly mqtt: string;
  readonly exit: Promise<number | null>;
}

interface Launched {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly errors: () => string;
  readonly exit: Promise<number | null>;
}

const launch = (env: Record<string, string>): Launched => {
  const child = spawn(process.execPath, [program], {
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      HOST: '127.0.0.1',
      MQTT_HOST: '127.0.0.1',
      PORT: '0',
      MQTT_PORT: '0',
      ADMIN_PASSWORD,
      ...env,
    },
  });
  let text = '';
  child.stdout.on('data', (chunk) => (text += String(chunk)));
  let errors = '';
  child.stderr.on('data', (chunk) => (errors += String(chunk)));
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { child, output: () => text, errors: () => errors, exit };
};

const start = async (dataDir: string): Promise<Running> => {
  const { child, output, errors, exit } = launch({ DATA_DIR: dataDir });
  await expect
    .poll(() => /ready: (\S+)/.exec(output())?.[1] ?? errors() !== '', { timeout: 60_000 })
    .toBeTruthy();
  const url = /ready: (\S+)/.exec(output())?.[1] ?? '';
  const port = /Meters publish to mqtt:\/\/<this host>:(\d+)/.exec(output())?.[1] ?? '';
  return { child, url, mqtt: `mqtt://127.0.0.1:${port}`, exit };
};

const api = async (
  url: string,
  method: string,
  path: string,
  token: string,
  body?: unknown,
): Promise<Record<string, unknown>> => {
  const headers = {
    authorization: `Bearer ${token}`,
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  };
  const response = await fetch(`${url}/api/v1${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return (await response.json()) as Record<string, unknown>;
};
const logIn = async (url: string): Promise<string> =>
  String(
    (await api(url, 'POST', '/auth/login', '', { username: 'admin', password: ADMIN_PASSWORD }))[
      'accessToken'
    ],
  );

describe('kill -9 in the middle of publishing', () => {
  it('loses no acknowledged reading and stores none twice, twice in a row; SIGTERM ends within 10 s', async () => {
    const dataDir = join(folder, 'killed');
    let server = await start(dataDir);
    let token = await logIn(server.url);
    await api(server.url, 'PUT', '/sites/s', token, { name: 'S', timezone: 'UTC' });
    await api(server.url, 'PUT', '/sites/s/meters/m', token, {
      name: 'M',
      carrier: 'electricity',
      registers: [{ code: 'e', kind: 'interval', unit: 'kWh', interval: 'PT1M' }],
    });
    const login = (await api(server.url, 'POST', '/sites/s/meters/m/credentials', token)) as {
      username: string;
      password: string;
    };
    const acknowledged = new Set<number>();
    const first = Date.parse('2026-01-01T00:00:00Z');
    let next = 0;
    for (let round = 0; round < 2; round += 1) {
      const client = await connectAsync(
        server.mqtt,
        { ...login, protocolVersion: 4, reconnectPeriod: 0 },
        false,
      );
      client.on('error', () => undefined);
      const killAt = acknowledged.size + 1500;
      while (acknowledged.size < killAt) {
        const batch = Array.from({ length: 50 }, () => (next += 1));
        for (const minute of batch) {
          client
            .publishAsync(
              'zerofab/v1/s/m/readings',
              JSON.stringify({ ts: first + minute * 60_000, values: { e: 1 } }),
              { qos: 1 },
            )
            .then(() => acknowledged.add(minute))
            .catch(() => undefined);
        }
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      server.child.kill('SIGKILL');
      await server.exit;
      await client.endAsync(true);
      server = await start(dataDir);
    }
    token = await logIn(server.url);
    const stored = new Set<number>();
    let cursor = '';
    for (;;) {
      const page = (await api(
        server.url,
        'GET',
        `/sites/s/meters/m/readings?register=e&from=2026&to=2027&limit=5000${cursor}`,
        token,
      )) as { items: { ts: string }[]; next: string | null };
      for (const { ts } of page.items) {
        const minute = (Date.parse(ts) - first) / 60_000;
        expect(stored.has(minute)).toBe(false);
        stored.add(minute);
      }
      if (page.next === null) break;
      cursor = `&cursor=${page.next}`;
    }
    expect([...acknowledged].filter((minute) => !stored.has(minute))).toEqual([]);
    const consumption = (await api(
      server.url,
      'GET',
      '/sites/s/consumption?meter=m&from=2026&to=2027&bucket=month',
      token,
    )) as { total: number };
    expect(consumption.total).toBeCloseTo(stored.size, 6);
    const began = Date.now();
    server.child.kill('SIGTERM');
    expect(await server.exit).toBe(0);
    expect(Date.now() - began).toBeLessThan(10_000);
  });
});

describe('a start that cannot work', () => {
  const fails = async (env: Record<string, string>): Promise<string> => {
    const { errors, exit } = launch(env);
    expect(await exit).toBe(1);
    return errors().trim();
  };

  it('names the bad variable in one line', async () => {
    expect(await fails({ PORT: 'many', DATA_DIR: join(folder, 'a') })).toBe(
      'Bad setting: PORT is not a port number between 0 and 65535',
    );
    expect(
      await fails({ DATABASE_URL: 'postgresql://u:geheim@127.0.0.1:1/x', DATA_DIR: join(folder, 'b') }),
    ).toMatch(/^DATABASE_URL: the database cannot be reached [^\n]*$/);
  });

  it('says which port is in use', async () => {
    const taken = createServer();
    const port = await new Promise<number>((resolve) => {
      taken.listen(0, '127.0.0.1', () => {
        const address = taken.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
    expect(await fails({ PORT: String(port), DATA_DIR: join(folder, 'c') })).toMatch(
      new RegExp(`^PORT ${String(port)} is in use by another program[^\n]*$`),
    );
    expect(await fails({ MQTT_PORT: String(port), DATA_DIR: join(folder, 'd') })).toMatch(
      new RegExp(`^MQTT_PORT ${String(port)} is in use by another program[^\n]*$`),
    );
    taken.close();
  });

  it('says that the data folder cannot be used', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    expect(await fails({ DATA_DIR: join(file, 'data') })).toMatch(
      /^DATA_DIR [^\n]* cannot be written \(ENOTDIR\)[^\n]*$/,
    );
    const busy = join(folder, 'busy');
    const first = await start(busy);
    expect(await fails({ DATA_DIR: busy })).toMatch(
      /^DATA_DIR [^\n]* is in use by process \d+ on \S+; stop it or set another DATA_DIR$/,
    );
    first.child.kill('SIGTERM');
    expect(await first.exit).toBe(0);
  });
});

describe('npm run admin -- reset-password', () => {
  it('refuses beside a running server, then gives a new password that opens and the old one does not', async () => {
    const dataDir = join(folder, 'recovery');
    const server = await start(dataDir);
    const admin = join(root, 'dist/apps/server/apps/server/src/admin.js');
    const reset = (user: string) =>
      spawnSync(process.execPath, [admin, 'reset-password', user], {
        env: { PATH: process.env['PATH'], DATA_DIR: dataDir },
        encoding: 'utf8',
      });
    const beside = reset('admin');
    expect([beside.status, beside.stderr]).toEqual([
      1,
      expect.stringMatching(/^DATA_DIR [^\n]* is in use by process[^\n]*\n$/),
    ]);
    server.child.kill('SIGTERM');
    await server.exit;
    expect(reset('nobody')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('no user') as string,
    });
    const { status, stdout } = reset('admin');
    const password = /New login: admin \/ (\S+)/.exec(stdout)?.[1];
    expect([status, password]).toEqual([0, expect.stringMatching(/^\S{16}$/)]);
    const again = await start(dataDir);
    const logInWith = async (given: string | undefined) =>
      api(again.url, 'POST', '/auth/login', '', { username: 'admin', password: given });
    expect(await logInWith(ADMIN_PASSWORD)).toMatchObject({ status: 401 });
    expect(await logInWith(password)).toMatchObject({ accessToken: expect.any(String) as string });
    again.child.kill('SIGTERM');
    await again.exit;
  }, 180_000);
});
