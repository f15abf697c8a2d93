import { refusedField, type Bilingual, type RefusedError } from '@zerofab/vocabulary';

/** Control characters but tab and line ends, halves of a surrogate pair, and the code points that are no characters. */
// eslint-disable-next-line no-control-regex
const UNFIT = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/u;

/** Deeper than any body of the API; a hostile one must not fill the stack. */
const MAX_DEPTH = 40;

const refusal = (path: string, text: Bilingual): RefusedError => refusedField('unstorable-text', path, text);

const nameOf = (text: string): string => {
  const code = UNFIT.exec(text)?.[0]?.codePointAt(0) ?? 0;
  if (code === 0) return 'U+0000 (NUL)';
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
};

const checkText = (text: string, path: string): void => {
  if (UNFIT.test(text))
    throw refusal(path, {
      zh: `文本含有 ${nameOf(text)}，不是文本字符；请删除`,
      en: `the text holds ${nameOf(text)}, which is no character of a text; remove it`,
    });
};

/**
 * Refuses text that no store, workbook or XML can hold, wherever it stands in a request: one check for every route.
 * @throws RefusedError invalid naming the field
 */
export const checkTexts = (value: unknown, path = '', depth = 0): void => {
  if (typeof value === 'string') {
    checkText(value, path);
    return;
  }
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return;
  if (depth > MAX_DEPTH)
    throw refusal(path, {
      zh: `嵌套超过 ${String(MAX_DEPTH)} 层；请减少层级`,
      en: `is nested deeper than ${String(MAX_DEPTH)} levels; use fewer`,
    });
  for (const [key, part] of Object.entries(value)) {
    const at = path === '' ? key : `${path}.${key}`;
    checkText(key, path);
    checkTexts(part, at, depth + 1);
  }
};
