/** The tabs beside a score in the mock: the real engine and the real views over what a test saves. */
import {
  putApplicationSchema,
  putSelfEvaluationSchema,
  putSimulationSchema,
  schemeImportRequestSchema,
  schemePreviewRequestSchema,
  simulateRequestSchema,
  type CentreFunctions,
  type ScoreComparison,
  type ScoreHistory,
  type Simulation,
  type Site,
} from '@zerofab/contracts';
import type { ApplicationStore, ScoringSchemeStore } from '@zerofab/inventory';
import {
  coreIndicators,
  evaluate,
  indicatorsOf,
  liveCount,
  liveTests,
  schemeById,
  schemes,
  type CentreFacts,
} from '@zerofab/scoring';
import { applicationView } from '../../apps/server/src/scoring/application-view.js';
import { evaluationAnswer } from '../../apps/server/src/scoring/evaluation-answer.js';
import { SchemeCatalog } from '../../apps/server/src/scoring/scheme-catalog.js';
import { SchemeImportService } from '../../apps/server/src/scoring/scheme-import.service.js';
import { simulationAnswer } from '../../apps/server/src/scoring/simulation-answer.js';
import { requestOf } from '../../apps/server/src/scoring/simulation.service.js';
import { iso, NOW } from './mock-factory.js';
import { givenOf, problemOf, type Answer, type ScoreState } from './mock-scores.js';

type Stored = NonNullable<Awaited<ReturnType<ApplicationStore['find']>>>;
type StoredYear = Awaited<ReturnType<ApplicationStore['evaluations']>>[number];
type Imported = Awaited<ReturnType<ScoringSchemeStore['list']>>[number];
export interface TabsState {
  readonly simulations: Map<string, Simulation>;
  readonly applications: Map<string, Stored>;
  readonly years: StoredYear[];
  readonly imported: Map<string, Imported>;
}
export const freshTabs = (): TabsState => ({
  simulations: new Map(),
  applications: new Map(),
  years: [],
  imported: new Map(),
});

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: () => Promise<unknown>;
}

const YEAR = 2026;
const ok = (body: unknown): Answer => ({ status: 200, body });
const by = { recordedBy: 'manager', recordedAt: iso(NOW) };
const firstOf = (kind: string): string =>
  schemes().find((each) => each.kind === (kind === 'zero-carbon' ? 'zeroCarbon' : 'greenFactory'))?.id ?? '';

const factsOf = (simulations: number): CentreFacts => ({
  firstLevel: [
    { meter: 'main', known: true },
    { meter: 'gas', known: false },
  ],
  month: '2026-04',
  monthState: 'closed',
  energyTce: { value: '155.70' },
  intensities: 3,
  comparedLevels: 3,
  recordedLevels: 3,
  flow: { nodes: 21, missing: [], differenceKwh: '0' },
  balance: { parents: 4, known: 4, largestShare: 0.031, meter: 'forge' },
  budget: { year: YEAR, approvedVersion: 2, items: 3, withActual: 3 },
  lockedMonth: null,
  bundleAt: null,
  registerEntries: 4,
  simulations,
});

const functionsOf = (site: string, simulations: number): CentreFunctions => {
  const verdicts = liveTests(factsOf(simulations));
  return {
    site,
    at: iso(NOW),
    live: { guide: liveCount(verdicts, 12), national: liveCount(verdicts, 13) },
    items: [...verdicts],
  };
};

const historyOf = (scores: ScoreState, query: URLSearchParams, site: string): ScoreHistory => {
  const scheme = schemeById(query.get('scheme') ?? firstOf(query.get('kind') ?? ''));
  const step = query.get('by') === 'month' ? 'month' : 'year';
  const periods =
    step === 'year'
      ? ['2021', '2022', '2023', '2024', '2025', '2026']
      : ['2026-01', '2026-02', '2026-03', '2026-04'];
  const found = evaluationAnswer(evaluate(scheme, YEAR, givenOf(scores, scheme, YEAR, site), {}, 'open'));
  return {
    site,
    scheme: scheme.id,
    by: step,
    indicators: indicatorsOf(scheme).map(({ id, title, unit, thresholds }) => ({
      id,
      title,
      unit,
      core: thresholds !== null,
    })),
    items: periods.map((period, at) => {
      const known = step === 'month' || at >= 4;
      const part = 1 - (periods.length - 1 - at) * 0.08;
      return {
        period,
        from: iso(NOW),
        to: iso(NOW),
        complete: period !== '2026',
        score: known ? Math.round((found.score ?? 0) * part * 100) / 100 : null,
        upperBound: known ? found.upperBound : null,
        completeness: known ? found.completeness : null,
        reason: known ? null : { zh: '该时段没有数据', en: 'there are no data of this period' },
        values: known ? found.indicators.map(({ id, value, points }) => ({ id, value, points })) : [],
      };
    }),
  };
};

const comparisonOf = (
  scores: ScoreState,
  query: URLSearchParams,
  sites: readonly Site[],
): ScoreComparison => {
  const scheme = schemeById(query.get('scheme') ?? firstOf(query.get('kind') ?? ''));
  return {
    scheme: scheme.id,
    year: YEAR,
    items: sites.map(({ code, name, demo }) => {
      const given = givenOf(scores, scheme, YEAR, code);
      const { score, upperBound, completeness, eligibility, level, core } = evaluationAnswer(
        evaluate(scheme, YEAR, given, {}, 'open'),
      );
      return {
        site: code,
        name,
        demo,
        score,
        upperBound,
        completeness,
        eligibility,
        level,
        core: core.map(({ id, value, unit, entryVerdict }) => ({ id, value, unit, entryVerdict })),
      };
    }),
  };
};

const simulated = (scores: ScoreState, site: string, asked: Parameters<typeof requestOf>[0]) => {
  const scheme = schemeById(asked.scheme);
  return simulationAnswer({
    scheme,
    year: asked.year,
    given: givenOf(scores, scheme, asked.year, site),
    request: requestOf(asked),
    basis: { purchasedElectricityCo2: '2900', ownUseMwh: '910' },
    options: {},
  });
};

const simulationsAnswer = async (
  state: TabsState,
  scores: ScoreState,
  { method, path, body, site }: Asked & { readonly site: string },
): Promise<Answer> => {
  if (path === '/scores/simulate')
    return ok(simulated(scores, site, simulateRequestSchema.parse(await body())));
  const [, code, withdraw] = /^\/scores\/simulations\/([^/]+)(\/withdraw)?$/.exec(path) ?? [];
  if (code === undefined) return ok({ items: [...state.simulations.values()] });
  if (withdraw !== undefined) {
    state.simulations.delete(code);
    return { status: 204, body: undefined };
  }
  const present = state.simulations.get(code);
  if (method === 'GET' && present !== undefined) return ok(simulated(scores, site, present));
  const asked = putSimulationSchema.parse(await body());
  const kept: Simulation = {
    code,
    name: asked.name,
    scheme: asked.scheme,
    kind: schemeById(asked.scheme).kind,
    year: asked.year,
    pvSharePercent: asked.pvSharePercent ?? null,
    changes: [...requestOf(asked).changes],
    note: asked.note ?? null,
    version: (present?.version ?? 0) + 1,
    ...by,
  };
  state.simulations.set(code, kept);
  return ok(kept);
};

const applicationAnswer = async (
  state: TabsState,
  scores: ScoreState,
  { method, path, body, site }: Asked & { readonly site: string },
): Promise<Answer> => {
  const [, id = '', year] = /^\/scores\/applications\/([^/]+)(?:\/years\/(\d+))?$/.exec(path) ?? [];
  const scheme = schemeById(id);
  const actual = evaluate(scheme, YEAR, givenOf(scores, scheme, YEAR, site), {}, 'open');
  const stamp = { recordedAt: new Date(NOW), recordedBy: 'manager' };
  if (method === 'PUT' && year === undefined) {
    const { plan, acceptance, targets, fromYear, toYear, note } = putApplicationSchema.parse(await body());
    const parts = (given: typeof plan) => given.map((part) => ({ ...part, evidence: part.evidence ?? null }));
    state.applications.set(id, {
      scheme: id,
      fromYear,
      toYear,
      plan: parts(plan),
      acceptance: parts(acceptance),
      targets,
      note: note ?? null,
      version: (state.applications.get(id)?.version ?? 0) + 1,
      ...stamp,
    });
  } else if (method === 'PUT') {
    const { progress, results } = putSelfEvaluationSchema.parse(await body());
    const values = coreIndicators(scheme).map(({ id: indicator, unit }) => ({
      indicator,
      value: actual.core.find((each) => each.id === indicator)?.value ?? null,
      unit,
    }));
    const said = {
      scheme: id,
      year: Number(year),
      progress,
      results,
      evidence: null,
      values,
      score: actual.score,
    };
    state.years.push({ ...said, version: 1, ...stamp });
  }
  const stored = state.applications.get(id);
  return ok(
    applicationView({
      site,
      scheme,
      thisYear: YEAR,
      stored,
      evaluations: state.years,
      actuals: new Map([[YEAR, actual]]),
      versions:
        stored === undefined
          ? []
          : [{ version: stored.version, by: 'manager', at: iso(NOW), reason: stored.note }],
    }),
  );
};

const attempt = async (work: () => Promise<Answer>): Promise<Answer> => {
  try {
    return await work();
  } catch (error) {
    return problemOf(error);
  }
};

/** Answers below `/scores` of a site that belong to a tab; undefined for any other path. */
export async function scoreTabsAnswer(
  state: TabsState,
  scores: ScoreState,
  asked: Asked & { readonly site: string },
): Promise<Answer | undefined> {
  const { path, query, site } = asked;
  if (path === '/scores/centre-functions') return ok(functionsOf(site, state.simulations.size));
  if (path === '/scores/history') return ok(historyOf(scores, query, site));
  if (path.startsWith('/scores/simulat')) return attempt(() => simulationsAnswer(state, scores, asked));
  return path.startsWith('/scores/applications/')
    ? attempt(() => applicationAnswer(state, scores, asked))
    : undefined;
}

/** Answers that belong to no site: sites side by side, and schemes. */
export async function sharedScoresAnswer(
  state: TabsState,
  scores: ScoreState,
  { method, path, query, body, sites }: Asked & { readonly sites: readonly Site[] },
): Promise<Answer | undefined> {
  if (path === '/organisation/scores') return ok(comparisonOf(scores, query, sites));
  if (!path.startsWith('/scoring/schemes/')) return undefined;
  const store = {
    list: () => Promise.resolve([...state.imported.values()]),
    put: (content: Imported) => {
      state.imported.set(content.id, {
        ...content,
        version: 1,
        recordedAt: new Date(NOW),
        recordedBy: 'admin',
      });
      return Promise.resolve();
    },
  } as unknown as ScoringSchemeStore;
  const imports = new SchemeImportService(store, new SchemeCatalog(store));
  const id = path.split('/').at(-1) ?? '';
  return attempt(async () => {
    if (id === 'preview')
      return ok(await imports.preview(schemePreviewRequestSchema.parse(await body()), YEAR));
    if (method !== 'PUT') return ok(schemeById(id));
    const request = schemeImportRequestSchema.parse(await body());
    const actor = { username: 'admin', role: 'admin', address: null } as const;
    return ok(await imports.import({ id, thisYear: YEAR }, request, { actor }));
  });
}
