/** The verification desk of the mock: one engagement of 2025, its sampling list, and findings that are kept in memory. */
import type {
  DatumDetail,
  EngagementView,
  FindingView,
  RaiseFinding,
  RankedDatumView,
  Sampling,
  Unproven,
} from '@zerofab/contracts';
import { iso, NOW } from './mock-factory.js';

export interface DeskState {
  readonly findings: FindingView[];
}
export const freshDesk = (): DeskState => ({ findings: [] });

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly username: string;
  readonly body: () => Promise<unknown>;
}
interface Answer {
  readonly status: number;
  readonly body: unknown;
}
const ok = (body: unknown, status = 200): Answer => ({ status, body });
const done = (by: string) => ({ by, at: iso(NOW) });
const LIMIT = 642.08;

const effectsOf = (findings: readonly FindingView[]): EngagementView['effects'] => {
  const unsettled = findings.filter(({ state }) => state === 'open' || state === 'answered');
  const of = (severity: FindingView['severity']): number =>
    unsettled.filter((finding) => finding.severity === severity).length;
  const sum = unsettled.reduce((total, { effectTco2e }) => total + Number(effectTco2e ?? 0), 0);
  return {
    net: String(sum),
    gross: String(Math.abs(sum)),
    unknown: unsettled.filter(({ effectTco2e }) => effectTco2e === null).length,
    material: Math.abs(sum) >= LIMIT,
    open: { major: of('major'), minor: of('minor'), observation: of('observation') },
  };
};

const engagementOf = ({ findings }: DeskState): EngagementView => ({
  id: '1',
  site: 'hm1',
  period: '2025',
  state: 'open',
  version: 1,
  assurance: 'limited',
  verifier: { body: '某认证机构', accreditation: null, people: [{ name: '张三', role: null }] },
  opened: done('auditor'),
  conclusion: null,
  withdrawn: null,
  materiality: {
    percent: '5',
    tonnes: null,
    classes: [],
    isDefault: true,
    limitTco2e: String(LIMIT),
    limitsOfClasses: {},
  },
  seed: 'hm1-2025',
  basis: {
    ...done('auditor'),
    kind: 'figures',
    version: null,
    sha256: 'a'.repeat(64),
    totalTco2e: '12841.52',
    method: 'GB/T 32150-2025',
    data: 'b'.repeat(64),
  },
  moved: false,
  statement: null,
  effects: effectsOf(findings),
});

const march: RankedDatumView = {
  rank: 1,
  chosen: 'key',
  score: 45,
  size: 1,
  likelihood: 45,
  parts: [
    { part: 'inherent', points: 25, most: 25 },
    { part: 'quality', points: 0, most: 15 },
    { part: 'estimated', points: 5, most: 15 },
    { part: 'manual', points: 0, most: 10 },
    { part: 'change', points: 15, most: 15 },
    { part: 'evidence', points: 0, most: 20 },
  ],
  datum: {
    id: 'line:elec:2025-03',
    kind: 'line',
    source: 'elec',
    category: 'purchasedElectricity',
    name: { zh: '外购电力', en: 'Purchased electricity' },
    label: '2025-03',
    from: '2025-03-01T00:00:00+08:00',
    to: '2025-04-01T00:00:00+08:00',
    activity: '1604000',
    unit: 'kWh',
    tco2e: '851.03',
    size: 'own',
    lastYearTco2e: null,
    grade: 'high',
    estimatedShare: 0.33,
    manual: false,
    evidence: 'readings',
  },
  check: null,
};

const SAMPLE: Sampling = {
  seed: 'hm1-2025',
  data: 'b'.repeat(64),
  rule: { text: { zh: '平台默认规则', en: 'A rule of this platform' }, rootFactor: 1 },
  all: 60,
  key: 1,
  drawn: 0,
  checked: 0,
  coverage: 0.066,
  items: [march],
  next: null,
};

const DETAIL: DatumDetail = {
  item: march,
  accounts: {
    from: march.datum.from,
    to: march.datum.to,
    unit: 'kWh',
    items: [
      { kind: 'meter', value: '1604000', what: { zh: '计量器具', en: 'Meters' } },
      { kind: 'invoice', value: '2900000', what: { zh: '能源账单', en: 'Energy bill' } },
    ],
    differences: [
      {
        first: 'meter',
        second: 'invoice',
        difference: '1296000',
        percent: 80.8,
        tco2e: '687.61',
        material: true,
      },
    ],
  },
  evidence: [],
  documents: [],
  registers: [],
  records: [],
  asNow: true,
};

const UNPROVEN: Unproven = {
  items: [
    {
      kind: 'activity-data',
      id: '7',
      what: 'diesel',
      source: 'diesel',
      from: '2025-07-01T00:00:00+08:00',
      to: '2025-08-01T00:00:00+08:00',
      quantity: '3',
      unit: 't',
      lacks: 'everything',
      words: null,
    },
  ],
  more: 0,
};

const raise = (state: DeskState, sent: RaiseFinding, by: string): FindingView => {
  const number = state.findings.length + 1;
  const finding: FindingView = {
    id: String(number),
    engagement: '1',
    number,
    version: 1,
    severity: sent.severity,
    state: 'open',
    title: sent.title,
    text: sent.text,
    datum: sent.datum ?? null,
    effectTco2e: sent.effectTco2e ?? null,
    dueOn: sent.dueOn ?? null,
    overdue: false,
    raised: done(by),
    replies: [],
    decisions: [],
  };
  state.findings.push(finding);
  return finding;
};

const stepped = (
  finding: FindingView,
  name: string,
  sent: Record<string, string>,
  by: string,
): FindingView => {
  const version = finding.version + 1;
  if (name === 'answer') {
    const reply = { ...done(by), text: sent['text'] ?? '', evidence: sent['evidence'] ?? null };
    return { ...finding, version, state: 'answered', replies: [...finding.replies, reply] };
  }
  const decision = { ...done(by), decision: 'closed' as const, reason: sent['reason'] ?? '' };
  return { ...finding, version, state: 'closed', decisions: [...finding.decisions, decision] };
};

/** Answers below /verification and /evidence/unproven; undefined: not of this part. */
export const verificationAnswer = async (
  state: DeskState,
  { method, path, query, username, body }: Asked,
): Promise<Answer | undefined> => {
  if (path === '/evidence/unproven') return ok(UNPROVEN);
  const [, rest = ''] = /^\/verification\/engagements(.*)$/.exec(path) ?? [];
  if (!path.startsWith('/verification')) return undefined;
  const engagement = engagementOf(state);
  if (rest === '') return ok({ items: query.get('year') === '2025' ? [engagement] : [] });
  if (rest === '/1') return ok(engagement);
  if (rest === '/1/sampling') return ok(SAMPLE);
  if (rest.startsWith('/1/data/')) return ok(DETAIL);
  if (rest === '/1/findings' && method === 'POST')
    return ok(raise(state, (await body()) as RaiseFinding, username), 201);
  if (rest === '/1/findings') return ok({ items: state.findings, effects: effectsOf(state.findings) });
  const [, id, name = ''] = /^\/1\/findings\/(\d+)\/(\w+)$/.exec(rest) ?? [];
  const index = state.findings.findIndex((finding) => finding.id === id);
  const finding = state.findings[index];
  if (finding === undefined) return undefined;
  const next = stepped(finding, name, (await body()) as Record<string, string>, username);
  state.findings[index] = next;
  return ok(next);
};
