import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Consumption } from '@zerofab/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isComplete } from '../../apps/edge/src/replay/report.js';
import { replay, type ReplayOptions, type ReplayResult } from '../../apps/edge/src/replay/replay.js';
import { Platform } from './platform.fixture.js';

const platform = new Platform();
let folder: string;
let password: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zerofab-history-'));
  await platform.start();
  await platform.put('/sites/plant', { name: 'Plant', timezone: 'Europe/Berlin', gridRegion: 'CN' });
  await platform.put('/sites/plant/meters/main', {
    name: 'main',
    carrier: 'electricity',
    registers: [{ code: 'e', kind: 'interval', unit: 'kWh', interval: 'PT30M' }],
  });
  const { body } = await platform.call<{ password: string }>('POST', '/sites/plant/meters/main/credentials');
  ({ password } = body);
});
afterAll(async () => {
  await platform.destroy();
  rmSync(folder, { recursive: true });
});

const run = async (text: string, more: Partial<ReplayOptions['rules']> = {}): Promise<ReplayResult> => {
  const file = join(folder, 'history.csv');
  writeFileSync(file, text);
  const options: ReplayOptions = {
    file,
    url: platform.url,
    site: 'plant',
    meter: 'main',
    login: { username: 'plant/main', password },
    protocolVersion: 4,
    rules: { zone: 'Europe/Berlin', mappings: [{ column: '*', register: 'e', scale: 0.5 }], ...more },
    batch: 1000,
    inFlight: 10,
    connections: 1,
    speed: undefined,
    shuffleSeed: undefined,
    limit: undefined,
  };
  return replay(options, () => undefined);
};

describe('a file of a portal, sent over HTTP by the login of its meter', () => {
  const file =
    'Début;Fin;Valeur (en kW)\n02/03/2026 00:00:00;02/03/2026 00:30:00;4,030\n02/03/2026 00:30:00;02/03/2026 01:00:00;3,970\n02/03/2026 23:30:00;03/03/2026 00:00:00;2,000\n';

  it('makes the day that it should, and the platform says that every row is there', async () => {
    const result = await run(file);
    expect(result.platform).toEqual({ received: 3, stored: 3, repeated: 0, conflict: 0, rejected: 0 });
    expect([result.rows, isComplete(result)]).toEqual([3, true]);
    for (;;) {
      const path = '/sites/plant/consumption?meter=main&from=2026-03-02&to=2026-03-03&bucket=hour';
      const consumption = await platform.get<Consumption>(path);
      if (!consumption.settled) continue;
      expect(consumption.total).toBeCloseTo(5, 9);
      break;
    }
  });

  it('sent again repeats; another value is a conflict, a row that cannot be read is counted, and it is not complete', async () => {
    expect((await run(file)).platform).toMatchObject({ stored: 0, repeated: 3 });
    const changed = await run(file.replace('2,000', '7,000').concat('total;;10\n'));
    expect(changed.platform).toEqual({ received: 3, stored: 0, repeated: 2, conflict: 1, rejected: 0 });
    expect([changed.rows, changed.badCount, isComplete(changed)]).toEqual([4, 1, false]);
  });

  it('is not sent where the login is wrong or the register unknown', async () => {
    const unknown = await run(file, { mappings: [{ column: '*', register: 'none', scale: 1 }] });
    expect(unknown.platform).toMatchObject({ received: 3, rejected: 3 });
    expect(unknown.problems[0]).toMatch(/2026-03-01T23:30.*none/);
    password = 'wrong';
    await expect(run(file)).rejects.toThrow(/answered 401/);
  });
});
