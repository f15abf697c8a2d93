import type { Bilingual } from '@zerofab/contracts';
import { createI18n } from 'vue-i18n';
import type { Lang } from '../format/quantity';
import { en } from './en';
import { zhCn } from './zh-cn';

/** Both languages are small enough to come with the first load; a switch needs no request. */
export const i18n = createI18n({
  legacy: false,
  locale: 'zh-CN',
  fallbackLocale: 'en',
  messages: { 'zh-CN': zhCn, en },
});

/** A bilingual text of the server in the language of the page. */
export const pick = (text: Bilingual, lang: Lang): string => (lang === 'en' ? text.en : text.zh);
