import { createRouter, createWebHistory, type Router } from 'vue-router';

/** Pages of the product; only the login is open. `loggedIn` is asked before every change of page. */
export function makeRouter(loggedIn: () => boolean): Router {
  const router = createRouter({
    history: createWebHistory(),
    routes: [
      { path: '/login', name: 'login', component: () => import('../pages/login/Page.vue') },
      {
        path: '/',
        component: () => import('./AppShell.vue'),
        children: [
          { path: '', name: 'overview', component: () => import('../pages/overview/Page.vue') },
          { path: 'emissions', name: 'emissions', component: () => import('../pages/inventory/Page.vue') },
          { path: 'meters', name: 'meters', component: () => import('../pages/meters/Page.vue') },
          { path: 'reports', name: 'reports', component: () => import('../pages/reports/Page.vue') },
          { path: 'sources', name: 'sources', component: () => import('../pages/sources/Page.vue') },
          {
            path: 'activity-data',
            name: 'activity-data',
            component: () => import('../pages/activity-data/Page.vue'),
          },
          { path: 'factors', name: 'factors', component: () => import('../pages/factors/Page.vue') },
          { path: ':rest(.*)*', name: 'not-found', component: () => import('./NotFound.vue') },
        ],
      },
    ],
  });
  router.beforeEach((to) => {
    if (to.name === 'login') return loggedIn() ? { name: 'overview' } : true;
    return loggedIn() ? true : { name: 'login', query: to.fullPath === '/' ? {} : { next: to.fullPath } };
  });
  return router;
}
