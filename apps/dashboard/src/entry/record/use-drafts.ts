import { ref, watch, type Ref } from 'vue';
import type { Draft } from './changes';

/**
 * What is typed and not saved, by cell; kept for the browser tab, so that neither another page nor a reload loses it.
 * `scope` names user and site: nobody sees what another user typed.
 */
export function useDrafts(scope: string): Ref<Record<string, Draft>> {
  const key = `zerofab.entry.${scope}`;
  const drafts = ref<Record<string, Draft>>(restore(key));
  watch(
    drafts,
    (value) => {
      try {
        if (Object.keys(value).length === 0) sessionStorage.removeItem(key);
        else sessionStorage.setItem(key, JSON.stringify(value));
      } catch {
        // Storage may be forbidden or full; the texts then last as long as the page.
      }
    },
    { deep: true },
  );
  return drafts;
}

function restore(key: string): Record<string, Draft> {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? '{}');
    return typeof kept === 'object' && kept !== null ? (kept as Record<string, Draft>) : {};
  } catch {
    return {};
  }
}
