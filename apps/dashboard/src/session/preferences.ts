import { defineStore } from 'pinia';
import { computed, ref, watch } from 'vue';
import type { Lang } from '../format/quantity';

export type ThemeChoice = 'light' | 'dark' | 'auto';

const read = (name: string): string | null => {
  try {
    return localStorage.getItem(`zerofab.${name}`);
  } catch {
    return null;
  }
};
const write = (name: string, value: string): void => {
  try {
    localStorage.setItem(`zerofab.${name}`, value);
  } catch {
    // Storage may be forbidden; the choice then lasts as long as the page.
  }
};

const firstLang = (): Lang => {
  const kept = read('lang');
  if (kept === 'zh-CN' || kept === 'en') return kept;
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
};
const firstTheme = (): ThemeChoice => {
  const kept = read('theme');
  return kept === 'light' || kept === 'dark' ? kept : 'auto';
};

/** Language, theme and collapsed navigation; remembered in this browser. */
export const usePreferences = defineStore('preferences', () => {
  const lang = ref<Lang>(firstLang());
  const theme = ref<ThemeChoice>(firstTheme());
  const navCollapsed = ref(read('nav') === 'collapsed');

  const system = window.matchMedia('(prefers-color-scheme: dark)');
  const systemDark = ref(system.matches);
  system.addEventListener('change', (event) => (systemDark.value = event.matches));
  const dark = computed(() => theme.value === 'dark' || (theme.value === 'auto' && systemDark.value));

  watch(lang, (value) => write('lang', value));
  watch(
    dark,
    (value) => {
      document.documentElement.dataset['theme'] = value ? 'dark' : 'light';
    },
    { immediate: true, flush: 'sync' },
  );
  watch(theme, (value) => write('theme', value));
  watch(navCollapsed, (value) => write('nav', value ? 'collapsed' : 'open'));

  /** light → dark → auto → light. */
  const nextTheme = (): void => {
    const order: readonly ThemeChoice[] = ['light', 'dark', 'auto'];
    theme.value = order[(order.indexOf(theme.value) + 1) % order.length] ?? 'auto';
  };
  return { lang, theme, dark, navCollapsed, nextTheme };
});
