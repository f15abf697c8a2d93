import { expect, it } from 'vitest';
import { hasText, i18n, type TextSource, openTexts } from './i18n';

const SOURCE: TextSource = {
  'zh-CN': () => Promise.resolve({ texts: { spec: { saved: '已保存 {count} 条', inner: { deep: '深' } } } }),
  en: () => Promise.resolve({ texts: { spec: { saved: '{count} saved', inner: { deep: 'deep' } } } }),
};

it('fills a text in by its path, and tells whether there is one', async () => {
  await openTexts(SOURCE);
  expect(i18n.global.t('spec.saved', { count: 3 })).toBe('已保存 3 条');
  expect(i18n.global.t('spec.inner.deep')).toBe('深');
  expect(hasText('spec.saved', 'zh-CN')).toBe(true);
  expect(hasText('spec.inner.deep', 'zh-CN')).toBe(true);
  expect(hasText('spec.inner', 'zh-CN')).toBe(false);
  expect(hasText('spec.none', 'zh-CN')).toBe(false);
  expect(hasText('spec.saved', 'en')).toBe(false);
});
