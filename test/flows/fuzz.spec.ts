import { afterAll, beforeAll, expect, it } from 'vitest';
import { Platform, type Json } from './platform.fixture.js';

// Every route, asked with what its own OpenAPI document says it takes and with what nobody would send. Seeded: the same
// questions each time (FUZZ_SEED=… for others, FUZZ_SECONDS=… for longer).
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_260_101);
const BUDGET_MS = Number(process.env['FUZZ_SECONDS'] ?? 30) * 1000;
const SLOW_MS = 2000;
const ROUNDS = 40;

const platform = new Platform();
beforeAll(async () => {
  await platform.start();
  await platform.put('/sites/s', { name: 'S', timezone: 'Asia/Shanghai' });
  await platform.put('/sites/s/meters/m', {
    name: 'M',
    carrier: 'electricity',
    registers: [{ code: 'e', kind: 'counter', unit: 'kWh' }],
  });
  await platform.put('/sites/s/sources/grid', {
    name: 'Grid',
    category: 'purchasedElectricity',
    activity: { kind: 'manual', unit: 'kWh' },
  });
});
afterAll(async () => {
  await platform.destroy();
});

interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly $ref?: string;
}
interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema?: Schema;
}
interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> };
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

/** mulberry32: the same numbers on every machine. */
const randomOf = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
};
const random = randomOf(SEED);
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

const TEXTS = [
  's',
  'm',
  'e',
  'grid',
  '',
  ' ',
  'abc',
  '0',
  '-1',
  '1e999',
  '9999999999999999999',
  '1.000000000000000001',
  '2026',
  '2026-01',
  '2026-01-01',
  '2026-02-30',
  '0205-01-01',
  '1989-12-31',
  '2101-01-01',
  '9999-12-31',
  '2026-01-01T00:00:00+08:00',
  '2026-01-01T00:00:00+99:00',
  'NaN',
  'null',
  '\uD800',
  'a\uDC00b',
  '\u0000',
  '\uFFFE',
  '=cmd|calc',
  '"',
  "'; DROP TABLE site; --",
  '../../etc/passwd',
  '%00',
  '中文',
  '🏭',
  'x'.repeat(5000),
  '{}',
  '[1',
  'P1D',
  'kWh',
  't',
  'CO2',
  'Asia/Shanghai',
  'GB/T 32150-2025',
  '__proto__',
  'constructor',
  'toString',
];
const VALUES: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e308,
  Number.MAX_SAFE_INTEGER,
  [],
  {},
  [[]],
  { a: 1 },
  ...TEXTS,
];

/** A value of the schema, or, now and then, of no schema at all. */
const valueOf = (schema: Schema | undefined, depth = 0): unknown => {
  if (schema === undefined || depth > 6 || random() < 0.12) return pick(VALUES);
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (choices !== undefined && choices.length > 0) return valueOf(pick(choices), depth + 1);
  if (schema.enum !== undefined && schema.enum.length > 0) return pick(schema.enum);
  if (schema.properties !== undefined) {
    const required = new Set(schema.required ?? []);
    return Object.fromEntries(
      Object.entries(schema.properties)
        .filter(([name]) => random() < (required.has(name) ? 0.97 : 0.5))
        .map(([name, part]) => [name, valueOf(part, depth + 1)]),
    );
  }
  if (schema.type === 'array')
    return Array.from({ length: Math.floor(random() * 3) }, () => valueOf(schema.items, depth + 1));
  if (schema.type === 'integer' || schema.type === 'number') return pick([0, 1, 5, 2026, -1, 1e9, 0.5]);
  if (schema.type === 'boolean') return random() < 0.5;
  return pick(TEXTS);
};

const inUrl = (value: unknown): string => {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  // Half a surrogate pair has no URL form; its bytes, which are no UTF-8, have.
  return encodeURIComponent(!/\p{Surrogate}/u.test(text) ? text : '%ED%A0%80').replace(
    '%25ED%25A0%2580',
    '%ED%A0%80',
  );
};

/** Path codes that exist, so that most questions get past the first check. */
const KNOWN: Readonly<Record<string, string>> = { site: 's', meter: 'm', source: 'grid' };

interface Question {
  readonly method: string;
  readonly url: string;
  readonly body: string | undefined;
  readonly type: string;
}

const questionOf = (method: string, path: string, operation: Operation): Question => {
  const parameters = operation.parameters ?? [];
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    random() < 0.85 && KNOWN[name] !== undefined
      ? KNOWN[name]
      : inUrl(pick(TEXTS.filter((text) => text !== ''))),
  );
  const query = parameters
    .filter((one) => one.in === 'query' && random() < (one.required === true ? 0.95 : 0.5))
    .map((one) => `${one.name}=${inUrl(KNOWN[one.name] ?? valueOf(one.schema))}`);
  const content = operation.requestBody?.content ?? {};
  const schema = Object.values(content)[0]?.schema;
  const takesBody = method !== 'get' && method !== 'delete';
  const raw = takesBody && random() < 0.08;
  return {
    method: method.toUpperCase(),
    url: `${filled}${query.length === 0 ? '' : `?${query.join('&')}`}`,
    body: !takesBody ? undefined : raw ? pick(TEXTS) : JSON.stringify(valueOf(schema)),
    type: raw ? pick(['application/json', 'text/csv', 'text/plain', 'x/y']) : 'application/json',
  };
};

const askOnce = async (
  { method, url, body, type }: Question,
  bearer = platform.bearer,
): Promise<{ status: number; ms: number; text: string }> => {
  const began = performance.now();
  const response = await fetch(`${platform.url}${url}`, {
    method,
    headers: { authorization: bearer, ...(body === undefined ? {} : { 'content-type': type }) },
    ...(body === undefined ? {} : { body }),
    signal: AbortSignal.timeout(20_000),
  });
  const text = await response.text();
  return { status: response.status, ms: performance.now() - began, text };
};

/** Log-in, people and sessions: asked by a person of their own, who logs in again where a question ended the session. */
const ENDS_SESSIONS = /\/(?:login|logout)$/;
const OF_PEOPLE = /\/auth\/|\/users|\/sessions/;

/** Routes that do not end, end the log-in the questions need, or make users nobody logs in with. */
const LEFT_OUT = /\/live$|\/auth\/|\/users|\/sessions|\/setup/;

it(
  'no route answers 500, or takes more than 2 s, whatever it is asked',
  { timeout: BUDGET_MS + 90_000 },
  async () => {
    const document = (await (await fetch(`${platform.url}/api/docs-json`)).json()) as Document;
    const routes = Object.entries(document.paths)
      .filter(([path]) => path.startsWith('/api/v1/') && !LEFT_OUT.test(path))
      .flatMap(([path, methods]) =>
        Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
      );
    expect(routes.length).toBeGreaterThan(30);
    const bad: Json[] = [];
    const counts: Record<string, number> = {};
    const until = Date.now() + BUDGET_MS;
    for (let round = 0; round < ROUNDS && Date.now() < until; round += 1) {
      for (const { method, path, operation } of routes) {
        if (Date.now() > until) break;
        const question = questionOf(method, path, operation);
        let answer = await askOnce(question);
        // The machine's own load is no fault of a route: asked again, it must be quick.
        if (answer.ms > SLOW_MS) answer = await askOnce(question);
        const { status, ms, text } = answer;
        counts[String(status)] = (counts[String(status)] ?? 0) + 1;
        if ((status >= 500 && status !== 503) || ms > SLOW_MS)
          bad.push({ ...question, status, ms: Math.round(ms), text: text.slice(0, 300) });
      }
    }
    const asked = Object.values(counts).reduce((sum, count) => sum + count, 0);
    process.stdout.write(
      `fuzz: seed ${String(SEED)}, ${String(asked)} questions of ${String(routes.length)} routes, ${JSON.stringify(counts)}\n`,
    );
    expect(bad.slice(0, 20)).toEqual([]);
    expect(asked).toBeGreaterThanOrEqual(routes.length);
    // Most questions must get past the door, or nothing is tried.
    expect((counts['200'] ?? 0) + (counts['422'] ?? 0)).toBeGreaterThan(asked / 2);
  },
);

it('log-in, people and sessions answer no 500 either', { timeout: 120_000 }, async () => {
  const document = (await (await fetch(`${platform.url}/api/docs-json`)).json()) as Document;
  const routes = Object.entries(document.paths)
    .filter(([path]) => path.startsWith('/api/v1/') && OF_PEOPLE.test(path))
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
    );
  expect(routes.length).toBeGreaterThan(5);
  const person = { name: 'Fuzz', role: 'admin', password: 'a-password-to-fuzz-9', sites: ['*'] };
  await platform.put('/users/fuzz', person);
  let token = await platform.logIn('fuzz', person.password);
  const bad: Json[] = [];
  const counts: Record<string, number> = {};
  const until = Date.now() + BUDGET_MS / 2;
  // Last: log-ins are counted by the minute, and each log-out needs one.
  const logins = routes.flatMap((route) =>
    Array.from({ length: ENDS_SESSIONS.test(route.path) ? 8 : 0 }, () => route),
  );
  const others = routes.filter(({ path }) => !ENDS_SESSIONS.test(path));
  const rounds = Array.from({ length: ROUNDS }, () => others).flat();
  for (const { method, path, operation } of [...rounds, ...logins]) {
    if (Date.now() > until && !ENDS_SESSIONS.test(path)) continue;
    const question = questionOf(method, path, operation);
    const { status, ms, text } = await askOnce(question, `Bearer ${token}`);
    counts[String(status)] = (counts[String(status)] ?? 0) + 1;
    if ((status >= 500 && status !== 503) || ms > 5 * SLOW_MS)
      bad.push({ ...question, status, ms: Math.round(ms), text: text.slice(0, 300) });
    if (status === 401) {
      await platform.put('/users/fuzz', person);
      token = await platform.logIn('fuzz', person.password);
    }
  }
  process.stdout.write(`fuzz of people: ${JSON.stringify(counts)}\n`);
  expect(bad.slice(0, 20)).toEqual([]);
  // Most questions must get past the door, or nothing is tried.
  expect((counts['401'] ?? 0) * 2).toBeLessThan(Object.values(counts).reduce((sum, count) => sum + count, 0));
});
