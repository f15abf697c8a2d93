import { expect, it } from 'vitest';
import { codeFromName } from './code-from-name';

it.each([
  ['苏州一厂', [], 'szyc'],
  ['重机一厂', [], 'zjyc'],
  ['Main incomer 10 kV', [], 'main-incomer-10-kv'],
  ['1#锅炉 (燃气)', [], '1-gl-rq'],
  ['苏州一厂', ['szyc', 'szyc-2'], 'szyc-3'],
  ['安北厂电额风钢汞焊机空炉煤镍欧喷气热水天温线压主', [], 'abcdefgghjklmnopqrstwxyz'],
  ['！', [], 'c'],
])('proposes a code for "%s"', (name, taken, code) => {
  expect(codeFromName(name, taken)).toBe(code);
});
