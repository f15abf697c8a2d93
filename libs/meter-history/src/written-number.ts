/** Sign before the fraction. */
export type DecimalSign = '.' | ',';

const MISSING = /^(?:|\?|-+|nan|null|none|n\/?a|#n\/a|无|缺失?|—+)$/i;

/** What a file writes where there is no value: nothing, `?`, `NaN`, `-`, `null`. */
export const isMissing = (text: string): boolean => MISSING.test(text.trim());

const PLAIN = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** Thousands in groups of three. */
const GROUPED = {
  '.': /^[+-]?\d{1,3}(?:(?:,\d{3})+|(?:[\s'’]\d{3})+)(?:\.\d+)?$/,
  ',': /^[+-]?\d{1,3}(?:(?:\.\d{3})+|(?:[\s'’]\d{3})+)(?:,\d+)?$/,
} as const;

/**
 * A number as a file writes it: thousands may be set apart by blanks, apostrophes, or the sign that is not the decimal
 * one, in groups of three. A leading apostrophe (text of a spreadsheet program) does not matter.
 * @returns undefined where it is none
 */
export const numberOf = (text: string, decimal: DecimalSign): number | undefined => {
  const bare = text.trim().replace(/^'/, '');
  const joined = GROUPED[decimal].test(bare)
    ? bare.replaceAll(decimal === '.' ? /[\s'’,]/g : /[\s'’.]/g, '')
    : bare;
  const plain = decimal === ',' ? joined.replace(',', '.') : joined;
  if (decimal === ',' && joined.includes('.')) return undefined;
  return PLAIN.test(plain) ? Number(plain) : undefined;
};

export interface DecimalFound {
  readonly sign: DecimalSign;
  /** The file does not tell: `1,234` alone may be a thousand or one and a fraction. */
  readonly sure: boolean;
}

const THOUSANDS = /^[+-]?[1-9]\d{0,2}([.,])\d{3}$/;

/**
 * The decimal sign of a file from its values. Values such as `1,234` alone do not tell; then a file that is not separated
 * by commas keeps the comma for fractions, as spreadsheet programs of such places do.
 */
export const decimalOf = (values: readonly string[], delimiter: string): DecimalFound => {
  let [points, commas, doubtful] = [0, 0, 0];
  for (const text of values.map((value) => value.trim())) {
    const [point, comma] = [text.lastIndexOf('.'), text.lastIndexOf(',')];
    if (comma === -1) {
      if (point !== -1 && text.indexOf('.') !== point) commas += 1;
      else if (point !== -1) points += 1;
    } else if (point > comma || text.indexOf(',') !== comma) points += 1;
    else if (point !== -1) commas += 1;
    else if (THOUSANDS.test(text)) doubtful += 1;
    else commas += 1;
  }
  if (commas > 0) return { sign: ',', sure: points === 0 };
  if (points > 0 || doubtful === 0) return { sign: '.', sure: true };
  return delimiter === ';' ? { sign: ',', sure: true } : { sign: '.', sure: false };
};
