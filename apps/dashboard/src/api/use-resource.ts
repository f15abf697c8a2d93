import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import { ApiError } from './http';

export interface Resource<T> {
  readonly data: Readonly<ShallowRef<T | null>>;
  readonly error: Readonly<ShallowRef<ApiError | null>>;
  readonly loading: Readonly<Ref<boolean>>;
  /** True 150 ms after a first load began that is still under way: time for the skeleton. */
  readonly slow: Readonly<Ref<boolean>>;
  /** Asks again; the old data stays in place meanwhile. */
  readonly reload: () => Promise<void>;
}

/**
 * Loads what `key` names, again whenever it changes, every `everyMs` while the page is visible, and on reload().
 * A key is `site` or `site|rest`. A newer question makes the answer of an older one void. `key` null: nothing to load yet.
 */
export function useResource<T>(
  key: () => string | null,
  load: (fresh: boolean) => Promise<T>,
  everyMs?: () => number,
): Resource<T> {
  const data = shallowRef<T | null>(null);
  const error = shallowRef<ApiError | null>(null);
  const loading = ref(false);
  const slow = ref(false);
  let question = 0;

  const ask = async (fresh: boolean): Promise<void> => {
    if (key() === null) return;
    question += 1;
    const mine = question;
    loading.value = true;
    const timer = setTimeout(() => (slow.value = data.value === null), 150);
    try {
      const answer = await load(fresh);
      if (mine !== question) return;
      data.value = answer;
      error.value = null;
    } catch (failure) {
      if (mine === question) error.value = asApiError(failure);
    } finally {
      clearTimeout(timer);
      if (mine === question) {
        loading.value = false;
        slow.value = false;
      }
    }
  };

  watch(
    key,
    (now, before) => {
      // Figures of another site must not stand under this one's name; another span may, until its own arrive.
      if (before !== undefined && now?.split('|')[0] !== before?.split('|')[0]) {
        data.value = null;
        error.value = null;
      }
      void ask(false);
    },
    { immediate: true },
  );
  if (everyMs !== undefined) repeat(() => ask(true), everyMs);
  return { data, error, loading, slow, reload: () => ask(true) };
}

/** Runs again and again while the page is visible, waiting for each run to end. */
function repeat(run: () => Promise<void>, everyMs: () => number): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const next = (): void => {
    timer = setTimeout(() => {
      void (document.hidden ? Promise.resolve() : run()).finally(next);
    }, everyMs());
  };
  next();
  onScopeDispose(() => clearTimeout(timer));
}

/** Any failure as an ApiError, so that every card shows the same. */
export function asApiError(failure: unknown): ApiError {
  if (failure instanceof ApiError) return failure;
  const detail = failure instanceof Error ? failure.message : String(failure);
  return new ApiError(0, { type: '/problems/unexpected', title: 'Unexpected', status: 0, detail });
}
