import type { FactorImport, FactorPreview, FactorsInUse, Inventory, LibraryFactor } from '@zerofab/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Platform } from './platform.fixture.js';

/**
 * The administrator imports a newer national table: sees first what it would change, then imports it; a figure asked
 * for as it was known before keeps its factor; the import can be withdrawn; a site's people see only their sites.
 */
const platform = new Platform();
const HEADER =
  'id,name_zh,name_en,category,value,unit,gas,region,year,valid_from,valid_to,source,source_url,confidence,note';
const row = (id: string, region: string, value: string, day = '2026-11-20'): string =>
  `${id},电力平均二氧化碳排放因子,Average electricity CO2,grid-average-${region === 'CN' ? 'national' : 'provincial'},${value},kgCO2/kWh,CO2,${region},2024,${day},,"test announcement, 2026",,high,`;
const TABLE = [
  HEADER,
  row('elec-cn-2024-average', 'CN', '0.5000'),
  row('elec-cn-js-2024-average', 'CN-JS', '0.4000'),
].join('\n');
const request = (csv: string, more: object = {}) => ({
  table: 'electricity',
  title: 'Announcement 2026 No. 99',
  csv,
  ...more,
});
const preview = async (csv: string, token?: string) =>
  platform.call<FactorPreview & { detail: string }>('POST', '/factors/preview', request(csv), token);
const purchased = async (query = '') => {
  const inventory = await platform.get<Inventory>(`/sites/js/inventory?from=2026&to=2027${query}`);
  const { sources, factorSet } = inventory;
  return { exact: sources[0]?.exact, factor: sources[0]?.factors[0], factorSet };
};
let manager = '';

beforeAll(async () => {
  await platform.start();
  for (const [site, gridRegion] of [
    ['js', 'CN-JS'],
    ['cn', 'CN'],
  ] as const) {
    await platform.put(`/sites/${site}`, { name: site, timezone: 'Asia/Shanghai', gridRegion });
    await platform.put(`/sites/${site}/sources/grid`, {
      name: 'Purchased electricity',
      category: 'purchasedElectricity',
      activity: { kind: 'manual', unit: 'MWh' },
    });
    await platform.post(`/sites/${site}/activity-data`, {
      source: 'grid',
      from: '2026-01',
      to: '2026-02',
      quantity: '1000',
      unit: 'MWh',
      evidence: 'invoice',
    });
  }
  await platform.put('/users/li', {
    name: 'Li',
    role: 'energy_manager',
    password: 'a long password',
    sites: ['cn'],
  });
  manager = await platform.logIn('li', 'a long password');
});
afterAll(async () => {
  await platform.destroy();
});

describe('a newer national table', () => {
  it('is previewed: new factors beside those they supersede, and the figures that change', async () => {
    const { body } = await preview(TABLE);
    expect(body.added.map(({ factor, predecessor }) => [factor.id, predecessor?.id])).toEqual([
      ['elec-cn-2024-average', 'elec-cn-2023-average'],
      ['elec-cn-js-2024-average', 'elec-cn-js-2023-average'],
    ]);
    const effect = body.effects.find(({ site, year }) => site === 'js' && year === 2026);
    // 1000 MWh × 0.4 t/MWh
    expect(effect?.sources).toMatchObject([{ code: 'grid', after: '400' }]);
    expect(effect?.sources[0]?.factorsAfter).toEqual(['elec-cn-js-2024-average = 0.4000 kgCO2/kWh']);
    expect(effect?.beforeTco2e).toBe(effect?.sources[0]?.before);
    // Nothing has been done.
    expect((await purchased()).factor?.id).toBe('elec-cn-js-2023-average');
  });

  it('shows a manager the effects on his own sites only, and takes an administrator to import', async () => {
    const { body, status } = await preview(TABLE, manager);
    expect(status).toBe(200);
    expect(new Set(body.effects.map(({ site }) => site))).toEqual(new Set(['cn']));
    const refused = await platform.call('POST', '/factors/imports', request(TABLE), manager);
    expect(refused.status).toBe(403);
  });

  it('refuses what is no factor table, and says why', async () => {
    expect((await preview('a,b\n1,2')).body.detail).toContain('the header lacks id');
    expect((await preview(`${HEADER}\n`)).body.detail).toContain('no rows');
    expect((await preview(`${HEADER}\n"elec`)).body.detail).toContain('csv');
    const unknown = await platform.call<{ detail: string }>('POST', '/factors/preview', {
      ...request(TABLE),
      table: 'prices',
    });
    expect(unknown.body.detail).toContain('there are: electricity');
  });

  it('is imported as previewed, and what was known before stays as it was', async () => {
    const before = await purchased();
    const knownAt = new Date().toISOString();
    const { body: shown } = await preview(TABLE);
    const stored = (await platform.post(
      '/factors/imports',
      request(TABLE, { basedOn: shown.basedOn }),
    )) as unknown as FactorImport;
    expect(stored).toMatchObject({ added: 2, changed: 0, rejected: 0, importedBy: 'admin' });
    const now = await purchased();
    expect(now).toMatchObject({
      exact: '400',
      factor: { id: 'elec-cn-js-2024-average', version: `import ${stored.id}: Announcement 2026 No. 99` },
    });
    expect(now.factorSet).toBe(`${before.factorSet}+import-${stored.id}`);
    expect(await purchased(`&knownAt=${knownAt}`)).toEqual(before);
    // The report of a day before the publication takes what was published by then, whatever is known now.
    expect((await purchased('&asOf=2026-11-19')).factor?.id).toBe('elec-cn-js-2023-average');
    const again = await platform.call<{ type: string }>(
      'POST',
      '/factors/imports',
      request(TABLE, { basedOn: shown.basedOn }),
    );
    expect(again.status).toBe(422);
    const csv = await platform.bytes(`/factors/imports/${stored.id}/file.csv`);
    expect(Buffer.from(csv).toString()).toBe(TABLE);
  });

  it('refuses an import that was previewed with another library', async () => {
    const table = [HEADER, row('elec-cn-zj-2024-average', 'CN-ZJ', '0.41')].join('\n');
    const stale = await platform.call('POST', '/factors/imports', request(table, { basedOn: 'long ago' }));
    expect(stale.status).toBe(409);
  });

  it('has a correction and rejected rows accepted expressly', async () => {
    const table = [
      HEADER,
      row('elec-cn-js-2024-average', 'CN-JS', '0.4100'),
      row('elec-cn-zj-2024-average', 'CN-XX', '0.41'),
    ].join('\n');
    const { body: shown } = await preview(table);
    expect(shown.changed).toMatchObject([{ fields: ['value'] }]);
    expect(shown.changed[0]?.changePercent).toBeCloseTo(2.5, 9);
    expect(shown.rejected).toMatchObject([{ line: 3, column: 'region' }]);
    const attempt = async (more: object) =>
      platform.call<{ errors: { field: string }[] }>(
        'POST',
        '/factors/imports',
        request(table, { basedOn: shown.basedOn, ...more }),
      );
    expect((await attempt({})).body.errors[0]?.field).toBe('acceptRejected');
    expect((await attempt({ acceptRejected: true })).body.errors[0]?.field).toBe('acceptChanged');
    expect((await attempt({ acceptRejected: true, acceptChanged: true })).status).toBe(201);
    expect((await purchased()).exact).toBe('410');
  });

  it('is transcribed until somebody compares it with the print, and the figures say so', async () => {
    const before = (await purchased()).factor;
    expect(before?.confidence).toBe('high');
    const knownAt = new Date().toISOString();
    const compare = async (more: object, token?: string) =>
      platform.call<{ agrees: boolean; detail: string; errors: { field: string }[] }>(
        'POST',
        '/factors/comparisons',
        {
          factor: before?.id,
          value: before?.value,
          printedValue: '410',
          printedUnit: 'gCO2/kWh',
          document: 'Announcement 2026 No. 99',
          place: 'Table 2',
          ...more,
        },
        token,
      );
    expect((await compare({}, manager)).status).toBe(403);
    expect((await compare({ value: '0.5' })).status).toBe(409);
    expect((await compare({ factor: 'none' })).status).toBe(404);
    expect((await compare({ printedUnit: 'kg' })).body.errors[0]?.field).toBe('printedUnit');
    const kept = await compare({});
    expect(kept).toMatchObject({ status: 201, body: { agrees: true } });
    const after = await purchased();
    expect(after.exact).toBe('410');
    expect(after.factor?.confidence).toBe('compared');
    expect(after.factor?.note).toContain('compared with Announcement 2026 No. 99, Table 2 (admin, ');
    expect((await purchased(`&knownAt=${knownAt}`)).factor).toEqual(before);
    // The table itself is what was published: exported and imported again it says nothing new.
    const csv = Buffer.from(await platform.bytes('/factors/table.csv?table=electricity')).toString();
    expect(csv).not.toContain('compared with');
    const { items } = await platform.get<{ items: object[] }>('/factors/comparisons');
    expect(items).toMatchObject([{ factor: before?.id, agrees: true, comparedBy: 'admin' }]);
  });

  it('takes a factor 1 000 times its predecessor only with the reason why it is right', async () => {
    const table = [HEADER, row('elec-cn-zj-2024-average', 'CN-ZJ', '410')].join('\n');
    const { body: shown } = await preview(table);
    expect(shown.doubted).toMatchObject([{ line: 2, id: 'elec-cn-zj-2024-average', value: '410 kgCO2/kWh' }]);
    const attempt = async (more: object) =>
      platform.call<{ detail: string; errors: { field: string }[] }>(
        'POST',
        '/factors/imports',
        request(table, { basedOn: shown.basedOn, ...more }),
      );
    const refused = await attempt({});
    expect(refused.body.errors[0]?.field).toBe('confirmDoubted');
    expect(refused.body.detail).toContain('its predecessor elec-cn-zj-2023-average');
    expect((await attempt({ confirmDoubted: 'a drill' })).status).toBe(201);
  });

  it('is withdrawn with a reason; the figure goes back, the import stays readable', async () => {
    const { items } = await platform.get<{ items: FactorImport[] }>('/factors/imports');
    for (const { id } of items) {
      const withdrawn = await platform.call('POST', `/factors/imports/${id}/withdraw`, { reason: 'a test' });
      expect(withdrawn.status).toBe(200);
      const twice = await platform.call('POST', `/factors/imports/${id}/withdraw`, { reason: 'a test' });
      expect(twice.status).toBe(409);
    }
    expect((await purchased()).factor?.id).toBe('elec-cn-js-2023-average');
    const { items: after } = await platform.get<{ items: FactorImport[] }>('/factors/imports');
    expect(after).toMatchObject([
      { added: 1, withdrawReason: 'a test' },
      { changed: 1, withdrawnBy: 'admin', withdrawReason: 'a test' },
      { added: 2, withdrawnBy: 'admin' },
    ]);
  });
});

describe('the factor library', () => {
  it('is searched by words and read by pages', async () => {
    const first = await platform.get<{ total: number; next: number; items: LibraryFactor[] }>(
      '/factors?q=天然气%20ncv&limit=2',
    );
    expect(first.items).toHaveLength(2);
    expect(first.total).toBeGreaterThan(2);
    const second = await platform.get<{ items: LibraryFactor[] }>(
      `/factors?q=天然气%20ncv&limit=2&cursor=${String(first.next)}`,
    );
    expect(second.items[0]?.id).not.toBe(first.items[0]?.id);
  });

  it('exports a table that changes nothing when imported', async () => {
    const csv = Buffer.from(await platform.bytes('/factors/table.csv?table=electricity')).toString();
    const { body } = await preview(csv);
    expect(body).toMatchObject({ added: [], changed: [], rejected: [], closed: [], effects: [] });
    expect(body.unchanged).toBe(156);
  });

  it('says which sources use a factor', async () => {
    const { items } = await platform.get<FactorsInUse>('/sites/js/factors-in-use?from=2026&to=2027');
    expect(items).toMatchObject([
      { id: 'elec-cn-js-2023-average', sources: [{ code: 'grid', roles: ['emissionFactor'] }] },
    ]);
  });

  it('keeps the built-in edition, so that the past outlives an upgrade', async () => {
    const rows = await platform.sql<{ version: string; count: number }>(
      'SELECT version, jsonb_array_length(factors)::int AS count FROM factor_edition',
    );
    expect(rows).toMatchObject([{ count: 1112 }]);
    // What an older version of the product brought along, and used until the day before yesterday.
    await platform.sql(
      `INSERT INTO factor_edition (version, factors, first_used_at)
       SELECT 'older', (SELECT jsonb_agg(CASE WHEN f ->> 'id' = 'elec-cn-js-2023-average'
                          THEN f || '{"value": "0.7000", "edition": "older"}' ELSE f END)
                        FROM jsonb_array_elements(factors) f), now() - interval '1 hour' FROM factor_edition`,
    );
    await platform.sql(
      `UPDATE factor_edition SET first_used_at = now() - interval '2 hours' WHERE version = 'older'`,
    );
    const past = new Date(Date.now() - 3_600_000).toISOString();
    const library = await platform.get<{ version: string; items: LibraryFactor[] }>(
      `/factors?q=elec-cn-js-2023-average&knownAt=${past}`,
    );
    expect(library.version).toBe('older');
    expect(library.items[0]).toMatchObject({ value: '0.7000', edition: 'older' });
  });
});
