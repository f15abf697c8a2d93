import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReportJob, ReportJobList } from '@zerofab/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Platform, type Json } from './platform.fixture.js';

const platform = new Platform();
const PASSWORD = 'a long enough password';
const JOBS = '/sites/works/reports/jobs';
const QUESTION = { format: 'pdf', year: 2025, lang: 'en' };
let manager = '';

const ask = async (question: object = QUESTION, token?: string): Promise<ReportJob> => {
  const { status, body } = await platform.call<ReportJob>('POST', JOBS, question, token);
  if (status !== 202) throw new Error(`${String(status)} ${JSON.stringify(body)}`);
  return body;
};
const job = async (id: string): Promise<ReportJob> => platform.get<ReportJob>(`${JOBS}/${id}`);
const ended = async (id: string): Promise<ReportJob> => {
  await expect
    .poll(async () => (await job(id)).state, { timeout: 60_000, interval: 200 })
    .toMatch(/done|failed|cancelled/u);
  return job(id);
};
const files = (): string[] => {
  const folder = join(platform.dataDir, 'reports');
  return existsSync(folder) ? readdirSync(folder) : [];
};

beforeAll(async () => {
  await platform.start();
  await platform.put('/sites/works', { name: 'Works', timezone: 'Asia/Shanghai', gridRegion: 'CN-JS' });
  await platform.put('/sites/works/sources/trucks', {
    name: 'Trucks',
    category: 'mobileCombustion',
    activity: { kind: 'manual', unit: 't' },
    factor: { kind: 'fuel', fuel: 'diesel' },
  });
  const diesel = { source: 'trucks', from: '2025', to: '2026', quantity: 12, unit: 't' };
  await platform.post('/sites/works/activity-data', diesel);
  await platform.put('/users/manager', {
    name: 'M',
    role: 'energy_manager',
    password: PASSWORD,
    sites: ['works'],
  });
  manager = await platform.logIn('manager', PASSWORD);
});
afterAll(async () => {
  await platform.destroy();
});

describe('a report that is made in the background', () => {
  it('tells how far it is, and hands out the whole file once it is done', { timeout: 90_000 }, async () => {
    const asked = await ask();
    expect(asked).toMatchObject({ state: 'waiting', step: 0, steps: 3, question: QUESTION, bytes: null });
    const done = await ended(asked.id);
    expect(done).toMatchObject({ state: 'done', step: 3, refusal: null });
    const response = await fetch(`${platform.url}/api/v1${JOBS}/${asked.id}/file`, {
      headers: { authorization: platform.bearer },
    });
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(response.headers.get('content-disposition')).toMatch(/zerofab-inventory-works-2025-.*-en\.pdf/u);
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(bytes.byteLength).toBe(done.bytes);
    expect(files()).toEqual([asked.id]);
    const exports = await platform.get<{ items: Json[] }>('/audit-log?kind=access&site=works');
    expect(JSON.stringify(exports.items.at(-1))).toContain(`${asked.id}/file`);
  });

  it('belongs to who asked for it', async () => {
    const { items } = await platform.get<ReportJobList>(JOBS);
    const own = await platform.call<ReportJobList>('GET', JOBS, undefined, manager);
    expect([items.length, own.body.items.length]).toEqual([1, 0]);
    for (const path of ['', '/file'])
      expect(
        (await platform.call('GET', `${JOBS}/${items[0]?.id ?? ''}${path}`, undefined, manager)).status,
      ).toBe(404);
    expect((await platform.call('GET', `${JOBS}/not-an-id`)).status).toBe(422);
  });

  it('says why it failed, and has no file then', async () => {
    const failed = await ended((await ask({ ...QUESTION, version: 3 })).id);
    expect(failed).toMatchObject({ state: 'failed', bytes: null });
    expect(failed.refusal?.en).toMatch(/no locked period/u);
    const file = await platform.call('GET', `${JOBS}/${failed.id}/file`);
    expect(file.status).toBe(404);
  });

  it(
    'is cancelled while it waits; what stands in line for one person is bounded',
    { timeout: 90_000 },
    async () => {
      const jobs: ReportJob[] = [];
      for (let n = 0; n < 5; n += 1) jobs.push(await ask({ ...QUESTION, format: 'docx' }));
      const last = jobs.at(-1)?.id ?? '';
      const cancelled = await platform.call<ReportJob>('POST', `${JOBS}/${last}/cancel`);
      expect([cancelled.status, cancelled.body.state]).toEqual([200, 'cancelled']);
      for (const { id } of jobs.slice(0, -1)) expect((await ended(id)).state).toBe('done');
      expect((await job(last)).state).toBe('cancelled');
      expect(files()).not.toContain(last);
      // What is done stays done.
      const late = await platform.call<ReportJob>('POST', `${JOBS}/${jobs[0]?.id ?? ''}/cancel`);
      expect(late.body.state).toBe('done');
    },
  );

  it(
    'is begun again after a stop in the middle, twice at most; half a file is swept away',
    { timeout: 120_000 },
    async () => {
      const [again, never] = [await ask(), await ask()];
      await ended(again.id);
      await ended(never.id);
      await platform.sql(
        "UPDATE report_job SET state = 'writing', ended_at = NULL, bytes = NULL, attempts = 1 WHERE id = $1",
        [again.id],
      );
      await platform.sql(
        "UPDATE report_job SET state = 'writing', ended_at = NULL, bytes = NULL, attempts = 2 WHERE id = $1",
        [never.id],
      );
      await platform.stop();
      const half = join(platform.dataDir, 'reports', `${again.id}.part`);
      writeFileSync(half, 'half a file');
      await platform.start();
      expect(existsSync(half)).toBe(false);
      expect((await ended(again.id)).state).toBe('done');
      const stopped = await job(never.id);
      expect(stopped).toMatchObject({ state: 'failed' });
      expect(stopped.refusal?.en).toMatch(/stopped twice/u);
    },
  );
});
