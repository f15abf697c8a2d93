/** Reporting periods of the mock: a walk from open to restated, as the server leads it. */
import type { PeriodView, Problem, RestatementView, VersionDifferenceView } from '@zerofab/contracts';
import { iso, NOW } from './mock-factory.js';

export interface PeriodState {
  readonly periods: Map<string, PeriodView>;
}
export const freshPeriods = (): PeriodState => ({ periods: new Map() });

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly username: string;
  readonly body: () => Promise<unknown>;
}
interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const ok = (body: unknown, status = 200): Answer => ({ status, body });
const hash = (digit: string): string => digit.repeat(64);

export const DIFFERENCE: VersionDifferenceView = {
  before: '12841.52',
  after: '12903.07',
  deltaTco2e: '61.55',
  lines: [
    {
      code: 'elec',
      name: { zh: '外购电力', en: 'Purchased electricity' },
      before: '10212.4',
      after: '10273.95',
      deltaTco2e: '61.55',
      causes: [
        { kind: 'activity', what: '2025-03', before: '19246800 kWh', after: '19362800 kWh' },
        { kind: 'definition', what: 'elec', before: 'v1', after: 'v2' },
      ],
    },
  ],
};

const openPeriod = (period: string): PeriodView => ({
  site: 'hm1',
  period,
  state: 'open',
  from: `${period.slice(0, 4)}-01-01T00:00:00+08:00`,
  to: `${String(Number(period.slice(0, 4)) + 1)}-01-01T00:00:00+08:00`,
  method: 'GB/T 32150-2025',
  closed: null,
  submitted: null,
  verified: null,
  locked: null,
  latestVersion: null,
  underWay: null,
  over: Number(period.slice(0, 4)) < 2026,
  totalTco2e: '12841.52',
  points: [
    {
      id: 'source-missing:diesel',
      kind: 'source-missing',
      source: 'diesel',
      subject: { zh: '柴油叉车', en: 'Diesel forklifts' },
      detail: {
        zh: '没有结果：无数据 → 补录或检查计量器具',
        en: 'No figure: no data → enter the data, or check the meter',
      },
      waiver: null,
    },
    {
      id: 'calibration-overdue:gas:activity',
      kind: 'calibration-overdue',
      source: 'gas',
      subject: { zh: '天然气', en: 'Natural gas' },
      detail: {
        zh: 'turbine meter 的检定已于 2026-01-10 到期 → 送检并登记',
        en: 'The calibration of turbine meter expired on 2026-01-10 → have it calibrated and record it',
      },
      waiver: null,
    },
  ],
  unverified: null,
  versions: [],
  pending: null,
  restatements: [],
});

/** A locked year with two versions and a proposal, for pictures. */
export const restatedYear = (): PeriodView => {
  const done = (by: string) => ({ by, at: iso(NOW - 86_400_000) });
  return {
    ...openPeriod('2025'),
    state: 'locked',
    points: [],
    closed: done('manager'),
    submitted: done('manager'),
    verified: done('auditor'),
    locked: done('admin'),
    latestVersion: 2,
    underWay: 'proposed',
    versions: [
      {
        version: 1,
        sha256: hash('a'),
        totalTco2e: '12780',
        createdAt: iso(NOW),
        createdBy: 'admin',
        restatement: null,
      },
      {
        version: 2,
        sha256: hash('b'),
        totalTco2e: '12841.52',
        createdAt: iso(NOW),
        createdBy: 'admin',
        restatement: '1',
      },
    ],
    pending: DIFFERENCE,
    restatements: [
      {
        id: '2',
        period: '2025',
        state: 'proposed',
        reason: '补充三月发票',
        baseVersion: 2,
        opened: done('admin'),
        proposed: done('admin'),
        difference: DIFFERENCE,
        decided: null,
        version: null,
      },
    ],
  };
};

const refused = (type: string, status: number, detail: string): Answer => ({
  status,
  body: { type: `/problems/${type}`, title: type, status, detail } satisfies Problem,
});

const step = (period: PeriodView, name: string, by: string, body: Record<string, unknown>): PeriodView => {
  const done = { by, at: iso(NOW) };
  switch (name) {
    case 'waivers': {
      const [asked] = body['waivers'] as { point: string; reason: string }[];
      const waiver = asked?.reason === '' ? null : { ...done, reason: asked?.reason ?? '' };
      return {
        ...period,
        points: period.points.map((point) => (point.id === asked?.point ? { ...point, waiver } : point)),
      };
    }
    case 'close':
      return { ...period, state: 'closed', closed: done };
    case 'submit':
      return { ...period, state: 'submitted', submitted: done };
    case 'verify':
      return { ...period, state: 'verified', verified: done };
    case 'reopen':
      return { ...period, state: 'open', closed: null, submitted: null, verified: null };
    default:
      return {
        ...period,
        state: 'locked',
        locked: done,
        points: [],
        latestVersion: 1,
        pending: DIFFERENCE,
        unverified: typeof body['unverified'] === 'string' ? body['unverified'] : null,
        versions: [
          {
            version: 1,
            sha256: hash('a'),
            totalTco2e: period.totalTco2e,
            createdAt: done.at,
            createdBy: by,
            restatement: null,
          },
        ],
      };
  }
};

const restate = (
  period: PeriodView,
  [id, name]: readonly (string | undefined)[],
  by: string,
  body: Record<string, unknown>,
): { readonly period: PeriodView; readonly one: RestatementView } => {
  const done = { by, at: iso(NOW) };
  const before = period.restatements.find((one) => one.id === id);
  const one: RestatementView =
    before === undefined
      ? {
          id: String(period.restatements.length + 1),
          period: period.period,
          state: 'open',
          reason: String(body['reason']),
          baseVersion: period.versions.length,
          opened: done,
          proposed: null,
          difference: null,
          decided: null,
          version: null,
        }
      : name === 'propose'
        ? { ...before, state: 'proposed', proposed: done, difference: DIFFERENCE }
        : {
            ...before,
            state: name === 'approve' ? 'approved' : name === 'reject' ? 'rejected' : 'withdrawn',
            decided: { ...done, note: null },
            version: name === 'approve' ? before.baseVersion + 1 : null,
          };
  const approved = one.state === 'approved';
  const version = {
    version: period.versions.length + 1,
    sha256: hash('b'),
    totalTco2e: DIFFERENCE.after,
    createdAt: done.at,
    createdBy: by,
    restatement: one.id,
  };
  return {
    one,
    period: {
      ...period,
      underWay: one.state === 'open' || one.state === 'proposed' ? one.state : null,
      restatements: [one, ...period.restatements.filter((other) => other.id !== one.id)],
      versions: approved ? [...period.versions, version] : period.versions,
      latestVersion: approved ? version.version : period.latestVersion,
      pending: approved ? null : period.pending,
    },
  };
};

export const periodsAnswer = async (
  { periods }: PeriodState,
  { method, path, username, body }: Asked,
): Promise<Answer | undefined> => {
  const [, code, name, ...rest] =
    /^\/periods(?:\/([^/]+))?(?:\/([^/]+))?(?:\/([^/]+))?(?:\/([^/]+))?$/.exec(path) ?? [];
  if (!path.startsWith('/periods')) return undefined;
  if (code === undefined) return ok({ items: [...periods.values()].filter(({ state }) => state !== 'open') });
  const period = periods.get(code) ?? openPeriod(code);
  if (method === 'GET') return ok(name === 'difference' ? DIFFERENCE : period);
  const sent = (await body()) as Record<string, unknown>;
  if (name === 'restatements') {
    const own = period.restatements.find(({ id }) => id === rest[0]);
    if (rest[1] === 'approve' && own?.proposed?.by === username)
      return refused('second-person', 403, 'A restatement is decided by another person');
    const { one, period: changed } = restate(period, rest, username, sent);
    periods.set(code, changed);
    return ok(one, rest[0] === undefined ? 201 : 200);
  }
  const changed = step(period, name ?? '', username, sent);
  periods.set(code, changed);
  return ok(changed);
};
