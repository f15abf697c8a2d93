import { applicationSchema, type Application } from '@zerofab/contracts';
import { unzipSync, strFromU8 } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Platform, type Json } from './platform.fixture.js';

const platform = new Platform();
const PATH = '/sites/works/scores/applications/zero_carbon_national_2026';
const YEAR = new Date().getUTCFullYear();
const LAST = Math.max(2030, YEAR);

beforeAll(async () => {
  await platform.start();
  await platform.put('/sites/works', { name: 'Works', timezone: 'Asia/Shanghai', gridRegion: 'CN' });
});
afterAll(async () => {
  await platform.destroy();
});

const read = async (): Promise<Application> => applicationSchema.parse(await platform.get(PATH));
const put = (path: string, body: Json, token?: string) => platform.call('PUT', path, body, token);
const TARGETS = [
  { year: YEAR, indicator: '1.1', value: '1.5' },
  { year: LAST, indicator: '1.1', value: '0.2' },
  { year: LAST, indicator: '1.2', value: '95' },
  { year: LAST, indicator: '1.3', value: '35' },
];
const PLAN = {
  fromYear: YEAR,
  toYear: LAST,
  plan: [{ id: 'factory', text: '某厂，边界为厂区' }],
  targets: TARGETS,
  acceptance: [{ id: 'lead', text: '', evidence: 'report 7' }],
};

describe('application of a zero-carbon factory', () => {
  it('begins empty, with the outline and what is still missing', async () => {
    const found = await read();
    expect(found).toMatchObject({ version: 0, fromYear: YEAR, toYear: LAST, versions: [] });
    expect(found.plan.map(({ id }) => id)).toContain('safeguards');
    expect(found.problems.map(({ indicator }) => indicator)).toEqual(['1.1', '1.2', '1.3']);
    expect(found.core.find(({ id }) => id === '1.1')).toMatchObject({ entry: '1.8', target: '0.2' });
  });
  it('is saved through the journal; a change says why', async () => {
    const saved = await put(PATH, PLAN);
    expect(saved.status).toBe(200);
    const silent = await put(PATH, { ...PLAN, toYear: LAST, plan: [{ id: 'factory', text: '另一边界' }] });
    expect([silent.status, silent.body['type']]).toEqual([422, '/problems/reason-needed']);
    const changed = await put(PATH, {
      ...PLAN,
      plan: [{ id: 'factory', text: '另一边界' }],
      note: '产能变化',
      expectedVersion: 1,
    });
    expect(changed.body).toMatchObject({ version: 2, problems: [] });
    const stale = await put(PATH, { ...PLAN, note: 'x', expectedVersion: 1 });
    expect([stale.status, stale.body['type']]).toEqual([409, '/problems/stale-version']);
    const { versions, acceptance } = await read();
    expect(versions.map(({ version, reason }) => [version, reason])).toEqual([
      [2, '产能变化'],
      [1, null],
    ]);
    expect(acceptance.find(({ id }) => id === 'lead')).toMatchObject({ text: '', evidence: 'report 7' });
  });
  it.each<[string, Json]>([
    ['a target of no core indicator', { targets: [{ year: YEAR, indicator: '2.1', value: '1' }] }],
    ['a target outside the period', { targets: [{ year: YEAR - 1, indicator: '1.1', value: '1' }] }],
    ['two targets of one year', { targets: [TARGETS[0], TARGETS[0]] }],
    ['a part that the outline does not have', { plan: [{ id: 'moon', text: 'x' }] }],
    ['a period that ends before it begins', { toYear: YEAR - 1 }],
  ])('%s is refused', async (_, more) => {
    const answer = await put(PATH, { ...PLAN, ...more, note: 'x', expectedVersion: 2 });
    expect([answer.status, answer.body['type']]).toEqual([422, '/problems/validation']);
  });
  it('a year is evaluated with the core values of the day; what is not known stays open', async () => {
    const early = await put(`${PATH}/years/${String(YEAR + 1)}`, { progress: 'soon' });
    expect([early.status, early.body['type']]).toEqual([422, '/problems/validation']);
    await put(`${PATH}/years/${String(YEAR)}`, { progress: '屋顶光伏并网', results: '见附表' });
    const year = (await read()).years.find((each) => each.year === YEAR);
    expect(year?.evaluation).toMatchObject({ progress: '屋顶光伏并网', version: 1, recordedBy: 'admin' });
    expect(year?.evaluation?.values.map(({ value }) => value)).toEqual([null, null, null]);
    expect(year?.rows[0]).toEqual({ indicator: '1.1', promised: '1.5', actual: null, kept: null });
  });
  it('is handed out as a document and a workbook, and the audit log knows', async () => {
    const fetched = async (format: string) => {
      const answer = await fetch(`${platform.url}/api/v1${PATH}/file.${format}?lang=zh`, {
        headers: { authorization: platform.bearer },
      });
      expect(answer.status).toBe(200);
      return unzipSync(new Uint8Array(await answer.arrayBuffer()));
    };
    const document = strFromU8((await fetched('docx'))['word/document.xml'] ?? new Uint8Array());
    for (const text of ['另一边界', '屋顶光伏并网', '产能变化', '尚未填写', '附件 2 未见原文'])
      expect(document).toContain(text);
    const strings = strFromU8((await fetched('xlsx'))['xl/sharedStrings.xml'] ?? new Uint8Array());
    expect(strings).toContain('屋顶光伏并网');
    const log = await platform.get<{ items: { kind: string; action: string }[] }>(
      `/audit-log?from=${String(YEAR)}-01-01&to=${String(YEAR + 1)}-01-01&kind=access&action=export`,
    );
    expect(log.items).toHaveLength(2);
  });
  it('an auditor reads it and changes nothing; a viewer does not see it', async () => {
    const tokens = [];
    for (const role of ['auditor', 'viewer']) {
      await platform.put(`/users/the-${role}`, {
        name: role,
        role,
        password: 'a long enough password',
        sites: ['works'],
      });
      tokens.push(await platform.logIn(`the-${role}`, 'a long enough password'));
    }
    const statuses = async (token = '') => [
      (await platform.call('GET', PATH, undefined, token)).status,
      (await put(PATH, { ...PLAN, note: 'x' }, token)).status,
    ];
    expect([await statuses(tokens[0]), await statuses(tokens[1])]).toEqual([
      [200, 403],
      [403, 403],
    ]);
  });
});
