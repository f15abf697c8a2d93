/** Scores of the mock: the real engine over facts as the platform would know them, and what a test tells. */
import {
  putScoringInputSchema,
  type Problem,
  type ScoringInputAnswer,
  type SiteScore,
} from '@zerofab/contracts';
import type { ScoreFact, ScoringInput } from '@zerofab/inventory';
import { evaluate, schemeById, schemes, sourceOf, type Scheme } from '@zerofab/scoring';
import { RefusedError } from '@zerofab/vocabulary';
import { evaluationAnswer } from '../../apps/server/src/scoring/evaluation-answer.js';
import { summaryOf } from '../../apps/server/src/scoring/scoring.service.js';
import { givenInputs, originsOf, siteInputs, storedOf } from '../../apps/server/src/scoring/site-inputs.js';
import { iso, NOW } from './mock-factory.js';

/** What was told, by scheme, year and name. */
export type ScoreState = Map<string, ScoringInput>;

const known = (value: string, unit: string, zh: string, en: string): ScoreFact => ({
  state: 'value',
  value,
  unit,
  note: { zh, en },
  trace: null,
});
const FACTS: ReadonlyMap<string, ScoreFact> = new Map([
  ['otherEnergy', known('412.5', 'tce', 'GB/T 2589 当量值', 'GB/T 2589, calorific value')],
  ['directCo2', known('890.4', 'tCO2', '排放清单', 'inventory')],
  ['indirectCo2', known('3103.2', 'tCO2', '排放清单', 'inventory')],
  ['co2', known('3993.6', 'tCO2', '排放清单', 'inventory')],
  ['electricity', known('6420', 'MWh', '外购加自用发电', 'purchase and own generation used')],
  ['nonFossilOwnUse', known('910', 'MWh', '发电计量减外送', 'generation meters less export')],
  ['nonFossilDirect', known('0', 'MWh', '有凭证的绿电直连', 'direct lines with proof')],
  ['nonFossilTraded', known('600', 'MWh', '有凭证的绿电交易', 'green trade with proof')],
  ['nonFossilCertificates', known('0', 'MWh', '有凭证的绿证', 'certificates with proof')],
  ['renewableElectricity', known('1510', 'MWh', '自发自用与有凭证的绿电', 'own use and green electricity')],
  ['meteredPoints', known('14', 'piece', '有自动读数的计量器具', 'meters with automatic readings')],
  [
    'nonFossilApportioned',
    {
      state: 'missing',
      why: { zh: '未录入省级分摊系数', en: 'the coefficient of the province is not recorded' },
    },
  ],
]);

const entry = (
  scheme: string,
  name: string,
  value: string | null,
  unit: string | null,
  more: Partial<ScoringInput> = {},
): ScoringInput => ({
  scheme,
  year: 2026,
  name,
  state: value === null ? 'na' : 'value',
  value,
  unit,
  reason: null,
  evidence: null,
  version: 1,
  recordedAt: new Date(NOW - 86_400_000),
  recordedBy: 'manager',
  ...more,
});
const ZERO = 'zero_carbon_national_2026';
const GREEN = 'std_c1_example';
const TOLD: readonly ScoringInput[] = [
  entry(ZERO, 'nonFossilOther', '0', 'tce'),
  entry(ZERO, 'nonFossilApportioned', '640', 'MWh', { reason: '按省公布系数估算' }),
  entry(ZERO, 'valueAdded', '9800', '10^4CNY', { evidence: 'B204-1' }),
  entry(ZERO, 'energyPerValueAdded.baseline', '0.26', 'tce/10^4CNY'),
  entry(ZERO, 'energyPerValueAdded.leading', '0.2', 'tce/10^4CNY'),
  entry(ZERO, 'carbonRemovalRate', null, null, { reason: '无 CCUS' }),
  entry(ZERO, 'platformFunctions', '9', 'piece'),
  entry(ZERO, 'E1', 'true', null, { evidence: '营业执照' }),
  entry(ZERO, 'E3', 'true', null),
  entry(ZERO, 'E7', 'true', null, { evidence: '核算体系文件' }),
  entry(ZERO, 'P1.1', 'met', null, { reason: '边界 v2', evidence: '边界文件' }),
  entry(ZERO, 'P1.2', 'met', null, { reason: 'GB/T 32150' }),
  entry(ZERO, 'P1.3', 'partly', null, { reason: '计量占 91 %' }),
  entry(ZERO, 'P2.9', null, null, { reason: '无氢能' }),
  entry(ZERO, 'P3.5', 'notMet', null, { reason: '诊断计划 9 月' }),
  entry(GREEN, 'outputValue', '23600', '10^4CNY', { evidence: 'B204-1' }),
  entry(GREEN, 'energyPerOutputValue.baseline', '60', 'kgce/10^4CNY', { reason: '近三年平均' }),
  entry(GREEN, 'energyPerOutputValue.leading', '45', 'kgce/10^4CNY', { reason: '近三年最好' }),
  entry(GREEN, 'renewableOther', '0', 'tce'),
  entry(GREEN, 'platformFunctions', '7', 'piece'),
  entry(GREEN, 'waterIntake', '17800', 'm3'),
  entry(GREEN, 'waterReused', '152000', 'm3'),
  entry(GREEN, 'solidWasteRate', '93', '%'),
  entry(GREEN, 'greenDesign', '0.5', 'fraction'),
  entry(GREEN, 'landArea', '31000', 'm2'),
  entry(GREEN, 'wasteWaterIntensity', null, null, { reason: '无生产废水' }),
  entry(GREEN, 'G1', 'true', null, { evidence: '信用中国截图 2026-05' }),
  entry(GREEN, 'G3', 'false', null, { reason: '能源管理体系未认证' }),
];
const keyOf = ({ scheme, year, name }: Pick<ScoringInput, 'scheme' | 'year' | 'name'>): string =>
  `${scheme}/${String(year)}/${name}`;
export const freshScores = (): ScoreState => new Map(TOLD.map((input) => [keyOf(input), input]));

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}
export const problemOf = (error: unknown): Answer => {
  if (!(error instanceof RefusedError)) throw error;
  const { code, text, fields = [] } = error.refusal;
  const body: Problem = {
    type: `/problems/${code}`,
    title: code,
    status: 422,
    detail: text.en,
    errors: fields.map((each) => ({ field: each.field, detail: each.text.en, text: each.text })),
  };
  return { status: 422, body };
};

const enteredOf = (state: ScoreState, scheme: string, year: number): Map<string, ScoringInput> =>
  new Map(
    [...state.values()]
      .filter((each) => each.scheme === scheme && each.year === year)
      .map((each) => [each.name, each]),
  );

/** What the engine is given of a site and year. */
export const givenOf = (state: ScoreState, scheme: Scheme, year: number, site: string) =>
  givenInputs(
    scheme,
    year === 2026 && site === 'hm1' ? FACTS : new Map<string, ScoreFact>(),
    site === 'hm1' ? enteredOf(state, scheme.id, year) : new Map<string, ScoringInput>(),
  );

const scoreOf = (
  state: ScoreState,
  kind: Scheme['kind'],
  query: URLSearchParams,
  site: string,
): SiteScore => {
  const own = schemes().filter((scheme) => scheme.kind === kind);
  const scheme = schemeById(query.get('scheme') ?? own[0]?.id ?? '');
  const year = Number(query.get('year'));
  const facts = year === 2026 && site === 'hm1' ? FACTS : new Map<string, ScoreFact>();
  const entered = site === 'hm1' ? enteredOf(state, scheme.id, year) : new Map<string, ScoringInput>();
  const options = Object.fromEntries(
    [...query].filter(([name]) => ['convention', 'apportioned', 'applicant'].includes(name)),
  );
  const found = evaluate(scheme, year, givenInputs(scheme, facts, entered), options, 'open');
  const inputs = siteInputs(scheme, facts, entered, found);
  return {
    site,
    through: iso(NOW),
    wholeYear: year < 2026,
    schemes: own.map((each) => summaryOf(each)),
    switches: scheme.switches.map(({ id, name, values }) => ({
      id,
      name,
      values: values.map((value) => ({
        id: value.id,
        name: value.name,
        source: sourceOf(scheme, value.source),
      })),
    })),
    evaluation: evaluationAnswer(found),
    inputs,
    origins: originsOf(found, inputs),
  };
};

const putOf = (state: ScoreState, path: string, body: unknown): Answer => {
  const [, scheme = '', year = '', name = ''] = /inputs\/([^/]+)\/(\d+)\/(.+)$/.exec(path) ?? [];
  const at = { scheme, year: Number(year), name: decodeURIComponent(name) };
  const input = storedOf(at, putScoringInputSchema.parse(body));
  const version = (state.get(keyOf(at))?.version ?? 0) + 1;
  const added = { ...input, version, recordedAt: new Date(NOW), recordedBy: 'manager' };
  evaluate(
    schemeById(scheme),
    at.year,
    givenInputs(schemeById(scheme), new Map(), enteredOf(state, scheme, at.year).set(at.name, added)),
  );
  state.set(keyOf(at), added);
  const answer: ScoringInputAnswer = { ...added, recordedAt: iso(NOW) };
  return { status: 200, body: answer };
};

/** Answers below `/scores`; undefined for any other path. */
export async function scoresAnswer(
  state: ScoreState,
  asked: {
    readonly path: string;
    readonly query: URLSearchParams;
    readonly site: string;
    readonly body: () => Promise<unknown>;
  },
): Promise<Answer | undefined> {
  if (!asked.path.startsWith('/scores/')) return undefined;
  try {
    if (asked.path.startsWith('/scores/inputs/')) return putOf(state, asked.path, await asked.body());
    const kind = asked.path === '/scores/zero-carbon' ? 'zeroCarbon' : 'greenFactory';
    return { status: 200, body: scoreOf(state, kind, asked.query, asked.site) };
  } catch (error) {
    return problemOf(error);
  }
}
