import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Texts } from './i18n';

/** Texts by room: the core, the trace drawer, each page, and rooms whose texts pages take along. */
const files = import.meta.glob<Texts>(
  [
    './core.*.ts',
    '../trace/texts.*.ts',
    '../site-forms/texts.*.ts',
    '../score/texts.*.ts',
    '../score-tabs/texts.*.ts',
    '../entry/texts.*.ts',
    '../chart-card/texts.*.ts',
    '../history-import/texts.*.ts',
    '../pages/*/texts.*.ts',
  ],
  { eager: true, import: 'texts' },
);
/** Rooms beside the pages that have texts of their own. */
const BESIDE = ['trace', 'site-forms', 'score', 'score-tabs', 'entry', 'chart-card', 'history-import'];
const roomOf = (path: string): string =>
  /pages\/([^/]+)\//.exec(path)?.[1] ?? BESIDE.find((room) => path.includes(`${room}/`)) ?? 'core';

function flatten(tree: Texts, prefix = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') found.set(prefix + key, value);
    else for (const [inner, text] of flatten(value, `${prefix}${key}.`)) found.set(inner, text);
  }
  return found;
}
const rooms = new Map<string, { zh: Map<string, string>; en: Map<string, string> }>();
for (const [path, texts] of Object.entries(files)) {
  const room = rooms.get(roomOf(path)) ?? { zh: new Map(), en: new Map() };
  rooms.set(roomOf(path), { ...room, [path.endsWith('.en.ts') ? 'en' : 'zh']: flatten(texts) });
}
const core = rooms.get('core')?.zh ?? new Map<string, string>();
const holes = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();

describe.each([...rooms])('texts of %s', (_, { zh, en }) => {
  it('have the same keys in both languages, none empty', () => {
    expect([...en.keys()]).toEqual([...zh.keys()]);
    for (const text of [...en.values(), ...zh.values()]) expect(text.trim()).not.toBe('');
  });

  it('keep the placeholders of a text, but for words only one language needs', () => {
    const differing = [...zh].filter(([key, text]) => holes(text).join() !== holes(en.get(key) ?? '').join());
    expect(differing.map(([key]) => key).filter((key) => key !== 'overview.vsYear')).toEqual([]);
  });

  it('have no Chinese left in English, names of languages apart', () => {
    const left = [...en].filter(([, text]) => /[\u4e00-\u9fff]/.test(text)).map(([key]) => key);
    const names = new Set(['header.language', 'header.languageShort', 'reports.chinese']);
    expect(left.filter((key) => !names.has(key))).toEqual([]);
  });
});

const root = join(import.meta.dirname, '..');
/** The screens of a room: a page's folder, the trace drawer, the scores, or everything that is there from the start. */
const sourceOf = (room: string): string =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(vue|ts)$/.test(name) && !/\.spec\.ts$|(core|texts)\.(zh|en)\.ts$/.test(name))
    .filter(
      (name) =>
        (/^pages\/([^/]+)\//.exec(name)?.[1] ??
          BESIDE.find((beside) => name.startsWith(`${beside}/`)) ??
          'core') === room,
    )
    .map((name) => readFileSync(join(root, name), 'utf8'))
    .join('\n');
const spaces = new Set(
  [...rooms.values()].flatMap(({ zh }) => [...zh.keys()].map((key) => key.split('.')[0])),
);

describe.each([...rooms].map(([room, { zh }]) => [room, zh] as const))('screens of %s', (room, zh) => {
  const source = sourceOf(room);
  const quoted = [...source.matchAll(/['`]([a-zA-Z]+(?:\.[\w-]+)+)['`]/g)].map((match) => match[1] ?? '');
  const stems = [...source.matchAll(/`([a-zA-Z.]+\.)\$\{/g)].map((match) => match[1] ?? '');

  it('ask for no text but their own and the core: another room may not be loaded', () => {
    const asked = quoted.filter((key) => spaces.has(key.split('.')[0] ?? ''));
    expect(asked.filter((key) => !zh.has(key) && !core.has(key))).toEqual([]);
    const known = [...zh.keys(), ...core.keys()];
    const asking = stems.filter((stem) => spaces.has(stem.split('.')[0] ?? ''));
    expect(asking.filter((stem) => !known.some((key) => key.startsWith(stem)))).toEqual([]);
  });

  it('ask for every text of theirs', () => {
    if (room === 'core') return;
    const taken = new Set(
      BESIDE.filter((beside) => beside !== room).flatMap((beside) => [
        ...(rooms.get(beside)?.zh.keys() ?? []),
      ]),
    );
    const own = [...zh.keys()].filter((key) => !taken.has(key));
    const unused = own.filter((key) => !quoted.includes(key) && !stems.some((stem) => key.startsWith(stem)));
    expect(unused).toEqual([]);
  });
});

it('the core holds no text that nobody asks for', () => {
  const source = [...rooms.keys()].map(sourceOf).join('\n');
  const stems = [...source.matchAll(/`([a-zA-Z.]+\.)\$\{/g)].map((match) => match[1] ?? '');
  const unused = [...core.keys()].filter(
    (key) =>
      !source.includes(`'${key}'`) &&
      !source.includes(`\`${key}\``) &&
      !stems.some((stem) => key.startsWith(stem)),
  );
  expect(unused).toEqual([]);
});
