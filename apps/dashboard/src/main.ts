import { createPinia } from 'pinia';
import { createApp, watch } from 'vue';
import './kit/styles/tokens.css';
import './kit/styles/element.css';
import './kit/styles/base.css';
import App from './App.vue';
import { connectSession } from './api/http';
import { i18n } from './text/i18n';
import { makeRouter } from './shell/router';
import { usePreferences } from './session/preferences';
import { useSession } from './session/session';

const app = createApp(App).use(createPinia()).use(i18n);
const preferences = usePreferences();
watch(
  () => preferences.lang,
  (lang) => {
    i18n.global.locale.value = lang;
    document.title = i18n.global.t('app.title');
  },
  { immediate: true },
);

const session = useSession();
const router = makeRouter(() => session.user !== null);
connectSession({
  token: () => session.token,
  onUnauthorised: () => {
    session.logout();
    void router.replace({ name: 'login', query: { next: router.currentRoute.value.fullPath } });
  },
});
app.use(router);
void router.isReady().then(() => app.mount('#app'));
