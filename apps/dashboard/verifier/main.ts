import type { BundleReport } from '@zerofab/bundle';
import type { Bilingual } from '@zerofab/vocabulary';
import { checkBytes, keysIn } from './check';
import { TEXTS, type Language, type Word } from './texts';

// The page of verify.html: one file of its own, without network, frame or store.

let lang: Language = navigator.language.startsWith('zh') ? 'zh' : 'en';
let chosen: File | undefined;

const say = (word: Word, more: Readonly<Record<string, string>> = {}): string =>
  TEXTS[word][lang].replaceAll(/\{(\w+)\}/gu, (_all, name: string) => more[name] ?? '');
const of = (text: Bilingual): string => text[lang];

const at = (id: string): HTMLElement => {
  const found = document.querySelector<HTMLElement>(`#${id}`);
  if (found === null) throw new Error(`the page has no ${id}`);
  return found;
};
/** Everything that is shown goes in as text: a bundle is somebody else's file. */
const element = (name: string, text = '', className = ''): HTMLElement => {
  const made = document.createElement(name);
  made.textContent = text;
  if (className !== '') made.className = className;
  return made;
};

const factsOf = ({ manifest, signature, entries }: BundleReport): HTMLElement => {
  const list = element('dl');
  if (manifest === undefined) return list;
  const { site, period, method, shows, product, files } = manifest;
  const rows: (readonly [Word, string])[] = [
    ['site', `${of(site.name)} (${site.code})`],
    ['period', period.period],
    ['method', method],
    ['shows', of(shows.text)],
    ['product', `${product.name} ${product.version}`],
    ['signedBy', signature === undefined ? '—' : `${signature.keyId} (${signature.publicKey})`],
    ['files', String(files.length)],
    ['entries', String(entries)],
  ];
  for (const [word, value] of rows) list.append(element('dt', say(word)), element('dd', value));
  return list;
};

const tableOf = ({ recomputed }: BundleReport): HTMLElement => {
  const table = element('table');
  if (recomputed === undefined) return table;
  const row = (cells: readonly string[], tag: 'td' | 'th', className = ''): void => {
    const line = element('tr', '', className);
    line.append(...cells.map((cell) => element(tag, cell)));
    table.append(line);
  };
  row([say('line'), say('stated'), say('computed'), say('verdict')], 'th');
  const { lines, total } = recomputed;
  for (const { code, stated, computed, same } of [...lines, { code: say('total'), ...total }])
    row(
      [code, stated ?? say('missing'), computed ?? say('missing'), say(same ? 'same' : 'differs')],
      'td',
      same ? '' : 'bad',
    );
  return table;
};

const show = (report: BundleReport, trusted: boolean): void => {
  const { findings } = report;
  const [first] = findings;
  const verdict =
    first === undefined
      ? element('p', say('good'), 'verdict good')
      : element('p', say('bad', { n: String(findings.length) }), 'verdict bad');
  verdict.id = 'verdict';
  const parts: HTMLElement[] = [verdict];
  if (first !== undefined) {
    parts.push(element('h2', say('first')), element('p', of(first.text), 'first'));
    const list = element('ol');
    for (const { kind, where, text } of findings)
      list.append(element('li', `${kind}${where === '' ? '' : ` · ${where}`} · ${of(text)}`));
    parts.push(element('h2', say('findings')), list);
  }
  if (!trusted) parts.push(element('p', say('noKey'), 'warn'));
  at('result').replaceChildren(...parts, factsOf(report), tableOf(report));
};

const fail = (text: string): void => {
  const verdict = element('p', text, 'verdict bad');
  verdict.id = 'verdict';
  at('result').replaceChildren(verdict);
};

const check = async (): Promise<void> => {
  if (chosen === undefined) return;
  const { value } = at('key') as HTMLTextAreaElement;
  const keys = keysIn(value);
  if (value.trim() !== '' && keys.length === 0) {
    fail(say('badKey'));
    return;
  }
  at('result').replaceChildren(element('p', say('checking')));
  try {
    const bytes = new Uint8Array(await chosen.arrayBuffer());
    show(await checkBytes(bytes, keys), keys.length > 0);
  } catch (error) {
    fail(say('unreadable', { why: error instanceof Error ? error.message : '' }));
  }
};

const label = (): void => {
  document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en';
  document.title = say('title');
  for (const word of ['title', 'intro', 'choose', 'key'] as const) at(`text-${word}`).textContent = say(word);
  at('language').textContent = lang === 'zh' ? 'English' : '中文';
};

at('file').addEventListener('change', (event) => {
  chosen = (event.target as HTMLInputElement).files?.[0];
  void check();
});
at('key').addEventListener('change', () => void check());
at('language').addEventListener('click', () => {
  lang = lang === 'zh' ? 'en' : 'zh';
  label();
  void check();
});
label();
