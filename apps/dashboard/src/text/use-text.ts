import type { Bilingual, Labels } from '@zerofab/vocabulary';
import { useI18n } from 'petite-vue-i18n';
import { computed, type ComputedRef } from 'vue';
import type { Lang } from '../format/quantity';
import { hasText, pick } from './i18n';

interface Text {
  readonly t: (key: string, values?: Record<string, string | number>) => string;
  readonly te: (key: string) => boolean;
  readonly say: (text: Bilingual) => string;
  /** The same at the beginning of a line. */
  readonly begin: (text: Bilingual) => string;
  /** Word of a code of the vocabulary; a code that has none stands as it is. */
  readonly word: (labels: Labels<string>, code: string) => string;
  readonly lang: ComputedRef<Lang>;
}

/** Texts in the page's language: `t` by key, `say` for a text that comes in both languages. */
export function useText(): Text {
  const i18n = useI18n();
  const lang = computed<Lang>(() => (i18n.locale.value === 'en' ? 'en' : 'zh-CN'));
  return {
    t: (key, values) => i18n.t(key, values ?? {}),
    te: (key) => hasText(key, lang.value),
    say: (text) => pick(text, lang.value),
    begin: (text) => pick(text, lang.value).replace(/^./u, (letter) => letter.toUpperCase()),
    word: (labels, code) =>
      Object.hasOwn(labels, code) ? pick(labels[code] as Bilingual, lang.value) : code,
    lang,
  };
}
