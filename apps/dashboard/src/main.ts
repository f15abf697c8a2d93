import { createPinia } from 'pinia';
import { createApp, watch } from 'vue';
import './kit/styles/tokens.css';
import './kit/styles/element.css';
import './kit/styles/base.css';
import './kit/styles/table.css';
import App from './App.vue';
import { connectSession } from './api/http';
import { i18n, speak } from './text/i18n';
import { noteAway } from './shell/away';
import { PAGES } from './shell/pages';
import { makeRouter } from './shell/router';
import { usePreferences } from './session/preferences';
import { useSession } from './session/session';

const app = createApp(App).use(createPinia()).use(i18n);
const preferences = usePreferences();
// A switch that fails for want of a connection leaves the page in the language it speaks.
const tongue = speak(preferences.lang);
watch(
  () => preferences.lang,
  (lang) => {
    speak(lang).catch(() => (preferences.lang = i18n.global.locale.value === 'en' ? 'en' : 'zh-CN'));
  },
);

const session = useSession();
const router = makeRouter({
  role: () => session.user?.role,
  pages: PAGES,
  shell: () => import('./shell/AppShell.vue'),
  missing: () => import('./shell/NotFound.vue'),
});
noteAway(router);
connectSession({
  token: () => session.token,
  language: () => preferences.lang,
  renew: () => session.renew(),
  onUnauthorised: () => {
    // Of many requests at once the first one that fails leads to the login.
    const here = router.currentRoute.value;
    session.ended ??= 'expired';
    session.forget();
    if (here.name !== 'login') void router.replace({ name: 'login', query: { next: here.fullPath } });
  },
});
// The first page is chosen when it is known whether somebody is logged in.
const begun = session.begin().then(() => {
  app.use(router);
  return router.isReady();
});
void Promise.all([tongue, begun]).then(() => app.mount('#app'));
