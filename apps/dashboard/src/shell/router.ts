import type { Role } from '@zerofab/vocabulary';
import {
  createRouter,
  createWebHistory,
  type RouteComponent,
  type Router,
  type RouteRecordRaw,
  type RouterHistory,
} from 'vue-router';
import { mayOpen, type RegisteredPage } from './pages';

declare module 'vue-router' {
  interface RouteMeta {
    readonly page?: RegisteredPage;
  }
}

/** Routes of a page: its own, and one for each path it had before. */
const routesOf = (page: RegisteredPage): RouteRecordRaw[] => [
  { path: page.path, name: page.name, component: page.load, meta: { page } },
  ...(page.formerly ?? []).map((path) => ({
    path,
    redirect: ({ query, hash }: { query: object; hash: string }) => ({
      name: page.name,
      query: { ...query },
      hash,
    }),
  })),
];

interface RouterParts {
  /** Asked before every change of page; undefined is nobody, who sees the open pages alone. */
  readonly role: () => Role | undefined;
  readonly pages: readonly RegisteredPage[];
  /** The frame that pages stand in. */
  readonly shell: RouteComponent | (() => Promise<RouteComponent>);
  /** What stands in it where no page does. */
  readonly missing: RouteComponent | (() => Promise<RouteComponent>);
  readonly history?: RouterHistory;
}

/** Routes of the product, built from the folders of pages. */
export function makeRouter({
  role,
  pages,
  shell,
  missing,
  history = createWebHistory(),
}: RouterParts): Router {
  const router = createRouter({
    history,
    routes: [
      ...pages.filter(({ open }) => open).flatMap(routesOf),
      {
        path: '/',
        component: shell,
        children: [
          ...pages.filter(({ open }) => !open).flatMap(routesOf),
          { path: ':rest(.*)*', name: 'not-found', component: missing },
        ],
      },
    ],
  });
  router.beforeEach((to) => {
    const page = to.meta.page;
    if (page?.open === 'always') return true;
    if (page?.open === true) return role() === undefined ? true : { path: '/' };
    if (role() === undefined)
      return { name: 'login', query: to.fullPath === '/' ? {} : { next: to.fullPath } };
    if (page !== undefined && !mayOpen(page, role()))
      return { name: 'not-found', params: { rest: to.path.slice(1).split('/') } };
    return true;
  });
  return router;
}
