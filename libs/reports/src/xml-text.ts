// Characters that XML 1.0 has no place for, in any form: a workbook that holds one does not open.
// Source: Extensible Markup Language (XML) 1.0, fifth edition, production [2] Char.
// eslint-disable-next-line no-control-regex
const UNFIT = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu;
const REPLACEMENT = '\uFFFD';

/**
 * A value with every text in it fit for XML. Names of before such characters were refused may hold them; each is shown
 * as U+FFFD, so that nothing vanishes unseen.
 */
export const fitForXml = <T>(value: T): T => fit(value) as T;

const fit = (value: unknown): unknown => {
  if (typeof value === 'string') return value.replaceAll(UNFIT, REPLACEMENT);
  if (Array.isArray(value)) return value.map(fit);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, fit(part)]));
};
