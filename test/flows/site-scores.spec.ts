import { siteScoreSchema, type SiteScore } from '@zerofab/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Platform, type Json } from './platform.fixture.js';

const platform = new Platform();
const record = (source: string, quantity: string, unit: string) =>
  platform.post('/sites/works/activity-data', {
    source,
    from: '2025',
    to: '2026',
    quantity,
    unit,
    evidence: 'ledger',
  });

/**
 * A works of 2025. By hand: electricity 12 000 MWh, gas 100 × 10⁴ Nm³: 2 162.188809 t of CO2; purchased electricity by the factor of
 * the platform. Nothing is generated on site; 1 500 MWh of traded green power carry their proof.
 */
beforeAll(async () => {
  await platform.start();
  await platform.put('/sites/works', {
    name: 'Works',
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
  await record('power', '12000', 'MWh');
  await record('gas', '100', '10^4Nm3');
});
afterAll(async () => {
  await platform.destroy();
});

const score = async (kind: 'zero-carbon' | 'green-factory', query = 'year=2025'): Promise<SiteScore> =>
  siteScoreSchema.parse(await platform.get(`/sites/works/scores/${kind}?${query}`));
const inputOf = (found: SiteScore, name: string) => {
  const input = found.inputs.find((each) => each.name === name);
  if (input === undefined) throw new Error(`no input ${name}`);
  return input;
};
const indicatorOf = (found: SiteScore, id: string) => {
  const each = found.evaluation.indicators.find((candidate) => candidate.id === id);
  if (each === undefined) throw new Error(`no indicator ${id}`);
  return each;
};
const put = (name: string, body: Json, headers: Record<string, string> = {}, scheme = 'std_c1_example') =>
  fetch(`${platform.url}/api/v1/sites/works/scores/inputs/${scheme}/2025/${name}`, {
    method: 'PUT',
    headers: { authorization: platform.bearer, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

describe('what the platform knows', () => {
  it('fills itself in, with how it is known and with its trace', async () => {
    const found = await score('zero-carbon');
    expect(found).toMatchObject({ wholeYear: true, through: '2026-01-01T00:00:00+08:00' });
    expect(inputOf(found, 'electricity')).toMatchObject({
      from: 'measured',
      value: '12000',
      enteredUnit: 'MWh',
    });
    const direct = inputOf(found, 'directCo2');
    expect(Number(direct.value)).toBeCloseTo(2162.188809, 6);
    expect(direct.note?.en).toContain('inventory by');
    expect(Number(inputOf(found, 'indirectCo2').value)).toBe(6000);
    // 100 × 10⁴ Nm³ of natural gas at its calorific value, at 12 000 MWh of electricity beside it
    const energy = Number(inputOf(found, 'otherEnergy').value);
    expect(energy).toBeGreaterThan(1000);
    expect(inputOf(found, 'totalCo2')).toMatchObject({ from: 'computed', enteredUnit: 'tCO2' });
    const intensity = indicatorOf(found, '1.1');
    expect(intensity.value).toBeCloseTo((2162.188809 + 6000) / (energy + 12000 * 0.2856), 9);
    expect(found.origins['1.1']).toBe('measured');
    const value = intensity.trace?.inputs.find(({ name }) => name === 'value');
    const total = value?.trace?.inputs.find(({ name }) => name === 'totalCo2');
    const sum = total?.trace?.inputs.find(({ name }) => name === 'directCo2');
    expect(sum?.trace?.inputs.map(({ ref }) => ref)).toEqual(['gas']);
  });
  it('says what it does not know, and what to do', async () => {
    const found = await score('zero-carbon');
    expect(inputOf(found, 'nonFossilOwnUse')).toMatchObject({
      from: 'missing',
      note: { en: 'no generation is metered; enter 0 where there is none' },
    });
    expect(indicatorOf(found, '1.2')).toMatchObject({ status: 'missing', points: 0 });
    expect(found.origins['1.2']).toBe('missing');
  });
  it('takes green power as proven, and holds both conventions', async () => {
    await platform.post('/sites/works/energy-proofs', {
      kind: 'trade',
      mwh: '1500',
      from: '2025',
      to: '2026',
      contract: 'C-1',
      settlement: 'S-1',
    });
    await put('nonFossilOwnUse', { value: 0, unit: 'MWh', reason: 'no PV' }, {}, 'zero_carbon_national_2026');
    const found = await score('zero-carbon');
    expect(inputOf(found, 'nonFossilTraded')).toMatchObject({ from: 'measured', value: '1500' });
    expect(found.origins['1.2']).toBe('missing');
    expect(indicatorOf(found, '1.2').lacks).toEqual(['nonFossilOther', 'nonFossilApportioned']);
    await put('nonFossilOther', { value: 0, unit: 'tce' }, {}, 'zero_carbon_national_2026');
    await put(
      'nonFossilApportioned',
      { notApplicable: true, reason: '不计' },
      {},
      'zero_carbon_national_2026',
    );
    const told = await score('zero-carbon');
    expect(indicatorOf(told, '1.2')).toMatchObject({ status: 'ok', lacks: [] });
    const energy = Number(inputOf(told, 'otherEnergy').value);
    expect(indicatorOf(told, '1.2').value).toBeCloseTo((1500 * 0.2856 * 100) / (energy + 12000 * 0.2856), 6);
    expect(told.origins['1.2']).toBe('mixed');
    expect(told.evaluation.variants).toHaveLength(4);
  });
  it('of a year covered in part is missing: half a year would make every intensity look better', async () => {
    await platform.put('/sites/half', { name: 'Half', timezone: 'Asia/Shanghai', gridRegion: 'CN' });
    await platform.put('/sites/half/sources/power', {
      name: 'power',
      category: 'ELEC_IN',
      activity: { kind: 'manual', unit: 'MWh' },
      factor: { kind: 'site', value: '0.5', unit: 'tCO2/MWh', source: 'test' },
    });
    const span = { from: '2025-01', to: '2025-07', quantity: '6000', unit: 'MWh', evidence: 'ledger' };
    await platform.post('/sites/half/activity-data', { source: 'power', ...span });
    const found = siteScoreSchema.parse(await platform.get('/sites/half/scores/zero-carbon?year=2025'));
    expect(inputOf(found, 'electricity')).toMatchObject({ from: 'missing', value: null });
    expect(inputOf(found, 'electricity').note?.en).toMatch(/cover the period in part \(\d+\.\d %\)/);
    expect(found.evaluation.gates.find(({ id }) => id === 'E2')?.verdict).toBe('open');
  });
  it('of a year without data is missing, not 0', async () => {
    // A year that has not begun: of the present one it is known how many functions are live.
    const found = await score('green-factory', 'year=2090');
    expect(found.evaluation).toMatchObject({ score: 0, upperBound: 100, completeness: 0 });
    expect(inputOf(found, 'electricity').from).toBe('missing');
  });
});

describe('what people tell', () => {
  it('goes through the journal, with author, evidence and version', async () => {
    const answer = await put('outputValue', {
      value: '50000',
      unit: '10^4CNY',
      reason: 'B204-1',
      evidence: 'form B204-1',
    });
    expect([answer.status, answer.headers.get('etag')]).toEqual([200, '"1"']);
    const found = await score('green-factory');
    expect(inputOf(found, 'outputValue')).toMatchObject({
      from: 'entered',
      value: '50000',
      enteredUnit: '10^4CNY',
      evidence: 'form B204-1',
      recordedBy: 'admin',
      version: 1,
    });
    expect(found.origins['1b']).toBe('mixed');
    const history = await platform.get<{ items: { kind: string; key: string }[] }>(
      '/sites/works/history?kind=scoring-input',
    );
    expect(history.items.map(({ key }) => key)).toContain('std_c1_example/2025/outputValue');
  });
  it('is one value a period: another one is refused, but as a correction of the version seen', async () => {
    const again = await put('outputValue', { value: '60000', unit: '10^4CNY' });
    expect([again.status, ((await again.json()) as Json)['type']]).toEqual([
      409,
      '/problems/scoring-input-recorded',
    ]);
    const stale = await put('outputValue', { value: '60000', unit: '10^4CNY' }, { 'if-match': '"7"' });
    expect([stale.status, ((await stale.json()) as Json)['type']]).toEqual([409, '/problems/stale-version']);
    const corrected = await put(
      'outputValue',
      { value: '55000', unit: '10^4CNY', note: 'typo' },
      { 'if-match': '"1"' },
    );
    expect([corrected.status, corrected.headers.get('etag')]).toEqual([200, '"2"']);
    expect(inputOf(await score('green-factory'), 'outputValue')).toMatchObject({
      value: '55000',
      version: 2,
    });
  });
  it('is held against the scheme before it is kept', async () => {
    const problem = async (name: string, body: Json, scheme?: string) => {
      const answer = await put(name, body, {}, scheme);
      return [answer.status, ((await answer.json()) as Json)['type']];
    };
    expect(await problem('moonWater', { value: 1, unit: 'm3' })).toEqual([
      422,
      '/problems/scoring-unknown-input',
    ]);
    expect(await problem('waterIntake', { value: 1, unit: 't' })).toEqual([
      422,
      '/problems/scoring-wrong-dimension',
    ]);
    expect(await problem('waterIntake', { value: 1, unit: 'm3', evidence: 'evidence:999' })).toEqual([
      422,
      '/problems/unknown-evidence',
    ]);
    expect(await problem('waterIntake', { value: 1, unit: 'm3' }, 'five_stars')).toEqual([
      422,
      '/problems/scoring-unknown-scheme',
    ]);
    await put('landOutput.baseline', { value: 2, unit: '10^4CNY/m2' });
    const swapped = await score('green-factory');
    expect(inputOf(swapped, 'landOutput.baseline').from).toBe('missing');
  });
  it('an answer to a gate is open until its evidence is named', async () => {
    await put('G1', { value: true });
    const gate = async () => (await score('green-factory')).evaluation.gates.find(({ id }) => id === 'G1');
    expect(await gate()).toMatchObject({
      verdict: 'open',
      reason: { en: expect.stringContaining('without evidence') as string },
    });
    await put('G1', { value: true, evidence: 'licence' }, { 'if-match': '"1"' });
    expect(await gate()).toMatchObject({ verdict: 'pass' });
  });
  it('fills the check list of the six paths', async () => {
    await put(
      'P1.1',
      { value: 'met', reason: 'boundary v1', evidence: 'boundary' },
      {},
      'zero_carbon_national_2026',
    );
    const path = (await score('zero-carbon')).evaluation.paths.find(({ id }) => id === 'P1');
    expect(path).toMatchObject({ progress: 0.2 });
    expect(path?.items[0]).toMatchObject({ status: 'met', reason: 'boundary v1 · boundary' });
  });
  it('that contradicts what is measured leaves the indicator open, and the page opens', async () => {
    await put('comprehensiveEnergy', { value: 1, unit: 'tce' });
    const found = await score('green-factory');
    expect(indicatorOf(found, '1b')).toMatchObject({
      status: 'missing',
      reason: { en: expect.stringContaining('keep one of the two') as string },
    });
    await put('comprehensiveEnergy', { missing: true, reason: 'was wrong' }, { 'if-match': '"1"' });
    expect(indicatorOf(await score('green-factory'), '1b').value).not.toBeNull();
  });
  it('a viewer reads, and tells nothing', async () => {
    await platform.put('/users/hall', {
      name: 'hall',
      role: 'viewer',
      password: 'a long enough password',
      sites: ['works'],
    });
    const token = await platform.logIn('hall', 'a long enough password');
    const read = await platform.call('GET', '/sites/works/scores/zero-carbon?year=2025', undefined, token);
    const write = await platform.call(
      'PUT',
      '/sites/works/scores/inputs/std_c1_example/2025/waterIntake',
      { value: 1, unit: 'm3' },
      token,
    );
    expect([read.status, write.status]).toEqual([200, 403]);
  });
});

describe('questions', () => {
  it.each([
    ['zero-carbon?year=2025&scheme=std_c1_example', 422, 'scoring-unknown-scheme'],
    ['green-factory?year=2024', 422, 'scoring-scheme-not-in-force'],
    ['green-factory?year=2025&convention=both', 422, 'scoring-unknown-option'],
    ['green-factory', 422, 'validation'],
  ])('%s', async (path, status, code) => {
    const answer = await platform.call('GET', `/sites/works/scores/${path}`);
    expect([answer.status, answer.body['type']]).toEqual([status, `/problems/${code}`]);
  });
});
