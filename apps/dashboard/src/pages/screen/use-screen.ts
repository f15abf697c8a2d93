import { computed, onBeforeUnmount, onMounted, shallowRef } from 'vue';
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

/** A screen of a link asks with its token alone, whoever is logged in beside it. */
function askBy({ token }: KeptLink): void {
  const preferences = usePreferences();
  connectSession({
    token: () => token,
    language: () => preferences.lang,
    renew: () => Promise.resolve(false),
    onUnauthorised: () => undefined,
  });
}

/** The link a screen goes by: that of its address, or the one this browser kept; null: by the log-in of whoever looks. */
function takeLink(): KeptLink | null {
  const { query, hash } = useRoute();
  const router = useRouter();
  const given = linkOf(query['site'], hash);
  const link = given ?? (useSession().user === null ? readLink(query['site']) : null);
  onMounted(() => {
    if (link !== null) {
      keepLink(link);
      askBy(link);
    }
    // The token leaves the address bar, where everybody in the hall could read it.
    if (given !== null) void router.replace({ query, hash: '' });
  });
  return link;
}

/** The site of the screen, asked for until it is there. */
function useSite(link: KeptLink | null, shutOut: boolean) {
  const asked = useRoute().query['site'];
  const sites = useSites();
  const live = useLive();
  const failure = shallowRef<ApiError | null>(null);
  const open = async (): Promise<void> => {
    try {
      if (link === null) await sites.load();
      else sites.items = [await getSite(link.site)];
      failure.value = link === null ? sites.error : null;
    } catch (error) {
      failure.value = asApiError(error);
    }
    if (sites.current !== null) live.start(sites.current.code);
  };
  let retry: ReturnType<typeof setInterval> | undefined;
  onMounted(() => {
    if (shutOut) return;
    sites.wanted = link?.site ?? (typeof asked === 'string' ? asked : null);
    void open();
    retry = setInterval(() => {
      if (sites.current === null && failure.value?.status !== 401) void open();
    }, RETRY_MS);
  });
  onBeforeUnmount(() => {
    clearInterval(retry);
    live.stop();
    sites.clear();
  });
  return failure;
}

/** The clock of the page. A screen of a link that runs for months takes up a new version once a day. */
function useClock(byLink: boolean): void {
  const sites = useSites();
  const overview = useOverview();
  let openedOn = '';
  let clock: ReturnType<typeof setInterval> | undefined;
  const renewDaily = (): void => {
    if (!byLink || overview.data === null) return;
    if (openedOn === '') openedOn = sites.today;
    else if (openedOn !== sites.today && overview.error === null) location.reload();
  };
  onMounted(() => {
    clock = setInterval(() => {
      sites.tick();
      renewDaily();
    }, 1000);
  });
  onBeforeUnmount(() => clearInterval(clock));
}

/** Opens a site for a large screen, by its link or by the log-in of whoever looks. */
export function useScreen() {
  const route = useRoute();
  const router = useRouter();
  const overview = useOverview();
  const link = takeLink();
  const byLink = link !== null;
  const shutOut = !byLink && useSession().user === null;
  const failure = useSite(link, shutOut);
  useClock(byLink);
  /** The link opens nothing any more. */
  const refused = computed(
    () => [failure.value, overview.error].find((each) => each?.status === 401)?.problem.detail ?? null,
  );
  const leave = (): void => {
    const { site } = route.query;
    if (!byLink) void router.push({ name: 'overview', query: site === undefined ? {} : { site } });
  };
  return { failure, refused, shutOut, byLink, leave };
}
