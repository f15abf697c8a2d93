import {
  evaluationSchema,
  schemeListSchema,
  schemeSchema,
  type EvaluationAnswer,
  type SchemeDocument,
  type SchemeList,
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

const amount = (value: string, unit: string) => ({ value, unit });
const evaluate = (body: Json) => platform.call<EvaluationAnswer>('POST', '/scoring/evaluate', body);
const answered = async (inputs: Json, more: Json = {}): Promise<EvaluationAnswer> => {
  const answer = await evaluate({ scheme: 'std_c1_example', year: 2026, inputs, ...more });
  expect(answer.status).toBe(200);
  return evaluationSchema.parse(answer.body);
};
const zeroCarbon = (inputs: Json, options: Json = {}) =>
  answered(inputs, { scheme: 'zero_carbon_national_2026', options });

describe('schemes', () => {
  it('are listed with their years and with what is not known of them', async () => {
    const { items } = schemeListSchema.parse(await platform.get<SchemeList>('/scoring/schemes'));
    expect(items.map(({ id }) => id).slice(0, 4)).toEqual([
      'std_c1_example',
      'miit_form_2025',
      'jiangsu_2025',
      'zero_carbon_national_2026',
    ]);
    expect(items.find(({ id }) => id === 'jiangsu_2025')).toMatchObject({
      firstYear: 2025,
      lastYear: 2026,
      scored: true,
    });
    expect(items.find(({ id }) => id === 'zero_carbon_park')).toMatchObject({ scored: false });
  });
  it('stand whole, every number with a source that is listed', async () => {
    const scheme = schemeSchema.parse(await platform.get<SchemeDocument>('/scoring/schemes/std_c1_example'));
    const keys = new Set(scheme.sources.map(({ key }) => key));
    expect(scheme.tree.map(({ weight }) => [weight.value, keys.has(weight.source)])).toEqual(
      ['30', '30', '16', '16', '8'].map((weight) => [weight, true]),
    );
    expect(scheme.inputs.find(({ name }) => name === 'waterIntake')).toMatchObject({
      unit: 'm3',
      kind: 'quantity',
    });
  });
  it('that do not exist are not found', async () => {
    const answer = await platform.call('GET', '/scoring/schemes/five_stars');
    expect([answer.status, answer.body['type']]).toEqual([404, '/problems/scoring-unknown-scheme']);
  });
});

describe('an evaluation without a site', () => {
  it('gives score, upper bound, completeness, gates and every indicator with its trace', async () => {
    const found = await answered({
      energyPerOutputValue: amount('0.90', 'kgce/10^4CNY'),
      'energyPerOutputValue.baseline': amount('1.20', 'kgce/10^4CNY'),
      'energyPerOutputValue.leading': amount('0.80', 'kgce/10^4CNY'),
      renewableShare: amount('20.60', '%'),
      comprehensiveEnergy: amount('1000', 'tce'),
      G1: { value: true, source: 'credit register, 2026-11-01' },
    });
    const first = found.indicators.find(({ id }) => id === '1b');
    expect(first).toMatchObject({
      value: 0.9,
      unit: 'kgce/10^4CNY',
      baseline: 1.2,
      leading: 0.8,
      points: 6,
      weight: 8,
      status: 'ok',
      next: { points: 1, value: '0.85' },
    });
    expect(first?.trace?.result).toEqual({ value: '6', unit: 'point' });
    expect(found.indicators.find(({ id }) => id === '3')).toMatchObject({
      points: 4.99,
      source: { leading: { ours: true, name: { zh: '默认值，非标准（取自江苏样表）' } } },
    });
    expect(found).toMatchObject({ score: 10.99, upperBound: 94.99, completeness: 0.16, eligibility: 'open' });
    expect(found.gates[0]).toMatchObject({ id: 'G1', verdict: 'pass', note: 'credit register, 2026-11-01' });
    expect(found.lost[0]?.points).toBe(8);
  });

  it('computes both conventions and says where a verdict depends on them', async () => {
    const found = await zeroCarbon({
      directCo2: amount('0', 'tCO2'),
      indirectCo2: amount('3714.2', 'tCO2'),
      electricity: amount('10', 'GWh'),
      otherEnergy: amount('0', 'tce'),
      nonFossilOwnUse: amount('3000', 'MWh'),
    });
    expect(found.core[0]).toMatchObject({ entryVerdict: 'depends', dependsOn: ['convention'] });
    const of = (convention: string) =>
      found.variants.find(({ switches }) => switches['convention'] === convention)?.core[0];
    expect(of('calorific')).toMatchObject({ entryVerdict: 'fail' });
    expect(of('equivalent')).toMatchObject({ entryVerdict: 'pass' });
    expect(of('calorific')?.value).toBeCloseTo(3.022, 3);
    expect(found.gates.find(({ id }) => id === 'E2')).toMatchObject({ verdict: 'pass' });
  });

  it('with everything missing scores nothing, and leaves all possible', async () => {
    const found = await answered({ waterIntake: { missing: true } });
    expect(found).toMatchObject({ score: 0, upperBound: 100, completeness: 0, band: { id: 'toImprove' } });
  });
});

describe('refusals name the field, in the language of the reader', () => {
  it.each<readonly [string, Json, string, string]>([
    [
      'an unknown scheme',
      { scheme: 'five_stars', year: 2026, inputs: {} },
      'scoring-unknown-scheme',
      'scheme',
    ],
    [
      'a scheme that ended',
      { scheme: 'jiangsu_2025', year: 2027, inputs: {} },
      'scoring-scheme-not-in-force',
      'year',
    ],
    [
      'an unknown input',
      { scheme: 'std_c1_example', year: 2026, inputs: { moonWater: amount('1', 'm3') } },
      'scoring-unknown-input',
      'inputs.moonWater',
    ],
    [
      'a wrong dimension',
      { scheme: 'std_c1_example', year: 2026, inputs: { waterIntake: amount('1', 't') } },
      'scoring-wrong-dimension',
      'inputs.waterIntake',
    ],
    [
      'a swapped benchmark',
      {
        scheme: 'std_c1_example',
        year: 2026,
        inputs: {
          platformFunctions: amount('1', 'piece'),
          'platformFunctions.baseline': amount('9', 'piece'),
        },
      },
      'scoring-baseline-better',
      'inputs.platformFunctions.baseline',
    ],
    [
      'an unknown option',
      { scheme: 'std_c1_example', year: 2026, inputs: {}, options: { colour: 'red' } },
      'scoring-unknown-option',
      'options.colour',
    ],
    [
      'no reason for what does not apply',
      { scheme: 'std_c1_example', year: 2026, inputs: { landOutput: { notApplicable: true, reason: ' ' } } },
      'validation',
      'inputs.landOutput',
    ],
  ])('%s', async (_title, body, code, field) => {
    const answer = await platform.call<{ type: string; errors: { field: string }[] }>(
      'POST',
      '/scoring/evaluate',
      body,
    );
    expect([answer.status, answer.body.type]).toEqual([422, `/problems/${code}`]);
    expect(answer.body.errors.some((each) => each.field.startsWith(field))).toBe(true);
  });

  it('in Chinese for a Chinese reader', async () => {
    const response = await fetch(`${platform.url}/api/v1/scoring/evaluate`, {
      method: 'POST',
      headers: {
        authorization: platform.bearer,
        'content-type': 'application/json',
        'accept-language': 'zh-CN',
      },
      body: JSON.stringify({ scheme: 'jiangsu_2025', year: 2027, inputs: {} }),
    });
    const { title, detail } = (await response.json()) as { title: string; detail: string };
    expect(title).toBe('该评价方案不适用于此年度');
    expect(detail).toContain('适用于 2025 至 2026 年的数据');
  });
});

it.each(['valueOf', 'toString', 'hasOwnProperty'])('%s is an input nobody knows', async (name) => {
  const answer = await evaluate({
    scheme: 'std_c1_example',
    year: 2026,
    inputs: { [name]: amount('1', 'm3') },
  });
  expect(answer.status).toBe(422);
  expect(answer.body).toMatchObject({ type: '/problems/scoring-unknown-input' });
});
