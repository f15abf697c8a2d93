import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { schemePreviewSchema, siteScoreSchema, type SchemePreview } from '@zerofab/contracts';
import { projectRoot } from '@zerofab/platform';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Platform, type Json } from './platform.fixture.js';

const platform = new Platform();
const OWN = readFileSync(join(projectRoot(), 'libs/scoring/schemes/zero-carbon-hunan-2025.yaml'), 'utf8');
/** A scheme of one's own: a published one under another id. */
const FILE = OWN.replace(/^id: .+$/m, 'id: our_province_2026');

const SMALL = {
  id: 'small_scheme',
  version: '1',
  kind: 'greenFactory',
  name: { zh: '小方案', en: 'Small' },
  standard: 'none',
  source: 'own',
  firstYear: 2025,
  sources: { own: { zh: '自拟', en: 'own', reference: 'test', confidence: 'design', ours: true } },
  tree: [
    {
      id: 'energy',
      title: { zh: '能源', en: 'Energy' },
      weight: '100',
      source: 'own',
      children: [
        {
          id: '1',
          name: 'waterRate',
          title: { zh: '水', en: 'Water' },
          weight: '100',
          direction: 'positive',
          unit: '%',
          source: 'own',
          baseline: '80',
          leading: '90',
        },
      ],
    },
  ],
};
type Small = typeof SMALL;
const changed = (change: (small: Small) => unknown): string => {
  const small = structuredClone(SMALL);
  change(small);
  return JSON.stringify(small);
};
const preview = async (text: string): Promise<SchemePreview> => {
  const answer = await platform.call('POST', '/scoring/schemes/preview', { text });
  expect(answer.status).toBe(200);
  return schemePreviewSchema.parse(answer.body);
};
const put = (id: string, body: Json, token?: string) =>
  platform.call('PUT', `/scoring/schemes/${id}`, body, token);

beforeAll(async () => {
  await platform.start();
  await platform.put('/sites/works', { name: 'Works', timezone: 'UTC', gridRegion: 'CN' });
});
afterAll(async () => {
  await platform.destroy();
});

describe('preview of a scheme', () => {
  it('tells what it holds, and that it can be used', async () => {
    const found = await preview(JSON.stringify(SMALL));
    expect(found).toMatchObject({
      usable: true,
      problems: [],
      presentVersion: 0,
      scheme: { id: 'small_scheme', indicators: 1, ours: 1, imported: null },
    });
  });
  it.each<[string, (small: Small) => unknown, string, string]>([
    [
      'weights that do not sum',
      (small) => (small.tree[0]!.children[0]!.weight = '90'),
      'weights-not-of-group',
      'energy',
    ],
    [
      'a baseline better than its leading value',
      (small) => (small.tree[0]!.children[0]!.baseline = '95'),
      'baseline-better',
      '1',
    ],
    [
      'an indicator without source',
      (small) => Reflect.deleteProperty(small.tree[0]!.children[0]!, 'source'),
      'no-source',
      'tree.0.children.0.source',
    ],
    ['a source that is not listed', (small) => (small.source = 'moon'), 'no-source', 'small_scheme'],
    ['an unknown unit', (small) => (small.tree[0]!.children[0]!.unit = 'moons'), 'unknown-unit', 'waterRate'],
    ['an unknown key', (small) => Object.assign(small, { colour: 'red' }), 'bad-shape', ''],
    ['an id of the product', (small) => (small.id = 'std_c1_example'), 'id-taken', 'std_c1_example'],
  ])('names %s', async (_, change, code, at) => {
    const found = await preview(changed(change));
    expect(found.usable).toBe(false);
    expect(found.problems.map((each) => [each.code, each.at])).toContainEqual([code, at]);
    expect(found.problems.every(({ text }) => text.zh !== '' && text.en !== '')).toBe(true);
  });
  it('names formulas that need each other', async () => {
    const found = await preview(
      changed((small) =>
        Object.assign(small, {
          inputs: [
            { name: 'a', zh: 'a', en: 'a', unit: 't', formula: { expression: 'b * 1', text: 'b' } },
            { name: 'b', zh: 'b', en: 'b', unit: 't', formula: { expression: 'a * 1', text: 'a' } },
          ],
        }),
      ),
    );
    expect(found.usable).toBe(false);
  });
  it('warns of a scheme that ended', async () => {
    const found = await preview(
      changed((small) => Object.assign(small, { firstYear: 2020, lastYear: 2021 })),
    );
    expect(found.usable).toBe(true);
    expect(found.warnings.map(({ en }) => en)).toContainEqual(
      'The scheme ended with 2021; it scores past years alone',
    );
  });
  it.each([
    ['what is no file of a scheme', 'just words'],
    ['what cannot be read', '{"id": '],
    ['aliases that multiply', 'a: &a [1]\nb: [*a, *a]'],
  ])('refuses %s', async (_, text) => {
    const answer = await platform.call('POST', '/scoring/schemes/preview', { text });
    expect([answer.status, answer.body['type']]).toEqual([422, '/problems/scheme-unusable']);
  });
});

describe('an imported scheme', () => {
  it('needs a reason, and to be usable', async () => {
    expect((await put('small_scheme', { text: JSON.stringify(SMALL) })).body['type']).toBe(
      '/problems/validation',
    );
    const bad = await put('small_scheme', {
      text: changed((small) => (small.tree[0]!.weight = '90')),
      note: 'ours of 2026',
    });
    expect([bad.status, bad.body['type']]).toEqual([422, '/problems/scheme-unusable']);
    const other = await put('other', { text: JSON.stringify(SMALL), note: 'ours of 2026' });
    expect([other.status, other.body['type']]).toEqual([422, '/problems/scheme-unusable']);
  });
  it('scores at once, without a site and with one', async () => {
    const answer = await put('small_scheme', {
      text: JSON.stringify(SMALL),
      fileName: 'small.json',
      note: 'ours of 2026',
    });
    expect(answer.body).toMatchObject({ id: 'small_scheme', imported: { version: 1, by: 'admin' } });
    const evaluated = await platform.call('POST', '/scoring/evaluate', {
      scheme: 'small_scheme',
      year: 2026,
      inputs: { waterRate: { value: 85, unit: '%' } },
    });
    expect(evaluated.body).toMatchObject({ score: 50, upperBound: 50 });
    await platform.put('/sites/works/scores/inputs/small_scheme/2026/waterRate', { value: 90, unit: '%' });
    const score = siteScoreSchema.parse(
      await platform.get('/sites/works/scores/green-factory?year=2026&scheme=small_scheme'),
    );
    expect(score.evaluation.score).toBe(100);
    expect(score.schemes.find(({ id }) => id === 'small_scheme')?.imported?.version).toBe(1);
    const listed = await platform.get('/scoring/schemes/small_scheme');
    expect(listed['id']).toBe('small_scheme');
  });
  it('a file of the product under another id works as it stands', async () => {
    expect(await preview(FILE)).toMatchObject({ usable: true });
    const answer = await put('our_province_2026', { text: FILE, note: 'province' });
    expect(answer.status).toBe(200);
  });
  it('is replaced by another version that says what differs; a stale one is refused', async () => {
    const text = changed((small) => {
      small.version = '2';
      small.tree[0]!.children[0]!.leading = '100';
    });
    expect((await preview(text)).differences).toEqual([
      { at: 'version', before: '1', after: '2' },
      { at: '1 leading', before: '90', after: '100' },
    ]);
    const stale = await put('small_scheme', { text, note: 'later', expectedVersion: 0 });
    expect([stale.status, stale.body['type']]).toEqual([409, '/problems/stale-version']);
    const next = await put('small_scheme', { text, note: 'later', expectedVersion: 1 });
    expect(next.body).toMatchObject({ version: '2', imported: { version: 2 } });
    const score = siteScoreSchema.parse(
      await platform.get('/sites/works/scores/green-factory?year=2026&scheme=small_scheme'),
    );
    expect(score.evaluation.score).toBe(50);
  });
  it('outlives a restart, and is withdrawn with a reason', async () => {
    await platform.stop();
    await platform.start();
    expect((await platform.get('/scoring/schemes/small_scheme'))['version']).toBe('2');
    const answer = await platform.call('POST', '/scoring/schemes/small_scheme/withdraw', { note: 'over' });
    expect(answer.status).toBe(204);
    const gone = await platform.call('GET', '/scoring/schemes/small_scheme');
    expect([gone.status, gone.body['type']]).toEqual([404, '/problems/scoring-unknown-scheme']);
  });
  it('is a matter of the administrator', async () => {
    await platform.put('/users/manager', {
      name: 'manager',
      role: 'energy_manager',
      password: 'a long enough password',
      sites: ['works'],
    });
    const token = await platform.logIn('manager', 'a long enough password');
    const answer = await put('small_scheme', { text: JSON.stringify(SMALL), note: 'mine now' }, token);
    expect(answer.status).toBe(403);
  });
});
