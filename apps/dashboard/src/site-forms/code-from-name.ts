/**
 * First Chinese character of each initial in the order of pinyin, as every collation of `zh-CN` has it. There is no
 * pinyin with I, U or V in front.
 */
const FIRST: readonly (readonly [sign: string, initial: string])[] = [
  ['阿', 'a'],
  ['八', 'b'],
  ['嚓', 'c'],
  ['哒', 'd'],
  ['妸', 'e'],
  ['发', 'f'],
  ['旮', 'g'],
  ['哈', 'h'],
  ['讥', 'j'],
  ['咔', 'k'],
  ['垃', 'l'],
  ['妈', 'm'],
  ['拿', 'n'],
  ['噢', 'o'],
  ['妑', 'p'],
  ['七', 'q'],
  ['呥', 'r'],
  ['扨', 's'],
  ['它', 't'],
  ['穵', 'w'],
  ['夕', 'x'],
  ['丫', 'y'],
  ['帀', 'z'],
];
const collator = new Intl.Collator('zh-CN-u-co-pinyin');
const MAX = 32;

/** Initial of the pinyin of a Chinese character; empty for any other sign. */
const initialOf = (sign: string): string => {
  if (!/\p{Script=Han}/u.test(sign)) return '';
  return FIRST.findLast(([first]) => collator.compare(first, sign) <= 0)?.[1] ?? '';
};

/**
 * A code proposed from a name: letters and digits as they are, Chinese characters by the initials of their pinyin
 * (`苏州一厂` → `szyc`); a number is added while the code is taken. A proposal: people may write another one.
 */
export const codeFromName = (name: string, taken: readonly string[] = [], fallback = 'c'): string => {
  const plain = Array.from(name.normalize('NFKC'))
    .map((sign) => (/[A-Za-z0-9]/.test(sign) ? sign.toLowerCase() : initialOf(sign) || '-'))
    .join('')
    .replaceAll(/-+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, MAX);
  const base = plain === '' ? fallback : plain;
  const used = new Set(taken);
  if (!used.has(base)) return base;
  for (let n = 2; ; n += 1) if (!used.has(`${base}-${String(n)}`)) return `${base}-${String(n)}`;
};
