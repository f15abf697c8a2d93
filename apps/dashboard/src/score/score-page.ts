import { defineAsyncComponent } from 'vue';
import { openTexts } from '../text/i18n';

const TEXTS = { 'zh-CN': () => import('./texts.zh'), en: () => import('./texts.en') };
const TRACE_TEXTS = { 'zh-CN': () => import('../trace/texts.zh'), en: () => import('../trace/texts.en') };

/** The page of a score with its texts, and those of the calculations it shows. */
export const ScorePage = defineAsyncComponent(async () => {
  const [page] = await Promise.all([import('./ScorePage.vue'), openTexts(TEXTS), openTexts(TRACE_TEXTS)]);
  return page;
});
