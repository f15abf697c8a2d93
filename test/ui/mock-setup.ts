/** Sources, boundary and quality plan of the mock: what is written is kept, and checked by the real contract. */
import { standardParts } from '@zerofab/accounting';
import {
  putBoundarySchema,
  putQualityPlanSchema,
  putSourceSchema,
  type BaseYear,
  type Boundary,
  type PlanItem,
  type Problem,
  type PutSource,
  type QualityPlan,
  type Source,
} from '@zerofab/contracts';
import { scopeOf } from '@zerofab/vocabulary';
import { iso, NOW } from './mock-factory.js';
import { sourceList } from './mock-inventory.js';

type Head = Pick<
  QualityPlan,
  'version' | 'state' | 'author' | 'recordedAt' | 'approvedBy' | 'approvedAt' | 'approvalNote' | 'note'
>;
export interface Setup {
  readonly sources: Source[];
  readonly boundaries: Boundary[];
  readonly plans: { head: Head; items: PlanItem[] }[];
  recalculated: boolean;
}
interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly site: string;
  readonly username: string;
  readonly body: () => Promise<unknown>;
}
interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export const partHeads = () =>
  standardParts().map(({ formulas, ...part }) => ({
    ...part,
    formulas: [...formulas.map(({ id }) => id), ...part.uses],
  }));

const item: PlanItem = {
  source: 'gas',
  input: 'activity',
  parameter: 'volume of natural gas',
  facility: 'furnace 1',
  monitoringPoint: 'gas station',
  device: {
    name: 'turbine meter',
    number: 'T-7',
    place: 'gas station',
    accuracy: '1.0',
    calibrationMonths: 12,
    lastCalibratedOn: '2026-01-10',
  },
  frequency: 'continuous',
  method: 'GB 17167',
  missingDataRule: 'highest month of the year',
  recordForm: 'F-3',
  department: 'energy',
};
/** A source with a stock balance, beside those that all pages show. */
const coalStock = (): Source =>
  sourceOf(
    'coal',
    putSourceSchema.parse({
      name: { zh: '锅炉用煤', en: 'Boiler coal' },
      category: 'stationaryCombustion',
      activity: { kind: 'stock', unit: 't' },
      factor: { kind: 'fuel', fuel: 'bituminous-coal' },
    }),
    1,
  );
/** The plan begins as a draft of a colleague, so that the manager may approve it. */
const begin = (): Setup => ({
  sources: [...sourceList().items, coalStock()],
  boundaries: [],
  plans: [{ head: draft(1, 'colleague', 'first plan'), items: [item] }],
  recalculated: false,
});
const draft = (version: number, author: string, note: string | null): Head => ({
  version,
  state: 'draft',
  author,
  recordedAt: iso(NOW),
  approvedBy: null,
  approvedAt: null,
  approvalNote: null,
  note,
});

const ok = (body: unknown): Answer => ({ status: 200, body });
const problem = (status: number, type: string, detail: string, errors?: Problem['errors']): Answer => ({
  status,
  body: { type: `/problems/${type}`, title: type, status, detail, ...(errors ? { errors } : {}) },
});
const invalid = (issues: readonly { path: PropertyKey[]; message: string }[]): Answer => {
  const errors = issues.map(({ path, message }) => ({ field: path.join('.'), detail: message }));
  return problem(422, 'validation', `${errors[0]?.field}: ${errors[0]?.detail}`, errors);
};

const sourceOf = (code: string, body: PutSource, version: number): Source => ({
  code,
  version,
  name: body.name,
  category: body.category,
  scope: scopeOf(body.category),
  activity: body.activity,
  factor: body.factor ?? null,
  calculation: body.calculation ?? null,
  gas: body.gas ?? null,
  method: body.method,
  part: body.part ?? null,
  facility: body.facility ?? null,
  system: body.system ?? 'main',
  included: body.included ?? true,
  reason: body.reason ?? null,
  validFrom: body.validFrom ?? null,
  validTo: body.validTo ?? null,
  crossCheck: body.crossCheck ?? null,
  uncertainty: body.uncertainty ?? null,
  confirmed: body.confirmed ?? [],
  residual: body.residual ?? null,
  earlier: [],
  warnings: [],
});

const baseYearOf = (setup: Setup): BaseYear => ({
  site: 'hm1',
  fixed: {
    year: 2025,
    method: 'GB/T 32150-2025',
    thresholdPercent: '5',
    reason: 'first whole year',
    tco2e: setup.recalculated ? '880' : '1100',
    origin: setup.recalculated ? 'recalculated' : 'inventory',
    source: 'inventory',
    complete: true,
    missing: [],
    factorSet: '2026.05',
    fixedAt: iso(NOW),
    includes: [],
    inventoryTco2e: '1100',
    trace: null,
  },
  recomputed: { tco2e: '1100', complete: true },
  state: setup.recalculated ? 'unaffected' : 'recalculate',
  advice: { zh: '请重算', en: 'Recalculate the base year' },
  cumulativePercent: setup.recalculated ? null : 20,
  cumulative: null,
  recalculatedTco2e: setup.recalculated ? null : '880',
  recalculated: null,
  effects: [],
  note: { zh: '缺省 5 %', en: '5 % is a default' },
});

async function boundary(setup: Setup, { method, path, query, username, body }: Asked): Promise<Answer> {
  const latest = setup.boundaries.at(-1);
  if (path === '/boundary/versions')
    return ok({
      items: [...setup.boundaries].reverse().map(({ version, recordedBy, recordedAt, note }) => ({
        version,
        recordedBy,
        recordedAt,
        note,
      })),
    });
  if (path === '/boundary' && method === 'PUT') {
    const parsed = putBoundarySchema.safeParse(await body());
    if (!parsed.success) return invalid(parsed.error.issues);
    const { note, baseYear, ...record } = parsed.data;
    const stored: Boundary = {
      ...record,
      site: 'hm1',
      version: setup.boundaries.length + 1,
      recordedBy: username,
      recordedAt: iso(NOW),
      baseYear: baseYear ? baseYearOf(setup).fixed : null,
      baseYearInput: baseYear ?? null,
      note: note ?? null,
      warnings: [],
    };
    setup.boundaries.push(stored);
    return ok(stored);
  }
  if (latest === undefined) return problem(404, 'no-boundary', 'No boundary is recorded yet');
  if (path === '/boundary')
    return ok(setup.boundaries[Number(query.get('version') ?? latest.version) - 1] ?? latest);
  if (path === '/base-year/recalculate') setup.recalculated = true;
  return latest.baseYearInput === null
    ? problem(404, 'no-base-year', 'The boundary record has no base year')
    : ok(baseYearOf(setup));
}

const planOf = (setup: Setup, version: number): QualityPlan => {
  const plan = setup.plans[version - 1];
  const approved = setup.plans.findLast(({ head }) => head.state === 'approved');
  const covered = (code: string): boolean => approved?.items.some(({ source }) => source === code) === true;
  return {
    ...(plan?.head ?? { ...draft(0, '', null), state: 'none', author: null, recordedAt: null }),
    site: 'hm1',
    approvedVersion: approved?.head.version ?? null,
    items: (plan?.items ?? []).map((one) => ({
      ...one,
      calibration: { state: 'valid', dueOn: '2027-01-10', daysOverdue: null },
    })),
    overdue: 0,
    uncovered: setup.sources
      .filter(({ code }) => !covered(code))
      .map(({ code }) => ({ source: code, input: 'activity' })),
    stray: [],
  };
};

async function plan(setup: Setup, { method, path, query, username, body }: Asked): Promise<Answer> {
  const latest = setup.plans.length;
  if (path === '/quality-plan/versions') return ok({ items: setup.plans.map(({ head }) => head).reverse() });
  if (path === '/quality-plan/approve') {
    const head = setup.plans[latest - 1]?.head;
    if (head === undefined || head.author === username)
      return problem(403, 'own-plan', 'Another person than its author approves a plan');
    const { note } = (await body()) as { note?: string };
    Object.assign(head, {
      state: 'approved',
      approvedBy: username,
      approvedAt: iso(NOW),
      approvalNote: note ?? null,
    });
  } else if (method === 'PUT') {
    const parsed = putQualityPlanSchema.safeParse(await body());
    if (!parsed.success) return invalid(parsed.error.issues);
    setup.plans.push({
      head: draft(latest + 1, username, parsed.data.note ?? null),
      items: parsed.data.items,
    });
  }
  return ok(planOf(setup, Number(query.get('version') ?? setup.plans.length)));
}

/** Answer to a question about the set-up of a site; undefined where it is about something else. */
export async function setupAnswer(
  options: { setup?: Setup | undefined },
  asked: Asked,
): Promise<Answer | undefined> {
  const { method, path, site, username, body } = asked;
  if (!/^\/(sources|boundary|base-year|quality-plan)(\/|$)/.test(path)) return undefined;
  if (method !== 'GET' && username !== 'manager' && username !== 'admin')
    return problem(403, 'not-allowed', 'Your role may not do this');
  options.setup ??= begin();
  const setup: Setup =
    site === 'new' ? { sources: [], boundaries: [], plans: [], recalculated: false } : options.setup;
  if (path === '/sources') return ok({ items: setup.sources });
  if (path.startsWith('/sources/')) {
    const parsed = putSourceSchema.safeParse(await body());
    if (!parsed.success) return invalid(parsed.error.issues);
    const code = path.slice('/sources/'.length);
    const at = setup.sources.findIndex((source) => source.code === code);
    const stored = sourceOf(code, parsed.data, (setup.sources[at]?.version ?? 0) + 1);
    setup.sources.splice(at < 0 ? setup.sources.length : at, at < 0 ? 0 : 1, stored);
    return ok(stored);
  }
  return path.startsWith('/quality-plan') ? plan(setup, asked) : boundary(setup, asked);
}
