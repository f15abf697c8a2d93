import {
  baselineSchema,
  billSchema,
  dispatchSchema,
  forecastSchema,
  type BaselineAnswer,
  type BillAnswer,
  type DispatchAnswer,
  type ForecastAnswer,
} from '@zerofab/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Platform, type Json } from './platform.fixture.js';

const platform = new Platform();
beforeAll(async () => {
  await platform.start();
});
afterAll(async () => {
  await platform.destroy();
});

const refusal = async (path: string, body: Json) => {
  const { status, body: problem } = await platform.call('POST', path, body);
  const errors = (problem['errors'] as { field: string; text: { zh: string } }[] | undefined) ?? [];
  return [status, problem['type'], errors[0]?.field];
};

describe('POST /energy/bill', () => {
  const BANDS = [
    { band: 'valley', from: '22:00', to: '08:00' },
    { band: 'peak', from: '08:00', to: '22:00' },
  ];
  const intervals = Array.from({ length: 31 * 96 }, (_, index) => ({
    start: new Date(Date.parse('2026-05-01T00:00:00+08:00') + index * 900_000).toISOString(),
    kWh: 25,
    kvarh: '18.75',
  }));
  const contract = {
    capacityKva: 200,
    bands: BANDS,
    lines: [
      { kind: 'banded', code: 'energy', prices: { peak: 1, valley: '0.4' }, pfAdjustable: true },
      { kind: 'flat', code: 'funds', price: '0.03' },
      { kind: 'demand', code: 'demand', price: 40, basis: 'actual', pfAdjustable: true },
      { kind: 'powerFactor', code: 'powerFactor', standard: 0.9 },
    ],
  };
  const body = { contract, month: '2026-05', timezone: 'Asia/Shanghai', intervals };

  it('answers line by line', async () => {
    const answer = await platform.call<BillAnswer>('POST', '/energy/bill', body);
    const bill = billSchema.parse(answer.body);
    expect(answer.status).toBe(200);
    // 31 days × 14 h × 100 kWh = 43 400 peak, 31 000 valley; 100 kW; power factor 0.8: +5 % of 43 400 + 12 400 + 4 000.
    expect(bill.lines.map(({ code, amount }) => [code, amount])).toEqual([
      ['energy.peak', '43400.00'],
      ['energy.valley', '12400.00'],
      ['funds', '2232.00'],
      ['demand', '4000.00'],
      ['powerFactor', '2990.00'],
    ]);
    expect(bill).toMatchObject({
      total: '65022.00',
      demandKw: '100',
      powerFactor: '0.80',
      state: 'complete',
    });
  });
  it('refuses by name what does not hold together', async () => {
    const overlap = { ...contract, bands: [...BANDS, { band: 'sharp', from: '10:00', to: '11:00' }] };
    expect(await refusal('/energy/bill', { ...body, contract: overlap })).toEqual([
      422,
      '/problems/tariff-bands-overlap',
      'contract.bands.2',
    ]);
    const free = { ...contract, bands: BANDS.slice(1) };
    expect(await refusal('/energy/bill', { ...body, contract: free })).toEqual([
      422,
      '/problems/tariff-hours-free',
      'contract.bands',
    ]);
    expect(await refusal('/energy/bill', { ...body, intervals: [...intervals, intervals[7]] })).toEqual([
      422,
      '/problems/tariff-duplicate-interval',
      'intervals.2976.start',
    ]);
    expect(
      await refusal('/energy/bill', { ...body, intervals: [{ start: '2026-05-01T00:00:00+08:00' }] }),
    ).toEqual([422, '/problems/validation', 'intervals.0']);
    expect(await refusal('/energy/bill', { ...body, timezone: 'Mars/Olympus' })).toEqual([
      422,
      '/problems/validation',
      'timezone',
    ]);
  });
});

describe('POST /energy/baseline', () => {
  const rows = [1, 3, 2, 5].map((y, x) => ({ y, x: { output: x } }));

  it('answers with statistics, verdict and saving', async () => {
    const answer = await platform.call<BaselineAnswer>('POST', '/energy/baseline', {
      rows,
      terms: ['output'],
      reporting: [{ y: 4, x: { output: 9 } }],
    });
    const found = baselineSchema.parse(answer.body);
    expect(found).toMatchObject({
      n: 4,
      accepted: false,
      saving: { actual: 4, points: [{ extrapolated: ['output'] }] },
    });
    expect(found.coefficients.map(({ name, value }) => [name, Math.round(value * 1e9) / 1e9])).toEqual([
      ['constant', 1.1],
      ['output', 1.1],
    ]);
    expect(found.reasons.map(({ code }) => code)).toEqual(['cvRmse', 'p']);
    expect(found.saving?.saving).toBeCloseTo(11 - 4, 9);
  });
  it('refuses collinear drivers and too few points', async () => {
    const collinear = rows.map(({ y, x }) => ({ y, x: { ...x, twice: 2 * x.output } }));
    expect(await refusal('/energy/baseline', { rows: collinear, terms: ['output', 'twice'] })).toEqual([
      422,
      '/problems/baseline-collinear',
      'terms.1',
    ]);
    expect(await refusal('/energy/baseline', { rows: rows.slice(0, 2), terms: ['output'] })).toEqual([
      422,
      '/problems/baseline-too-few-points',
      'rows',
    ]);
    expect(await refusal('/energy/baseline', { rows, terms: ['temperature'] })).toEqual([
      422,
      '/problems/baseline-bad-term',
      'rows.0.x.temperature',
    ]);
  });
});

describe('POST /energy/dispatch', () => {
  const storage = { capacityKWh: 100, powerKw: 50, chargeEfficiency: 0.95, dischargeEfficiency: 0.95 };
  const price = [...Array.from({ length: 8 }, () => 0.3), 1.1, 1.1];
  const body = { slotMinutes: 60, load: price.map(() => 60), price, storage };

  it('answers with the schedule', async () => {
    const answer = await platform.call<DispatchAnswer>('POST', '/energy/dispatch', body);
    const found = dispatchSchema.parse(answer.body);
    expect(found).toMatchObject({ status: 'optimal', cannotHold: [], before: { peakKw: 60 } });
    expect(found.before.cost.total - (found.after?.cost.total ?? 0)).toBeCloseTo(72.92, 2);
    expect(found.soc).toHaveLength(10);
  });
  it('names the constraint that cannot hold', async () => {
    const answer = await platform.call<DispatchAnswer>('POST', '/energy/dispatch', {
      ...body,
      importLimitKw: 50,
      storage: null,
    });
    expect(dispatchSchema.parse(answer.body)).toMatchObject({ status: 'importLimit', after: null, grid: [] });
    expect(answer.body.cannotHold[0]).toMatchObject({ kind: 'importLimit', slot: 0, short: 10, unit: 'kW' });
  });
  it('takes a day at 15 minutes, several at once', async () => {
    const load = Array.from({ length: 96 }, (_, slot) => 300 + 150 * Math.sin(slot / 15));
    const pv = load.map((_, slot) => Math.max(0, 400 * Math.sin(((slot - 28) / 44) * Math.PI)));
    const day = {
      slotMinutes: 15,
      load,
      pv,
      price: load.map((_, slot) => (slot < 32 ? 0.3 : 1.1)),
      feedIn: 0.39,
      storage: { ...storage, capacityKWh: 500, powerKw: 250 },
      demandPrice: 1.3,
    };
    await platform.call('POST', '/energy/dispatch', day);
    const answer = await platform.call<DispatchAnswer>('POST', '/energy/dispatch', day);
    expect(answer.body.status).toBe('optimal');
    const several = await Promise.all(
      [day, day, day].map((one) => platform.call<DispatchAnswer>('POST', '/energy/dispatch', one)),
    );
    expect(several.map(({ body: { after } }) => after?.cost.total)).toEqual(
      [1, 2, 3].map(() => answer.body.after?.cost.total),
    );
  });
  it('refuses series of other lengths', async () => {
    expect(await refusal('/energy/dispatch', { ...body, pv: [1, 2] })).toEqual([
      422,
      '/problems/dispatch-bad-input',
      'pv',
    ]);
  });
});

describe('POST /energy/forecast', () => {
  const values = Array.from(
    { length: 60 * 96 },
    (_, index) => 100 + (index % 96) + ((Math.floor(index / 96) * 37) % 11),
  );
  const body = { start: '2026-03-02T00:00:00+08:00', timezone: 'Asia/Shanghai', values };

  it('answers with the day ahead and the back-test behind it', async () => {
    const answer = await platform.call<ForecastAnswer>('POST', '/energy/forecast', body);
    const found = forecastSchema.parse(answer.body);
    expect(found.day).toBe('2026-05-01');
    expect(found.backTest).toHaveLength(28);
    const score = found.scores.find(({ model }) => model === found.chosen);
    // The error as anybody can count it anew from the answer.
    const errors = found.backTest.flatMap(({ actual, expected }) =>
      actual.map((value, slot) => Math.abs((expected[slot] ?? 0) - (value ?? 0))),
    );
    expect(errors.reduce((sum, error) => sum + error, 0) / errors.length).toBeCloseTo(score?.mae ?? 0, 9);
  });
  it('refuses a series that is too short', async () => {
    expect(await refusal('/energy/forecast', { ...body, values: values.slice(0, 960) })).toEqual([
      422,
      '/problems/validation',
      'values',
    ]);
  });
});
