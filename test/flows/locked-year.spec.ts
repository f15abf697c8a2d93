import type {
  BaseYear,
  EmissionsSeries,
  Inventory,
  InventoryMatrix,
  OrganisationInventory,
  PeriodView,
  SiteScore,
} from '@zerofab/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { strFromU8, unzipSync } from 'fflate';
import { Platform } from './platform.fixture.js';

// A locked year is one truth: whoever asks for it gets the figures of its version, and is told so.

const platform = new Platform();
const SITE = '/sites/works';
const YEAR = `${SITE}/periods/2025`;
const METHOD = 'GB/T 32150-2015';
const inventory = async (): Promise<Inventory> =>
  platform.get<Inventory>(`${SITE}/inventory?from=2025&to=2026`);
const series = async (bucket: string): Promise<EmissionsSeries> =>
  platform.get<EmissionsSeries>(`${SITE}/emissions-series?from=2025&to=2026&bucket=${bucket}`);
const organisation = async (more = ''): Promise<OrganisationInventory> =>
  platform.get<OrganisationInventory>(`/organisation/inventory?year=2025${more}`);
const scores = async (): Promise<SiteScore> =>
  platform.get<SiteScore>(`${SITE}/scores/zero-carbon?year=2025`);
const baseYear = async (): Promise<BaseYear> => platform.get<BaseYear>(`${SITE}/base-year`);
const fuel = (name: string) => ({
  name: 'Trucks',
  category: 'mobileCombustion',
  activity: { kind: 'manual', unit: 't' },
  factor: { kind: 'fuel', fuel: name },
});
const inputOf = (score: SiteScore, name: string) => score.inputs.find((input) => input.name === name);

const step = async (name: string, body: object, token?: string): Promise<void> => {
  const { status } = await platform.call('POST', `${YEAR}/${name}`, body, token);
  if (status !== 200) throw new Error(`${name}: ${String(status)}`);
};

let locked: Inventory;

beforeAll(async () => {
  await platform.start();
  await platform.put(SITE, { name: 'Works', timezone: 'Asia/Shanghai', gridRegion: 'CN-JS' });
  await platform.put(`${SITE}/sources/trucks`, fuel('diesel'));
  await platform.put(`${SITE}/sources/grid`, {
    name: 'Grid',
    category: 'purchasedElectricity',
    activity: { kind: 'manual', unit: 'MWh' },
    factor: { kind: 'grid', rule: 'data-year' },
  });
  for (let month = 1; month <= 12; month += 1) {
    const span = {
      from: `2025-${String(month).padStart(2, '0')}`,
      to: month === 12 ? '2026' : `2025-${String(month + 1).padStart(2, '0')}`,
    };
    await platform.post(`${SITE}/activity-data`, { source: 'trucks', ...span, quantity: month, unit: 't' });
    await platform.post(`${SITE}/activity-data`, {
      source: 'grid',
      ...span,
      quantity: 100 * month,
      unit: 'MWh',
    });
  }
  await platform.put(`${SITE}/boundary`, {
    entity: {
      legalName: '示例制造有限公司',
      creditCode: '914403001922038216',
      sector: '3011 cement',
      address: 'Shenzhen, Road 1',
      contacts: [{ name: 'Li Ming', role: 'report', phone: '0755-1' }],
    },
    systems: { main: [{ name: 'Mill', sources: ['trucks', 'grid'] }], auxiliary: [], ancillary: [] },
    baseYear: { year: 2025, method: METHOD, reason: 'first whole year' },
  });
  const { points } = await platform.get<PeriodView>(YEAR);
  const waivers = points.map(({ id }) => ({ point: id, reason: 'known' }));
  await step('close', { waivers });
  await platform.put('/users/second', {
    name: 'Second',
    role: 'energy_manager',
    password: 'a long enough password',
    sites: ['works'],
  });
  const second = await platform.logIn('second', 'a long enough password');
  await step('lock', { unverified: 'a test' }, second);
  locked = await inventory();
  // From here on the records tell another year.
  await platform.put(`${SITE}/sources/trucks`, fuel('gasoline'));
  await platform.put(`${SITE}/sources/grid`, {
    name: 'Grid',
    category: 'purchasedElectricity',
    activity: { kind: 'manual', unit: 'MWh' },
    factor: { kind: 'grid', rule: 'data-year' },
    included: false,
    reason: 'let out',
  });
});
afterAll(async () => {
  await platform.destroy();
});

describe('figures of a locked year whose records changed', () => {
  it('stand in the inventory, though the present computation differs', async () => {
    const { pending } = await platform.get<PeriodView>(YEAR);
    expect(pending?.lines.map(({ code }) => code).toSorted()).toEqual(['grid', 'trucks']);
    expect((await inventory()).exact).toEqual(locked.exact);
    expect(locked.reporting).toMatchObject({ period: '2025', version: 1 });
  });

  it('stand in the months of the chart, with sources that are no more; days say that they are of now', async () => {
    const months = await series('month');
    const matrix = await platform.get<InventoryMatrix>(`${SITE}/inventory/matrix?from=2025&to=2026`);
    expect(months.versions).toMatchObject([{ period: '2025', version: 1 }]);
    expect(months.sources.map(({ code }) => code).toSorted()).toEqual(['grid', 'trucks']);
    const totals = months.buckets.map(
      ({ directTco2e, indirectTco2e }) => (directTco2e ?? 0) + (indirectTco2e ?? 0),
    );
    for (const [n, total] of matrix.totals.entries()) expect(totals[n]).toBeCloseTo(total ?? Number.NaN, 6);
    expect(totals.reduce((sum, value) => sum + value, 0)).toBeCloseTo(Number(locked.exact.total), 6);
    expect((await series('day')).versions).toMatchObject([{ period: '2025', version: null }]);
    const half = await platform.get<EmissionsSeries>(
      `${SITE}/emissions-series?from=2025-03&to=2025-05&bucket=month`,
    );
    expect(half.buckets.map(({ directTco2e }) => directTco2e)).toEqual(
      months.buckets.slice(2, 4).map(({ directTco2e }) => directTco2e),
    );
  });

  it('stand in the sum of the organisation, unless another method is asked for', async () => {
    const { sites, sum, method } = await organisation();
    const works = sites.find(({ code }) => code === 'works');
    expect(works).toMatchObject({ exact: locked.exact, method: locked.method.id, reporting: { version: 1 } });
    expect(sum.exact.total).toBe(locked.exact.total);
    expect(method?.id).toBe(locked.method.id);
    const other = await organisation('&method=GHG%20Protocol%20(location-based)');
    expect(other.sites.find(({ code }) => code === 'works')?.reporting).toMatchObject({
      state: 'locked',
      version: null,
    });
  });

  it('stand in the scores, which say which version they rest on', async () => {
    const score = await scores();
    expect(score.reporting).toMatchObject({ period: '2025', version: 1 });
    const co2 = locked.sources
      .flatMap(({ gases }) => gases)
      .filter(({ gas }) => gas === 'CO2')
      .reduce((total, { tco2e }) => total + tco2e, 0);
    const [direct, indirect] = ['directCo2', 'indirectCo2'].map((name) =>
      Number(inputOf(score, name)?.value),
    );
    expect((direct ?? 0) + (indirect ?? 0)).toBeCloseTo(co2, 6);
    // 100 MWh × (1 + … + 12), from the version: today no source of electricity is in the inventory.
    expect(inputOf(score, 'electricity')?.value).toBe('7800');
  });

  it('stand in the base year: nothing drifts until a restatement is approved', async () => {
    const year = await baseYear();
    expect(year.fixed.tco2e).toBe(locked.exact.total);
    expect(year.recomputed).toMatchObject({ tco2e: locked.exact.total, reporting: { version: 1 } });
    expect(year.state).toBe('unaffected');
  });
});

describe('the printed report of a locked year', () => {
  const file = async (format: string, more = ''): Promise<Buffer> => {
    const response = await fetch(
      `${platform.url}/api/v1${SITE}/reports/inventory.${format}?year=2025${more}`,
      {
        headers: { authorization: platform.bearer },
      },
    );
    if (response.status !== 200) throw new Error(`${format}: ${await response.text()}`);
    expect(response.headers.get('content-disposition')).toContain(`.${format}"`);
    return Buffer.from(await response.arrayBuffer());
  };

  it('is a PDF of the version, the same bytes whenever it is made', { timeout: 60_000 }, async () => {
    const pdf = await file('pdf');
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(Buffer.compare(pdf, await file('pdf', '&version=1'))).toBe(0);
    expect(Buffer.compare(pdf, await file('pdf', '&lang=en'))).not.toBe(0);
  });

  it(
    'is a DOCX with the digits, the version and the boundary that were frozen',
    { timeout: 60_000 },
    async () => {
      const docx = await file('docx');
      const body = strFromU8(unzipSync(docx)['word/document.xml'] ?? new Uint8Array());
      for (const text of [
        locked.exact.total,
        locked.reporting?.sha256,
        '示例制造有限公司',
        'v1',
        'Grid (grid)',
      ])
        expect(body).toContain(text);
      expect(Buffer.compare(docx, await file('docx'))).toBe(0);
    },
  );
});
