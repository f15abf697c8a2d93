import { generateKeyPairSync, sign } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '@zerofab/audit';
import {
  checkBundle,
  FILES,
  manifestSchema,
  packBundle,
  unpackBundle,
  writeBundle,
  type BundleManifest,
  type BundleReport,
  type Signer,
} from '@zerofab/bundle';
import type { AuditLogPage, PeriodView, SigningKeys } from '@zerofab/contracts';
import { sha256 } from '@zerofab/records';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { SigningKeys as KeyFolder } from '../../apps/server/src/signing/signing-keys.js';
import { verifyBundleFile, verifyEd25519 } from '../../apps/server/src/verify-bundle.js';
import { Platform, publish, type Json } from './platform.fixture.js';

// What an auditor does: takes the bundle of a locked year along, checks it without the platform, and is shown what
// somebody bent on the way.
const platform = new Platform();
const PASSWORD = 'a long enough password';
const SITE = '/sites/works';
const YEAR = `${SITE}/periods/2025`;
const BUNDLE = `${SITE}/reports/audit-bundle.zip?year=2025`;
const tokens: Record<string, string> = {};
let bytes: Uint8Array = new Uint8Array();
let keys: SigningKeys;

const check = async (bundle: Uint8Array, trusted = [keys.items[0]?.publicKey ?? '']): Promise<BundleReport> =>
  checkBundle(bundle, { sha256, verify: verifyEd25519, trusted });
const found = async (bundle: Uint8Array, trusted?: string[]): Promise<string[]> =>
  (await check(bundle, trusted)).findings.map(({ kind, where }) => `${kind} ${where}`);
const ok = async (who: string, path: string, body?: unknown): Promise<void> => {
  const answer = await platform.call('POST', path, body, tokens[who]);
  if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
};
const HOUR = 3_600_000;
const START = Date.parse('2025-01-01T00:00:00+08:00');

beforeAll(async () => {
  await platform.start();
  await platform.put(SITE, { name: 'Works', timezone: 'Asia/Shanghai', gridRegion: 'CN-JS' });
  await platform.put(`${SITE}/meters/main`, {
    name: 'Main',
    carrier: 'electricity',
    registers: [{ code: 'e', kind: 'counter', unit: 'kWh', interval: 'PT1H', multiplier: 1 }],
  });
  const client = await platform.meter('works', 'main');
  const day = Array.from({ length: 25 }, (_, n) => ({ ts: START + n * HOUR, values: { e: n * 10 } }));
  await publish(client, 'works', 'main', day);
  await client.endAsync();
  await platform.put(`${SITE}/sources/grid`, {
    name: 'Grid',
    category: 'purchasedElectricity',
    activity: { kind: 'meters', registers: [{ meter: 'main', register: 'e' }] },
    factor: { kind: 'library', id: 'elec-cn-js-2023-average' },
  });
  await platform.put(`${SITE}/sources/trucks`, {
    name: 'Trucks',
    category: 'mobileCombustion',
    activity: { kind: 'manual', unit: 't' },
    factor: { kind: 'fuel', fuel: 'diesel' },
  });
  const upload = await fetch(`${platform.url}/api/v1${SITE}/evidence?name=bill.txt`, {
    method: 'POST',
    headers: { authorization: platform.bearer, 'content-type': 'text/plain' },
    body: 'a bill of diesel',
  });
  const { reference } = (await upload.json()) as { reference: string };
  await platform.post(`${SITE}/activity-data`, {
    source: 'trucks',
    from: '2025-01',
    to: '2026-01',
    quantity: 12.5,
    unit: 't',
    evidence: `invoices, ${reference}`,
  });
  for (const [name, role] of [
    ['manager', 'energy_manager'],
    ['second', 'energy_manager'],
    ['auditor', 'auditor'],
    ['viewer', 'viewer'],
  ] as const) {
    await platform.put(`/users/${name}`, { name, role, password: PASSWORD, sites: ['works'] });
    tokens[name] = await platform.logIn(name, PASSWORD);
  }
  keys = (await platform.call<SigningKeys>('GET', '/signing-keys', undefined, '')).body;
});
afterAll(async () => {
  await platform.destroy();
});

const jsonOf = (bundle: Uint8Array, name: string): unknown =>
  JSON.parse(new TextDecoder().decode(unpackBundle(bundle).get(name)));
const manifestOf = (bundle: Uint8Array): BundleManifest =>
  manifestSchema.parse(jsonOf(bundle, FILES.manifest));
const encode = (value: unknown): Uint8Array => new TextEncoder().encode(canonicalJson(value));

describe('the bundle of a year that is not locked', () => {
  it('shows the present figures and says so', async () => {
    await expect
      .poll(
        async () => {
          const { sources } = await platform.get<{ sources: { activity: { exact: string | null } }[] }>(
            `${SITE}/inventory?from=2025&to=2026`,
          );
          return sources[0]?.activity.exact;
        },
        { timeout: 20_000 },
      )
      .toBe('240');
    const present = await platform.bytes(BUNDLE);
    expect(await found(present)).toEqual([]);
    const { shows, totalTco2e } = manifestOf(present);
    expect(shows).toMatchObject({ kind: 'computed', version: null });
    expect(shows.text.en).toContain('may still move');
    expect(Number(totalTco2e)).toBeGreaterThan(12);
    expect(unpackBundle(present).has(FILES.version)).toBe(false);
    const version = await platform.call('GET', `${BUNDLE}&version=1`);
    expect([version.status, version.body['type']]).toEqual([404, '/problems/unknown-version']);
  });

  it('is for those who account or verify, and each export is in the audit log', async () => {
    expect((await platform.call('GET', BUNDLE, undefined, tokens['viewer'])).status).toBe(403);
    expect((await platform.call('GET', BUNDLE, undefined, tokens['auditor'])).status).toBe(200);
    const log = await platform.get<AuditLogPage>('/audit-log?kind=access&actor=auditor');
    expect(log.items).toMatchObject([{ action: 'export', new: { path: `/api/v1${BUNDLE}` } }]);
  });
});

describe('the bundle of a locked year', () => {
  it('is made of the locked version, and is the same bytes whenever it is fetched', async () => {
    const { points } = await platform.get<PeriodView>(YEAR);
    const waivers = points.map(({ id }) => ({ point: id, reason: 'known and minor' }));
    await ok('manager', `${YEAR}/close`, { waivers });
    await ok('manager', `${YEAR}/submit`);
    await ok('auditor', `${YEAR}/verify`);
    await ok('second', `${YEAR}/lock`);
    bytes = await platform.bytes(BUNDLE);
    // In between there is an entry of the first export, and a change of a source.
    await platform.put(`${SITE}/sources/trucks`, {
      name: 'Lorries',
      category: 'mobileCombustion',
      activity: { kind: 'manual', unit: 't' },
      factor: { kind: 'fuel', fuel: 'gasoline' },
    });
    const again = await platform.bytes(BUNDLE);
    expect(Buffer.compare(bytes, again)).toBe(0);
    const { head, sha256: version } = await platform.get<{ head: unknown; sha256: string }>(
      `${YEAR}/versions/1`,
    );
    expect(jsonOf(bytes, FILES.version)).toEqual(head);
    expect(manifestOf(bytes).shows).toMatchObject({
      kind: 'frozen',
      version: 1,
      sha256: version,
    });
  });

  it('is whole: every line comes out again from the file alone', async () => {
    const report = await check(bytes);
    expect(report.findings).toEqual([]);
    expect(report.entries).toBeGreaterThan(8);
    const { totalTco2e } = manifestOf(bytes);
    expect(report.recomputed?.lines.map(({ code, same }) => [code, same])).toEqual([
      ['grid', true],
      ['trucks', true],
    ]);
    expect(report.recomputed?.total).toEqual({ stated: totalTco2e, computed: totalTco2e, same: true });
    // 240 kWh × 0.5827 kgCO2/kWh, the average of Jiangsu for 2023
    expect(report.recomputed?.lines[0]?.computed).toBe('0.139848');
    expect(jsonOf(bytes, FILES.evidence)).toMatchObject([
      { name: 'bill.txt', supports: [{ kind: 'activity-data', source: 'trucks' }] },
    ]);
    expect(new TextDecoder().decode(bytes)).not.toMatch(/passwordSha|"login"/);
  });
});

describe('the signing key', () => {
  it('is published without a login, and a bundle of before its rotation stays good', async () => {
    expect(keys.items).toMatchObject([{ algorithm: 'Ed25519', state: 'current', retiredAt: null }]);
    const old = keys.items[0]?.publicKey ?? '';
    const fresh = new KeyFolder(join(platform.dataDir, 'signing')).rotate(new Date());
    const { items } = await platform.get<SigningKeys>('/signing-keys');
    expect(items.map(({ publicKey, state }) => [publicKey, state])).toEqual([
      [fresh.publicKey, 'current'],
      [old, 'retired'],
    ]);
    const both = items.map(({ publicKey }) => publicKey);
    expect(await found(bytes, both)).toEqual([]);
    const next = await platform.bytes(BUNDLE);
    expect(await found(next, [fresh.publicKey])).toEqual([]);
    expect(await found(next, [old])).toEqual(['key signature.json']);
    expect(JSON.stringify(items)).not.toContain('PRIVATE');
  });
});

/** Somebody else's key. */
const stranger = (): Signer => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const x = publicKey.export({ format: 'jwk' }).x ?? '';
  return {
    publicKey: Buffer.from(x, 'base64url').toString('hex'),
    sign: (message) => sign(null, message, privateKey),
  };
};

/** The bundle with one file changed; with `resigned`, hashes and signature are made anew. */
const bent = (name: string, change: (value: never) => unknown, resigned?: Signer): Uint8Array => {
  const files = new Map(unpackBundle(bytes));
  files.set(name, encode(change(jsonOf(bytes, name) as never)));
  if (resigned === undefined) return packBundle(files);
  const { files: _, ...told } = manifestOf(packBundle(files));
  const contents = [...files].filter(([file]) => file !== FILES.manifest && file !== FILES.signature);
  const texts = contents.map(([file, own]) => [file, new TextDecoder().decode(own)] as const);
  return writeBundle(told, new Map(texts), resigned, sha256);
};
interface Lines {
  sources: { code: string; exact: string }[];
}
const digit = ({ sources, ...rest }: Lines): Lines => ({
  ...rest,
  sources: sources.map((line) => (line.code === 'grid' ? { ...line, exact: '0.139849' } : line)),
});

describe('a bundle that was bent', () => {
  it('names the file of a changed digit, and where its hash was mended too, the line', async () => {
    expect(await found(bent('inventory.json', digit))).toEqual([
      'file-changed inventory.json',
      'version inventory.json',
      'line-changed grid',
    ]);
    const thief = stranger();
    const again = bent('inventory.json', digit, thief);
    expect(await found(again)).toEqual(['key signature.json', 'version inventory.json', 'line-changed grid']);
    const { findings } = await check(again, []);
    expect(findings.at(-1)?.text.en).toBe('exact of grid: stated 0.139849, recomputed 0.139848');
  });

  it('names a line that was left out, and one that was added', async () => {
    const without = bent('inventory.json', ({ sources, ...rest }: Lines) => ({
      ...rest,
      sources: sources.filter(({ code }) => code !== 'grid'),
    }));
    expect(await found(without)).toContain('line-missing grid');
    const more = bent('inventory.json', ({ sources, ...rest }: Lines) => ({
      ...rest,
      sources: [...sources, { ...sources[0], code: 'ghost' }],
    }));
    expect(await found(more)).toContain('line-added ghost');
  });

  it('names activity data and factors that were changed by the lines they move', async () => {
    const activity = bent('activity.json', (sources: { periods: { value: string | null }[] }[]) =>
      sources.map((source, at) =>
        at === 0
          ? {
              ...source,
              periods: source.periods.map((one, month) => (month === 0 ? { ...one, value: '241' } : one)),
            }
          : source,
      ),
    );
    expect(await found(activity)).toEqual(
      expect.arrayContaining(['file-changed activity.json', 'months months.json', 'line-changed grid']),
    );
    const factors = bent('factors.json', (library: { factors: { id: string; value: string }[] }) => ({
      ...library,
      factors: library.factors.map((one) =>
        one.id === 'elec-cn-js-2023-average' ? { ...one, value: '0.6' } : one,
      ),
    }));
    expect(await found(factors)).toContain('line-changed grid');
  });

  it('names files that were swapped, left out or added', async () => {
    const files = unpackBundle(bytes);
    const [facts, months] = [files.get('facts.json'), files.get('months.json')];
    if (facts === undefined || months === undefined) throw new Error('no such files');
    const swapped = packBundle(new Map([...files, ['facts.json', months], ['months.json', facts]]));
    expect(await found(swapped)).toEqual(
      expect.arrayContaining(['file-swapped facts.json', 'file-swapped months.json']),
    );
    const fewer = new Map(files);
    fewer.delete('formulas.json');
    expect(await found(packBundle(fewer))).toContain('file-missing formulas.json');
    expect(await found(packBundle(new Map([...files, ['more.json', months]])))).toEqual([
      'file-added more.json',
    ]);
  });

  it('names a key that was replaced, a signature that was, and an entry of the audit log', async () => {
    const same = bent('inventory.json', (value) => value, stranger());
    expect(await found(same)).toEqual(['key signature.json']);
    const signature = bent('signature.json', (value: Json) => ({ ...value, signature: '0'.repeat(128) }));
    expect(await found(signature)).toEqual(['signature signature.json']);
    const files = new Map(unpackBundle(bytes));
    const log = new TextDecoder().decode(files.get(FILES.auditLog));
    const other = log.replace('"actor":"second"', '"actor":"manager"');
    expect(other).not.toBe(log);
    files.set(FILES.auditLog, new TextEncoder().encode(other));
    expect(await found(packBundle(files))).toEqual([
      `file-changed ${FILES.auditLog}`,
      `audit-log ${FILES.auditLog}`,
    ]);
  });

  it('finds any flipped byte', async () => {
    // Headers at both ends, and places all over the file.
    const places = [
      ...Array.from({ length: 16 }, (_, at) => at * 3),
      ...Array.from({ length: 16 }, (_, at) => Math.floor(((at + 1) * bytes.length) / 17)),
      ...Array.from({ length: 16 }, (_, at) => bytes.length - 1 - at * 5),
    ];
    for (const place of places) {
      const flipped = Uint8Array.from(bytes);
      flipped[place] = (flipped[place] ?? 0) ^ 1;
      expect([place, (await found(flipped)).length > 0]).toEqual([place, true]);
    }
  });
});

/** What `npm run verify -- FILE --key KEY` prints, and whether all was good. */
const verified = async (bundle: Uint8Array, key: string | undefined): Promise<[boolean, string]> => {
  const file = join(platform.dataDir, 'bundle.zip');
  writeFileSync(file, bundle);
  const said: string[] = [];
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  try {
    const good = await verifyBundleFile(file, key);
    return [good, said.join('')];
  } finally {
    out.mockRestore();
  }
};

describe('npm run verify', () => {
  it('prints each line as stated and as it comes out again, and says which key it knows', async () => {
    const list = join(platform.dataDir, 'keys.json');
    writeFileSync(list, JSON.stringify(keys));
    const [good, said] = await verified(bytes, list);
    expect(good).toBe(true);
    expect(said).toMatch(/grid +0\.139848 +0\.139848 +ok/);
    expect(said).toMatch(/total +\S+ +\S+ +ok\nOK: /);
    expect(said).not.toContain('--key');
    expect((await verified(bytes, undefined))[1]).toContain('not held against a key that you know');
    await expect(verified(bytes, join(platform.dataDir, 'nothing'))).rejects.toThrow(/no public key/);
  });

  it('names the first difference of what was bent', async () => {
    const own = stranger();
    const [good, said] = await verified(bent('inventory.json', digit, own), own.publicKey);
    expect(good).toBe(false);
    expect(said).toMatch(/grid +0\.139849 +0\.139848 +DIFFERS/);
    expect(said).toContain('First difference: inventory.json is not what the head of the version froze');
    expect(said).toContain('exact of grid: stated 0.139849, recomputed 0.139848');
    expect(said).toMatch(/NOT OK: 2 findings/);
  });
});
