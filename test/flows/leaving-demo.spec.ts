import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEnvironment } from '@zerofab/platform';
import { ActivityStore } from '@zerofab/inventory';
import { afterAll, afterEach, expect, it, vi } from 'vitest';
import { DemoService } from '../../apps/server/src/demo/demo.service.js';
import { startServer, type RunningServer } from '../../apps/server/src/server.js';

// One folder, started as a demo and as none, in turn.
const DEMO_PASSWORD = 'zerofab-demo';
const dataDir = mkdtempSync(join(tmpdir(), 'zerofab-leaving-'));
let server: RunningServer | undefined;

const start = async (more: Record<string, string>): Promise<RunningServer> => {
  server = await startServer(
    readEnvironment({ DATA_DIR: dataDir, PORT: '0', MQTT_PORT: '0', LOG_LEVEL: 'error', ...more }),
  );
  return server;
};
const stop = async (): Promise<void> => {
  await server?.stop();
  server = undefined;
};
afterEach(stop);
afterAll(() => {
  rmSync(dataDir, { recursive: true, force: true });
});

const logIn = async (username: string, password: string): Promise<{ status: number; token: string }> => {
  const response = await fetch(`${server?.url ?? ''}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  });
  const body = (await response.json()) as { accessToken?: string };
  return { status: response.status, token: body.accessToken ?? '' };
};
const ask = async (path: string, token: string): Promise<{ status: number; body: { items?: unknown[] } }> => {
  const response = await fetch(`${server?.url ?? ''}/api/v1${path}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return { status: response.status, body: (await response.json()) as { items?: unknown[] } };
};
const count = async (path: string, token: string): Promise<number> =>
  (await ask(path, token)).body.items?.length ?? -1;

it('a set-up that was broken off is completed, a damaged file of logins too, and nothing is written twice', async () => {
  const { app } = await start({ ADMIN_PASSWORD: 'a password of mine' });
  const demo = app.get(DemoService);
  const broken = vi.spyOn(app.get(ActivityStore), 'add').mockRejectedValue(new Error('broken off'));
  await expect(demo.load(Date.now())).rejects.toThrow('broken off');
  broken.mockRestore();
  const { token } = await logIn('admin', 'a password of mine');
  const counts = async () => ({
    meters: await count('/sites/demo/meters', token),
    sources: await count('/sites/demo/sources', token),
    records: await count('/sites/demo/activity-data', token),
  });
  expect((await counts()).records).toBe(0);
  const file = await demo.load(Date.now());
  const whole = await counts();
  expect(whole.records).toBeGreaterThanOrEqual(13);
  writeFileSync(file, readFileSync(file, 'utf8').slice(0, 40));
  await demo.load(Date.now() + 100 * 86_400_000);
  expect(await counts()).toEqual(whole);
  expect(Object.keys(JSON.parse(readFileSync(file, 'utf8')) as object)).toHaveLength(whole.meters);
}, 180_000);

it("leaving the demo removes its people and gives the administrator a password of one's own", async () => {
  const other = mkdtempSync(join(dataDir, 'demo-'));
  await start({ DATA_DIR: other, DEMO: '1' });
  const demo = await logIn('admin', DEMO_PASSWORD);
  expect(demo.status).toBe(200);
  expect((await logIn('viewer', DEMO_PASSWORD)).status).toBe(200);
  await stop();

  const publicOne = { DATA_DIR: other, ADMIN_PASSWORD: DEMO_PASSWORD };
  await expect(startServer(readEnvironment(publicOne))).rejects.toThrow(/public password/);
  const { logins } = await start({ DATA_DIR: other, DEMO: '0' });
  const [made] = logins;
  expect(logins).toHaveLength(1);
  for (const username of ['admin', 'manager', 'auditor', 'viewer'])
    expect([username, (await logIn(username, DEMO_PASSWORD)).status]).toEqual([username, 401]);
  expect((await ask('/sites', demo.token)).status).toBe(401);
  const mine = await logIn('admin', made?.password ?? '');
  const { body } = await ask('/history?kind=user&key=viewer&limit=1', mine.token);
  expect(body.items).toMatchObject([{ action: 'withdraw', reason: 'the demo mode was left' }]);
  await stop();

  // Once again with ADMIN_PASSWORD: the password that was made stays, the variable is for the first one.
  expect((await start({ DATA_DIR: other, ADMIN_PASSWORD: 'another of mine' })).logins).toEqual([]);
  expect((await logIn('admin', made?.password ?? '')).status).toBe(200);
}, 180_000);
