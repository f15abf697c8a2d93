import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { en } from './en';
import { zhCn } from './zh-cn';

function flatten(tree: object, prefix = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree) as [string, unknown][]) {
    if (typeof value === 'string') found.set(prefix + key, value);
    else if (typeof value === 'object' && value !== null) {
      for (const [inner, text] of flatten(value, `${prefix}${key}.`)) found.set(inner, text);
    }
  }
  return found;
}
const chinese = flatten(zhCn);
const english = flatten(en);
const holes = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();

it('has the same keys in both languages, none empty', () => {
  expect([...english.keys()]).toEqual([...chinese.keys()]);
  for (const text of [...english.values(), ...chinese.values()]) expect(text.trim()).not.toBe('');
});

it('keeps the placeholders of a text, but for words only one language needs', () => {
  const differing = [...chinese].filter(
    ([key, text]) => holes(text).join() !== holes(english.get(key) ?? '').join(),
  );
  expect(differing.map(([key]) => key)).toEqual(['overview.vsYear']);
});

it('has no Chinese left in the English texts, names of languages apart', () => {
  const left = [...english].filter(([, text]) => /[\u4e00-\u9fff]/.test(text)).map(([key]) => key);
  expect(left).toEqual(['header.language', 'header.languageShort', 'reports.chinese']);
});

it('knows every key that the screens ask for, and holds none that nobody asks for', () => {
  const root = join(import.meta.dirname, '..');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (name) => /\.(vue|ts)$/.test(name) && !name.startsWith('text/') && !name.endsWith('.spec.ts'),
  );
  const source = files.map((name) => readFileSync(join(root, name), 'utf8')).join('\n');
  const quoted = [...source.matchAll(/['`]([a-zA-Z]+(?:\.[\w-]+)+)['`]/g)].map((match) => match[1] ?? '');
  const asked = quoted.filter((key) => (key.split('.')[0] ?? '') in zhCn);
  expect(asked.filter((key) => !chinese.has(key))).toEqual([]);
  const stems = [...source.matchAll(/`([a-zA-Z.]+\.)\$\{/g)].map((match) => match[1] ?? '');
  const unused = [...chinese.keys()].filter(
    (key) => !asked.includes(key) && !stems.some((stem) => key.startsWith(stem)),
  );
  expect(unused).toEqual([]);
});
