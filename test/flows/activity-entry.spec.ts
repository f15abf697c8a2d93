import {
  activityListSchema,
  activityRecordSchema,
  type ActivityList,
  type ActivityRecord,
  type Evidence,
  type Problem,
} from '@zerofab/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Platform } from './platform.fixture.js';

// What the screen for activity data relies on: append-only records by month, corrections with their reason, evidence.
const platform = new Platform();
const send = (body: object) =>
  platform.call<ActivityRecord & Problem>('POST', '/sites/works/activity-data', {
    source: 'diesel',
    from: '2025-01',
    to: '2025-02',
    unit: 't',
    ...body,
  });
const list = async (): Promise<ActivityRecord[]> =>
  (await platform.get<{ items: ActivityRecord[] }>('/sites/works/activity-data')).items;

beforeAll(async () => {
  await platform.start();
  await platform.put('/sites/works', { name: 'Works', timezone: 'Asia/Shanghai', gridRegion: 'CN' });
  await platform.put('/sites/works/sources/diesel', {
    name: 'diesel',
    category: 'FUEL_M',
    activity: { kind: 'stock', unit: 't' },
    factor: { kind: 'fuel', fuel: 'diesel' },
    crossCheck: { kind: 'manual', unit: 't' },
  });
});
afterAll(async () => {
  await platform.destroy();
});

describe('activity data by hand', () => {
  it('keeps every version with who, when, evidence and the reason of the correction', async () => {
    const upload = await fetch(`${platform.url}/api/v1/sites/works/evidence?name=slip.pdf`, {
      method: 'POST',
      headers: { authorization: platform.bearer, 'content-type': 'application/pdf' },
      body: '%PDF-1.7 slip',
    });
    const { reference } = (await upload.json()) as Evidence;
    const first = (await send({ stream: 'purchased', quantity: '12.50' })).body;
    expect(activityRecordSchema.safeParse(first).error).toBeUndefined();
    expect(first).toMatchObject({ from: '2025-01-01T00:00:00+08:00', note: null, replacedBy: null });
    const second = await send({
      stream: 'purchased',
      quantity: '12.75',
      evidence: reference,
      note: '  invoice came later ',
      replaces: first.id,
    });
    expect(second.body).toMatchObject({ quantity: '12.75', note: 'invoice came later', evidence: reference });
    const versions = (await list()).filter(({ stream }) => stream === 'purchased');
    expect(versions.map(({ id, replacedBy, enteredBy }) => ({ id, replacedBy, enteredBy }))).toEqual([
      { id: first.id, replacedBy: second.body.id, enteredBy: 'admin' },
      { id: second.body.id, replacedBy: null, enteredBy: 'admin' },
    ]);
    expect((await platform.get<Evidence>('/sites/works/evidence/1')).usedBy).toEqual([second.body.id]);
  });

  it('refuses what was sent already, so that a retry adds nothing', async () => {
    const value = { stream: 'sold', quantity: '1' };
    const { id } = (await send(value)).body;
    expect(await send(value)).toMatchObject({
      status: 422,
      body: {
        type: '/problems/overlapping-activity-data',
        // Days of the site, the last one included: the record ends with 31 January in Shanghai.
        errors: [
          {
            field: 'from',
            text: {
              zh: `与活动数据记录 ${id}（2025-01-01 至 2025-01-31）重叠；请以 "replaces": "${id}" 更正该记录，或另选时段`,
              en: `overlaps record ${id} (2025-01-01 to 2025-01-31); correct that one with "replaces": "${id}", or give another span`,
            },
          },
        ],
      },
    });
    const correction = { ...value, quantity: '2', replaces: id };
    expect((await send(correction)).status).toBe(201);
    const before = await list();
    expect((await send(correction)).status).toBe(422);
    expect(await list()).toEqual(before);
  });

  it('takes each stream of a source by its name, and lists them when there is no such one', async () => {
    for (const stream of ['stock', 'crossCheck'])
      expect((await send({ stream, quantity: '3' })).body.stream).toBe(stream);
    const { status, body } = await send({ quantity: '3' });
    expect(status).toBe(422);
    expect(body.errors?.[0]).toMatchObject({
      field: 'stream',
      detail: '"diesel" takes records of: purchased, sold, stock, crossCheck',
    });
  });

  it('refuses a reason longer than 400 characters and names the field', async () => {
    const { status, body } = await send({
      stream: 'crossCheck',
      from: '2025-03',
      to: '2025-04',
      quantity: '3',
      note: 'x'.repeat(401),
    });
    expect([status, body.errors?.[0]?.field]).toEqual([422, 'note']);
  });
});

describe('a list of records', () => {
  const page = async (query: string): Promise<ActivityList> =>
    activityListSchema.parse(await platform.get(`/sites/works/activity-data?${query}`));

  it('comes page after page, each record once, in the order of the whole', async () => {
    const whole = await page('');
    expect(whole.next).toBeNull();
    const seen: string[] = [];
    let cursor = '';
    for (;;) {
      const { items, next } = await page(`limit=2${cursor}`);
      expect(items.length).toBeLessThanOrEqual(2);
      seen.push(...items.map(({ id }) => id));
      if (next === null) break;
      cursor = `&cursor=${next}`;
    }
    expect(seen.length).toBeGreaterThan(2);
    expect(seen).toEqual(whole.items.map(({ id }) => id));
  });

  it('may be of a span and a source: half-open, what only touches it is outside', async () => {
    const spans = async (query: string) => (await page(query)).items.map(({ from }) => from.slice(0, 7));
    const january = await spans('from=2025-01&to=2025-02');
    expect(january.length).toBeGreaterThan(0);
    expect(new Set(january)).toEqual(new Set(['2025-01']));
    expect(await spans('from=2025-02&to=2025-03')).toEqual([]);
    expect(await spans('source=ghost')).toEqual([]);
    const refused = await platform.call('GET', '/sites/works/activity-data?cursor=abc&limit=0');
    expect(refused.status).toBe(422);
  });
});
