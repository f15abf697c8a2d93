import type {
  DatumDetail,
  EngagementList,
  EngagementView,
  Evidence,
  FindingList,
  FindingView,
  Inventory,
  PeriodView,
  Problem,
  Sampling,
} from '@zerofab/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Platform, type Answer, type Json } from './platform.fixture.js';
import { diesel, PASSWORD, plan, plantWorks, SITE } from './verified-works.fixture.js';

const platform = new Platform();
const YEAR = `${SITE}/periods/2025`;
const DESK = `${SITE}/verification/engagements`;
const tokens: Record<string, string> = {};
const as = async <T = Json>(who: string, method: string, path: string, body?: unknown): Promise<Answer<T>> =>
  platform.call<T>(method, path, body, tokens[who]);
const ok = async <T = Json>(who: string, path: string, body?: unknown, method = 'POST'): Promise<T> => {
  const answer = await as<T>(who, method, path, body);
  if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
  return answer.body;
};
const read = async <T>(path: string, who = 'auditor'): Promise<T> => ok<T>(who, path, undefined, 'GET');
const refusal = (answer: Answer<unknown>): [number, unknown] => [
  answer.status,
  (answer.body as Json)['type'],
];
const upload = async (
  path: string,
  bytes: string,
  who: string,
): Promise<Answer<EngagementView & Problem>> => {
  const response = await fetch(`${platform.url}/api/v1${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${tokens[who] ?? ''}`, 'content-type': 'application/pdf' },
    body: bytes,
  });
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    body: (await response.json()) as EngagementView & Problem,
  };
};

beforeAll(async () => {
  await platform.start();
  await plantWorks(platform);
  for (const [name, role] of [
    ['manager', 'energy_manager'],
    ['second', 'energy_manager'],
    ['auditor', 'auditor'],
    ['colleague', 'auditor'],
    ['viewer', 'viewer'],
  ] as const) {
    await platform.put(`/users/${name}`, { name, role, password: PASSWORD, sites: ['works'] });
    tokens[name] = await platform.logIn(name, PASSWORD);
  }
  const slip = (await upload(`${SITE}/evidence?name=slip.pdf`, '%PDF-1.7 slip', 'manager')).body.id;
  for (let month = 1; month <= 12; month += 1)
    await platform.post(
      `${SITE}/activity-data`,
      diesel(month, month === 7 ? 3 : 1, month === 7 ? null : `slip, evidence:${slip}`),
    );
}, 120_000);
afterAll(async () => {
  await platform.destroy();
});

let desk = '';
let engagement: EngagementView;
const sampling = async (more = ''): Promise<Sampling> => read<Sampling>(`${desk}/sampling${more}`);

describe('an engagement', () => {
  it('is about figures that are worked in', async () => {
    await expect
      .poll(
        async () =>
          (await platform.get<Inventory>(`${SITE}/inventory?from=2025&to=2026`)).sources.find(
            ({ code }) => code === 'grid',
          )?.activity.exact,
        { timeout: 30_000 },
      )
      .toBe('146000');
  }, 40_000);

  it('is begun by an auditor alone, bound to the figures as they stand, one a year at a time', async () => {
    for (const who of ['manager', 'viewer'])
      expect((await as(who, 'POST', DESK, { year: 2025, ...plan })).status).toBe(403);
    const nobody = { ...plan, verifier: { body: 'x', people: [] } };
    expect((await as('auditor', 'POST', DESK, { year: 2025, ...nobody })).status).toBe(422);
    engagement = await ok<EngagementView>('auditor', DESK, { year: 2025, ...plan });
    desk = `${DESK}/${engagement.id}`;
    const { exact } = await platform.get<Inventory>(`${SITE}/inventory?from=2025&to=2026`);
    expect(engagement).toMatchObject({
      period: '2025',
      state: 'open',
      moved: false,
      opened: { by: 'auditor' },
      basis: { kind: 'figures', version: null, totalTco2e: exact.total, by: 'auditor' },
      materiality: { percent: '5', tonnes: null, isDefault: true },
      effects: { gross: '0', material: false },
    });
    expect(Number(engagement.materiality.limitTco2e)).toBeCloseTo(Number(exact.total) * 0.05, 9);
    expect(refusal(await as('colleague', 'POST', DESK, { year: 2025, ...plan }))).toEqual([
      409,
      '/problems/engagement-open',
    ]);
    const list = await read<EngagementList>(`${DESK}?year=2025`, 'manager');
    expect(list.items.map(({ id }) => id)).toEqual([engagement.id]);
    expect((await as('viewer', 'GET', desk)).status).toBe(403);
    expect(refusal(await as('auditor', 'GET', `${DESK}/99`))).toEqual([404, '/problems/unknown-engagement']);
  });

  it('takes a materiality of its own; of two who change it at once the later one is told', async () => {
    const change = (percent: string) =>
      as<EngagementView>('auditor', 'PUT', desk, {
        ...plan,
        materiality: { percent, classes: [{ category: 'mobileCombustion', percent: '10' }] },
        expectedVersion: engagement.version,
      });
    const answers = await Promise.all([change('4'), change('3')]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    engagement = await read<EngagementView>(desk);
    expect(engagement.materiality).toMatchObject({ isDefault: false });
    expect(Object.keys(engagement.materiality.limitsOfClasses)).toEqual(['mobileCombustion']);
    expect((await as('manager', 'PUT', desk, plan)).status).toBe(403);
  });
});

describe('the sampling list', () => {
  it('ranks each source by month, each record and each register, and says how the score comes', async () => {
    const all = await sampling('?chosen=all&limit=1000');
    expect(all.all).toBe(12 + 1 + 12 + 12);
    expect(all.items.map(({ rank }) => rank)).toEqual(all.items.map((_, index) => index + 1));
    for (const item of all.items) {
      expect(item.likelihood).toBeCloseTo(
        item.parts.reduce((sum, { points }) => sum + points, 0),
        6,
      );
      expect(item.score).toBeCloseTo(item.size * item.likelihood, 0);
    }
    const months = all.items.filter(({ datum }) => datum.source === 'grid' && datum.kind === 'line');
    const grid = (await platform.get<Inventory>(`${SITE}/inventory?from=2025&to=2026`)).sources.find(
      ({ code }) => code === 'grid',
    );
    const sum = months.reduce((total, { datum }) => total + Number(datum.tco2e), 0);
    expect(sum).toBeCloseTo(grid?.tco2e ?? 0, 6);
    const bare = all.items.filter(({ datum }) => datum.evidence === 'missing').map(({ datum }) => datum.id);
    expect(bare.toSorted()).toEqual([
      expect.stringMatching(/^line:trucks:2025-07$/),
      expect.stringMatching(/^record:/),
    ]);
    expect(all.rule.text.zh).toContain('并非标准规定');
  });

  it('is the same list each time it is asked for, another for another seed, and goes by pages', async () => {
    const first = await sampling();
    expect(await sampling()).toEqual(first);
    expect(first.items).toHaveLength(first.key + first.drawn);
    expect(first.items.every(({ chosen }) => chosen !== null)).toBe(true);
    const page = await sampling('?limit=2');
    expect(page.items).toEqual(first.items.slice(0, 2));
    const second = await sampling(`?limit=2&after=${String(page.next)}`);
    expect(second.items[0]).toEqual(first.items[2]);
    await ok('auditor', desk, { ...plan, seed: 'another seed' }, 'PUT');
    const other = await sampling();
    expect(other.data).toBe(first.data);
    expect(other.items.map(({ datum }) => datum.id)).not.toEqual(first.items.map(({ datum }) => datum.id));
    await ok('auditor', desk, plan, 'PUT');
    expect((await sampling()).items.map(({ datum }) => datum.id)).toEqual(
      (await sampling()).items.map(({ datum }) => datum.id),
    );
    engagement = await read<EngagementView>(desk);
  });

  it('shows the evidence of a record with its hash', async () => {
    const { items } = await sampling('?chosen=all&kind=record&source=trucks&limit=1000');
    const march = items.find(({ datum }) => datum.label === '2025-03');
    const detail = await read<DatumDetail>(`${desk}/data/${march?.datum.id ?? ''}`);
    expect(detail.records).toHaveLength(1);
    const [file] = detail.evidence;
    const known = await platform.get<Evidence>(`${SITE}/evidence/${file?.id ?? ''}`);
    expect(file).toMatchObject({ name: 'slip.pdf', sha256: known.sha256 });
    const july = items.find(({ datum }) => datum.label === '2025-07');
    expect((await read<DatumDetail>(`${desk}/data/${july?.datum.id ?? ''}`)).evidence).toEqual([]);
  });

  it('holds the meter against the bill, in %, kWh and tCO2e, down to the readings', async () => {
    const detail = await read<DatumDetail>(`${desk}/data/line:grid:2025-03`);
    // 31 days of 400 kWh by the meter, 13 000 kWh by the bill.
    expect(detail.accounts.items).toMatchObject([
      { kind: 'meter', value: '12400' },
      { kind: 'invoice', value: '13000' },
    ]);
    const [difference] = detail.accounts.differences;
    expect(difference).toMatchObject({
      first: 'meter',
      second: 'invoice',
      difference: '600',
      material: false,
    });
    expect(difference?.percent).toBeCloseTo(4.83871, 5);
    const perKwh = Number(detail.item.datum.tco2e) / 12_400;
    expect(Number(difference?.tco2e)).toBeCloseTo(600 * perKwh, 6);
    expect(detail.registers).toMatchObject([
      { meter: 'main', register: 'e', value: '12400', first: { value: 59 * 400 } },
    ]);
    expect(detail.registers[0]?.readings).toBeGreaterThan(100);
    expect(refusal(await as('auditor', 'GET', `${desk}/data/line:grid:1999-01`))).toEqual([
      404,
      '/problems/unknown-datum',
    ]);
  });

  it('takes what the auditor noted of a datum, and nothing from anybody else', async () => {
    const path = `${desk}/data/line:grid:2025-03/check`;
    expect((await as('manager', 'PUT', path, { result: 'agrees' })).status).toBe(403);
    expect((await as('auditor', 'PUT', path, { result: 'differs' })).status).toBe(422);
    const noted = await ok('auditor', path, { result: 'agrees', expectedVersion: 0 }, 'PUT');
    expect(noted).toMatchObject({ result: 'agrees', by: 'auditor', version: 1 });
    const late = await as('colleague', 'PUT', path, { result: 'differs', comment: 'no', expectedVersion: 0 });
    expect(refusal(late)).toEqual([409, '/problems/stale-version']);
    const { items } = await sampling('?chosen=all&limit=1000');
    expect(items.filter(({ check }) => check !== null).map(({ datum }) => datum.id)).toEqual([
      'line:grid:2025-03',
    ]);
  });
});

describe('a finding', () => {
  let finding: FindingView;
  const findings = async (): Promise<FindingList> => read<FindingList>(`${desk}/findings`, 'manager');
  const step = async (who: string, name: string, body: object, version = finding.version) =>
    as<FindingView>(who, 'POST', `${desk}/findings/${finding.id}/${name}`, {
      ...body,
      expectedVersion: version,
    });

  it('is raised by the auditor, about a datum there is', async () => {
    const july = (await sampling('?chosen=all&kind=line&source=trucks&limit=1000')).items.find(
      ({ datum }) => datum.label === '2025-07',
    );
    const body = {
      severity: 'major',
      title: 'July diesel has no document',
      text: '3 t entered, no slip',
      datum: july?.datum.id,
      effectTco2e: '6.2',
      dueOn: '2020-01-01',
    };
    expect((await as('manager', 'POST', `${desk}/findings`, body)).status).toBe(403);
    const wrong = await as('auditor', 'POST', `${desk}/findings`, { ...body, datum: 'line:none:2025-01' });
    expect(refusal(wrong)).toEqual([404, '/problems/unknown-datum']);
    finding = await ok<FindingView>('auditor', `${desk}/findings`, body);
    expect(finding).toMatchObject({ number: 1, state: 'open', overdue: true, raised: { by: 'auditor' } });
    const { effects } = await findings();
    expect(effects).toMatchObject({ net: '6.2', gross: '6.2', open: { major: 1 } });
    const limit = Number((await read<EngagementView>(desk)).materiality.limitTco2e);
    expect(effects.material).toBe(limit <= 6.2);
  });

  it('is answered by the energy manager, who decides nothing', async () => {
    expect(refusal(await step('auditor', 'close', { reason: 'fine' }))).toEqual([
      409,
      '/problems/finding-state',
    ]);
    expect((await step('auditor', 'answer', { text: 'x' })).status).toBe(403);
    const lost = await step('manager', 'answer', { text: 'x', evidence: 'evidence:4711' });
    expect(refusal(lost)).toEqual([422, '/problems/unknown-evidence']);
    const answers = await Promise.all([
      step('manager', 'answer', { text: 'It was 1 t' }),
      step('second', 'answer', { text: 'It was 2 t' }),
    ]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    finding = (await findings()).items[0] ?? finding;
    expect(finding).toMatchObject({ state: 'answered' });
    expect(finding.replies).toHaveLength(1);
    for (const name of ['close', 'withdraw', 'reopen'])
      expect((await step('manager', name, { reason: 'done' })).status).toBe(403);
  });

  it('keeps a conclusion back while it is major and not closed', async () => {
    const { points } = await platform.get<PeriodView>(YEAR);
    expect(points.map(({ kind }) => kind)).not.toContain('engagement-missing');
    await ok('manager', `${YEAR}/close`, {
      waivers: points.map(({ id }) => ({ point: id, reason: 'known and minor' })),
    });
    const conclusion = { opinion: 'unmodified', summary: 'fairly stated' };
    expect(refusal(await as('auditor', 'POST', `${desk}/conclude`, conclusion))).toEqual([
      409,
      '/problems/period-state',
    ]);
    await ok('manager', `${YEAR}/submit`);
    expect(refusal(await as('auditor', 'POST', `${desk}/conclude`, conclusion))).toEqual([
      409,
      '/problems/no-statement',
    ]);
    expect((await upload(`${desk}/statement?name=s.pdf`, '%PDF-1.7 statement', 'manager')).status).toBe(403);
    const attached = await upload(`${desk}/statement?name=声明.pdf`, '%PDF-1.7 statement', 'auditor');
    expect(attached.body.statement).toMatchObject({ name: '声明.pdf' });
    expect(refusal(await as('auditor', 'POST', `${desk}/conclude`, conclusion))).toEqual([
      409,
      '/problems/major-finding-open',
    ]);
    expect(refusal(await as('auditor', 'POST', `${YEAR}/verify`))).toEqual([
      409,
      '/problems/verification-not-concluded',
    ]);
  });

  it('leads to a correction, to which the engagement is bound anew', async () => {
    await ok('manager', `${YEAR}/reopen`, { reason: 'July diesel' });
    await ok('manager', `${SITE}/activity-data`, { ...diesel(7, 1, 'slip 7'), replaces: 'overlapping' });
    expect(await read<EngagementView>(desk)).toMatchObject({ moved: true });
    const { points } = await platform.get<PeriodView>(YEAR);
    await ok('manager', `${YEAR}/close`, {
      waivers: points.map(({ id }) => ({ point: id, reason: 'known and minor' })),
    });
    await ok('manager', `${YEAR}/submit`);
    expect((await step('auditor', 'close', { reason: 'corrected to 1 t' })).status).toBe(200);
    const conclusion = { opinion: 'unmodified', summary: 'fairly stated' };
    expect(refusal(await as('auditor', 'POST', `${desk}/conclude`, conclusion))).toEqual([
      409,
      '/problems/period-figures-moved',
    ]);
    const before = (await sampling()).data;
    const bound = await ok<EngagementView>('auditor', `${desk}/bind`, { reason: 'July was corrected' });
    expect(bound.moved).toBe(false);
    expect((await sampling()).data).not.toBe(before);
  });

  it('whose effect is material keeps back an unmodified opinion alone', async () => {
    const limit = Number((await read<EngagementView>(desk)).materiality.limitTco2e);
    const big = await ok<FindingView>('auditor', `${desk}/findings`, {
      severity: 'minor',
      title: 'Factor',
      text: 'another edition',
      effectTco2e: String(-Math.ceil(limit)),
    });
    const conclusion = { opinion: 'unmodified', summary: 'fairly stated' };
    expect(refusal(await as('auditor', 'POST', `${desk}/conclude`, conclusion))).toEqual([
      409,
      '/problems/effects-material',
    ]);
    const path = `${desk}/findings/${big.id}`;
    const amended = await ok<FindingView>(
      'auditor',
      path,
      { severity: 'minor', title: 'Factor', text: 'rounding', effectTco2e: '-0.1', expectedVersion: 1 },
      'PUT',
    );
    expect(amended).toMatchObject({ version: 2, effectTco2e: '-0.1' });
  });
});

describe('the conclusion', () => {
  it('ends the engagement, once, and lets the year be verified and locked', async () => {
    const conclusion = { opinion: 'unmodified', summary: 'fairly stated' };
    const both = await Promise.all([
      as<EngagementView>('auditor', 'POST', `${desk}/conclude`, conclusion),
      as<EngagementView>('colleague', 'POST', `${desk}/conclude`, conclusion),
    ]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    const ended = await read<EngagementView>(desk);
    expect(ended).toMatchObject({ state: 'concluded', conclusion: { opinion: 'unmodified' } });
    for (const [method, path, body] of [
      ['PUT', '', plan],
      ['POST', '/bind', { reason: 'x' }],
      ['POST', '/withdraw', { reason: 'x' }],
      ['POST', '/findings', { severity: 'minor', title: 'x', text: 'x' }],
      ['PUT', '/data/line:grid:2025-03/check', { result: 'differs', comment: 'late' }],
    ] as const) {
      const late = await as('auditor', method, desk + path, body);
      expect([path, ...refusal(late)]).toEqual([path, 409, '/problems/engagement-state']);
    }
    expect(await ok<PeriodView>('auditor', `${YEAR}/verify`)).toMatchObject({ state: 'verified' });
    expect(await ok<PeriodView>('second', `${YEAR}/lock`)).toMatchObject({ state: 'locked' });
    expect(await read<EngagementView>(desk)).toMatchObject({ moved: false, state: 'concluded' });
  });

  it('stands in the journal: who did what, and why', async () => {
    const log = await platform.get<{
      items: { kind: string; action: string; actor: string; reason: string | null }[];
    }>('/audit-log?site=works&kind=engagement');
    expect(log.items.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['add', 'put', 'bind', 'conclude']),
    );
    expect(log.items.find(({ action }) => action === 'bind')).toMatchObject({ reason: 'July was corrected' });
  });

  it('can be followed by an engagement about the locked version', async () => {
    const next = await ok<EngagementView>('auditor', DESK, { year: 2025, ...plan });
    expect(next.basis).toMatchObject({ kind: 'version', version: 1 });
    expect(next.moved).toBe(false);
    const withdrawn = await ok<EngagementView>('auditor', `${DESK}/${next.id}/withdraw`, {
      reason: 'not needed',
    });
    expect(withdrawn).toMatchObject({ state: 'withdrawn', withdrawn: { reason: 'not needed' } });
  });

  it('is not needed of a year for which the point was waived with a reason', async () => {
    const other = `${SITE}/periods/2024`;
    const { points } = await platform.get<PeriodView>(other);
    expect(points.map(({ kind }) => kind)).toContain('engagement-missing');
    const waivers = points.map(({ id }) => ({ point: id, reason: 'verified by others' }));
    await ok('manager', `${other}/close`, { waivers });
    await ok('manager', `${other}/submit`);
    expect(await ok<PeriodView>('auditor', `${other}/verify`)).toMatchObject({ state: 'verified' });
  });
});
