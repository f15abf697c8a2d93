import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkAuditFile, keptRootsSchema } from '@zerofab/audit';
import type { AuditLogPage, AuditRoots } from '@zerofab/contracts';
import { checkFrozen } from '@zerofab/inventory';
import { checkStoredLog, sha256 } from '@zerofab/records';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN_PASSWORD, Platform, type Json } from './platform.fixture.js';

const platform = new Platform();
const PASSWORD = 'a long enough password';
const tokens: Record<string, string> = {};
const log = async (query = ''): Promise<AuditLogPage['items']> => {
  const items: AuditLogPage['items'] = [];
  for (let after: number | null = 0; after !== null;) {
    const page: AuditLogPage = await platform.get<AuditLogPage>(`/audit-log?after=${String(after)}${query}`);
    items.push(...page.items);
    after = page.next;
  }
  return items;
};
const exported = async (token?: string): Promise<string[]> => {
  const authorization = token === undefined ? platform.bearer : `Bearer ${token}`;
  const response = await fetch(`${platform.url}/api/v1/audit-log/export`, { headers: { authorization } });
  expect(response.status).toBe(200);
  return (await response.text()).split('\n').filter((line) => line !== '');
};
/** What somebody does who writes into the database past the trigger. */
const tamper = async (statement: string, parameters: unknown[] = []): Promise<void> => {
  await platform.sql('ALTER TABLE journal DISABLE TRIGGER USER');
  await platform.sql(statement, parameters);
  await platform.sql('ALTER TABLE journal ENABLE TRIGGER USER');
};

beforeAll(async () => {
  await platform.start();
  for (const code of ['one', 'two'])
    await platform.put(`/sites/${code}`, { name: code, timezone: 'UTC', gridRegion: 'CN' });
  for (const [name, role, sites] of [
    ['verifier', 'auditor', ['*']],
    ['local', 'auditor', ['one']],
    ['manager', 'energy_manager', ['one']],
  ] as const) {
    await platform.put(`/users/${name}`, { name, role, password: PASSWORD, sites });
    tokens[name] = await platform.logIn(name, PASSWORD);
  }
});
afterAll(async () => {
  await platform.destroy();
});

describe('the audit log', () => {
  it('tells who logged in and who tried, from where and with what', async () => {
    await platform.call('POST', '/auth/login', { username: 'manager', password: 'wrong' }, '');
    await platform.call('POST', '/auth/login', { username: 'nobody', password: ADMIN_PASSWORD }, '');
    const entries = await log('&kind=login');
    expect(entries.at(-3)).toMatchObject({
      kind: 'login',
      key: 'manager',
      action: 'login',
      actor: 'manager',
      actorRole: 'energy_manager',
      address: '127.0.0.1',
      new: { outcome: 'in', agent: 'node' },
    });
    expect(entries.slice(-2)).toMatchObject([
      { key: 'manager', action: 'refuse', new: { outcome: 'wrong' } },
      { key: 'nobody', action: 'refuse', actorRole: 'unknown' },
    ]);
    expect(JSON.stringify(entries)).not.toContain(ADMIN_PASSWORD);
  });

  it('tells of reads of evidence and of exports, and stays out of the history of records', async () => {
    const upload = await fetch(`${platform.url}/api/v1/sites/one/evidence?name=bill.txt`, {
      method: 'POST',
      headers: { authorization: platform.bearer, 'content-type': 'text/plain' },
      body: 'a bill',
    });
    const { id } = (await upload.json()) as { id: string };
    const token = tokens['verifier'];
    await platform.call('GET', `/sites/one/evidence/${id}/content`, undefined, token);
    await platform.call('GET', '/sites/one/reports/inventory.json?year=2025', undefined, token);
    expect(await log('&kind=access&actor=verifier&site=one')).toMatchObject([
      { action: 'read', site: 'one', new: { path: `/api/v1/sites/one/evidence/${id}/content` } },
      { action: 'export', site: 'one', new: { path: '/api/v1/sites/one/reports/inventory.json?year=2025' } },
    ]);
    const missing = await platform.call('GET', '/sites/one/evidence/999/content', undefined, token);
    expect(missing.status).toBe(404);
    expect(await log('&kind=access&actor=verifier')).toHaveLength(2);
    const history = await platform.get<{ items: Json[] }>('/sites/one/history?limit=200');
    expect(history.items.map((item) => item['kind'])).not.toContain('access');
  });

  it('is in order, chained, and filtered by time, person and action', async () => {
    const all = await log();
    expect(all.map(({ seq }) => seq)).toEqual(all.map((_, index) => index + 1));
    expect(all.slice(1).map(({ prevHash }) => prevHash)).toEqual(all.slice(0, -1).map(({ hash }) => hash));
    expect((await log('&action=put&actor=admin&site=two')).map(({ key }) => key)).toEqual(['two']);
    expect(await log('&from=2001-01-01&to=2001-12-31')).toEqual([]);
    const bad = await platform.call('GET', '/audit-log?from=2026-05-02&to=2026-05-01');
    expect([bad.status, bad.body['type']]).toEqual([422, '/problems/bad-span']);
  });

  it('shows each only what is granted: an auditor of one site sees neither others nor the platform', async () => {
    const seen = async (query: string) =>
      platform.call<AuditLogPage>('GET', `/audit-log${query}`, undefined, tokens['local']);
    const { body } = await seen('?limit=500');
    expect(new Set(body.items.map(({ site }) => site))).toEqual(new Set(['one']));
    expect((await seen('?site=two')).status).toBe(404);
    const managers = await platform.call('GET', '/audit-log', undefined, tokens['manager']);
    expect(managers.status).toBe(403);
  });

  it('is exported as a file that is checked offline, the whole or of one site', async () => {
    const whole = await exported(tokens['verifier']);
    expect(checkAuditFile(whole, sha256)).toMatchObject({ findings: [], whole: true, first: 1 });
    const { items } = await platform.get<AuditRoots>('/audit-log/roots');
    expect(checkAuditFile(await exported(), sha256, keptRootsSchema.parse({ items })).findings).toEqual([]);
    const some = await exported(tokens['local']);
    const report = checkAuditFile(some, sha256);
    expect(report).toMatchObject({ findings: [], whole: false });
    expect(report.entries).toBeGreaterThan(2);
    expect(some.join('')).not.toContain('"site":"two"');
    const changed = whole.map((line) => line.replace('"key":"two"', '"key":"three"'));
    const [finding] = checkAuditFile(changed, sha256).findings;
    expect([finding?.kind, finding?.seq]).toEqual(['changed', (await log('&site=two'))[0]?.seq]);
  });
});

describe('a journal that was bent in the database', () => {
  const found = async (kept: AuditRoots = { items: [] }): Promise<string[]> =>
    (await checkStoredLog(platform.store, kept.items)).findings.map(
      ({ kind, seq }) => `${kind} ${String(seq)}`,
    );

  it('is found whole before', async () => {
    expect(await found(await platform.get<AuditRoots>('/audit-log/roots'))).toEqual([]);
    expect((await checkFrozen(platform.store)).findings).toEqual([]);
    await expect(platform.sql("UPDATE journal SET actor = 'x' WHERE seq = 2")).rejects.toThrow(/only added/);
  });

  it('names the entry that was changed, left out or added, and an end that was cut off by a kept root', async () => {
    const roots = await platform.get<AuditRoots>('/audit-log/roots');
    const [row] = await platform.sql<{ actor: string }>('SELECT actor FROM journal WHERE seq = 3');
    await tamper("UPDATE journal SET actor = 'somebody else' WHERE seq = 3");
    expect(await found()).toEqual(['changed 3']);
    await tamper('UPDATE journal SET actor = $1 WHERE seq = 3', [row?.actor]);
    expect(await found()).toEqual([]);

    const [last] = await platform.sql<{ seq: string }>('SELECT max(seq) AS seq FROM journal');
    await tamper(
      'CREATE TABLE kept AS SELECT * FROM journal WHERE seq IN (4, $1::bigint)'.replace(
        '$1::bigint',
        last?.seq ?? '',
      ),
    );
    await tamper('DELETE FROM journal WHERE seq = 4');
    expect(await found()).toContain('missing 4');
    await tamper('INSERT INTO journal SELECT * FROM kept WHERE seq = 4');
    expect(await found()).toEqual([]);

    await tamper('DELETE FROM journal WHERE seq = $1', [last?.seq]);
    expect(await found()).toEqual([]);
    expect(await found(roots)).toEqual([`missing ${last?.seq ?? ''}`]);
    await tamper(`INSERT INTO journal SELECT * FROM kept WHERE seq = ${last?.seq ?? ''}`);
    expect(await found(roots)).toEqual([]);
    writeFileSync(join(platform.dataDir, 'roots.json'), JSON.stringify(roots));
  });
});
