import { RefusedError } from '@zerofab/vocabulary';
import { describe, expect, it } from 'vitest';
import { checkTexts } from './text-check.js';

describe('texts of a request', () => {
  it('may hold every character of every language, tabs and line ends', () => {
    const value = { name: '重型机械 Ω 🏭 ﷽', lines: ['a\tb\r\nc'], n: 1, none: null };
    expect(() => {
      checkTexts(value);
    }).not.toThrow();
  });

  it.each([
    ['a NUL', 'a\u0000'],
    ['half a surrogate pair', '\uD83C'],
    ['the other half', 'x\uDFED'],
    ['a code point that is no character', '\uFFFE'],
    ['a control character', '\u0007'],
  ])('are refused with the field that holds %s', (_, text) => {
    const attempt = (): void => {
      checkTexts({ sites: [{ name: { zh: text } }] });
    };
    expect(attempt).toThrow(RefusedError);
    expect(attempt).toThrow(/^sites\.0\.name\.zh: the text holds U\+[0-9A-F]{4}/);
  });

  it('are looked for in names of fields, and no deeper than the stack bears', () => {
    expect(() => {
      checkTexts({ 'a\u0000': 1 });
    }).toThrow(RefusedError);
    const deep = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`) as unknown;
    expect(() => {
      checkTexts(deep);
    }).toThrow(/nested deeper/);
  });
});
