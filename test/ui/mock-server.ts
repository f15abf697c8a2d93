/** A server of the same contract as the real one, over plain node:http, for working on and testing the dashboard. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { describeFormulas } from '@zerofab/accounting';
import type {
  CalculateRequest,
  CalculateResponse,
  LiveEvent,
  LoginResponse,
  Meta,
  Problem,
  Site,
} from '@zerofab/contracts';
import type { Role } from '@zerofab/vocabulary';
import { watchAnswer } from './contract-check.js';
import { inventoryOf } from './mock-accounting.js';
import { emptyOverview, rejected, siteAnswer } from './mock-answers.js';
import { freshCost, type CostState } from './mock-cost-bill.js';
import { costAnswer } from './mock-cost.js';
import { answerEntry, EntryState } from './mock-entry.js';
import { instantOf, iso, listMeters, NOW, ZONE } from './mock-factory.js';
import {
  addComparison,
  comparisons,
  lineChecks,
  addFactorImport,
  factorImports,
  factorList,
  factorPreview,
} from './mock-factors.js';
import { findingsAnswer, freshFindings, nothingFound, type FindingState } from './mock-findings.js';
import { methodList } from './mock-inventory.js';
import { organisationOf } from './mock-organisation.js';
import { overviewOf } from './mock-overview.js';
import { freshPeriods, periodsAnswer, type PeriodState } from './mock-periods.js';
import { productionAnswer, ProductionState } from './mock-production.js';
import { freshRecords, recordsAnswer, type RecordState } from './mock-records.js';
import { freshScores, scoresAnswer, type ScoreState } from './mock-scores.js';
import { freshTabs, scoreTabsAnswer, sharedScoresAnswer, type TabsState } from './mock-score-tabs.js';
import { partHeads, setupAnswer, type Setup } from './mock-setup.js';
import { siteSetupAnswer } from './mock-site-setup.js';
import { freshDesk, verificationAnswer, type DeskState } from './mock-verification.js';
import { calculateMock } from './mock-sources.js';

/** What a test may switch: a failing path, a silent live stream, the demo's back-fill. */
export interface MockOptions {
  readonly files?: string;
  failing?: RegExp | null;
  silentLive?: boolean;
  /** Activity data and evidence; a test that writes brings its own. */
  entry?: EntryState;
  backfill?: LiveEvent['backfill'];
  /** Sources, boundary and plan as they were written; left out: as they begin. */
  setup?: Setup | undefined;
  /** Doubtful steps, decisions and conflicts as they were decided. */
  findings?: FindingState;
  /** Site parameters and proofs as they were written. */
  records?: RecordState;
  /** Findings of the verification desk. */
  desk?: DeskState;
  /** Reporting periods and what became of them. */
  periods?: PeriodState;
  /** Production and budgets; a test that writes brings its own. */
  production?: ProductionState;
  /** Contracts and invoices; a test that writes brings its own. */
  cost?: CostState;
  /** Inputs of scores as they were told. */
  scores?: ScoreState;
  /** Simulations, applications and schemes as they were saved. */
  scoreTabs?: TabsState;
  /** Answers that the contract does not allow, as they were sent. */
  readonly breaches?: Set<string>;
}

const ROLES: Readonly<Record<string, Role>> = {
  admin: 'admin',
  manager: 'energy_manager',
  auditor: 'auditor',
};
const NAMES: Readonly<Record<Role, { zh: string; en: string }>> = {
  admin: { zh: '管理员', en: 'Administrator' },
  energy_manager: { zh: '能源管理员', en: 'Energy manager' },
  auditor: { zh: '核查员', en: 'Auditor' },
  viewer: { zh: '访客', en: 'Viewer' },
};
const SITES: Site[] = [
  {
    code: 'hm1',
    name: { zh: '重机一厂', en: 'Heavy Machinery Works 1' },
    timezone: ZONE,
    gridRegion: 'CN',
    industry: '重型机械',
    address: null,
    organisation: '重机集团',
    province: 'CN-JS',
    industryClass: 'C34',
    currency: 'CNY',
    demo: true,
    version: 1,
    warnings: [],
  },
  {
    code: 'new',
    name: { zh: '新厂区', en: 'New site' },
    timezone: 'Asia/Seoul',
    gridRegion: 'KR',
    industry: null,
    address: null,
    organisation: null,
    province: null,
    industryClass: null,
    currency: null,
    demo: false,
    version: 1,
    warnings: [],
  },
];

const json = (response: ServerResponse, body: unknown, status = 200): void => {
  response.writeHead(status, {
    'content-type': status < 400 ? 'application/json' : 'application/problem+json',
    date: new Date(NOW).toUTCString(),
  });
  response.end(JSON.stringify(body));
};
const problem = (response: ServerResponse, status: number, type: string, detail: string): void => {
  const body: Problem = { type: `/problems/${type}`, title: type, status, detail };
  json(response, body, status);
};

function live(response: ServerResponse, site: string, options: MockOptions): void {
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    date: new Date(NOW).toUTCString(),
  });
  response.write(': hello\n\n');
  if (options.silentLive === true) return;
  let beat = 0;
  const send = (): void => {
    const overview = site === 'new' ? emptyOverview() : overviewOf();
    const event: LiveEvent = {
      at: iso(NOW),
      meters:
        beat === 0 && site !== 'new'
          ? listMeters().map((meter) => ({
              meter: meter.code,
              state: meter.state,
              lastReadingAt: meter.lastReadingAt,
              registers: meter.registers.flatMap((r) =>
                r.last === null ? [] : [{ register: r.code, ts: r.last.ts, value: r.last.value }],
              ),
            }))
          : [],
      power: { loadKw: overview.power.loadKw, gridKw: overview.power.gridKw, pvKw: overview.power.pvKw },
      rejected24h: site === 'new' ? 0 : 12,
      backfill: options.backfill ?? null,
    };
    beat += 1;
    response.write(`event: live\ndata: ${JSON.stringify(event)}\n\n`);
  };
  send();
  const timer = setInterval(send, 2000);
  response.on('close', () => clearInterval(timer));
}

async function body<T>(request: IncomingMessage): Promise<T> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as T;
}

async function login(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { username, password } = await body<{ username: string; password: string }>(request);
  const role = ROLES[username];
  if (role === undefined || password !== 'zerofab-demo') {
    problem(response, 401, 'wrong-credentials', 'User name or password is wrong; check both and try again.');
    return;
  }
  const answer: LoginResponse = {
    accessToken: username,
    tokenType: 'Bearer',
    expiresAt: '2027-12-31T00:00:00Z',
    user: { username, displayName: NAMES[role], role },
  };
  json(response, answer);
}

async function factors(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (path === '/factors/preview') return json(response, factorPreview(await body(request)));
  if (path === '/factors/comparisons')
    return request.method === 'POST'
      ? json(response, addComparison(await body(request)), 201)
      : json(response, { items: comparisons() });
  if (path !== '/factors/imports') return json(response, factorList());
  return request.method === 'POST'
    ? json(response, addFactorImport(await body(request)), 201)
    : json(response, factorImports());
}

async function api(
  path: string,
  query: URLSearchParams,
  request: IncomingMessage,
  response: ServerResponse,
  options: MockOptions,
): Promise<void> {
  if (path === '/auth/login') return login(request, response);
  const shared = await sharedScoresAnswer(
    (options.scoreTabs ??= freshTabs()),
    (options.scores ??= freshScores()),
    {
      method: request.method ?? 'GET',
      path,
      query,
      sites: SITES,
      body: async () => body<unknown>(request),
    },
  );
  if (shared !== undefined) return json(response, shared.body, shared.status);
  if (path === '/organisation/inventory')
    return json(response, organisationOf(SITES, Number(query.get('year'))));
  if (path === '/meta') {
    const meta: Meta = {
      version: '0.1.0',
      factorSet: '2026.05',
      demo: {
        accounts: Object.entries(ROLES).map(([username, role]) => ({
          username,
          password: 'zerofab-demo',
          role,
        })),
        backfill: options.backfill ?? null,
      },
    };
    return json(response, meta);
  }
  const role = ROLES[(request.headers.authorization ?? '').replace('Bearer ', '')];
  if (role === undefined) return problem(response, 401, 'not-logged-in', 'Log in first.');
  if (options.failing?.test(path) === true)
    return problem(
      response,
      503,
      'database-unavailable',
      'The database does not answer; figures of this card are not available. Try again in a minute.',
    );
  if (path === '/sites') return json(response, { items: SITES });
  if (path === '/accounting/methods') return json(response, methodList());
  if (path.startsWith('/factors')) return factors(path, request, response);
  if (path === '/accounting/formulas') return json(response, { items: describeFormulas() });
  if (path === '/accounting/parts') return json(response, { items: partHeads() });
  if (path === '/accounting/check-lines') return json(response, lineChecks(await body(request)));
  if (path === '/accounting/calculate') {
    const asked = await body<CalculateRequest>(request);
    const inputs = Object.fromEntries(
      Object.entries(asked.inputs).map(([name, input]) => [name, { value: input.value, unit: input.unit }]),
    );
    const trace = calculateMock(asked.formula, inputs);
    if (trace === null) return problem(response, 404, 'unknown-formula', `No formula ${asked.formula}`);
    const answer: CalculateResponse = {
      value: Number(trace.result.value),
      exact: trace.result.value,
      unit: trace.result.unit,
      trace,
    };
    return json(response, answer);
  }
  const prepared = request.method === 'GET' ? siteSetupAnswer(path) : undefined;
  if (prepared !== undefined) return json(response, prepared);
  const [, site = '', rest = ''] = /^\/sites\/([^/]+)(\/.*)$/.exec(path) ?? [];
  options.desk ??= freshDesk();
  const verified = await verificationAnswer(options.desk, {
    method: request.method ?? 'GET',
    path: rest,
    query,
    username: (request.headers.authorization ?? '').replace('Bearer ', ''),
    body: async () => body<unknown>(request),
  });
  if (verified !== undefined) return json(response, verified.body, verified.status);
  options.entry ??= new EntryState();
  if (await answerEntry(rest, site, query, request, response, options.entry)) return;
  if (rest === '/live') return live(response, site, options);
  if (rest.endsWith('/payload')) {
    response
      .writeHead(200, { 'content-type': 'text/plain; charset=utf-8' })
      .end(rejected().items.find((item) => rest.includes(item.id))?.payload ?? '');
    return;
  }
  if (rest === '/reports/jobs') return json(response, { items: [] });
  if (rest === '/reports/audit-bundle.zip') {
    response.writeHead(200, { 'content-type': 'application/zip' }).end('PK');
    return;
  }
  if (rest.startsWith('/reports/inventory.')) {
    response
      .writeHead(200, { 'content-type': 'application/octet-stream' })
      .end(JSON.stringify(inventoryOf(instantOf(query.get('year') ?? '2026'), NOW)));
    return;
  }
  options.findings ??= freshFindings();
  const found = await findingsAnswer(site === 'new' ? nothingFound() : options.findings, {
    method: request.method ?? 'GET',
    path: rest,
    body: async () => body<unknown>(request),
  });
  if (found !== undefined) return json(response, found.body, found.status);
  const recorded = await recordsAnswer(options.records ?? freshRecords(), {
    method: request.method ?? 'GET',
    path: rest,
    query,
    body: async () => body<unknown>(request),
  });
  if (recorded !== undefined) return json(response, recorded.body, recorded.status);
  options.periods ??= freshPeriods();
  const led = await periodsAnswer(options.periods, {
    method: request.method ?? 'GET',
    path: rest,
    username: (request.headers.authorization ?? '').replace('Bearer ', ''),
    body: async () => body<unknown>(request),
  });
  if (led !== undefined) return json(response, led.body, led.status);
  options.production ??= new ProductionState();
  const made = await productionAnswer(options.production, {
    method: request.method ?? 'GET',
    path: rest,
    query,
    body: async () => body<unknown>(request),
  });
  if (made !== undefined) return json(response, made.body, made.status);
  options.cost ??= freshCost();
  const cost = await costAnswer(site === 'new' ? { ...options.cost, contracts: [] } : options.cost, {
    method: request.method ?? 'GET',
    path: rest,
    query,
    body: async () => body<unknown>(request),
  });
  if (cost !== undefined) return json(response, cost.body, cost.status);
  options.scores ??= freshScores();
  const tabbed = await scoreTabsAnswer((options.scoreTabs ??= freshTabs()), options.scores, {
    method: request.method ?? 'GET',
    path: rest,
    query,
    site,
    body: async () => body<unknown>(request),
  });
  if (tabbed !== undefined) return json(response, tabbed.body, tabbed.status);
  const scored = await scoresAnswer(options.scores, {
    path: rest,
    query,
    site,
    body: async () => body<unknown>(request),
  });
  if (scored !== undefined) return json(response, scored.body, scored.status);
  const set = await setupAnswer(options, {
    method: request.method ?? 'GET',
    path: rest,
    query,
    site,
    username: (request.headers.authorization ?? '').replace('Bearer ', ''),
    body: async () => body<unknown>(request),
  });
  if (set !== undefined) return json(response, set.body, set.status);
  const answer = siteAnswer(rest, query, site);
  return answer === undefined
    ? problem(response, 404, 'not-found', `Nothing at ${path}`)
    : json(response, answer);
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

async function file(root: string, path: string, response: ServerResponse): Promise<void> {
  const wanted = extname(path) === '' ? '/index.html' : path;
  try {
    const content = await readFile(join(root, normalize(wanted)));
    response
      .writeHead(200, { 'content-type': TYPES[extname(wanted)] ?? 'application/octet-stream' })
      .end(content);
  } catch {
    response.writeHead(404).end();
  }
}

/** Starts the mock; port 0 takes a free one. `options` may be changed while it runs. */
export async function startMockServer(
  port: number,
  options: MockOptions = {},
): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://mock');
    const path = url.pathname.slice('/api/v1'.length);
    const isApi = url.pathname.startsWith('/api/v1');
    if (isApi) watchAnswer(path, request, response, (breach) => options.breaches?.add(breach));
    const done = isApi
      ? api(path, url.searchParams, request, response, options)
      : file(options.files ?? '', url.pathname, response);
    done.catch((error: unknown) => problem(response, 500, 'mock-failed', String(error)));
  });
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  return { server, url: `http://127.0.0.1:${bound}` };
}
