import {
  scoreComparisonSchema,
  scoreHistorySchema,
  simulationAnswerSchema,
  simulationListSchema,
  type ScoreHistory,
  type SimulationAnswer,
} from '@zerofab/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Platform, type Json } from './platform.fixture.js';

const platform = new Platform();
const NATIONAL = 'zero_carbon_national_2026';

/**
 * Works of 2025 and 2026: 1 000 MWh of purchased electricity a month at 0.5 t/MWh in 2025, 500 t a month by gas of a site factor
 * 1 t/10^4Nm3. From 2026-01 on 800 MWh a month.
 */
beforeAll(async () => {
  await platform.start();
  for (const code of ['works', 'annex'])
    await platform.put(`/sites/${code}`, {
      name: code,
      timezone: 'Asia/Shanghai',
      gridRegion: 'CN',
      industry: 'machinery',
    });
  await platform.put('/sites/works/sources/power', {
    name: 'power',
    category: 'ELEC_IN',
    activity: { kind: 'manual', unit: 'MWh' },
    factor: { kind: 'site', value: '0.5', unit: 'tCO2/MWh', source: 'test' },
  });
  await platform.put('/sites/works/sources/gas', {
    name: 'gas',
    category: 'FUEL_S',
    activity: { kind: 'manual', unit: '10^4Nm3' },
    factor: { kind: 'fuel', fuel: 'natural-gas' },
  });
  const record = (source: string, [from, to]: readonly [string, string], quantity: string, unit: string) =>
    platform.post('/sites/works/activity-data', { source, from, to, quantity, unit, evidence: 'ledger' });
  await record('power', ['2025', '2026'], '12000', 'MWh');
  await record('gas', ['2025', '2026'], '100', '10^4Nm3');
  await record('power', ['2026-01', '2026-02'], '600', 'MWh');
  await record('gas', ['2026-01', '2026-02'], '5', '10^4Nm3');
  for (const year of [2025, 2026])
    await tell(year, 'nonFossilOwnUse', { value: 0, unit: 'MWh', reason: 'no PV' });
});
afterAll(async () => {
  await platform.destroy();
});

const tell = (year: number, name: string, body: Json): Promise<unknown> =>
  platform.put(`/sites/works/scores/inputs/${NATIONAL}/${String(year)}/${name}`, body);
const history = async (query: string, site = 'works'): Promise<ScoreHistory> =>
  scoreHistorySchema.parse(
    await platform.get(`/sites/${site}/scores/history?kind=zero-carbon&scheme=${NATIONAL}&${query}`),
  );
const valueOf = ({ items }: ScoreHistory, period: string, id: string) =>
  items.find((each) => each.period === period)?.values.find((each) => each.id === id)?.value;

describe('history of a score', () => {
  it('by month takes what is measured in it, at the pace of the year', async () => {
    const found = await history('by=month&year=2026');
    expect(found.items[0]).toMatchObject({
      period: '2026-01',
      from: '2026-01-01T00:00:00+08:00',
      to: '2026-02-01T00:00:00+08:00',
      complete: true,
    });
    const year = await platform.get<{ inputs: { name: string; value: string }[] }>(
      `/sites/works/scores/zero-carbon?year=2025&scheme=${NATIONAL}`,
    );
    const energy = Number(year.inputs.find(({ name }) => name === 'otherEnergy')?.value);
    // January: 600 MWh at 0.5 t and a twentieth of the gas of 2025, 2 162.188809 t and `energy` tce.
    const expected = (600 * 0.5 + 2162.188809 / 20) / (600 * 0.2856 + energy / 20);
    expect(valueOf(found, '2026-01', '1.1')).toBeCloseTo(expected, 6);
    // 600 MWh in 31 days are above 5 GWh a year: the physical share applies, and is not known.
    const share = found.items[0]?.values.find(({ id }) => id === '1.3');
    expect(share).toMatchObject({ value: null, points: 0 });
    const months = await history('by=month&year=2025');
    expect(months.items).toHaveLength(12);
    const whole = await history('by=year&year=2025');
    expect(valueOf(months, '2025-03', '1.1')).toBeCloseTo(valueOf(whole, '2025', '1.1') ?? 0, 6);
  });
  it('is unknown where there are no data, not 0', async () => {
    const found = await history('by=year&year=2026');
    expect(found.items.map(({ period }) => period)).toEqual(['2021', '2022', '2023', '2024', '2025', '2026']);
    expect(found.items[0]).toMatchObject({ score: null, upperBound: null, values: [] });
    expect(found.items[0]?.reason?.en).toMatch(/is for data of \d+ and later/);
    const empty = await history('by=year&year=2026', 'annex');
    const past = empty.items.slice(0, -1);
    expect(past.map(({ score }) => score)).toEqual(past.map(() => null));
    expect(past.every(({ reason }) => reason !== null)).toBe(true);
  });
  it('of a month does not take what was told of the calendar year', async () => {
    const found = await history('by=month&year=2026');
    expect(valueOf(found, '2026-01', '1.3')).toBeNull();
    expect(found.indicators.find(({ id }) => id === '1.3')).toMatchObject({ core: true, unit: '%' });
  });
});

describe('sites side by side', () => {
  it('stand in the order of their scores, each person with their own', async () => {
    const all = scoreComparisonSchema.parse(
      await platform.get(`/organisation/scores?kind=zero-carbon&year=2025&scheme=${NATIONAL}`),
    );
    expect(all.items.map(({ site }) => site)).toEqual(['works', 'annex']);
    expect(all.items[1]).toMatchObject({ completeness: 0, score: 0, upperBound: 100 });
    await platform.put('/users/annexe', {
      name: 'annexe',
      role: 'viewer',
      password: 'a long enough password',
      sites: ['annex'],
    });
    const token = await platform.logIn('annexe', 'a long enough password');
    const own = await platform.call<{ items: { site: string }[] }>(
      'GET',
      '/organisation/scores?kind=zero-carbon&year=2025',
      undefined,
      token,
    );
    expect(own.body.items.map(({ site }) => site)).toEqual(['annex']);
  });
});

describe('simulations', () => {
  const PV = { scheme: NATIONAL, year: 2025, pvSharePercent: '30' };
  const stored = async (): Promise<SimulationAnswer> =>
    simulationAnswerSchema.parse(await platform.get('/sites/works/scores/simulations/pv-30'));
  const score = () =>
    platform.get<{ evaluation: Json; inputs: Json[] }>(
      `/sites/works/scores/zero-carbon?year=2025&scheme=${NATIONAL}`,
    );

  it('are worked out beside the actual score without being saved', async () => {
    const before = await score();
    const answer = await platform.call('POST', '/sites/works/scores/simulate', PV);
    expect(answer.status).toBe(200);
    const found = simulationAnswerSchema.parse(answer.body);
    const core = (side: 'actual' | 'simulated') => found[side].core.find(({ id }) => id === '1.3')?.value;
    expect([core('actual'), core('simulated')]).toEqual([0, 30]);
    expect(found.applied.find(({ name }) => name === 'nonFossilOwnUse')?.after).toMatchObject({
      unit: 'MWh',
    });
    const simulations = simulationListSchema.parse(await platform.get('/sites/works/scores/simulations'));
    expect(simulations.items).toEqual([]);
    expect((await score()).evaluation).toEqual(before.evaluation);
  });

  it('are saved with a name through the journal, and leave every figure as it is', async () => {
    const before = await score();
    const saved = await platform.put('/sites/works/scores/simulations/pv-30', {
      ...PV,
      name: '光伏 30 %',
      note: 'for the board',
      changes: [{ name: 'otherEnergy', kind: 'percent', amount: '-10' }],
    });
    expect(saved).toMatchObject({ code: 'pv-30', version: 1, recordedBy: 'admin', kind: 'zeroCarbon' });
    const found = await stored();
    expect(found.simulation).toBe(true);
    expect(found.applied.map(({ name }) => name)).toContain('otherEnergy');
    const intensity = found.indicators.find(({ id }) => id === '1.1');
    expect(intensity?.changed).toBe(true);
    const after = await score();
    expect(after.evaluation['score']).toEqual(before.evaluation['score']);
    // The scenario is what function 13 asks for; nothing else of the inputs moved.
    const changed = after.inputs.filter(
      (input, at) => JSON.stringify(input) !== JSON.stringify(before.inputs[at]),
    );
    expect(changed.map(({ name }) => name)).toEqual([]);
    const entries = await platform.get<{ items: { kind: string; key: string; reason: string }[] }>(
      '/sites/works/history?kind=score-simulation',
    );
    expect(entries.items[0]).toMatchObject({ key: 'pv-30', reason: 'for the board' });
  });

  it('refuse what cannot be worked out, and a change of another version', async () => {
    const problem = async (body: Json, headers: Record<string, string> = {}) => {
      const answer = await fetch(`${platform.url}/api/v1/sites/works/scores/simulations/pv-30`, {
        method: 'PUT',
        headers: { authorization: platform.bearer, 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ name: 'x', ...body }),
      });
      return [answer.status, ((await answer.json()) as Json)['type']];
    };
    expect(await problem({ scheme: NATIONAL, year: 2025 })).toEqual([422, '/problems/validation']);
    expect(await problem({ ...PV, pvSharePercent: '101' })).toEqual([422, '/problems/validation']);
    expect(
      await problem({
        scheme: NATIONAL,
        year: 2025,
        changes: [{ name: 'valueAdded', kind: 'percent', amount: '5' }],
      }),
    ).toEqual([422, '/problems/simulation-no-basis']);
    expect(await problem(PV, { 'if-match': '"7"' })).toEqual([409, '/problems/stale-version']);
  });

  it('a viewer reads them, and saves none', async () => {
    const token = await platform.logIn('annexe', 'a long enough password');
    const asked = await platform.call(
      'PUT',
      '/sites/annex/scores/simulations/a',
      { ...PV, name: 'a' },
      token,
    );
    const read = await platform.call('GET', '/sites/annex/scores/simulations', undefined, token);
    expect([asked.status, read.status]).toEqual([403, 200]);
  });

  it('are withdrawn with a reason', async () => {
    const answer = await platform.call('POST', '/sites/works/scores/simulations/pv-30/withdraw', {
      note: 'not built',
    });
    expect(answer.status).toBe(204);
    const gone = await platform.call('GET', '/sites/works/scores/simulations/pv-30');
    expect([gone.status, gone.body['type']]).toEqual([404, '/problems/unknown-simulation']);
  });
});
