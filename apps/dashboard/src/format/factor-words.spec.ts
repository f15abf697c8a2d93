import { builtInLibrary } from '@zerofab/factors';
import { expect, it } from 'vitest';
import { factorWords } from './factor-words';

it.each([
  [
    'MEE & NBS Announcement 2025 No. 47 (公告2025年第47号): 2023 electricity CO2 factors',
    '生态环境部、国家统计局公告 2025 年第 47 号：2023 年电力二氧化碳排放因子',
  ],
  [
    'IPCC 2006 Guidelines Vol 2 Ch 2 Table 2.3 (manufacturing industries and construction)',
    'IPCC 2006 指南第 2 卷第 2 章 表 2.3 (制造业和建筑业)',
  ],
  ['GB/T 32151.34-2024 Table C.1', 'GB/T 32151.34-2024 表 C.1'],
  ['GB/T 2589-2020 Annex A', 'GB/T 2589-2020 附录 A'],
  [
    'IPCC AR5 (2013), without climate-carbon feedback; computed from mass shares',
    'IPCC AR5（2013）, 不含气候–碳反馈；按质量份额计算',
  ],
  ['tier 2b; read in github.com/a/b', '方法层级 2b；转录自 github.com/a/b'],
  ['a source of the site', 'a source of the site'],
])('%s', (text, chinese) => {
  expect(factorWords(text, 'zh-CN')).toBe(chinese);
  expect(factorWords(text, 'en')).toBe(text);
});

it('says the sources of most factors of the library in Chinese', () => {
  const { factors } = builtInLibrary();
  const english = factors.filter(({ source }) => /[a-z]{5,}/.test(factorWords(source, 'zh-CN')));
  expect(english.length / factors.length).toBeLessThan(0.15);
});
