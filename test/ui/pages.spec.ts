import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Bench, settled } from './browser.js';

let bench: Bench;
const contexts: BrowserContext[] = [];
const open = async (...args: Parameters<Bench['open']>): Promise<Page> => {
  const { page, context } = await bench.open(...args);
  contexts.push(context);
  return page;
};
beforeAll(async () => {
  bench = await Bench.start();
});
afterAll(() => bench.stop());
afterEach(async () => {
  await Promise.all(contexts.splice(0).map((context) => context.close()));
});

describe('login', () => {
  it('says what is wrong above the button, then leads to where one wanted to go', async () => {
    const page = await open('/meters?tab=rejected', { user: null });
    await page.waitForURL(/\/login\?next=/);
    await page.getByLabel('用户名').fill('manager');
    await page.getByLabel('密码').first().fill('wrong');
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByRole('alert').getByText('password is wrong').waitFor();
    await page.getByRole('button', { name: /能源管理员/ }).click();
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.waitForURL(/\/meters\?tab=rejected/);
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('a session the server refuses ends at the login', async () => {
    const page = await open('/');
    await page.evaluate(
      `localStorage.setItem('zerofab.session', JSON.stringify({ accessToken: 'gone', expiresAt: '2099-01-01T00:00:00Z', user: { username: 'x', displayName: { zh: '', en: '' }, role: 'viewer' } }))`,
    );
    await page.reload();
    await page.waitForURL(/\/login/);
    expect(await page.evaluate(`localStorage.getItem('zerofab.session')`)).toBeNull();
  });

  it('an auditor is marked read-only', async () => {
    const page = await open('/', { user: 'auditor' });
    await page.getByRole('banner').getByText('只读').waitFor();
    expect(await page.getByText('核查员').count()).toBe(1);
  });
});

describe('meters and data', () => {
  it('shows registers, the curve and raw readings of the chosen meter', async () => {
    const page = await open('/meters', { lang: 'en' });
    await page.getByRole('button', { name: /Furnace gas/ }).click();
    await page.waitForURL(/meter=M-GAS/);
    await page.getByRole('cell', { name: '100\u202f000', exact: true }).waitFor();
    await page.locator('canvas').waitFor();
    expect(
      await page.getByRole('rowgroup', { name: 'Raw readings' }).getByRole('row').count(),
    ).toBeGreaterThan(8);
    await page.keyboard.press('/');
    await page.keyboard.type('paint');
    expect(await page.locator('.tree').getByRole('button').count()).toBe(1);
  });

  it('lists rejected messages with what to do and their payload, and conflicts with both values', async () => {
    const page = await open('/meters?tab=rejected', { lang: 'en' });
    await page
      .getByRole('button', { name: /Show 66 B/ })
      .first()
      .click();
    await page.getByText('"active_energy":12.4').waitFor();
    await page.getByRole('button', { name: /Conflicts 2/ }).click();
    const kept = page.getByRole('cell', { name: '53\u202f180.2' });
    await kept.waitFor();
    expect(await page.getByRole('cell', { name: '53\u202f181.9' }).count()).toBe(1);
  });
});

describe('reports', () => {
  it('warns of an incomplete year and names what is missing', async () => {
    const page = await open('/reports?year=2025', { lang: 'en' });
    await page.getByText('Missing: Diesel forklifts').waitFor();
    expect(await page.getByText('Low coverage').count()).toBe(1);
  });

  it('downloads the workbook with the session', async () => {
    const page = await open('/reports', { lang: 'en' });
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name: 'XLSX workbook' }).click();
    expect((await waiting).suggestedFilename()).toBe('inventory-hm1-2026-GB-T-32150-2025-en.xlsx');
  });

  it('downloads the audit bundle, and says what it holds and which figures', async () => {
    const page = await open('/reports?year=2025', { lang: 'en' });
    const card = page.getByRole('region', { name: 'Audit bundle' });
    await card.getByText('The year is not locked').waitFor();
    expect(await card.getByText('audit log with Merkle proofs').count()).toBe(1);
    const waiting = page.waitForEvent('download');
    await card.getByRole('button', { name: 'Download the bundle' }).click();
    expect((await waiting).suggestedFilename()).toBe('audit-bundle-hm1-2025.zip');
  });
});

it('switches language and theme, and remembers both', async () => {
  const page = await open('/');
  await page.getByRole('button', { name: 'Switch to English' }).first().click();
  await page.getByRole('heading', { name: 'Overview', exact: true }).waitFor();
  expect(await page.evaluate('document.documentElement.lang')).toBe('en');
  await page
    .getByRole('button', { name: /^Theme/ })
    .first()
    .click();
  expect(await page.evaluate('document.documentElement.dataset.theme')).toBe('dark');
});

interface Finding {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PAGES = [
  '/login',
  '/',
  '/?p=year&trace=emissions.year.gas',
  '/?trace=use.site',
  '/sites',
  '/energy',
  '/energy?vs=comparable&p=today',
  '/energy?view=heat',
  '/energy?view=flow',
  '/energy?view=rank',
  '/energy?site=new',
  '/meters',
  '/meters?tab=findings',
  '/meters?tab=rejected',
  '/meters?tab=conflicts',
  '/meters?tab=history',
  '/meters?day=2026-05-01&days=31',
  '/reports?year=2025',
  '/emissions',
  '/cost',
  '/cost?edit=new',
  '/cost?site=new',
  '/production',
  '/production?tab=intensity',
  '/production?tab=products',
  '/budgets',
  '/budgets?tab=plan',
  '/budgets?tab=targets',
  '/emissions?view=month',
  '/sources',
  '/activity-data',
  '/activity-data?tab=evidence',
  '/sources?source=elec',
  '/sources?new=source',
  '/sources?tab=boundary&edit=boundary',
  '/sources?tab=plan&entry=gas/activity',
  '/sources?tab=plan',
  '/factors?q=elec-cn',
  '/factors?tab=import',
  '/factors?tab=comparison',
  '/factors?tab=lines',
  '/factors?tab=parameters',
  '/activity-data?tab=proofs',
  '/periods?period=2025',
  '/periods?period=2025-03',
  '/verification?year=2025',
  '/verification?year=2025&tab=sampling&datum=line:elec:2025-03',
  '/verification?year=2025&tab=findings',
  '/verification?year=2025&tab=evidence',
  '/audit-log',
  '/zero-carbon',
  '/zero-carbon?indicator=1.1',
  '/zero-carbon?tell=E3',
  '/green-factory',
  '/green-factory?indicator=1b',
  '/green-factory?tell=rawMaterial',
  '/green-factory?site=new',
  '/?site=new',
  '/setup?step=site',
  '/setup?step=units',
  '/setup?step=meters',
  '/setup?step=connection',
  '/setup?step=history',
  '/setup?step=sources',
  '/setup?step=figure',
  '/settings?tab=sites',
  '/settings?tab=units',
  '/settings?tab=logins',
  '/settings?tab=people',
  '/settings?tab=account',
  '/welcome#nothing',
];

/** Who looks: nobody where one is not logged in, an administrator where only one may. */
const userOf = (path: string): 'manager' | 'admin' | null =>
  /^\/(?:login|welcome)/.test(path) ? null : /people$|^\/audit-log/.test(path) ? 'admin' : 'manager';

describe.each([
  ['zh-CN', 'light', 1440],
  ['en', 'dark', 1440],
  ['zh-CN', 'dark', 390],
  ['en', 'light', 390],
] as const)('accessibility, %s %s %i px', (lang, theme, width) => {
  it.each(PAGES)('%s has no serious or critical finding', async (path) => {
    const page = await open(path, {
      lang,
      theme,
      width,
      height: width === 390 ? 844 : 900,
      user: userOf(path),
    });
    await page.getByRole('heading').first().waitFor();
    await settled(page);
    await page.evaluate(axe);
    const findings = await page.evaluate<Finding[]>(`axe.run(document).then((result) => result.violations)`);
    const grave = findings.filter((finding) => finding.impact === 'serious' || finding.impact === 'critical');
    expect(
      grave.map(
        (finding) =>
          `${finding.id}: ${finding.nodes
            .slice(0, 3)
            .map((node) => `${node.html} ${node.failureSummary}`)
            .join('\n')}`,
      ),
    ).toEqual([]);
  });
});
