import { ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import type { ApiError } from '../../api/http';
import { asApiError } from '../../api/use-resource';

interface Page<T> {
  readonly total: number;
  readonly items: readonly T[];
  readonly next: string | null;
}
interface Pages<T> {
  readonly items: Readonly<ShallowRef<readonly T[] | null>>;
  readonly total: Readonly<Ref<number | null>>;
  readonly next: Readonly<Ref<string | null>>;
  readonly busy: Readonly<Ref<boolean>>;
  readonly error: Readonly<ShallowRef<ApiError | null>>;
  readonly load: () => Promise<void>;
  readonly more: () => Promise<void>;
}

/** A list that comes in pages; it begins again when `key` changes. */
export function usePages<T>(key: () => string, fetchPage: (cursor?: string) => Promise<Page<T>>): Pages<T> {
  const items = shallowRef<readonly T[] | null>(null);
  const total = ref<number | null>(null);
  const next = ref<string | null>(null);
  const busy = ref(false);
  const error = shallowRef<ApiError | null>(null);

  const take = async (cursor?: string): Promise<void> => {
    busy.value = true;
    error.value = null;
    try {
      const page = await fetchPage(cursor);
      items.value = cursor === undefined ? page.items : [...(items.value ?? []), ...page.items];
      total.value = page.total;
      next.value = page.next;
    } catch (failure) {
      error.value = asApiError(failure);
    } finally {
      busy.value = false;
    }
  };
  watch(key, () => void take(), { immediate: true });
  return {
    items,
    total,
    next,
    busy,
    error,
    load: () => take(),
    more: () => (next.value === null ? Promise.resolve() : take(next.value)),
  };
}
