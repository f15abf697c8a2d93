import { createPinia } from 'pinia';
import { createApp, watch } from 'vue';
import './styles/tokens.css';
import './styles/element.css';
import './styles/base.css';
import App from './App.vue';
import { connectSession } from './api/http';
import { i18n } from './locales/i18n';
import { makeRouter } from './router';
import { usePreferences } from './stores/preferences';
import { useSession } from './stores/session';

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
