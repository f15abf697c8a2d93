import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatExact } from '../../format/number';
import { parseQuantity, showsDecimalComma } from './quantity-text';

const value = (raw: string): string | undefined => {
  const parsed = parseQuantity(raw);
  return parsed.kind === 'value' ? parsed.value : undefined;
};
const reason = (raw: string, block = false): string | undefined => {
  const parsed = parseQuantity(raw, block);
  return parsed.kind === 'refused' ? parsed.reason : undefined;
};

describe('quantities as people type and Excel copies them', () => {
  it.each([
    ['1234.5', '1234.5'],
    ['1 234.5', '1234.5'],
    ['1\u00a0234.5', '1234.5'],
    ['1\u202f234\u202f567', '1234567'],
    ['1,234.5', '1234.5'],
    ['12,345,678', '12345678'],
    ['1,234', '1234'],
    ['１２３４．５', '1234.5'],
    ['１，２３４', '1234'],
    ['\u3000 7 \r', '7'],
    ['12.50', '12.50'],
    ['007', '7'],
    ['0', '0'],
    ['0.000', '0.000'],
    ['.5', '0.5'],
  ])('%j is %s', (raw, wanted) => {
    expect(value(raw)).toBe(wanted);
  });

  it.each(['', ' ', '\u3000', '\u00a0\n'])('%j is empty', (raw) => {
    expect(parseQuantity(raw)).toEqual({ kind: 'empty' });
  });

  it.each([
    ['-', 'noValue'],
    ['—', 'noValue'],
    ['n/a', 'noValue'],
    ['N/A', 'noValue'],
    ['无', 'noValue'],
    ['-5', 'negative'],
    ['−5', 'negative'],
    ['－５', 'negative'],
    ['(5)', 'negative'],
    ['1.234,5', 'decimalComma'],
    ['1 234,5', 'decimalComma'],
    ['12,5', 'decimalComma'],
    ['0,123', 'decimalComma'],
    ['1.234.567', 'decimalComma'],
    ['1.23E+05', 'scientific'],
    ['####', 'excelError'],
    ['#DIV/0!', 'excelError'],
    ['12 t', 'text'],
    ['5%', 'text'],
    ['abc', 'text'],
    ['1,234 567', 'text'],
    ['12 34', 'text'],
    ['5.', 'text'],
    ['=A1', 'text'],
    ['1234567890123456789', 'tooLong'],
  ])('%j is refused: %s', (raw, wanted) => {
    expect(reason(raw)).toBe(wanted);
  });

  it('holds 1,234 and 1.234 for undecided beside a decimal comma, and nothing else', () => {
    expect(showsDecimalComma('12,5')).toBe(true);
    expect(showsDecimalComma('1,234')).toBe(false);
    expect(reason('1,234', true)).toBe('ambiguous');
    expect(reason('1.234', true)).toBe('ambiguous');
    expect(parseQuantity('12.5', true)).toEqual({ kind: 'value', value: '12.5' });
  });
});

describe('for any number', () => {
  const decimal = fc
    .tuple(fc.bigInt({ min: 0n, max: 10n ** 18n - 1n }), fc.stringMatching(/^\d{0,18}$/))
    .map(([whole, fraction]) => (fraction === '' ? String(whole) : `${whole}.${fraction}`));

  it('what the screen shows reads back as the same digits', () => {
    fc.assert(
      fc.property(decimal, (text) => {
        expect(value(formatExact(text))).toBe(text);
      }),
    );
  });

  it('plain, grouped by comma or space, full-width, with spaces around: one value', () => {
    const wide = (text: string): string =>
      Array.from(text)
        .map((sign) => (sign === ' ' ? '\u3000' : String.fromCodePoint(sign.codePointAt(0)! + 0xfee0)))
        .join('');
    fc.assert(
      fc.property(decimal, (text) => {
        const [whole = '', fraction] = text.split('.');
        const tail = fraction === undefined ? '' : `.${fraction}`;
        const by = (sign: string): string => whole.replaceAll(/\B(?=(\d{3})+$)/g, sign) + tail;
        for (const form of [text, by(','), by(' '), wide(text), `\t ${text} `])
          expect(value(form)).toBe(text);
      }),
    );
  });

  it('any text at all is empty, refused, or a plain decimal the server takes', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.stringMatching(/^[\d .,eE()-]{0,12}$/)),
        fc.boolean(),
        (text, block) => {
          const parsed = parseQuantity(text, block);
          const empty = text.normalize('NFKC').trim() === '';
          expect(parsed.kind === 'empty').toBe(empty);
          expect(parsed.kind === 'value' ? parsed.value : '0').toMatch(/^\d{1,18}(\.\d{1,18})?$/);
        },
      ),
    );
  });
});
