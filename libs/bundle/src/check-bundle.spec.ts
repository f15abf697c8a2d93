import { createHash, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { canonicalJson, type Sha256 } from '@zerofab/audit';
import { describe, expect, it } from 'vitest';
import { bundleMaker } from '../fixtures/planted-bundle.js';
import { packBundle, unpackBundle } from './archive.js';
import { checkBundle, type BundleTools } from './check-bundle.js';
import type { Signer } from './write-bundle.js';

const sha256: Sha256 = (bytes) => createHash('sha256').update(bytes).digest();
const makeSigner = (): Signer => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const x = publicKey.export({ format: 'jwk' }).x ?? '';
  return {
    publicKey: Buffer.from(x, 'base64url').toString('hex'),
    sign: (message) => sign(null, message, privateKey),
  };
};
const signer = makeSigner();
const bundleOf = bundleMaker(sha256, signer);
const tools: BundleTools = {
  sha256,
  verify: ({ publicKey, message, signature }) => {
    const x = Buffer.from(publicKey).toString('base64url');
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    return verify(null, message, key, signature);
  },
  trusted: [signer.publicKey],
};

const found = async (bytes: Uint8Array, more: Partial<BundleTools> = {}): Promise<string[]> =>
  (await checkBundle(bytes, { ...tools, ...more })).findings.map(({ kind, where }) => `${kind} ${where}`);

type Value = Record<string, unknown>;
/** Contents with one value of a file changed, hashed and signed anew by the installation itself. */
const bent = (name: string, change: (value: never) => unknown): Uint8Array =>
  bundleOf((contents) => {
    contents.set(name, canonicalJson(change(JSON.parse(contents.get(name) ?? '') as never)));
  });
/** A bundle with raw bytes of files changed, and nothing mended. */
const raw = (change: (files: Map<string, Uint8Array>) => void): Uint8Array => {
  const files = new Map(unpackBundle(bundleOf()));
  change(files);
  return packBundle(files);
};
const text = (value: string): Uint8Array => new TextEncoder().encode(value);

describe('a whole bundle', () => {
  it('has nothing wrong, and each line comes out again', async () => {
    const report = await checkBundle(bundleOf(), tools);
    expect(report.findings).toEqual([]);
    expect(report.entries).toBe(2);
    const { lines = [], total } = report.recomputed ?? {};
    expect(lines.map(({ code, same }) => [code, same])).toEqual([
      ['grid', true],
      ['diesel', true],
    ]);
    // 1000 kWh × 0.5306 kgCO2/kWh; 2 t × 42.652 GJ/t × 20.2e-3 tC/GJ × 98 % × 44/12 and its CH4 and N2O come on top
    expect(lines[0]?.computed).toBe('0.5306');
    expect(Number(lines[1]?.computed)).toBeCloseTo(2 * 42.652 * 0.0202 * 0.98 * (44 / 12), 1);
    expect(total?.stated).toBe(total?.computed);
    expect(bundleOf()).toEqual(bundleOf());
  });

  it('is taken from any key where none is known, and from none but those known', async () => {
    const other = bundleOf(undefined, makeSigner());
    expect(await found(other, { trusted: [] })).toEqual([]);
    expect(await found(other)).toEqual(['key signature.json']);
    expect(await found(other, { trusted: [signer.publicKey, signer.publicKey] })).toEqual([
      'key signature.json',
    ]);
  });
});

describe('what was bent and not mended', () => {
  it.each([
    ['manifest', raw((files) => files.set('manifest.json', text('{}'))), ['manifest manifest.json']],
    ['no manifest', raw((files) => files.delete('manifest.json')), ['manifest manifest.json']],
    ['no signature', raw((files) => files.delete('signature.json')), ['signature signature.json']],
    [
      'a part',
      raw((files) => files.set('boundary.json', text('{}'))),
      ['file-changed boundary.json', 'version boundary.json'],
    ],
    [
      'a space',
      raw((files) => files.set('boundary.json', text('null '))),
      ['file-changed boundary.json', 'content boundary.json', 'version boundary.json'],
    ],
    ['no archive', text('PK'), ['archive ']],
  ])('%s', async (_what, bytes, findings) => {
    expect(await found(bytes)).toEqual(findings);
  });

  it('a word of the manifest, by the signature', async () => {
    const bytes = raw((files) => {
      const manifest = new TextDecoder().decode(files.get('manifest.json'));
      files.set(
        'manifest.json',
        text(manifest.replace('"product":{"name":"Zerofab"', '"product":{"name":"Zerofax"')),
      );
    });
    expect(await found(bytes)).toEqual(['signature signature.json']);
  });
});

describe('what was bent, hashed and signed anew', () => {
  it('a sum of a register, by the month that it no longer makes', async () => {
    const bytes = bent('activity.json', (sources: { sums: Value[] }[]) =>
      sources.map((source) => ({ ...source, sums: source.sums.map((sum) => ({ ...sum, value: 1001 })) })),
    );
    expect(await found(bytes)).toEqual(['version activity.json', 'months months.json', 'activity grid']);
  });

  it('a record, by the month that it no longer makes', async () => {
    const bytes = bent('activity.json', (sources: { records: Value[] }[]) =>
      sources.map((source) => ({
        ...source,
        records: source.records.map((record) => ({ ...record, quantity: '3' })),
      })),
    );
    const { findings } = await checkBundle(bytes, tools);
    expect(findings.at(-1)).toMatchObject({ kind: 'activity', where: 'diesel' });
    expect(findings.at(-1)?.text.en).toBe(
      'activity data activity[0].value of diesel: stated 2, from its registers or records 3',
    );
  });

  it('a share, a unit of activity, a gas and a total', async () => {
    const lines = (change: (line: Value) => Value) =>
      bent('inventory.json', ({ sources, ...rest }: { sources: Value[] }) => ({
        ...rest,
        sources: sources.map((line) => (line['code'] === 'grid' ? change(line) : line)),
      }));
    const first = ['version inventory.json', 'line-changed grid'];
    expect(await found(lines((line) => ({ ...line, share: 0.5 })))).toEqual(first);
    expect(await found(lines((line) => ({ ...line, gases: [] })))).toEqual(first);
    expect(await found(lines((line) => ({ ...line, weight: 0 })))).toEqual(first);
    const activity = (line: Value): Value => ({
      ...line,
      activity: { ...(line['activity'] as Value), unit: 'MWh' },
    });
    expect(await found(lines(activity))).toEqual(first);
    const total = bent('inventory.json', (value: Value) => ({
      ...value,
      exact: { ...(value['exact'] as Value), direct: '1' },
    }));
    expect(await found(total)).toEqual(['version inventory.json', 'total exact.direct']);
  });

  it('a line that stands twice', async () => {
    const twice = bent('inventory.json', ({ sources, ...rest }: { sources: Value[] }) => ({
      ...rest,
      sources: [...sources, sources[0]],
    }));
    expect(await found(twice)).toContain('line-added grid');
  });

  it('a factor and a rule of the method, by the lines they move', async () => {
    const method = bent('method.json', ({ classes, ...rest }: { classes: Record<string, Value> }) => ({
      ...rest,
      classes: { ...classes, purchasedElectricity: { ...classes['purchasedElectricity'], sign: -1 } },
    }));
    expect(await found(method)).toEqual(
      expect.arrayContaining(['version method.json', 'line-changed grid', 'total gases[0].tco2e']),
    );
  });

  it('the index of evidence, the list of versions and the head', async () => {
    expect(await found(bent('evidence.json', () => []))).toEqual(['evidence evidence.json']);
    expect(await found(bent('restatements.json', (value: Value) => ({ ...value, versions: [] })))).toEqual([
      'version restatements.json',
    ]);
    expect(await found(bent('version.json', (value: Value) => ({ ...value, frozenBy: 'x' })))).toEqual([
      'version version.json',
      'version audit-log.ndjson',
      'version restatements.json',
    ]);
    expect(await found(bundleOf((contents) => contents.delete('version.json')))).toEqual([
      'version version.json',
    ]);
  });

  it('what the manifest says of the content', async () => {
    const total = bundleOf((_, manifest) => Object.assign(manifest, { totalTco2e: '1' }));
    expect(await found(total)).toEqual(['version manifest.json']);
    const year = bundleOf((_, { period }) => Object.assign(period, { period: '2025' }));
    expect(await found(year)).toEqual(['version version.json', 'version audit-log.ndjson']);
  });

  it('an entry of the audit log', async () => {
    const bytes = bundleOf((contents) => {
      const log = contents.get('audit-log.ndjson') ?? '';
      contents.set('audit-log.ndjson', log.replace('"actor":"li"', '"actor":"wu"'));
    });
    const { findings } = await checkBundle(bytes, tools);
    expect(findings.map(({ kind }) => kind)).toEqual(['audit-log']);
    expect(findings[0]?.text.en).toContain('entry 1');
  });

  it('parts that nothing can be computed from', async () => {
    const { findings } = await checkBundle(
      bent('facts.json', () => ({})),
      tools,
    );
    expect(findings.at(-1)).toMatchObject({ kind: 'content', where: 'activity.json' });
    expect(await found(bent('activity.json', () => ({})))).toContain('content activity.json');
  });
});
