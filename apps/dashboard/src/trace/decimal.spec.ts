import fc from 'fast-check';
import { expect, it } from 'vitest';
import { agrees, multiplyDecimals, sameDecimal, sumDecimals } from './decimal';

it('adds exactly what binary floats do not', () => {
  expect(sumDecimals(['0.1', '0.2'])).toBe('0.3');
  expect(sumDecimals(['272.9024', '-0.9024'])).toBe('272');
  expect(sumDecimals([])).toBe('0');
  expect(sumDecimals(['1e-7', '1E2'])).toBe('100.0000001');
  expect(sumDecimals(['1', 'x'])).toBeNull();
});

it('does not depend on order, and scales', () => {
  const decimal = fc.tuple(
    fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
    fc.integer({ min: 0, max: 12 }),
  );
  const text = ([digits, scale]: readonly [bigint, number]): string => `${digits}e-${scale}`;
  fc.assert(
    fc.property(fc.array(decimal, { maxLength: 8 }), (parts) => {
      const texts = parts.map(text);
      const sum = sumDecimals(texts) ?? '';
      expect(sameDecimal(sum, sumDecimals([...texts].reverse()) ?? '')).toBe(true);
      expect(
        sumDecimals([sum, ...texts.map((part) => (part.startsWith('-') ? part.slice(1) : `-${part}`))]),
      ).toBe('0');
    }),
  );
});

it('compares numbers, not spellings', () => {
  expect(sameDecimal('1.50', '1.5')).toBe(true);
  expect(sameDecimal('-0', '0')).toBe(true);
  expect(sameDecimal('1.5', '1.5000001')).toBe(false);
  expect(sameDecimal('—', '—')).toBe(false);
});

it('agrees to 30 significant digits', () => {
  expect(agrees('154.30013632469333333333333333333333', '154.3001363246933333333333333333333333333')).toBe(
    true,
  );
  expect(agrees('154.3001363247', '154.3001363246')).toBe(false);
  expect(agrees('0', '0.0')).toBe(true);
  expect(agrees('x', '1')).toBe(false);
  expect(multiplyDecimals(['0.1', '-3', '2'])).toBe('-0.6');
  expect(multiplyDecimals(['1', ''])).toBeNull();
});
