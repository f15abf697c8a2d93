import {
  electricityAttributesSchema,
  ledgerSchema,
  proofListSchema,
  type ElectricityAttributes,
  type EmissionsSeries,
  type Inventory,
} from '@zerofab/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Platform, publish } from './platform.fixture.js';

const platform = new Platform();
const PASSWORD = 'a long enough password';
const MARKET = encodeURIComponent('GHG Protocol (market-based)');
const YEAR = 'from=2025-01-01&to=2026-01-01';
/** Bought in each month of 2025, MWh: 1 200 in all, half of the months below the even 100. */
const BOUGHT = [50, 150, 50, 150, 50, 150, 50, 150, 50, 150, 50, 150];
const certificates = {
  kind: 'certificate',
  mwh: '1200',
  from: '2025',
  to: '2026',
  generationMonth: '2025-03',
  registry: 'GEC',
  serialFrom: 'GEC-2025-00000001',
  serialTo: 'GEC-2025-00001200',
  retiredOn: '2026-01-20',
  beneficiary: 'Works',
};
const trade = { kind: 'trade', mwh: '10', from: '2025', to: '2026', contract: 'C', settlement: 'S' };
interface Refusal {
  readonly detail: string;
  readonly errors?: { field: string }[];
}
const claim = async (site: string, body: object) =>
  platform.call<Refusal & { id: string }>('POST', `/sites/${site}/energy-proofs`, body);
const withdraw = async (site: string, id: string) =>
  platform.call('POST', `/sites/${site}/energy-proofs/${id}/withdraw`, { reason: 'end of the test' });
const attributes = async (query = YEAR, site = 'works'): Promise<ElectricityAttributes> =>
  electricityAttributesSchema.parse(await platform.get(`/sites/${site}/electricity-attributes?${query}`));
const linesOf = ({ lines }: ElectricityAttributes['total']) =>
  lines.map(({ attribute, mwh, factorRule }) => `${attribute} ${mwh} ${factorRule}`);
const ledger = async (site: string, year = 2025) =>
  ledgerSchema.parse(await platform.get(`/sites/${site}/non-fossil-ledger?year=${String(year)}`));

beforeAll(async () => {
  await platform.start();
  for (const site of ['works', 'other', 'roof']) {
    await platform.put(`/sites/${site}`, { name: site, timezone: 'Asia/Shanghai', gridRegion: 'CN' });
  }
  for (const site of ['works', 'other']) {
    await platform.put(`/sites/${site}/sources/power`, {
      name: 'Power',
      category: 'purchasedElectricity',
      activity: { kind: 'manual', unit: 'MWh' },
    });
    for (const [index, quantity] of BOUGHT.entries()) {
      const month = (n: number): string => (n === 13 ? '2026-01' : `2025-${String(n).padStart(2, '0')}`);
      await platform.post(`/sites/${site}/activity-data`, {
        source: 'power',
        from: month(index + 1),
        to: month(index + 2),
        quantity,
        unit: 'MWh',
      });
    }
  }
});
afterAll(async () => {
  await platform.destroy();
});

describe('a year of certificates over months of different size', () => {
  let id = '';
  it('makes a works that is green over the year green in every month: nothing left, to the digit', async () => {
    const answer = await claim('works', certificates);
    expect(answer.status).toBe(201);
    ({ id } = answer.body);
    const table = await attributes(`${YEAR}&method=${MARKET}`);
    expect(linesOf(table.total)).toEqual(['certificate 1200 zero', 'grid 0 residual']);
    expect(table.months.map(linesOf)).toEqual(
      BOUGHT.map((mwh) => [`certificate ${String(mwh)} zero`, 'grid 0 residual']),
    );
    const inventory = await platform.get<Inventory>(`/sites/works/inventory?${YEAR}&method=${MARKET}`);
    expect(inventory.exact.total).toBe('0');
    expect(inventory.electricity?.map(({ exactMwh }) => exactMwh)).toEqual(['1200', '0']);
    expect(inventory.warnings).toEqual([]);
  });

  it('tells the same of a month asked for by itself, of the charts and of the other methods', async () => {
    const january = await platform.get<Inventory>('/sites/works/inventory?from=2025-01-01&to=2025-02-01');
    expect(january.exact.total).toBe('0');
    const series = await platform.get<EmissionsSeries>(`/sites/works/emissions-series?${YEAR}&bucket=month`);
    expect(series.buckets.map(({ indirectTco2e }) => indirectTco2e)).toEqual(BOUGHT.map(() => 0));
    const location = await attributes(
      `${YEAR}&method=${encodeURIComponent('GHG Protocol (location-based)')}`,
    );
    expect(linesOf(location.total)).toEqual(['certificate 1200 average', 'grid 0 average']);
  });

  it('leaves no room for another claim, and gives it back when one is withdrawn', async () => {
    const refused = await claim('works', trade);
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ field: 'mwh' }] } });
    expect(refused.body.detail).toContain('by 10 MWh');
    expect(await withdraw('works', id)).toMatchObject({ status: 200, body: { status: 'withdrawn' } });
    const answers = await Promise.all([1, 2, 3, 4].map(async () => claim('works', { ...trade, mwh: '400' })));
    // Four at once, each alone would fit: three of 400 fill 1200.
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 201, 201, 422]);
    const { items } = proofListSchema.parse(await platform.get('/sites/works/energy-proofs'));
    const active = items.filter(({ status }) => status === 'active');
    expect(active).toHaveLength(3);
    for (const proof of active) await withdraw('works', proof.id);
  });

  it('refuses a month that claims more than it bought, though the year has room', async () => {
    const january = await claim('works', { ...trade, mwh: '60', from: '2025-01', to: '2025-02' });
    expect(january.status).toBe(422);
    expect(january.body.detail).toContain('50 MWh bought in it, by 10 MWh');
  });
});

describe('a coefficient of the province that was stored before it was checked', () => {
  it('leaves its line without a value and says so; the year answers', async () => {
    await platform.sql(
      `INSERT INTO ledger_parameter (site_id, year, name, value, source, recorded_by)
       SELECT id, 2024, 'apportionment', 1.000000000000000001, 'notice', 'admin' FROM site WHERE code = 'other'`,
    );
    const { lines, withApportionment, apportionment } = await ledger('other', 2024);
    expect(apportionment?.value).toBe('1.000000000000000001');
    expect(withApportionment).toBe(false);
    const line = lines.find(({ way }) => way === 'apportioned');
    expect(line?.mwh).toBeNull();
    expect(line?.reason.en).toContain('1.000000000000000001');
  });
});

describe('a certificate counts once on the platform', () => {
  it('however its register and numbers are written, and whoever writes them', async () => {
    expect(
      (await claim('other', { ...certificates, mwh: '100', serialTo: 'GEC-2025-00000100' })).status,
    ).toBe(201);
    for (const registry of ['国家绿证核发交易系统', 'gec ', 'National Green Certificate Register']) {
      const twice = await claim('works', {
        ...certificates,
        registry,
        mwh: '2',
        serialFrom: 'gec 2025 00000100',
        serialTo: 'gec 2025 00000101',
      });
      expect(twice).toMatchObject({ status: 422, body: { errors: [{ field: 'serialFrom' }] } });
      expect(twice.body.detail).toContain('another site');
      expect(JSON.stringify(twice.body)).not.toContain('other"');
    }
    const bundled = {
      ...trade,
      mwh: '1',
      registry: 'GEC',
      serialFrom: 'GEC202500000007',
      serialTo: 'GEC202500000007',
    };
    expect((await claim('works', bundled)).status).toBe(422);
    // The own claim is named.
    expect((await claim('other', bundled)).body.detail).toMatch(/by proof \d+ of this site/);
  });

  it('is held by the database itself', async () => {
    const insert = `INSERT INTO energy_proof (site_id, kind, mwh, from_ts, to_ts, serial_series, serial_from, serial_to, recorded_by)
      SELECT id, 'certificate', 1, now(), now() + interval '1 day', 'CNGEC:GEC', 202500000050, 202500000050, 'sql' FROM site WHERE code = 'roof'`;
    await expect(platform.sql(insert)).rejects.toThrow(/claimed already/);
  });

  it('is refused with everything that is missing at once', async () => {
    const answer = await claim('works', {
      ...certificates,
      retiredOn: undefined,
      beneficiary: undefined,
      mwh: '5',
    });
    expect(answer.status).toBe(422);
    expect(answer.body.errors?.map(({ field }) => field)).toEqual(['retiredOn', 'beneficiary', 'mwh']);
    const nothing = await claim('works', { ...trade, settlement: 'evidence:999' });
    expect(nothing).toMatchObject({ status: 422, body: { errors: [{ field: 'settlement' }] } });
  });
});

describe('the ledger of 622', () => {
  it('caps certificates by the limit, keeps what was recorded before, and shows both dates', async () => {
    // 100 of `other`, generated in March 2025 and retired in 2026; offtake 1200.
    const path = '/sites/other/non-fossil-ledger/parameters?year=2025';
    await platform.put(path, { apportionment: '0.3', source: 'notice 1' });
    await platform.put(path, { apportionment: '0.25', certificateLimitMwh: '40', source: 'notice 2' });
    const year = await ledger('other');
    // 40 of 100; (1200 − 40) × 0.25 = 290; 330 of 1200
    expect(year.lines.map(({ mwh, cutMwh }) => [mwh, cutMwh])).toEqual([
      ['0', null],
      ['0', null],
      ['40', '60'],
      ['290', null],
    ]);
    expect(year).toMatchObject({
      totalMwh: '330',
      share: '0.275',
      apportionment: { value: '0.25', source: 'notice 2' },
    });
    expect(year.history.map(({ value }) => value)).toEqual(['0.3', '0.25', '40']);
    expect(year.certificates).toMatchObject([
      { mwh: '100', generationMonth: '2025-03', retiredOn: '2026-01-20', counted: true },
    ]);
    const before = await ledger('other', 2024);
    expect(before.certificates).toMatchObject([{ counted: false }]);
    expect(before.offtakeMwh).toBeNull();
    expect(before.lines.map(({ mwh }) => mwh)).toEqual(['0', '0', '0', null]);
    expect((await platform.call('PUT', path, { source: 'nothing' })).status).toBe(422);
  });

  it('takes a direct line as physical, not as offtake: (1200 − 200) of the grid', async () => {
    const line = await claim('works', { ...trade, kind: 'direct', mwh: '200' });
    expect(line.status).toBe(201);
    const year = await ledger('works');
    expect(year).toMatchObject({ offtakeMwh: '1000', useMwh: '1200', totalMwh: '200' });
    expect(year.lines[0]).toMatchObject({ mwh: '200' });
  });
});

describe('own generation beside metered load', () => {
  it('is claimed at most as metered, lowers no purchase, and is matched hour by hour', async () => {
    const registers = [{ code: 'e', kind: 'interval', unit: 'MWh', interval: 'PT1H' }];
    await platform.put('/sites/roof/meters/grid', { name: 'Grid', carrier: 'electricity', registers });
    await platform.put('/sites/roof/meters/pv', { name: 'PV', carrier: 'pv', registers });
    await platform.put('/sites/roof/sources/power', {
      name: 'Power',
      category: 'purchasedElectricity',
      activity: { kind: 'meters', registers: [{ meter: 'grid', register: 'e' }] },
    });
    // 1 January 2025, four hours: PV 2, 3, 0, 5; grid 1, 0, 4, 0. Load 3, 3, 4, 5; all of PV is used at once.
    const series: Record<string, number[]> = { pv: [2, 3, 0, 5], grid: [1, 0, 4, 0] };
    for (const [meter, values] of Object.entries(series)) {
      const client = await platform.meter('roof', meter);
      for (const [hour, e] of values.entries())
        await publish(client, 'roof', meter, {
          ts: `2025-01-01T0${String(hour + 1)}:00:00+08:00`,
          values: { e },
        });
      await client.endAsync();
    }
    const own = {
      kind: 'own',
      mwh: '12',
      from: '2025-01-01',
      to: '2025-01-02',
      evidence: 'meter pv, daily record',
    };
    expect((await claim('roof', own)).status).toBe(201);
    const day = 'from=2025-01-01&to=2025-01-02';
    await expect.poll(async () => (await attributes(day, 'roof')).total.purchasedMwh).toBe('5');
    const table = await attributes(day, 'roof');
    // 12 claimed, 10 metered.
    expect(linesOf(table.total)).toEqual(['own 10 zero', 'grid 5 average']);
    expect(table.uncounted).toMatchObject([{ mwh: '2' }]);
    const year = await ledger('roof');
    expect(year.lines[0]).toMatchObject({ mwh: '10' });
    expect(year).toMatchObject({ offtakeMwh: '5', useMwh: '15', totalMwh: '10' });
    // min(load, PV): 2 + 3 + 0 + 5 of 15, in four of 8760 hours.
    expect(year.hourlyMatch).toMatchObject({
      matchedMwh: 10,
      loadMwh: 15,
      generationMwh: 10,
      surplusMwh: 0,
      share: 0.666667,
      knownHours: 4,
      hours: 8760,
      unmatchedHours: 2,
    });
    const inventory = await platform.get<Inventory>(`/sites/roof/inventory?${day}`);
    expect(inventory.exact.total).toBe('2.653');
  });
});

describe('the HTTP contract', () => {
  it('documents every call', async () => {
    const document = (await (await fetch(`${platform.url}/api/docs-json`)).json()) as {
      paths: Record<string, unknown>;
    };
    for (const call of [
      'energy-proofs',
      'energy-proofs/{id}/withdraw',
      'electricity-attributes',
      'non-fossil-ledger',
      'non-fossil-ledger/parameters',
    ])
      expect(document.paths).toHaveProperty([`/api/v1/sites/{site}/${call}`]);
  });
});

describe('rights', () => {
  it('lets the auditor read and change nothing, and hides a site that is not granted', async () => {
    await platform.put('/users/reader', { name: 'R', role: 'auditor', password: PASSWORD, sites: ['works'] });
    const token = await platform.logIn('reader', PASSWORD);
    const status = async (method: string, path: string, body?: unknown) =>
      (await platform.call(method, path, body, token)).status;
    for (const path of ['energy-proofs', `electricity-attributes?${YEAR}`, 'non-fossil-ledger?year=2025']) {
      expect(await status('GET', `/sites/works/${path}`)).toBe(200);
      expect(await status('GET', `/sites/other/${path}`)).toBe(404);
    }
    expect(await status('POST', '/sites/works/energy-proofs', trade)).toBe(403);
    expect(await status('POST', '/sites/works/energy-proofs/1/withdraw', { reason: 'because' })).toBe(403);
    expect(
      await status('PUT', '/sites/works/non-fossil-ledger/parameters?year=2025', {
        apportionment: 1,
        source: 'x',
      }),
    ).toBe(403);
    // A proof of another site cannot be withdrawn through one's own.
    const { items } = proofListSchema.parse(await platform.get('/sites/other/energy-proofs'));
    expect((await withdraw('works', items[0]?.id ?? '')).status).toBe(404);
    expect(
      (await platform.call('GET', `/sites/works/electricity-attributes?${YEAR}&method=magic`)).status,
    ).toBe(422);
  });
});
