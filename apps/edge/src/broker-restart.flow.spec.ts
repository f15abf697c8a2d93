import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RestartableBroker } from '../../../test/fixtures/restartable-broker.js';
import { connectPublisher } from './mqtt/publisher.js';
import { replay } from './replay/replay.js';
import { connectGateways, type Gateway } from './simulate/gateways.js';
import { LiveMeter } from './simulate/live.js';
import { PlantModel } from './simulate/model.js';
import type { Plant } from './simulate/plant.js';

describe('a broker that goes away and comes back', () => {
  let folder: string;
  let broker: RestartableBroker;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'zerofab-edge-'));
    broker = new RestartableBroker();
    await broker.start();
  });
  afterEach(async () => {
    await broker.stop();
    rmSync(folder, { recursive: true });
  });

  it('gets every row of a replay: what was not acknowledged is sent again', async () => {
    const file = join(folder, 'rows.csv');
    const rows = Array.from(
      { length: 400 },
      (_, i) => `${String(1_700_000_000_000 + i * 900_000)},${String(i)}`,
    );
    writeFileSync(file, `ts,energy\n${rows.join('\n')}\n`);
    broker.accept = (count) => {
      if (count !== 150) return true;
      broker.accept = () => true;
      setTimeout(() => void broker.start(), 300);
      return false;
    };
    const result = await replay(
      {
        file,
        url: broker.url,
        site: 'steel',
        meter: 'main',
        login: { username: 'steel/main', password: 'right' },
        protocolVersion: 4,
        rules: {
          mappings: [{ column: 'energy', register: 'energy', scale: 1 }],
          timeFormat: 'epoch-ms',
          zone: undefined,
        },
        batch: 1,
        inFlight: 50,
        connections: 1,
        speed: undefined,
        shuffleSeed: undefined,
        limit: undefined,
      },
      () => undefined,
    );
    expect(result).toMatchObject({ rows: 400, published: 400, acknowledged: 400, badCount: 0 });
    const values = broker.received.map(
      ({ payload }) => (JSON.parse(payload) as { values: { energy: number } }).values.energy,
    );
    expect(new Set(values).size).toBe(400);
  });

  const plant: Plant = {
    site: { code: 'demo', timezone: 'Asia/Shanghai' },
    seed: 1,
    since: '2026-01-01T00:00:00+08:00',
    meters: [
      {
        code: 'lathe',
        registers: [
          { code: 'active_energy', kind: 'counter', multiplier: 1 },
          { code: 'active_power', kind: 'gauge', multiplier: 1 },
        ],
        sim: { model: 'pv', peakKw: 1, latitude: 31, start: 0, resolution: 0.01, sendsTwice: false },
      },
    ],
  };
  const connect = async (): Promise<Gateway> => {
    const credentials = join(folder, 'logins.json');
    writeFileSync(credentials, JSON.stringify({ lathe: { username: 'demo/lathe', password: 'right' } }));
    const [gateway] = await connectGateways(plant, broker.url, credentials, new AbortController().signal);
    if (gateway === undefined) throw new Error('no gateway');
    return gateway;
  };
  const until = async (condition: () => boolean): Promise<void> => {
    for (let i = 0; i < 100 && !condition(); i += 1) await sleep(100);
    expect(condition()).toBe(true);
  };

  it('hears again that a simulated meter is online', async () => {
    const gateway = await connect();
    await gateway.status('online');
    await broker.stop();
    await broker.start();
    const heard = broker.received.length;
    await until(() => broker.received.length > heard);
    expect(broker.received.slice(heard)).toEqual([
      { topic: 'zerofab/v1/demo/lathe/status', payload: 'online' },
    ]);
    await gateway.close();
  });

  it('is believed when it refuses the login for good, and not at the first refusal', async () => {
    const reasons: string[] = [];
    const options = {
      url: broker.url,
      login: { username: 'steel/main', password: 'right' },
      protocolVersion: 4,
      retryMs: 10,
      onRefused: (reason: string) => reasons.push(reason),
    } as const;
    const client = await connectPublisher(options);
    let refusals = 0;
    client.on('error', () => (refusals += 1));
    await broker.stop();
    broker.password = 'newer';
    await broker.start();
    await until(() => reasons.length > 0);
    expect(reasons).toEqual([expect.stringMatching(/refused the login "steel\/main"; check user name/)]);
    expect(refusals).toBeGreaterThanOrEqual(6);
    await client.endAsync(true);
  });

  it('is told the login that was issued anew meanwhile', async () => {
    const gateway = await connect();
    await broker.stop();
    broker.password = 'newer';
    await broker.start();
    writeFileSync(
      join(folder, 'logins.json'),
      JSON.stringify({ lathe: { username: 'demo/lathe', password: 'newer' } }),
    );
    await until(() => gateway.connected);
    await gateway.send([{ ts: 1, values: { active_energy: 2 } }]);
    expect(broker.received.at(-1)?.payload).toBe('{"ts":1,"values":{"active_energy":2}}');
    await gateway.close();
  });

  it('gets what a live meter read meanwhile in one array, and until then it does not count as acknowledged', async () => {
    const gateway = await connect();
    const begin = Date.parse('2026-06-01T12:00:00+08:00');
    const live = new LiveMeter(new PlantModel(plant, begin), gateway);
    await live.tick(begin);
    expect(live.acknowledgedUntil(begin)).toBe(begin);
    await broker.stop();
    await until(() => !gateway.connected);
    for (let minute = 1; minute <= 5; minute += 1) await live.tick(begin + minute * 60_000);
    expect(live.acknowledgedUntil(begin + 300_000)).toBe(begin + 60_000);
    await broker.start();
    await until(() => gateway.connected);
    await live.tick(begin + 360_000);
    expect(live.acknowledgedUntil(begin + 360_000)).toBe(begin + 360_000);
    const last = JSON.parse(broker.received.at(-1)?.payload ?? '') as { ts: number }[];
    expect(last.map(({ ts }) => (ts - begin) / 60_000)).toEqual([1, 2, 3, 4, 5, 6]);
    await gateway.close();
  });
});
