import { defineAsyncComponent } from 'vue';
import { openTexts } from '../text/i18n';

const TEXTS = { 'zh-CN': () => import('./texts.zh'), en: () => import('./texts.en') };
const TAB_TEXTS = {
  'zh-CN': () => import('../score-tabs/texts.zh'),
  en: () => import('../score-tabs/texts.en'),
};
const CHART_TEXTS = {
  'zh-CN': () => import('../chart-card/texts.zh'),
  en: () => import('../chart-card/texts.en'),
};
const TRACE_TEXTS = { 'zh-CN': () => import('../trace/texts.zh'), en: () => import('../trace/texts.en') };

/** The page of a score with its texts, and those of the calculations it shows. */
export const ScorePage = defineAsyncComponent(async () => {
  const [page] = await Promise.all([
    import('./ScorePage.vue'),
    ...[TEXTS, TAB_TEXTS, CHART_TEXTS, TRACE_TEXTS].map(openTexts),
  ]);
  return page;
});
