import { describe, expect, it } from 'vitest';
import { createMemoryHistory, type Router } from 'vue-router';
import { navOf, type RegisteredPage } from './pages';
import { makeRouter } from './router';

const load = (): Promise<object> => Promise.resolve({ render: () => null });
const nav = (order: number): NonNullable<RegisteredPage['nav']> => ({
  order,
  icon: 'table',
  label: { zh: '页', en: 'Page' },
});
const PAGES: readonly RegisteredPage[] = [
  { name: 'login', path: '/login', open: true, load },
  { name: 'screen', path: '/screen', open: 'always', load },
  { name: 'overview', path: '', nav: nav(10), load },
  { name: 'inventory', path: 'inventory', formerly: ['emissions'], nav: nav(5), load },
  { name: 'keys', path: 'keys', roles: ['admin'], nav: nav(20), load },
];
const routerFor = (role: 'admin' | 'viewer' | undefined): Router =>
  makeRouter({
    role: () => role,
    pages: PAGES,
    shell: { render: () => null },
    missing: { render: () => null },
    history: createMemoryHistory(),
  });

describe('routes built from the pages', () => {
  it('send nobody to the login with the way back, and a session away from it', async () => {
    const nobody = routerFor(undefined);
    await nobody.push('/inventory?year=2025');
    expect(nobody.currentRoute.value).toMatchObject({
      name: 'login',
      query: { next: '/inventory?year=2025' },
    });
    const viewer = routerFor('viewer');
    await viewer.push('/login');
    expect(viewer.currentRoute.value.name).toBe('overview');
  });

  it('let anybody at a page that is always open, logged in or not', async () => {
    for (const role of [undefined, 'viewer'] as const) {
      const router = routerFor(role);
      await router.push('/screen?site=hm1');
      expect(router.currentRoute.value).toMatchObject({ name: 'screen', query: { site: 'hm1' } });
    }
  });

  it('lead from a former path to the page, with its question', async () => {
    const router = routerFor('viewer');
    await router.push('/emissions?view=month');
    expect(router.currentRoute.value).toMatchObject({
      name: 'inventory',
      path: '/inventory',
      query: { view: 'month' },
    });
  });

  it('keep a page from roles that it does not name', async () => {
    const viewer = routerFor('viewer');
    await viewer.push('/keys');
    expect(viewer.currentRoute.value.name).toBe('not-found');
    const admin = routerFor('admin');
    await admin.push('/keys');
    expect(admin.currentRoute.value.name).toBe('keys');
  });
});

it('the navigation holds what a role may open, in the order the pages ask for', () => {
  expect(navOf(PAGES, 'viewer', 1).map(({ name }) => name)).toEqual(['inventory', 'overview']);
  expect(navOf(PAGES, 'admin', 1).map(({ name }) => name)).toEqual(['inventory', 'overview', 'keys']);
});

it('the navigation leads to the comparison of sites only where there are several', () => {
  const several = PAGES.map((page) =>
    page.name === 'inventory' && page.nav !== undefined
      ? { ...page, nav: { ...page.nav, severalSites: true as const } }
      : page,
  );
  expect(navOf(several, 'viewer', 1).map(({ name }) => name)).toEqual(['overview']);
  expect(navOf(several, 'viewer', 2).map(({ name }) => name)).toEqual(['inventory', 'overview']);
});
