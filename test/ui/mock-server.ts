/** A server of the same contract as the real one, over plain node:http, for working on and testing the dashboard. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import type {
  CalculateRequest,
  CalculateResponse,
  Conflicts,
  Consumption,
  LiveEvent,
  LoginResponse,
  Meta,
  Overview,
  Problem,
  Readings,
  RejectedMessages,
  Role,
  Site,
} from '@zerofab/contracts';
import { calculateMock, inventoryOf, seriesOf } from './mock-accounting.js';
import {
  counterAt,
  instantOf,
  iso,
  listMeters,
  meterOf,
  NOW,
  powerAt,
  START,
  stateOf,
  useOf,
  ZONE,
} from './mock-factory.js';
import { overviewOf } from './mock-overview.js';

/** What a test may switch: a failing path, a silent live stream, the demo's back-fill. */
export interface MockOptions {
  readonly files?: string;
  failing?: RegExp | null;
  silentLive?: boolean;
  backfill?: LiveEvent['backfill'];
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
    demo: true,
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
    demo: false,
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

const emptyPeriod = (from: string): Overview['today'] => {
  const none = (unit: string): Overview['today']['energy'] => ({
    value: null,
    unit,
    estimatedShare: 0,
    quality: 'missing',
    previous: null,
    change: null,
  });
  return {
    from,
    to: iso(NOW),
    comparedFrom: from,
    comparedTo: from,
    energy: none('tce'),
    emissions: none('tCO2e'),
    electricity: none('kWh'),
    coverage: 0,
  };
};
const emptyOverview = (): Overview => ({
  at: iso(NOW),
  timezone: 'Asia/Seoul',
  settled: true,
  power: { loadKw: null, gridKw: null, pvKw: null, today: [], yesterday: [], peak: null },
  today: emptyPeriod('2026-05-19T00:00:00+09:00'),
  month: emptyPeriod('2026-05-01T00:00:00+09:00'),
  year: emptyPeriod('2026-01-01T00:00:00+09:00'),
  units: [],
  unallocatedKw: null,
  attention: [],
});

function rejected(): RejectedMessages {
  const reasons = [
    [
      'unknown-meter',
      'Meter "M-NEW" is not registered at site hm1 → register it or correct the topic',
      '{"ts":"2026-05-19T14:15:00+08:00","values":{"active_energy":12.4}}',
    ],
    [
      'bad-json',
      'Not JSON at position 18: unexpected end → check the sender’s buffer size',
      '{"ts":"2026-05-19T',
    ],
    [
      'unknown-register',
      'Register "aktive_energy" of meter M-FORGE is unknown; known: active_energy, active_power',
      '{"ts":"2026-05-19T11:00:00+08:00","values":{"aktive_energy":1}}',
    ],
    [
      'bad-time',
      'Time 1970-01-01T00:00:00Z is before 2000 → set the clock of the meter',
      '{"ts":0,"values":{"active_energy":18.2}}',
    ],
  ] as const;
  const items = Array.from({ length: 12 }, (_, index) => {
    const [reason, detail, payload] = reasons[index % reasons.length] ?? reasons[0];
    return {
      id: String(900 - index),
      receivedAt: iso(NOW - 1_200_000 - index * 1_700_000),
      reason,
      detail,
      payload,
      topic: `zerofab/v1/hm1/${index % 4 === 0 ? 'M-NEW' : 'M-FORGE'}/readings`,
      meter: index % 4 === 0 ? null : 'M-FORGE',
      accepted: index % 4 === 2 ? 1 : 0,
      bytes: payload.length,
    };
  });
  return { total: 12, last24h: 12, items, next: null };
}

function consumption(query: URLSearchParams): Consumption {
  const meter = meterOf(query.get('meter') ?? '');
  const from = instantOf(query.get('from') ?? '');
  const to = Math.min(instantOf(query.get('to') ?? ''), NOW);
  const bucket = (query.get('bucket') ?? 'day') as Consumption['bucket'];
  const step = { '15m': 900_000, hour: 3_600_000, day: 86_400_000, month: 2_592_000_000 }[bucket];
  const buckets = Array.from({ length: Math.ceil((to - from) / step) }, (_, index) => {
    const start = from + index * step;
    return { start: iso(start), end: iso(start + step), ...useOf(meter.code, start, start + step) };
  });
  const whole = useOf(meter.code, from, to);
  return {
    site: 'hm1',
    meter: meter.code,
    register: meter.register,
    unit: meter.unit,
    timezone: ZONE,
    from: iso(from),
    to: iso(to),
    bucket,
    total: whole.value,
    estimated: whole.estimated,
    coverage: whole.coverage,
    quality: whole.quality,
    readings: whole.readings,
    settled: true,
    buckets,
  };
}

function readings(code: string, query: URLSearchParams): Readings {
  const meter = meterOf(code);
  const gauge = query.get('register') === 'active_power';
  const limit = Number(query.get('limit') ?? 500);
  const first = Math.max(instantOf(query.get('from') ?? ''), START);
  const silent = stateOf(code) === 'offline' ? Date.parse('2026-05-19T11:20:00+08:00') : NOW;
  const end = Math.min(Number(query.get('cursor') ?? instantOf(query.get('to') ?? '')), silent + 1);
  const last = Math.floor((end - 1) / 900_000) * 900_000;
  const items = [];
  let t = last;
  for (; t >= first && items.length < limit; t -= 900_000) {
    const value = gauge ? powerAt(code, t) : counterAt(code, t);
    items.push({ ts: iso(t), value: Number(value.toFixed(2)), receivedAt: iso(t + 1000 + (t % 7) * 300) });
  }
  return {
    unit: gauge ? 'kW' : meter.unit,
    kind: gauge ? 'gauge' : 'counter',
    multiplier: gauge ? 1 : meter.multiplier,
    items,
    next: t >= first ? String(t + 1) : null,
  };
}

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

function siteAnswer(path: string, query: URLSearchParams, site: string): unknown {
  const from = query.has('from') ? instantOf(query.get('from') ?? '') : 0;
  const to = query.has('to') ? instantOf(query.get('to') ?? '') : 0;
  const fresh = site === 'new';
  const meterReadings = /^\/meters\/([^/]+)\/readings$/.exec(path);
  if (meterReadings !== null) return readings(meterReadings[1] ?? '', query);
  switch (path) {
    case '/overview':
      return fresh ? emptyOverview() : overviewOf();
    case '/emissions-series': {
      const series = seriesOf(from, to, (query.get('bucket') ?? 'day') as 'day');
      return fresh ? { ...series, sources: [], buckets: [] } : series;
    }
    case '/inventory': {
      const inventory = inventoryOf(from, to);
      return fresh
        ? {
            ...inventory,
            sources: [],
            directTco2e: null,
            indirectTco2e: null,
            totalTco2e: null,
            exact: { direct: null, indirect: null, total: null },
            estimatedTco2e: 0,
            comprehensiveEnergyTce: null,
            coverage: 0,
            quality: 'missing',
          }
        : inventory;
    }
    case '/meters':
      return { items: fresh ? [] : listMeters() };
    case '/consumption':
      return consumption(query);
    case '/rejected-messages':
      return fresh ? { total: 0, last24h: 0, items: [], next: null } : rejected();
    case '/conflicts': {
      const conflicts: Conflicts = {
        total: 1,
        next: null,
        items: [
          {
            id: '1',
            receivedAt: iso(NOW - 9_000_000),
            meter: 'M-WELD',
            register: 'active_energy',
            ts: iso(NOW - 9_910_000),
            kept: 53_180.2,
            refused: 53_181.9,
          },
        ],
      };
      return fresh ? { total: 0, items: [], next: null } : conflicts;
    }
    default:
      return undefined;
  }
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

async function api(
  path: string,
  query: URLSearchParams,
  request: IncomingMessage,
  response: ServerResponse,
  options: MockOptions,
): Promise<void> {
  if (path === '/auth/login') return login(request, response);
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
  if (path === '/accounting/calculate') {
    const asked = await body<CalculateRequest>(request);
    const inputs = Object.fromEntries(
      Object.entries(asked.inputs).map(([name, input]) => [
        name,
        { value: String(input.value), unit: input.unit },
      ]),
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
  const [, site = '', rest = ''] = /^\/sites\/([^/]+)(\/.*)$/.exec(path) ?? [];
  if (rest === '/live') return live(response, site, options);
  if (rest.endsWith('/payload')) {
    response
      .writeHead(200, { 'content-type': 'text/plain; charset=utf-8' })
      .end(rejected().items.find((item) => rest.includes(item.id))?.payload ?? '');
    return;
  }
  if (rest.startsWith('/reports/inventory.')) {
    response
      .writeHead(200, { 'content-type': 'application/octet-stream' })
      .end(JSON.stringify(inventoryOf(instantOf(query.get('year') ?? '2026'), NOW)));
    return;
  }
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
    const done = url.pathname.startsWith('/api/v1')
      ? api(url.pathname.slice('/api/v1'.length), url.searchParams, request, response, options)
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
