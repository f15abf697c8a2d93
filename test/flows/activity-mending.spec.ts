import type { ActivityAdded, ActivityPreview, ActivityRecord, Inventory, Problem } from '@zerofab/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Platform } from './platform.fixture.js';

// What an energy manager does about entries: the bill of the year for twelve months, invoices with inclusive ends, one
// entered by mistake, one for a month that has not come yet.
const platform = new Platform();
const PATH = '/sites/works/activity-data';
const body = (more: object) => ({ source: 'diesel', unit: 't', ...more });
const send = (more: object) => platform.call<ActivityAdded & Problem>('POST', PATH, body(more));
const added = async (more: object): Promise<ActivityAdded> => {
  const answer = await send(more);
  expect(answer.status).toBe(201);
  return answer.body;
};
const total = async (year: string): Promise<string | null> =>
  (await platform.get<Inventory>(`/sites/works/inventory?from=${year}&to=${String(Number(year) + 1)}`))
    .sources[0]?.activity.exact ?? null;

beforeAll(async () => {
  await platform.start();
  await platform.put('/sites/works', { name: 'Works', timezone: 'Asia/Shanghai', gridRegion: 'CN' });
  await platform.put('/sites/works/sources/diesel', {
    name: 'diesel',
    category: 'FUEL_M',
    activity: { kind: 'manual', unit: 't' },
    factor: { kind: 'fuel', fuel: 'diesel' },
  });
});
afterAll(async () => {
  await platform.destroy();
});

describe('twelve months and the bill of the year', () => {
  it('is one step, looked at before: 12 × 2 t become 25 t', async () => {
    for (let month = 1; month <= 12; month += 1)
      await added({
        from: `2024-${String(month).padStart(2, '0')}`,
        to: month === 12 ? '2025-01' : `2024-${String(month + 1).padStart(2, '0')}`,
        quantity: '2',
      });
    const bill = {
      from: '2024-01-01',
      to: '2024-12-31',
      endsInclusive: true,
      quantity: '25',
      replaces: 'overlapping',
    };
    const seen = await platform.call<ActivityPreview>('POST', `${PATH}/preview`, body(bill));
    expect(seen.status).toBe(200);
    expect(seen.body).toMatchObject({
      from: '2024-01-01T00:00:00+08:00',
      to: '2025-01-01T00:00:00+08:00',
      before: '24',
      after: '25',
      difference: '1',
      unit: 't',
    });
    expect(seen.body.replaces).toHaveLength(12);
    expect(await total('2024')).toBe('24');
    const { id } = await added(bill);
    expect(await total('2024')).toBe('25');
    const records = await platform.get<{ items: ActivityRecord[] }>(`${PATH}?from=2024&to=2025`);
    expect(records.items.filter(({ replacedBy }) => replacedBy === id)).toHaveLength(12);
  });

  it('loses nothing beside the span: a record that reaches beyond it stops the step', async () => {
    const answer = await send({ from: '2024-03', to: '2024-05', quantity: '1', replaces: 'overlapping' });
    expect(answer.status).toBe(422);
    expect(answer.body.type).toBe('/problems/overlapping-activity-data');
    expect(answer.body.detail).toContain('reaches beyond this span');
    expect(await total('2024')).toBe('25');
  });
});

describe('inclusive ends', () => {
  it('count the last day or month whole: 1 to 31 January is one month', async () => {
    const day = await added({ from: '2023-01-01', to: '2023-01-31', endsInclusive: true, quantity: '3' });
    expect(day.to).toBe('2023-02-01T00:00:00+08:00');
    const month = await added({ from: '2023-02', to: '2023-02', endsInclusive: true, quantity: '3' });
    expect([month.from, month.to]).toEqual(['2023-02-01T00:00:00+08:00', '2023-03-01T00:00:00+08:00']);
    expect(month.hints).toEqual([]);
  });

  it('are refused of a time, and an empty span says that they exist', async () => {
    const time = await send({
      from: '2023-04-01',
      to: '2023-04-02T08:00:00+08:00',
      endsInclusive: true,
      quantity: '1',
    });
    expect(time).toMatchObject({ status: 422, body: { errors: [{ field: 'endsInclusive' }] } });
    const empty = await send({ from: '2023-04-01', to: '2023-04-01', quantity: '1' });
    expect(empty.body.detail).toContain('set endsInclusive');
  });
});

describe('a record that was a mistake', () => {
  it('is taken back with the reason, stays readable and counts no more, once', async () => {
    const { id } = await added({ from: '2022-01', to: '2022-02', quantity: '7' });
    const before = new Date().toISOString();
    expect(await total('2022')).toBe('7');
    const withdraw = (reason: string) =>
      platform.call<ActivityRecord & Problem>('POST', `${PATH}/${id}/withdraw`, { reason });
    expect((await withdraw('')).status).toBe(422);
    const done = await withdraw('the invoice is of another site');
    expect(done.status).toBe(200);
    expect(done.body.withdrawal).toMatchObject({ by: 'admin', reason: 'the invoice is of another site' });
    expect(await total('2022')).toBeNull();
    const then = await platform.get<Inventory>(
      `/sites/works/inventory?from=2022&to=2023&knownAt=${encodeURIComponent(before)}`,
    );
    expect(then.sources[0]?.activity.exact).toBe('7');
    expect((await withdraw('again')).body.type).toBe('/problems/nothing-to-replace');
    expect((await send({ from: '2022-01', to: '2022-02', quantity: '8', replaces: id })).status).toBe(422);
    expect((await send({ from: '2022-01', to: '2022-02', quantity: '8' })).status).toBe(201);
    const history = await platform.get<{ items: { action: string; reason: string | null }[] }>(
      `/sites/works/history?kind=activity-data&key=${id}`,
    );
    expect(history.items.map(({ action }) => action)).toContain('withdraw');
  });

  it.each(['x', '999999'])('is none with the id %s', async (id) => {
    const answer = await platform.call<Problem>('POST', `${PATH}/${id}/withdraw`, { reason: 'no such' });
    expect(answer.status).toBe(422);
  });
});

it('tells of a span in the future, and keeps it', async () => {
  const year = new Date().getFullYear() + 1;
  const { hints } = await added({ from: `${String(year)}-05`, to: `${String(year)}-06`, quantity: '1' });
  expect(hints[0]?.en).toContain('lies wholly in the future; check the dates');
  expect(hints[0]?.zh).toContain('全部在未来');
});
