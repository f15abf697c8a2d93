import { resolve } from 'node:path';
import { isOpen, RIGHTS, roleHas, rolesOf, type Right } from '@zerofab/identity';
import { projectRoot } from '@zerofab/platform';
import { ROLES, type Role } from '@zerofab/vocabulary';
import { format, resolveConfig } from 'prettier';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Platform } from './platform.fixture.js';

// Every route of the OpenAPI document, asked by nobody, by each role on its own site, and on a foreign one.
const platform = new Platform();
const PASSWORD = 'a long enough password';
const nameOf = (role: Role): string => `the-${role.replace('_', '-')}`;

interface Route {
  readonly method: string;
  readonly path: string;
  readonly right: Right | undefined;
  /** Whether the link of a large screen reads it. */
  readonly screen: boolean;
}
let routes: readonly Route[] = [];

beforeAll(async () => {
  await platform.start();
  for (const code of ['own', 'foreign'])
    await platform.put(`/sites/${code}`, { name: code, timezone: 'UTC', gridRegion: 'CN' });
  for (const role of ROLES)
    await platform.put(`/users/${nameOf(role)}`, { name: role, role, password: PASSWORD, sites: ['own'] });
  const document = (await (await fetch(`${platform.url}/api/docs-json`)).json()) as {
    paths: Record<string, Record<string, { 'x-right'?: Right; 'x-screen'?: boolean }>>;
  };
  routes = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      right: operation['x-right'],
      screen: operation['x-screen'] === true,
    })),
  );
});
afterAll(async () => {
  await platform.destroy();
});

/** The status alone: a live stream never ends, so the body is not awaited. */
const ask = async (
  { method, path }: Route,
  site: string,
  token: string | undefined,
  headers: Record<string, string> = {},
): Promise<number> => {
  const stop = new AbortController();
  const filled = path.replace('{site}', site).replaceAll(/\{\w+\}/g, 'x1');
  const response = await fetch(`${platform.url}${filled}`, {
    method,
    signal: stop.signal,
    headers: {
      ...headers,
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(method === 'GET' ? {} : { 'content-type': 'application/json' }),
    },
    ...(method === 'GET' ? {} : { body: '{}' }),
  });
  stop.abort();
  return response.status;
};

/** Open to everybody, and 401 all the same: for a wrong password, or without a cookie. */
const asksForLogin = ({ path }: Route): boolean => /\/auth\/(?:login|refresh)$/.test(path);
const label = (route: Route): string => `${route.method} ${route.path}`;

describe('rights', () => {
  it('are declared by every route, and each of them is used', () => {
    expect(routes.length).toBeGreaterThan(60);
    expect(routes.filter(({ right }) => right === undefined || !(right in RIGHTS)).map(label)).toEqual([]);
    const used = new Set(routes.map(({ right }) => right));
    expect(Object.keys(RIGHTS).filter((right) => !used.has(right as Right))).toEqual([]);
  });

  it('stand in docs/rights.md as the routes declare them (vitest -u writes it anew)', async () => {
    const file = resolve(projectRoot(), 'docs/rights.md');
    const options = await resolveConfig(file);
    await expect(await format(tableOf(routes), { ...options, parser: 'markdown' })).toMatchFileSnapshot(file);
  });

  it('are asked of whoever is not logged in: 401 but where a route is open', async () => {
    const wrong: string[] = [];
    // From further away than this machine: a monitor here may read more.
    const away = { 'x-forwarded-for': '203.0.113.9' };
    for (const route of routes) {
      const status = await ask(route, 'own', undefined, away);
      const open = route.right !== undefined && isOpen(route.right);
      if (!asksForLogin(route) && (status === 401) === open) wrong.push(`${label(route)}: ${String(status)}`);
    }
    expect(wrong).toEqual([]);
  });

  it.each(ROLES)(
    'of the %s are those of the table, and end at a foreign site',
    async (role) => {
      const wrong: string[] = [];
      let token = await platform.logIn(nameOf(role), PASSWORD);
      for (const route of routes) {
        const right = route.right ?? 'open';
        const has = roleHas(role, right);
        const own = await ask(route, 'own', token);
        const refused = own === 403 || (own === 401 && !asksForLogin(route));
        if (refused === has) wrong.push(`${label(route)} own: ${String(own)}`);
        if (route.path.endsWith('/auth/logout')) token = await platform.logIn(nameOf(role), PASSWORD);
        if (!route.path.includes('{site}') || role === 'admin') continue;
        const foreign = await ask(route, 'foreign', token);
        if (foreign !== (has ? 404 : 403)) wrong.push(`${label(route)} foreign: ${String(foreign)}`);
      }
      expect(wrong).toEqual([]);
    },
    120_000,
  );
});

describe('the link of a large screen', () => {
  it('reads the routes marked for it, of its own site alone', async () => {
    const made = await platform.post('/sites/own/screen-links', { name: 'Hall' });
    const token = String(made['path']).split('#')[1];
    const wrong: string[] = [];
    for (const route of routes) {
      const open = route.right !== undefined && isOpen(route.right);
      const own = await ask(route, 'own', token, { 'x-forwarded-for': '203.0.113.9' });
      if (!open && (own === 403) === route.screen) wrong.push(`${label(route)} own: ${String(own)}`);
      if (!route.screen) continue;
      if (own === 401) wrong.push(`${label(route)} own: 401`);
      const foreign = await ask(route, 'foreign', token);
      if (foreign !== 404) wrong.push(`${label(route)} foreign: ${String(foreign)}`);
    }
    expect(wrong).toEqual([]);
    expect(routes.filter(({ screen }) => screen).length).toBeGreaterThan(4);
    expect(routes.filter(({ screen, method }) => screen && method !== 'GET')).toEqual([]);
  });
});

const tick = (yes: boolean): string => (yes ? '✓' : '–');

/** docs/rights.md. */
const tableOf = (all: readonly Route[]): string => {
  const names = Object.keys(RIGHTS) as Right[];
  const rights = names.map((right) => {
    const { what, why } = RIGHTS[right];
    const who = isOpen(right) ? 'everybody' : rolesOf(right).join(', ');
    const machine = 'machine' in RIGHTS[right] ? ', and without a login from the same machine' : '';
    const sender = 'sender' in RIGHTS[right] ? ', and a meter by its own login' : '';
    return `| \`${right}\` | ${who}${machine}${sender} | ${what} | ${why} |`;
  });
  const lines = [...all]
    .sort(
      (a, b) =>
        label(a)
          .split(' ')[1]
          ?.localeCompare(label(b).split(' ')[1] ?? '') || a.method.localeCompare(b.method),
    )
    .map(({ method, path, right = 'open', screen }) => {
      const roles = ROLES.map((role) => tick(roleHas(role, right)));
      return `| ${method} | \`${path}\` | \`${right}\` | ${tick(isOpen(right))} | ${tick(screen)} | ${roles.join(' | ')} |`;
    });
  return `# Who may call what

Made from the declarations in the code (\`@Needs\` of each route, \`RIGHTS\` in \`libs/identity/src/rights.ts\`) by
\`test/flows/rights-table.spec.ts\`, which also asks every route as each role. Not edited by hand.

A route with \`{site}\` also takes the grant of that site; a site that is not granted looks like one that does not exist (404).
An administrator sees every site. A route without a declared right is refused to everybody. The link of a large screen (column
\`screen\`) reads the routes marked with it, of its one site.

## Rights

| right | who | what | why |
| --- | --- | --- | --- |
${rights.join('\n')}

## Routes

| method | route | right | no login | screen | ${ROLES.join(' | ')} |
| --- | --- | --- | --- | --- | ${ROLES.map(() => '---').join(' | ')} |
${lines.join('\n')}
`;
};
