import { onScopeDispose, ref, type Ref } from 'vue';

/** Is the screen as narrow as a phone's? Follows it. */
export function useNarrow(): Ref<boolean> {
  const query = window.matchMedia('(max-width: 767px)');
  const narrow = ref(query.matches);
  const follow = (): void => {
    narrow.value = query.matches;
  };
  query.addEventListener('change', follow);
  onScopeDispose(() => query.removeEventListener('change', follow));
  return narrow;
}
