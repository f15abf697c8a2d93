import type { Bilingual } from '@zerofab/vocabulary';
import { registerMessageResolver, resolveValue } from '@intlify/core-base';
import { createI18n } from 'petite-vue-i18n';
import type { Lang } from '../format/quantity';

export interface Texts {
  readonly [key: string]: string | Texts;
}
/** Where the texts of a room come from: one file per language, asked for when the language is needed. */
export type TextSource = Readonly<Record<Lang, () => Promise<{ readonly texts: Texts }>>>;

// Texts are nested by room: a key with dots is a path.
registerMessageResolver(resolveValue);

export const i18n = createI18n<false>({ legacy: false, locale: 'zh-CN', messages: { 'zh-CN': {}, en: {} } });

const CORE: TextSource = { 'zh-CN': () => import('./core.zh'), en: () => import('./core.en') };
const opened = new Map<TextSource, Map<Lang, Promise<void>>>();
let wanted: Lang | null = null;

/** Loads the texts of a room in a language, once. A failed request is forgotten, so that the next try asks again. */
const load = async (source: TextSource, lang: Lang): Promise<void> => {
  const known = opened.get(source) ?? new Map<Lang, Promise<void>>();
  opened.set(source, known);
  let loading = known.get(lang);
  if (loading === undefined) {
    loading = source[lang]().then(({ texts }) => i18n.global.mergeLocaleMessage(lang, texts));
    loading.catch(() => known.delete(lang));
    known.set(lang, loading);
  }
  await loading;
};

/** Makes the texts of a room ready in the language of the page; later switches of language bring them along. */
export const openTexts = (source: TextSource): Promise<void> => load(source, wanted ?? 'zh-CN');

/**
 * Switches the language of the page once every text on it is there in that language, so that it never shows keys.
 * Of two switches in a row the last one counts.
 */
export const speak = async (lang: Lang): Promise<void> => {
  wanted = lang;
  await Promise.all([CORE, ...opened.keys()].map((source) => load(source, lang)));
  if (wanted !== lang) return;
  i18n.global.locale.value = lang;
  document.documentElement.lang = lang;
  document.title = i18n.global.t('app.title');
};

/** Whether there is a text of this key; the small build of the library tells it only by a missing one. */
export const hasText = (key: string, lang: Lang): boolean =>
  typeof resolveValue(i18n.global.getLocaleMessage(lang), key) === 'string';

/** A bilingual text of the server in the language of the page. */
export const pick = (text: Bilingual, lang: Lang): string => (lang === 'en' ? text.en : text.zh);
