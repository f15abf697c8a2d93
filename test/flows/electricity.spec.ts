import {
  ledgerSchema,
  proofListSchema,
  proofSchema,
  type Inventory,
  type NonFossilLedger,
} from '@zerofab/contracts';
import { recompute } from '@zerofab/accounting';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Platform } from './platform.fixture.js';

const platform = new Platform();
const YEAR = 'from=2025-01-01&to=2026-01-01';
const certificates = {
  kind: 'certificate',
  mwh: '2000',
  from: '2025-01-01',
  to: '2026-01-01',
  generationMonth: '2025-06',
  registry: 'GEC register',
  serialFrom: '900001',
  serialTo: '902000',
  retiredOn: '2026-02-10',
  beneficiary: 'Works',
  plant: 'Wind farm 3',
};
const trade = {
  kind: 'trade',
  mwh: '3000',
  from: '2025-01-01',
  to: '2026-01-01',
  contract: 'GT-2025-17',
  settlement: 'S-2025',
};
const claim = async (site: string, body: object) => {
  const answer = await platform.call<{ detail: string; id: string; errors?: { field: string }[] }>(
    'POST',
    `/sites/${site}/energy-proofs`,
    body,
  );
  return { ...answer.body, status: answer.status, field: answer.body.errors?.[0]?.field };
};
const inventory = async (method?: string) =>
  platform.get<Inventory>(
    `/sites/works/inventory?${YEAR}${method === undefined ? '' : `&method=${encodeURIComponent(method)}`}`,
  );

beforeAll(async () => {
  await platform.start();
  for (const site of ['works', 'other']) {
    await platform.put(`/sites/${site}`, { name: site, timezone: 'Asia/Shanghai', gridRegion: 'CN' });
    await platform.put(`/sites/${site}/sources/power`, {
      name: 'Power',
      category: 'purchasedElectricity',
      activity: { kind: 'manual', unit: 'MWh' },
    });
    await platform.post(`/sites/${site}/activity-data`, {
      source: 'power',
      from: '2025',
      to: '2026',
      quantity: '12000',
      unit: 'MWh',
    });
  }
});
afterAll(async () => {
  await platform.destroy();
});

describe('green power counts only with its proof', () => {
  it('12 000 MWh, none proven: 12 000 × 0.5306', async () => {
    const before = await inventory();
    expect(before.exact.total).toBe('6367.2');
    expect(before.electricity).toMatchObject([
      { attribute: 'grid', exactMwh: '12000', factorRule: 'average' },
    ]);
  });

  it('3000 by trade and 2000 by certificates: (12 000 − 5000) × 0.5306, traced to the digit', async () => {
    proofSchema.parse(await platform.post('/sites/works/energy-proofs', trade));
    proofSchema.parse(await platform.post('/sites/works/energy-proofs', certificates));
    const after = await inventory();
    expect(after.exact.total).toBe('3714.2');
    expect(
      after.electricity?.map(({ attribute, exactMwh, factorRule }) => [attribute, exactMwh, factorRule]),
    ).toEqual([
      ['trade', '3000', 'zero'],
      ['certificate', '2000', 'zero'],
      ['grid', '7000', 'average'],
    ]);
    const [power] = after.sources;
    expect(power?.parts[0]?.trace.formula.id).toBe('purchased-electricity-attributed');
    expect(recompute(power!.trace!).mismatches).toEqual([]);
  });

  it('each method treats it in its own way', async () => {
    // ETS: purchased power is no part of the total; the line stays at the average.
    const ets = await inventory('ETS sector rule');
    expect(ets.sources[0]?.exact).toBe('6367.2');
    // Location-based: trade and certificates change nothing.
    expect((await inventory('GHG Protocol (location-based)')).exact.total).toBe('6367.2');
    // Market-based: 5000 at zero, the rest at the residual factor 0.6096 of data year 2023.
    expect((await inventory('GHG Protocol (market-based)')).exact.total).toBe('4267.2');
  });

  it('keeps the ledger of 622 beside the emissions: trade 3000, certificates 2000 of 2025, nothing apportioned yet', async () => {
    const ledger = ledgerSchema.parse(await platform.get('/sites/works/non-fossil-ledger?year=2025'));
    expect(ledger.lines.map(({ mwh }) => mwh)).toEqual(['0', '3000', '2000', null]);
    expect(ledger).toMatchObject({ totalMwh: '5000', withApportionment: false, offtakeMwh: '12000' });
    const answer = await platform.call<NonFossilLedger>(
      'PUT',
      '/sites/works/non-fossil-ledger/parameters?year=2025',
      { apportionment: '0.2', source: 'provincial notice 2026-7' },
    );
    // (12 000 − 5000) × 0.2
    expect(answer.body).toMatchObject({ totalMwh: '6400', withApportionment: true });
    expect((await inventory()).exact.total).toBe('3714.2');
    const before = ledgerSchema.parse(await platform.get('/sites/works/non-fossil-ledger?year=2024'));
    expect(before.lines[2]?.mwh).toBe('0');
  });
});

describe('what cannot be right is refused', () => {
  it('a certificate that another site claimed, without telling whose it is', async () => {
    const twice = await claim('other', { ...certificates, serialFrom: '901500', serialTo: '903499' });
    expect(twice).toMatchObject({ status: 422, field: 'serialFrom' });
    expect(twice.detail).toContain('901500 to 902000');
    expect(twice.detail).toContain('another site');
    expect(twice.detail).not.toContain('works');
  });

  it('the same range by two at once: one wins', async () => {
    const range = { ...certificates, mwh: '10', serialFrom: '1', serialTo: '10' };
    const answers = await Promise.all([claim('other', range), claim('works', range), claim('other', range)]);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    // Whichever site won: what follows does not count on it.
    const { items } = proofListSchema.parse(await platform.get('/sites/works/energy-proofs'));
    for (const { id } of items.filter(({ serialFrom, status }) => serialFrom === '1' && status === 'active'))
      await platform.call('POST', `/sites/works/energy-proofs/${id}/withdraw`, { reason: 'end of the test' });
  });

  it('more than was bought', async () => {
    const more = await claim('other', { ...trade, mwh: '12001' });
    expect(more).toMatchObject({ status: 422, field: 'mwh' });
    expect(more.detail).toContain('12000 MWh bought in it, by 1 MWh');
  });

  it.each([
    ['a trade without settlement', { ...trade, settlement: undefined }, 'settlement'],
    ['certificates that are not retired', { ...certificates, retiredOn: undefined }, 'retiredOn'],
    ['a range of another size', { ...certificates, serialFrom: '5000', serialTo: '5001' }, 'mwh'],
    ['a period that ends before it begins', { ...trade, to: '2024-01-01' }, 'to'],
  ])('%s', async (_title, body, field) => {
    expect(await claim('other', body)).toMatchObject({ status: 422, field });
  });

  it('a claim is withdrawn with a reason, stays readable, and frees its certificates', async () => {
    const { items } = proofListSchema.parse(await platform.get('/sites/works/energy-proofs'));
    const claimed = items.find(({ serialFrom }) => serialFrom === '900001');
    const path = `/sites/works/energy-proofs/${claimed?.id ?? ''}/withdraw`;
    expect((await platform.call('POST', path, { reason: 'sold on' })).status).toBe(200);
    expect((await platform.call('POST', path, { reason: 'sold on' })).status).toBe(404);
    expect((await inventory()).electricity?.map(({ attribute }) => attribute)).toEqual(['trade', 'grid']);
    expect((await claim('other', { ...certificates, serialFrom: '901500', serialTo: '903499' })).status).toBe(
      201,
    );
    const after = proofListSchema.parse(await platform.get('/sites/works/energy-proofs'));
    expect(after.items.find(({ id }) => id === claimed?.id)?.withdrawal).toBe('sold on');
  });
});
