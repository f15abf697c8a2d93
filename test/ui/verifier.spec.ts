import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { canonicalJson, type Sha256 } from '@zerofab/audit';
import { packBundle, unpackBundle } from '@zerofab/bundle';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleMaker } from '../../libs/bundle/fixtures/planted-bundle.js';
import { CHROMIUM } from './browser.js';

// verify.html from the disk, as an auditor opens it: with a whole bundle, and with each way of bending one.

const PAGE = new URL('../../dist/verifier/verify.html', import.meta.url);
const sha256: Sha256 = (bytes) => createHash('sha256').update(bytes).digest();
const signerOf = () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const x = publicKey.export({ format: 'jwk' }).x ?? '';
  return {
    publicKey: Buffer.from(x, 'base64url').toString('hex'),
    sign: (message: Uint8Array) => sign(null, message, privateKey),
  };
};
const signer = signerOf();
const bundleOf = bundleMaker(sha256, signer);
type Value = Record<string, unknown>;
/** One value of a file changed, then hashed and signed anew by the installation itself. */
const bent = (name: string, change: (value: never) => unknown): Uint8Array =>
  bundleOf((contents) => {
    contents.set(name, canonicalJson(change(JSON.parse(contents.get(name) ?? '') as never)));
  });
/** Raw bytes changed, and nothing mended. */
const raw = (change: (files: Map<string, Uint8Array>) => void): Uint8Array => {
  const files = new Map(unpackBundle(bundleOf()));
  change(files);
  return packBundle(files);
};
const lines = (change: (sources: Value[]) => Value[]): Uint8Array =>
  bent('inventory.json', ({ sources, ...rest }: { sources: Value[] }) => ({
    ...rest,
    sources: change(sources),
  }));

let browser: Browser;
let page: Page;
const asked: string[] = [];

beforeAll(async () => {
  browser = await chromium.launch(CHROMIUM);
  const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 900 } });
  page = await context.newPage();
  page.on('request', (request) => asked.push(request.url()));
  page.on('pageerror', (error) => asked.push(`error: ${error.message}`));
  await page.goto(PAGE.href);
});
afterAll(async () => {
  await browser.close();
});

const check = async (bundle: Uint8Array, key = signer.publicKey): Promise<string> => {
  await page.locator('#key').fill(key);
  await page.locator('#file').setInputFiles([]);
  await page
    .locator('#file')
    .setInputFiles({ name: 'bundle.zip', mimeType: 'application/zip', buffer: Buffer.from(bundle) });
  await page.locator('#verdict').waitFor();
  return page.locator('#result').innerText();
};

describe('the verifier of one file', () => {
  it('says that a bundle is whole, with each line recomputed', async () => {
    const text = await check(bundleOf());
    expect(text).toContain('Whole: as it was written');
    expect(text).toMatch(/grid\s+0\.5306\s+0\.5306\s+same/u);
    expect(text).not.toContain('any key is taken');
    expect(await check(bundleOf(), '')).toContain('any key is taken');
    expect(await check(bundleOf(), 'no key')).toContain('no public key');
  });

  it.each<[string, RegExp, () => Uint8Array]>([
    [
      'a byte that was flipped',
      /file-changed · factors\.json/u,
      () =>
        raw((files) => {
          const bytes = Uint8Array.from(files.get('factors.json') ?? []);
          bytes[40] = (bytes[40] ?? 0) ^ 1;
          files.set('factors.json', bytes);
        }),
    ],
    [
      'two files that were swapped',
      /file-swapped/u,
      () =>
        raw((files) => {
          const [one, other] = [files.get('facts.json'), files.get('months.json')];
          if (one !== undefined && other !== undefined)
            files.set('facts.json', other).set('months.json', one);
        }),
    ],
    [
      'a file that is missing',
      /file-missing · evidence\.json/u,
      () => raw((files) => files.delete('evidence.json')),
    ],
    [
      'a file that was added',
      /file-added · more\.json/u,
      () => raw((files) => files.set('more.json', new TextEncoder().encode('{}'))),
    ],
    [
      'a digit that was changed and hashed anew',
      /line-changed · grid/u,
      () =>
        lines((sources) =>
          sources.map((line) => (line['code'] === 'grid' ? { ...line, exact: '0.5206' } : line)),
        ),
    ],
    [
      'a line that was dropped',
      /line-missing · diesel/u,
      () => lines((sources) => sources.filter(({ code }) => code !== 'diesel')),
    ],
    ['a line that was added', /line-added · grid/u, () => lines((sources) => [...sources, sources[0] ?? {}])],
    ['a key that was replaced', /key · signature\.json/u, () => bundleOf(undefined, signerOf())],
    [
      'an entry of the audit log',
      /audit-log/u,
      () =>
        bundleOf((contents) => {
          const log = contents.get('audit-log.ndjson') ?? '';
          contents.set('audit-log.ndjson', log.replace('"actor":"li"', '"actor":"wu"'));
        }),
    ],
    ['bytes that are no bundle', /this is no bundle/u, () => new TextEncoder().encode('PK nothing')],
  ])('names %s', async (_what, finding, bundle) => {
    const text = await check(bundle());
    expect(text).toMatch(/Not whole: \d+ finding/u);
    expect(text).toContain('First difference');
    expect(text).toMatch(finding);
  });

  it('speaks Chinese too, and shows a bundle as text alone', async () => {
    await page.getByRole('button', { name: '中文' }).click();
    await page.getByText('审计包核验').waitFor();
    const hostile = lines((sources) => [...sources, { ...sources[0], code: '<img src=x onerror=alert(1)>' }]);
    const text = await check(hostile);
    expect(text).toContain('核验不通过');
    expect(await page.locator('#result img').count()).toBe(0);
  });

  it('asked nothing of any network', () => {
    expect(asked).toEqual([PAGE.href]);
  });
});
