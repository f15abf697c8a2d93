import {
  centreFunctionsSchema,
  siteScoreSchema,
  type CentreFunctions,
  type SiteScore,
} from '@zerofab/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Platform } from './platform.fixture.js';

const platform = new Platform();
const DAY = 86_400_000;
const YEAR = new Date().getUTCFullYear();
/** First instant of the last month that is over, and of the running one, in UTC. */
const now = new Date();
const lastMonth = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1);
const thisMonth = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1);

const functions = async (): Promise<CentreFunctions> =>
  centreFunctionsSchema.parse(await platform.get('/sites/works/scores/centre-functions'));
const one = async (no: number): Promise<CentreFunctions['items'][number]> => {
  const found = (await functions()).items.find((each) => each.no === no);
  if (found === undefined) throw new Error(`no function ${String(no)}`);
  return found;
};
const counted = async (kind: 'zero-carbon' | 'green-factory', year = YEAR) => {
  const found: SiteScore = siteScoreSchema.parse(
    await platform.get(`/sites/works/scores/${kind}?year=${String(year)}`),
  );
  return found.inputs.find(({ name }) => name === 'platformFunctions');
};

beforeAll(async () => {
  await platform.start();
  await platform.put('/sites/works', { name: 'Works', timezone: 'UTC', gridRegion: 'CN' });
  for (const [meter, parent] of [
    ['main', undefined],
    ['hall', 'main'],
  ] as const)
    await platform.put(`/sites/works/meters/${meter}`, {
      name: meter,
      carrier: 'electricity',
      ...(parent === undefined ? {} : { parent }),
      registers: [{ code: 'active_energy', kind: 'counter', unit: 'kWh' }],
    });
});
afterAll(async () => {
  await platform.destroy();
});

describe('functions of the energy-carbon centre at a site', () => {
  it('none is live on an empty site, each says what was found', async () => {
    const found = await functions();
    expect(found.items).toHaveLength(13);
    expect(found.live).toEqual({ guide: 0, national: 0 });
    expect((await one(1)).found.en).toBe('0 of 1 first-level meters have data of yesterday; without: main');
    expect(await one(9)).toMatchObject({ state: 'notOffered', mend: null });
    expect(await counted('zero-carbon')).toMatchObject({ from: 'measured', value: '0' });
  });

  it('readings make query and flow live, and the indicator counts them', async () => {
    const readings = [lastMonth - DAY, thisMonth, Date.now() - 60_000].flatMap((ts, at) =>
      ['main', 'hall'].map((meter, under) => ({
        meter,
        ts: new Date(ts).toISOString(),
        values: { active_energy: 1000 * (at + 1) - 10 * under * at },
      })),
    );
    const pushed = await platform.call('POST', '/sites/works/readings', readings);
    expect(pushed.body).toMatchObject({ stored: 6 });
    // Another record: what was found before is asked again.
    await platform.put('/sites/works/products/forging', { name: 'forging', unit: 't', main: true });
    expect((await one(1)).state).toBe('live');
    expect((await one(5)).found.en).toMatch(/nodes, largest difference 0 kWh$/);
    expect((await one(6)).found.en).toContain('1 of 1 balances worked out, largest');
    expect((await functions()).live).toEqual({ guide: 2, national: 2 });
    expect(await counted('zero-carbon')).toMatchObject({
      value: '2',
      note: { en: 'live tests: 2 of 13 functions' },
    });
    expect(await counted('green-factory')).toMatchObject({ value: '2' });
  });

  it('of a past year nothing is claimed', async () => {
    expect(await counted('green-factory', YEAR - 1)).toMatchObject({ from: 'missing', value: null });
  });

  it('a bundle that was handed out supports a verification, a proof fills the register', async () => {
    expect((await one(11)).state).toBe('notLive');
    const bundle = await fetch(
      `${platform.url}/api/v1/sites/works/reports/audit-bundle.zip?year=${String(YEAR)}`,
      { headers: { authorization: platform.bearer } },
    );
    expect(bundle.status).toBe(200);
    await platform.post('/sites/works/energy-proofs', {
      kind: 'trade',
      mwh: '1',
      from: String(YEAR),
      to: String(YEAR + 1),
      contract: 'C-1',
      settlement: 'S-1',
    });
    expect((await one(11)).state).toBe('live');
    expect(await one(12)).toMatchObject({ state: 'live', mend: null });
    expect((await functions()).live.guide).toBe(4);
  });
});
