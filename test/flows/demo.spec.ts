import type { Checklist, Overview, QualityPlan, RejectedMessages } from '@zerofab/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DemoService } from '../../apps/server/src/demo/demo.service.js';
import { Platform, type Json } from './platform.fixture.js';

// The demo factory without its simulated meters: what its set-up writes.
const platform = new Platform();
const load = async (): Promise<string> => platform.part(DemoService).load(Date.now());
const items = async (path: string): Promise<Json[]> =>
  (await platform.get<{ items: Json[] }>(`/sites/demo/${path}`)).items;

beforeAll(async () => {
  await platform.start();
  await load();
});
afterAll(async () => {
  await platform.destroy();
});

describe('the demo factory', () => {
  it('has the papers behind its figures', async () => {
    expect(await platform.get('/sites/demo/boundary')).toMatchObject({ version: 1, warnings: [] });
    const plan = await platform.get<QualityPlan>('/sites/demo/quality-plan');
    expect(plan).toMatchObject({ state: 'approved', uncovered: [], stray: [], overdue: 0 });
    expect((await items('evidence')).length).toBeGreaterThan(2);
    expect((await items('parameters')).map(({ code }) => code)).toEqual(
      expect.arrayContaining(['gas-ncv', 'diesel-ncv']),
    );
    expect(new Set((await items('energy-proofs')).map(({ kind }) => kind))).toEqual(
      new Set(['certificate', 'own']),
    );
  });

  it('has one meter that is offline and messages that were refused, each with its reason', async () => {
    const meters = await items('meters');
    expect(meters.filter(({ state }) => state === 'offline').map(({ code }) => code)).toEqual(['fire-water']);
    const overview = await platform.get<Overview>('/sites/demo/overview');
    expect(
      overview.attention.some(({ kind, meter }) => kind === 'meter-offline' && meter === 'fire-water'),
    ).toBe(true);
    const rejected = await platform.get<RejectedMessages>('/sites/demo/rejected-messages');
    expect(rejected.items.map(({ reason }) => reason).sort()).toEqual([
      'bad-json',
      'bad-time',
      'bad-value',
      'unknown-register',
    ]);
  });

  it('is written once: another start changes nothing, and leaves what a person withdrew', async () => {
    const [proof] = await items('energy-proofs');
    const path = `/sites/demo/energy-proofs/${String(proof?.['id'])}/withdraw`;
    expect((await platform.call('POST', path, { reason: 'a test' })).status).toBeLessThan(300);
    const before = await platform.get('/sites/demo/history?limit=1');
    await load();
    expect(await platform.get('/sites/demo/history?limit=1')).toEqual(before);
  });

  it('lacks readings alone before its meters publish', async () => {
    const { items: checks } = await platform.get<Checklist>('/sites/demo/checklist');
    const missing = checks.filter(({ state }) => state !== 'done').map(({ step }) => step);
    expect(
      missing.filter((step) => ['site', 'boundary', 'plan', 'sources', 'activityData'].includes(step)),
    ).toEqual([]);
  });
});
