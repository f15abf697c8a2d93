import {
  liveDemandSchema,
  siteBillSchema,
  siteContractListSchema,
  whatIfSchema,
  type SiteBillAnswer,
} from '@zerofab/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Platform, publish, type Json } from './platform.fixture.js';

// An energy manager records the contract, sees the bill of the month from the own meters, and holds the invoice beside it.
const platform = new Platform();
const FROM = Date.parse('2026-10-01T00:00:00+08:00');
const QUARTERS = 31 * 96;

const meter = (name: string, more: Json = {}) => ({
  name,
  carrier: 'electricity',
  registers: [{ code: 'active_energy', kind: 'interval', unit: 'kWh', interval: 'PT15M' }],
  ...more,
});
const send = async (code: string, energy: (quarter: number) => number | undefined) => {
  const client = await platform.meter('works', code);
  const batch = Array.from({ length: QUARTERS }, (_, quarter) => ({
    quarter,
    value: energy(quarter),
  })).flatMap(({ quarter, value }) =>
    value === undefined ? [] : [{ ts: FROM + (quarter + 1) * 900_000, values: { active_energy: value } }],
  );
  for (let at = 0; at < batch.length; at += 1000)
    await publish(client, 'works', code, batch.slice(at, at + 1000));
  await client.endAsync();
};

const CONTRACT: Json = {
  name: { zh: '供电合同', en: 'Supply contract' },
  source: 'Contract 2026-17',
  meters: ['incomer'],
  contract: {
    capacityKva: 500,
    bands: [
      { band: 'valley', from: '22:00', to: '08:00' },
      { band: 'peak', from: '08:00', to: '22:00' },
    ],
    lines: [
      { kind: 'banded', code: 'energy', prices: { peak: '1', valley: '0.4' }, pfAdjustable: true },
      { kind: 'demand', code: 'demand', price: '40', basis: 'actual', pfAdjustable: true },
      { kind: 'powerFactor', code: 'powerFactor', standard: '0.90' },
    ],
  },
};
const bill = async (month = '2026-10') =>
  siteBillSchema.parse(await platform.get<SiteBillAnswer>(`/sites/works/bills/${month}`));

beforeAll(async () => {
  await platform.start();
  await platform.put('/sites/works', { name: 'Works', timezone: 'Asia/Shanghai' });
  await platform.put('/sites/works/meters/incomer', meter('Incomer'));
  await platform.put('/sites/works/meters/press', meter('Press', { parent: 'incomer' }));
  // 25 kWh a quarter hour, and 50 from 12:00 to 12:15 on 1 October, of which the press draws 40.
  await send('incomer', (quarter) => (quarter === 48 ? 50 : 25));
  await send('press', (quarter) => (quarter === 48 ? 40 : 5));
});
afterAll(async () => {
  await platform.destroy();
});

it('says that a contract is needed', async () => {
  const { status, body } = await platform.call('GET', '/sites/works/bills/2026-10');
  expect([status, body['type']]).toEqual([404, '/problems/no-tariff-contract']);
});

it('keeps contracts by the day from which they hold, and refuses what does not hold together', async () => {
  await platform.put('/sites/works/tariff-contracts/grid/2026-01-01', CONTRACT);
  await platform.put('/sites/works/tariff-contracts/grid/2026-11-01', {
    ...CONTRACT,
    source: 'Contract 2026-99',
  });
  const { items } = siteContractListSchema.parse(await platform.get('/sites/works/tariff-contracts'));
  expect(items.map(({ validFrom, source, version }) => [validFrom, source, version])).toEqual([
    ['2026-01-01', 'Contract 2026-17', 1],
    ['2026-11-01', 'Contract 2026-99', 1],
  ]);
  const contract = CONTRACT['contract'] as Json;
  const bad = await platform.call('PUT', '/sites/works/tariff-contracts/grid/2026-02-01', {
    ...CONTRACT,
    contract: { ...contract, bands: [{ band: 'peak', from: '08:00', to: '22:00' }] },
  });
  expect([bad.status, bad.body['type']]).toEqual([422, '/problems/tariff-hours-free']);
  const stale = await platform.call('PUT', '/sites/works/tariff-contracts/grid/2026-01-01', {
    ...CONTRACT,
    expectedVersion: 0,
  });
  expect(stale.status).toBe(409);
  const nobody = await platform.call('PUT', '/sites/works/tariff-contracts/grid/2026-02-01', {
    ...CONTRACT,
    meters: ['nobody'],
  });
  expect(nobody.body['type']).toBe('/problems/unknown-meter');
});

it('works the bill out from the meters, and tells what only papers know', async () => {
  const found = await bill();
  expect(found.contract).toMatchObject({ code: 'grid', validFrom: '2026-01-01', source: 'Contract 2026-17' });
  // Peak 31 × 14 × 100 + 25 = 43 425 kWh, valley 31 000 kWh, demand 200 kW.
  expect(found.bill.lines.map(({ code, amount }) => [code, amount])).toEqual([
    ['energy.peak', '43425.00'],
    ['energy.valley', '12400.00'],
    ['demand', '8000.00'],
    ['powerFactor', null],
  ]);
  expect(found.bill).toMatchObject({
    state: 'partial',
    total: null,
    subtotal: '63825.00',
    missing: [{ code: 'powerFactor' }],
  });
  expect(found.invoice).toBeNull();
});

it('holds the invoice beside it, line by line', async () => {
  await platform.put('/sites/works/bills/2026-10/invoice', {
    month: '2026-10',
    number: 'A-17',
    facts: { kvarh: '55818.75' },
    lines: [
      { code: 'energy.peak', amount: '43425' },
      { code: 'demand', amount: '8400' },
    ],
    total: '67416.25',
  });
  const found = await bill();
  // Power factor 74 425 / 93 031.25 = 0.8: +5 % of 63 825 = 3 191.25.
  expect(found.bill).toMatchObject({ state: 'complete', powerFactor: '0.80', total: '67016.25' });
  expect(found.differences).toMatchObject([
    { code: 'energy.peak', difference: '0.00', share: 0, cause: null },
    { code: 'demand', difference: '-400.00', cause: { kind: 'demand' } },
    { code: 'energy.valley', invoiced: null, cause: { kind: 'notInvoiced' } },
    { code: 'powerFactor', invoiced: null, cause: { kind: 'notInvoiced' } },
    { code: 'total', computed: '67016.25', difference: '-400.00' },
  ]);
  const other = await platform.call('PUT', '/sites/works/bills/2026-10/invoice', {
    month: '2026-09',
    total: '1',
  });
  expect([other.status, (other.body['errors'] as { field: string }[])[0]?.field]).toEqual([422, 'month']);
});

it('shares it among those who caused it, to the cent', async () => {
  const { cost, bill: whole } = await bill();
  const [press] = cost.units;
  // In the quarter hour of the peak the press drew 40 of 50 kWh: 160 of 200 kW.
  expect(press).toMatchObject({ code: 'press', kind: 'meter', peakKw: '160', quantity: '14915' });
  expect(press?.lines.find(({ code }) => code === 'demand')?.amount).toBe('6400.00');
  const cents = [...cost.units, cost.unallocated].map(({ amount }) => Math.round(Number(amount) * 100));
  expect(cents.reduce((sum, value) => sum + value, 0)).toBe(Math.round(Number(whole.total) * 100));
  // No meter names a unit of the site yet: all are of none.
  expect(cost.bySiteUnit).toEqual([
    { unit: null, name: null, quantity: press?.quantity, amount: press?.amount },
  ]);
});

it('works the month out otherwise: another basic charge, another contract, hours shifted', async () => {
  const ask = (body: Json) => platform.call('POST', '/sites/works/bills/2026-10/what-if', body);
  const { status, body } = await ask({
    charge: { capacityPrice: '20', demandPrice: '40', contractKw: '150' },
    kept: { code: 'grid', validFrom: '2026-11-01' },
    shift: { from: { fromHour: 12, toHour: 13 }, to: { fromHour: 0, toHour: 4 }, share: '0.5' },
  });
  expect(status).toBe(200);
  const { cases } = whatIfSchema.parse(body);
  // 500 kVA × 20 = 10 000 in place of 8 000, and 5 % on it. Contract: 40 % of 500 kVA is 200 kW: nothing above it.
  // Shift: 62.5 kWh on 1 October, 50 on the other days, 1 562.5 in all, go from 1 to 0.4: −937.50. The highest quarter
  // hour is then 25 + 62.5 / 16 kWh, 115.625 kW: −3 375. With 5 % adjustment 62 488.13 in place of 67 016.25.
  expect(cases.map(({ kind, difference }) => [kind, difference])).toEqual([
    ['capacity', '2100.00'],
    ['contract', '0.00'],
    ['actual', '0.00'],
    ['otherContract', '0.00'],
    ['shift', '-4528.12'],
  ]);
  expect(cases.at(-1)).toMatchObject({ before: { demandKw: '200' }, after: { demandKw: '115.625' } });
  expect((await ask({})).status).toBe(422);
  const unknown = await ask({ kept: { code: 'grid', validFrom: '2020-01-01' } });
  expect([unknown.status, (unknown.body['errors'] as { field: string }[])[0]?.field]).toEqual([422, 'kept']);
});

it('tells demand as it comes about against a target, and says where nothing is known', async () => {
  const quiet = liveDemandSchema.parse(await platform.get('/sites/works/demand'));
  expect(quiet).toMatchObject({ limitKw: null, running: null, month: { peak: null } });
  expect(quiet.reason?.en).toMatch(/No reading of this quarter hour/);
  const aimed = liveDemandSchema.parse(await platform.get('/sites/works/demand?targetKw=150'));
  expect(aimed).toMatchObject({ limitKw: '150', limitIs: 'target' });
  const wrong = await platform.call('GET', '/sites/works/demand?targetKw=0');
  expect(wrong.status).toBe(422);
});

it('is a lower bound while the month runs, and keeps from whoever may not see papers', async () => {
  const now = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7);
  const found = await bill(now);
  expect(found.running).toBe(true);
  expect(found.bill.intervalsExpected).toBeLessThanOrEqual(QUARTERS);
  await platform.put('/users/vic', {
    name: 'Vic',
    role: 'viewer',
    password: 'a-long-password-1',
    sites: ['works'],
  });
  const viewer = await platform.logIn('vic', 'a-long-password-1');
  expect((await platform.call('GET', '/sites/works/bills/2026-10', undefined, viewer)).status).toBe(403);
});
