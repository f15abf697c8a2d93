import { computed, onBeforeUnmount, onMounted, ref, shallowRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { connectSession, type ApiError } from '../../api/http';
import { asApiError } from '../../api/use-resource';
import { usePreferences } from '../../session/preferences';
import { useSession } from '../../session/session';
import { useLive } from '../../site/live';
import { useOverview } from '../../site/overview';
import { useSites } from '../../site/sites';
import { getSite } from './api';
import { keepLink, linkOf, readLink, type KeptLink } from './link';

const RETRY_MS = 30_000;

/**
 * Opens a site for a large screen: by the link of the address, by the log-in of whoever looks, or by the link that this
 * browser kept. A screen of a link asks with its token alone, whoever is logged in beside it.
 */
export function useScreen() {
  const route = useRoute();
  const router = useRouter();
  const session = useSession();
  const preferences = usePreferences();
  const sites = useSites();
  const live = useLive();
  const overview = useOverview();
  const asked = route.query['site'];
  const given = linkOf(asked, route.hash);
  const link = shallowRef<KeptLink | null>(given ?? (session.user === null ? readLink(asked) : null));
  const failure = shallowRef<ApiError | null>(null);
  const openedOn = ref('');
  /** The link opens nothing any more, or there never was one. */
  const refused = computed(() => {
    const error = [failure.value, overview.error].find((each) => each?.status === 401);
    return error?.problem.detail ?? null;
  });
  const shutOut = link.value === null && session.user === null;

  async function open(): Promise<void> {
    try {
      if (link.value === null) await sites.load();
      else sites.items = [await getSite(link.value.site)];
      failure.value = sites.error;
    } catch (error) {
      failure.value = asApiError(error);
    }
    const code = sites.current?.code;
    if (code !== undefined) live.start(code);
  }
  /** A screen that runs for months takes up a new version of the page once a day, when the server answers. */
  function renewDaily(): void {
    if (link.value === null || overview.data === null) return;
    if (openedOn.value === '') openedOn.value = sites.today;
    else if (openedOn.value !== sites.today && overview.error === null) location.reload();
  }
  let clock: ReturnType<typeof setInterval> | undefined;
  let retry: ReturnType<typeof setInterval> | undefined;
  onMounted(() => {
    if (shutOut) return;
    const kept = link.value;
    if (kept !== null) {
      keepLink(kept);
      connectSession({
        token: () => kept.token,
        language: () => preferences.lang,
        renew: () => Promise.resolve(false),
        onUnauthorised: () => undefined,
      });
    }
    // The token leaves the address bar, where everybody in the hall could read it.
    if (given !== null) void router.replace({ query: route.query, hash: '' });
    sites.wanted = kept?.site ?? (typeof asked === 'string' ? asked : null);
    void open();
    clock = setInterval(() => {
      sites.tick();
      renewDaily();
    }, 1000);
    retry = setInterval(() => {
      if (sites.current === null && refused.value === null) void open();
    }, RETRY_MS);
  });
  onBeforeUnmount(() => {
    clearInterval(clock);
    clearInterval(retry);
    live.stop();
    sites.clear();
  });
  const leave = (): void => {
    if (link.value === null)
      void router.push({ name: 'overview', query: asked === undefined ? {} : { site: asked } });
  };
  return { failure, refused, shutOut, byLink: computed(() => link.value !== null), leave };
}
