import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Aedes } from 'aedes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replay, type ReplayOptions } from './replay/replay.js';
import { readPlant } from './simulate/plant.js';
import { Simulator } from './simulate/simulator.js';

interface Received {
  readonly topic: string;
  readonly payload: string;
}

// Real parts: an MQTT broker over TCP on a port of its own; what arrives is recorded when the publisher may be acknowledged.
describe('edge tools against a broker', () => {
  let folder: string;
  let broker: Aedes;
  let server: Server;
  let url: string;
  let received: Received[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'zerofab-edge-'));
    broker = await Aedes.createBroker();
    broker.authenticate = (_client, _username, password, done) => {
      done(null, password?.toString() === 'right');
    };
    broker.authorizePublish = (_client, packet, done) => {
      received.push({ topic: packet.topic, payload: packet.payload.toString() });
      done();
    };
    server = createServer(broker.handle);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `mqtt://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  });
  afterAll(async () => {
    await new Promise<void>((resolve) =>
      broker.close(() => {
        resolve();
      }),
    );
    server.close();
    rmSync(folder, { recursive: true });
  });

  const options = (file: string, more: Partial<ReplayOptions> = {}): ReplayOptions => ({
    file,
    url,
    site: 'steel',
    meter: 'main',
    login: { username: 'steel/main', password: 'right' },
    protocolVersion: 4,
    rules: {
      mappings: [{ column: 'Usage_kWh', register: 'energy', scale: 1 }],
      timeFormat: 'dd/MM/yyyy HH:mm',
      zone: 'Asia/Seoul',
      midnightClosesDay: true,
    },
    batch: 1,
    inFlight: 500,
    connections: 1,
    speed: undefined,
    shuffleSeed: undefined,
    limit: undefined,
    ...more,
  });
  const csv = (name: string, rows: readonly string[]): string => {
    const file = join(folder, name);
    writeFileSync(file, `\uFEFFdate,Usage_kWh\n${rows.join('\n')}\n`);
    return file;
  };
  const values = (): unknown[] => received.flatMap(({ payload }) => JSON.parse(payload) as unknown);

  it('replays a file with a byte order mark, each row acknowledged, and counts the bad ones', async () => {
    received = [];
    const file = csv('day.csv', [
      '01/01/2018 00:15,3.17',
      '01/01/2018 00:30,oops',
      '01/01/2018 00:00,2.5',
      '99/01/2018 00:00,1',
    ]);
    const result = await replay(options(file), () => undefined);
    expect(result).toMatchObject({ rows: 4, published: 2, acknowledged: 2, badCount: 2 });
    expect(result.bad.map((row) => row.line)).toEqual([3, 5]);
    expect(received[0]?.topic).toBe('zerofab/v1/steel/main/readings');
    expect(values()).toEqual([
      { ts: Date.parse('2018-01-01T00:15:00+09:00'), values: { energy: 3.17 } },
      { ts: Date.parse('2018-01-02T00:00:00+09:00'), values: { energy: 2.5 } },
    ]);
  });

  it('batches and shuffles without losing or doubling a row', async () => {
    received = [];
    const rows = Array.from(
      { length: 96 },
      (_, i) =>
        `02/01/2018 ${String(Math.floor(i / 4)).padStart(2, '0')}:${String((i % 4) * 15).padStart(2, '0')},${String(i)}`,
    );
    const result = await replay(
      options(csv('shuffle.csv', rows), { batch: 10, shuffleSeed: 7 }),
      () => undefined,
    );
    expect(result).toMatchObject({ acknowledged: 96, badCount: 0 });
    expect(received).toHaveLength(10);
    const sent = values().map((reading) => (reading as { values: { energy: number } }).values.energy);
    expect(sent.slice(0, 10)).not.toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(sent.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 96 }, (_, i) => i));
  });

  it('shares the messages among several connections', async () => {
    received = [];
    const clients = new Set<string>();
    const listen = ({ id }: { readonly id: string }): void => {
      clients.add(id);
    };
    broker.on('client', listen);
    const rows = Array.from(
      { length: 60 },
      (_, i) => `03/01/2018 01:${String(i).padStart(2, '0')},${String(i)}`,
    );
    const result = await replay(options(csv('shared.csv', rows), { connections: 3 }), () => undefined);
    broker.off('client', listen);
    expect(result).toMatchObject({ rows: 60, published: 60, acknowledged: 60 });
    expect(clients.size).toBe(3);
    expect(new Set(received.map(({ payload }) => payload)).size).toBe(60);
  });

  it('refuses what is no URL of a broker', async () => {
    const file = csv('unsent.csv', ['01/01/2018 00:15,1']);
    for (const wrong of ['nonsense', 'ftp://127.0.0.1:1883', 'mqtt://'])
      await expect(replay(options(file, { url: wrong }), () => undefined)).rejects.toThrow(
        /--url .*: give the broker's URL, such as mqtt:/,
      );
  });

  it('falls back to MQTT 3.1.1 where the broker does not speak MQTT 5', async () => {
    const file = csv('five.csv', ['01/01/2018 00:15,1']);
    const result = await replay(options(file, { protocolVersion: 5 }), () => undefined);
    expect(result).toMatchObject({ published: 1, acknowledged: 1 });
  });

  it('counts what was done when it is ended early', async () => {
    const rows = Array.from({ length: 24 }, (_, i) => `01/01/2018 ${String(i).padStart(2, '0')}:30,1`);
    const ending = new AbortController();
    const result = await replay(
      options(csv('slow.csv', rows), { speed: 36_000, signal: ending.signal }),
      ({ acknowledged }) => {
        if (acknowledged === 3) ending.abort();
      },
    );
    expect(result.acknowledged).toBeGreaterThanOrEqual(3);
    expect(result.acknowledged).toBeLessThan(8);
    expect(result.seconds).toBeLessThan(5);
  });

  it('keeps the pace that was asked for', async () => {
    const rows = ['01/01/2018 00:00,1', '01/01/2018 01:00,2'];
    const { seconds } = await replay(
      options(csv('pace.csv', rows), {
        speed: 7200,
        rules: {
          ...options('').rules,
          midnightClosesDay: false,
        },
      }),
      () => undefined,
    );
    expect(seconds).toBeGreaterThan(0.45);
  });

  it('ends with one clear error when the login is wrong', async () => {
    const wrong = options(csv('wrong.csv', ['01/01/2018 00:15,1']), {
      login: { username: 'steel/main', password: 'wrong' },
    });
    await expect(replay(wrong, () => undefined)).rejects.toThrow(
      /refused the login "steel\/main"; check user name and password/,
    );
  });

  it('simulates the plant: history, live, status; a restart sends only what was missed', async () => {
    received = [];
    const plant = readPlant(fileURLToPath(new URL('../../../deploy/demo/plant.json', import.meta.url)));
    const credentialsFile = join(folder, 'logins.json');
    const logins = Object.fromEntries(
      plant.meters.map(({ code }) => [code, { username: `demo/${code}`, password: 'right' }]),
    );
    writeFileSync(credentialsFile, JSON.stringify(logins));
    const stateFile = join(folder, 'state.json');
    const progress: { done: number; total: number; finished: boolean }[] = [];
    const simulator = (): Simulator =>
      new Simulator({
        plant,
        url,
        credentialsFile,
        stateFile,
        backfillMonths: 1,
        everySeconds: 1,
        onProgress: (at) => progress.push(at),
      });
    const first = simulator();
    await first.start();
    await new Promise((resolve) => setTimeout(resolve, 2500));
    await first.stop();
    const last = progress.at(-1);
    expect(last).toEqual({ done: last?.total, total: last?.total, finished: true });
    expect(progress.slice(0, -1).every(({ done, total, finished }) => done < total && !finished)).toBe(true);
    const topics = new Set(received.map(({ topic }) => topic));
    for (const { code } of plant.meters) expect(topics).toContain(`zerofab/v1/demo/${code}/readings`);
    // A set: a meter that had to reconnect on a busy machine has said it twice.
    const offline = received.filter(
      ({ topic, payload }) => topic.endsWith('/status') && payload === 'offline',
    );
    expect(new Set(offline.map(({ topic }) => topic)).size).toBe(plant.meters.length);
    const state = JSON.parse(readFileSync(stateFile, 'utf8')) as { oldestMs: number; anchorMs: number };
    expect(state.oldestMs).toBe(state.anchorMs);

    const before = received.length;
    const second = simulator();
    await second.start();
    await second.stop();
    const resent = received.slice(before).filter(({ topic }) => topic.endsWith('/readings'));
    expect(resent.length).toBeLessThan(plant.meters.length * 4);
  });
});
