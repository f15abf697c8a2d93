import {
  organisationInventorySchema,
  qualityPlanSchema,
  type OrganisationInventory,
  type Problem,
  type QualityPlan,
} from '@zerofab/contracts';
import { recompute } from '@zerofab/accounting';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Platform } from './platform.fixture.js';

const platform = new Platform();
const PASSWORD = 'a long enough password';
const tokens: Record<string, string> = {};
const as = async (who: string, method: string, path: string, body?: unknown) =>
  platform.call<Problem>(method, path, body, tokens[who]);

/** Heat at 0.11 tCO2/GJ: figures a person can check in the head. */
const heat = async (site: string, source: string, quantity: string, more: object = {}) => {
  await platform.put(`/sites/${site}/sources/${source}`, {
    name: source,
    category: 'HEAT_IN',
    activity: { kind: 'manual', unit: 'GJ' },
    factor: { kind: 'library', id: 'heat-default-gbt32151-34-2024' },
    ...more,
  });
  await platform.post(`/sites/${site}/activity-data`, {
    source,
    from: '2024',
    to: '2025',
    quantity,
    unit: 'GJ',
  });
};

/** 2024: works 8200 × 0.11 = 902 and 2000 × 0.11 = 220, together 1122; branch 1000 × 0.11 = 110. */
beforeAll(async () => {
  await platform.start();
  for (const code of ['works', 'branch', 'empty'])
    await platform.put(`/sites/${code}`, {
      name: code,
      timezone: 'Asia/Shanghai',
      gridRegion: 'CN',
      organisation: code === 'empty' ? 'Other Ltd' : 'Group Ltd',
    });
  await heat('works', 'mill', '8200');
  await heat('works', 'annex', '2000', { system: 'auxiliary' });
  await heat('branch', 'heat', '1000');
  await platform.put('/sites/works/boundary', {
    entity: {
      legalName: '示例制造有限公司',
      creditCode: '914403001922038216',
      sector: '3011 cement',
      address: 'Shenzhen, Road 1',
      contacts: [{ name: 'Li Ming' }],
    },
    systems: { main: [{ name: 'Mill', sources: ['mill'] }], auxiliary: [], ancillary: [] },
    baseYear: { year: 2024, reason: 'first whole year' },
  });
  const users: [string, string, string[]][] = [
    ['author', 'energy_manager', ['works', 'branch']],
    ['colleague', 'energy_manager', ['works']],
    ['auditor', 'auditor', ['works']],
    ['viewer', 'viewer', ['works']],
  ];
  for (const [username, role, sites] of users) {
    await platform.put(`/users/${username}`, { name: username, role, password: PASSWORD, sites });
    tokens[username] = await platform.logIn(username, PASSWORD);
  }
});
afterAll(async () => {
  await platform.destroy();
});

describe('data quality control plan', () => {
  const item = (source: string, more: object = {}) => ({
    source,
    parameter: 'heat bought',
    facility: source,
    monitoringPoint: 'inlet',
    device: {
      name: 'heat meter',
      number: 'HM-1',
      place: 'boiler house',
      accuracy: '2',
      calibrationMonths: 12,
      lastCalibratedOn: '2024-01-15',
    },
    frequency: 'continuous',
    method: 'GB 17167',
    missingDataRule: 'highest month of the year',
    recordForm: 'F-12',
    department: 'energy',
    ...more,
  });
  const plan = async (path = '') => {
    const answer = await platform.get<QualityPlan>(`/sites/works/quality-plan${path}`);
    expect(qualityPlanSchema.safeParse(answer).error).toBeUndefined();
    return answer;
  };

  it('lists every datum while there is no plan', async () => {
    expect(await plan()).toMatchObject({
      version: 0,
      state: 'none',
      uncovered: [
        { source: 'annex', input: 'activity' },
        { source: 'mill', input: 'activity' },
      ],
    });
  });

  it('is a draft until another person approves it; only an approved plan covers', async () => {
    const body = { items: [item('mill'), item('annex', { device: null })], note: 'first' };
    const { body: draft } = await as('author', 'PUT', '/sites/works/quality-plan', body);
    expect(draft).toMatchObject({ version: 1, state: 'draft', author: 'author', approvedBy: null });
    expect((await plan()).uncovered).toHaveLength(2);
    const own = await as('author', 'POST', '/sites/works/quality-plan/approve', { version: 1 });
    expect([own.status, own.body.type]).toEqual([403, '/problems/own-plan']);
    const approved = await as('colleague', 'POST', '/sites/works/quality-plan/approve', {
      version: 1,
      note: 'read on site',
    });
    expect(approved.body).toMatchObject({
      state: 'approved',
      approvedBy: 'colleague',
      approvalNote: 'read on site',
      approvedVersion: 1,
      uncovered: [],
    });
    expect((await as('colleague', 'POST', '/sites/works/quality-plan/approve', { version: 1 })).status).toBe(
      409,
    );
  });

  it('flags a calibration past due', async () => {
    const { overdue, items } = await plan();
    expect(overdue).toBe(1);
    expect(items[0]?.calibration).toMatchObject({ state: 'overdue', dueOn: '2025-01-15' });
    expect(items[1]?.calibration.state).toBe('none');
  });

  it('a later draft leaves the approved plan in force, and cannot be approved once replaced', async () => {
    await as('author', 'PUT', '/sites/works/quality-plan', { items: [item('mill')] });
    expect(await plan()).toMatchObject({ version: 2, state: 'draft', approvedVersion: 1, uncovered: [] });
    expect(await plan('?version=1')).toMatchObject({ version: 1, state: 'approved' });
    await as('author', 'PUT', '/sites/works/quality-plan', {
      items: [item('mill', { frequency: 'hourly' })],
    });
    expect((await as('colleague', 'POST', '/sites/works/quality-plan/approve', { version: 2 })).status).toBe(
      409,
    );
    await as('colleague', 'POST', '/sites/works/quality-plan/approve', { version: 3 });
    expect((await plan()).uncovered).toEqual([{ source: 'annex', input: 'activity' }]);
    const { items } = await platform.get<{ items: object[] }>('/sites/works/quality-plan/versions');
    expect(items).toMatchObject([{ version: 3 }, { version: 2, state: 'draft' }, { version: 1 }]);
  });

  it.each([
    ['an unknown source', [item('ghost')], 'items.0.source'],
    ['an input the source has not', [item('mill', { input: 'colour' })], 'items.0.input'],
    ['a datum planned twice', [item('mill'), item('mill')], 'items.1.input'],
    ['a missing rule', [{ ...item('mill'), missingDataRule: '' }], 'items.0.missingDataRule'],
  ])('refuses %s', async (_what, items, field) => {
    const answer = await as('author', 'PUT', '/sites/works/quality-plan', { items });
    expect([answer.status, answer.body.errors?.[0]?.field]).toEqual([422, field]);
  });
});

describe('organisation', () => {
  it('adds the sites up, and names those without a total instead of taking them as 0', async () => {
    const all = await platform.get<OrganisationInventory>('/organisation/inventory?year=2024');
    expect(organisationInventorySchema.safeParse(all).error).toBeUndefined();
    // works 10 200 × 0.11 = 1122; branch 1000 × 0.11 = 110
    expect(all).toMatchObject({
      complete: false,
      missing: ['empty'],
      sum: { directTco2e: null, indirectTco2e: 1232, totalTco2e: 1232, exact: { total: '1232' } },
    });
    expect(all.sites.map(({ code, exact }) => [code, exact.total])).toEqual([
      ['branch', '110'],
      ['empty', null],
      ['works', '1122'],
    ]);
    expect(all.sites[1]?.reason?.en).toContain('No emission source');
    expect(recompute(all.sum.trace!)).toMatchObject({ value: '1232', mismatches: [] });
    const group = await platform.get<OrganisationInventory>(
      '/organisation/inventory?year=2024&organisation=Group%20Ltd',
    );
    expect(group).toMatchObject({ complete: true, missing: [], sum: { totalTco2e: 1232 } });
  });

  it('passes the method through, and shows each user the granted sites only', async () => {
    const methods = await platform.get<{ items: { id: string }[] }>('/accounting/methods');
    const other = methods.items.at(-1)?.id ?? '';
    const query = `/organisation/inventory?year=2024&method=${encodeURIComponent(other)}`;
    expect((await platform.get<OrganisationInventory>(query)).method?.id).toBe(other);
    const seen = await platform.call<OrganisationInventory>(
      'GET',
      '/organisation/inventory?year=2024',
      undefined,
      tokens['viewer'],
    );
    expect([seen.status, seen.body.sites.map(({ code }) => code)]).toEqual([200, ['works']]);
    expect((await platform.call('GET', '/organisation/inventory?year=2024&method=magic')).status).toBe(422);
    expect((await platform.call('GET', '/organisation/inventory?year=99')).status).toBe(422);
  });
});

it('documents every call in OpenAPI', async () => {
  const { paths } = (await (await fetch(`${platform.url}/api/docs-json`)).json()) as { paths: object };
  for (const call of [
    'sites/{site}/boundary',
    'sites/{site}/boundary/versions',
    'sites/{site}/base-year',
    'sites/{site}/base-year/recalculate',
    'sites/{site}/quality-plan',
    'sites/{site}/quality-plan/versions',
    'sites/{site}/quality-plan/approve',
    'sites/{site}/evidence',
    'sites/{site}/evidence/{evidence}',
    'sites/{site}/evidence/{evidence}/content',
    'organisation/inventory',
  ])
    expect(paths).toHaveProperty([`/api/v1/${call}`]);
});

describe('rights', () => {
  const READS = [
    'boundary',
    'boundary/versions',
    'base-year',
    'quality-plan',
    'quality-plan/versions',
    'evidence',
  ];
  const WRITES: [string, string][] = [
    ['PUT', 'boundary'],
    ['POST', 'base-year/recalculate'],
    ['PUT', 'quality-plan'],
    ['POST', 'quality-plan/approve'],
    ['POST', 'evidence?name=a.txt'],
  ];

  it('lets the auditor read everything and change nothing; the viewer has dashboards only', async () => {
    for (const path of READS) {
      expect([path, (await as('auditor', 'GET', `/sites/works/${path}`)).status]).toEqual([path, 200]);
      expect([path, (await as('viewer', 'GET', `/sites/works/${path}`)).status]).toEqual([path, 403]);
    }
    for (const [method, path] of WRITES)
      for (const who of ['auditor', 'viewer'])
        expect([path, (await as(who, method, `/sites/works/${path}`, {})).status]).toEqual([path, 403]);
  });

  it('hides foreign sites, and asks for a login', async () => {
    for (const path of READS) {
      expect((await as('colleague', 'GET', `/sites/branch/${path}`)).body.type).toBe(
        '/problems/unknown-site',
      );
      expect((await platform.call('GET', `/sites/works/${path}`, undefined, '')).status).toBe(401);
    }
    for (const [method, path] of WRITES)
      expect((await as('colleague', method, `/sites/branch/${path}`, {})).status).toBe(404);
    expect((await platform.call('GET', '/organisation/inventory?year=2024', undefined, '')).status).toBe(401);
  });
});
