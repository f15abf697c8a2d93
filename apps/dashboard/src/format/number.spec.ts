import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatChange,
  formatCoverage,
  formatExact,
  formatFixed,
  formatLong,
  formatShare,
  formatSigned,
  MINUS,
  MISSING,
  NNBSP,
  plainNumber,
} from './number';

describe('formatFixed', () => {
  it('groups by three with a narrow no-break space from 1 000 and uses the real minus', () => {
    expect(formatFixed(31_420, 0)).toBe(`31${NNBSP}420`);
    expect(formatFixed(999, 0)).toBe('999');
    expect(formatFixed(-1234.5, 1)).toBe(`${MINUS}1${NNBSP}234.5`);
    expect(formatFixed(1_234_567.891, 2)).toBe(`1${NNBSP}234${NNBSP}567.89`);
  });
  it('shows what is missing as a dash, never as 0', () => {
    for (const value of [null, undefined, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(formatFixed(value, 2)).toBe(MISSING);
    }
  });
  it('drops the minus of a value that rounds to zero', () => {
    expect(formatFixed(-0.001, 2)).toBe('0.00');
    expect(formatSigned(-0.001, 2)).toBe('0.00');
    expect(formatSigned(0.001, 2)).toBe('0.00');
  });
  it('keeps the digits of any number apart from grouping and sign', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e12, max: 1e12, noNaN: true }),
        fc.integer({ min: 0, max: 6 }),
        (value, decimals) => {
          const plain = formatFixed(value, decimals).replaceAll(NNBSP, '').replace(MINUS, '-');
          expect(Number(plain)).toBeCloseTo(Number(value.toFixed(decimals)), 9);
        },
      ),
    );
  });
});

describe('shares, changes, coverage', () => {
  it('has one decimal, a thin space before %, and the sign always on a change', () => {
    expect(formatShare(0.1234)).toBe(`12.3${NNBSP}%`);
    expect(formatChange(0.012)).toBe(`+1.2${NNBSP}%`);
    expect(formatChange(-0.049)).toBe(`${MINUS}4.9${NNBSP}%`);
    expect(formatChange(null)).toBe(MISSING);
  });
  it('never rounds coverage up to 100', () => {
    expect(formatCoverage(0.99999)).toBe(`99.9${NNBSP}%`);
    expect(formatCoverage(1)).toBe(`100${NNBSP}%`);
    expect(formatCoverage(0.996)).toBe(`99.6${NNBSP}%`);
  });
});

describe('formatExact', () => {
  it('keeps every digit of a stored decimal', () => {
    expect(formatExact('0.5306')).toBe('0.5306');
    expect(formatExact('1234567.10')).toBe(`1${NNBSP}234${NNBSP}567.10`);
    expect(formatExact('-12000')).toBe(`${MINUS}12${NNBSP}000`);
    expect(formatExact(null)).toBe(MISSING);
    expect(formatLong('154.3001363246933333333333')).toBe('154.30013632…');
    expect(formatLong('328.7590256496')).toBe('328.7590256496');
  });
});

it('writes plain digits for clipboard and files', () => {
  expect(plainNumber(31_420.5, 6)).toBe('31420.5');
  expect(plainNumber(null, 2)).toBe('');
});
