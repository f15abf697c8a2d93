import { ref } from 'vue';
import type { Router } from 'vue-router';

/** Path of a page that could not be loaded: the server is away, or was upgraded and serves other files now. */
export const away = ref('');

/** Notes pages that cannot be loaded; without it a click on the navigation does nothing and says nothing. */
export function noteAway(router: Router): void {
  router.onError((_error, to) => (away.value = to.fullPath));
  router.afterEach((_to, _from, failure) => {
    if (failure === undefined) away.value = '';
  });
}
