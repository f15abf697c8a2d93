import { createRouter, createWebHistory, type Router } from 'vue-router';

/** Pages of the product; only the login is open. `loggedIn` is asked before every change of page. */
export function makeRouter(loggedIn: () => boolean): Router {
  const router = createRouter({
    history: createWebHistory(),
    routes: [
      { path: '/login', name: 'login', component: () => import('./views/LoginView.vue') },
      {
        path: '/',
        component: () => import('./shell/AppShell.vue'),
        children: [
          { path: '', name: 'overview', component: () => import('./views/OverviewView.vue') },
          { path: 'emissions', name: 'emissions', component: () => import('./views/EmissionsView.vue') },
          { path: 'meters', name: 'meters', component: () => import('./views/MetersView.vue') },
          { path: 'reports', name: 'reports', component: () => import('./views/ReportsView.vue') },
          { path: 'sources', name: 'sources', component: () => import('./views/SourcesView.vue') },
          {
            path: 'activity-data',
            name: 'activity-data',
            component: () => import('./views/ActivityDataView.vue'),
          },
          { path: 'factors', name: 'factors', component: () => import('./views/FactorsView.vue') },
          { path: ':rest(.*)*', name: 'not-found', component: () => import('./views/NotFoundView.vue') },
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
