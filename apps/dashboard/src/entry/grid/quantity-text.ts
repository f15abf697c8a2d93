/** Why a text is no quantity. Each has its words in the locales: `entry.refused.<code>`. */
export type QuantityRefusal =
  'negative' | 'decimalComma' | 'ambiguous' | 'scientific' | 'excelError' | 'tooLong' | 'noValue' | 'text';

export type ParsedQuantity =
  | { readonly kind: 'empty' }
  | { readonly kind: 'value'; readonly value: string }
  | { readonly kind: 'refused'; readonly reason: QuantityRefusal };

/** Digits before and after the point that the server takes. */
const MOST_DIGITS = 18;
const PLAIN = /^(?:\d+(?:\.\d+)?|\.\d+)$/;
const COMMA_GROUPS = /^[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$/;
const SPACE_GROUPS = /^[1-9]\d{0,2}(?: \d{3})+(?:\.\d+)?$/;
/** `1.234,5`, `1 234,5`, `12,5`, `1.234.567`: a comma, or points in groups, where one writes a decimal comma. */
const DECIMAL_COMMA = /^(?:\d+,\d+|\d{1,3}(?:[. ]\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,})$/;
/** Means one number with a decimal point and another with a decimal comma. */
const EITHER = /^[1-9]\d{0,2}(?:,\d{3}|\.\d{3})$/;
const NO_VALUE = /^(?:-+|\/|n\/?a\.?|nil|none|null|无|缺|未计量|\?+)$/;

/** Full-width signs become ASCII, every space a plain one, every dash a minus. */
export const plainText = (raw: string): string =>
  raw
    .normalize('NFKC')
    .replaceAll(/[\u2010-\u2015\u2212]/g, '-')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** Does a text show that its writer uses a decimal comma? Then `1,234` beside it may mean either. */
export const showsDecimalComma = (raw: string): boolean => {
  const text = plainText(raw);
  return DECIMAL_COMMA.test(text) && !COMMA_GROUPS.test(text);
};

const canonical = (digits: string): ParsedQuantity => {
  const [whole = '', fraction = ''] = digits.split('.');
  const kept = whole.replace(/^0+(?=\d)/, '') || '0';
  if (kept.length > MOST_DIGITS || fraction.length > MOST_DIGITS)
    return { kind: 'refused', reason: 'tooLong' };
  return { kind: 'value', value: fraction === '' ? kept : `${kept}.${fraction}` };
};

const refusalOf = (text: string): QuantityRefusal => {
  if (NO_VALUE.test(text.toLowerCase())) return 'noValue';
  if (/^#+|^#[a-z/0!?]+/i.test(text)) return 'excelError';
  if (/^(?:-\s?[\d.]|\(\s?[\d.,]+\s?\)$)/.test(text)) return 'negative';
  if (/^\d+(?:\.\d+)?e[+-]?\d+$/i.test(text)) return 'scientific';
  return DECIMAL_COMMA.test(text) ? 'decimalComma' : 'text';
};

/**
 * Reads a quantity as people type it or as Excel copies it: `1234.5`, `1,234.5`, `1 234.5`, full-width digits. Nothing
 * is guessed: what could mean two numbers, or none, is refused with the reason. Digits are kept as written, also
 * trailing zeros.
 * @param commaBlock other cells of the pasted block use a decimal comma
 */
export const parseQuantity = (raw: string, commaBlock = false): ParsedQuantity => {
  const text = plainText(raw);
  if (text === '') return { kind: 'empty' };
  if (commaBlock && EITHER.test(text)) return { kind: 'refused', reason: 'ambiguous' };
  if (PLAIN.test(text)) return canonical(text);
  if (COMMA_GROUPS.test(text) || SPACE_GROUPS.test(text)) return canonical(text.replaceAll(/[ ,]/g, ''));
  return { kind: 'refused', reason: refusalOf(text) };
};
