import { ExactDecimal } from '@zerofab/units';
import { describe, expect, it } from 'vitest';
import { powerFactor, powerFactorRate } from './power-factor.js';

const d = (text: string) => new ExactDecimal(text);

describe('power factor of a month', () => {
  it.each([
    // energy-management.md §9: 120000/√(120000² + 58000²) = 0.90036…
    ['120000', '58000', '0.9'],
    ['120000', '40000', '0.95'],
    ['120000', '90000', '0.8'],
    ['120000', '150000', '0.62'],
    ['1', '0', '1'],
    ['0', '5', '0'],
  ])('%s kWh and %s kvarh: %s', (active, reactive, factor) => {
    expect(powerFactor(d(active), d(reactive))?.toString()).toBe(factor);
  });
  it('does not exist where nothing was drawn', () => {
    expect(powerFactor(d('0'), d('0'))).toBeUndefined();
  });
});

describe('adjustment by power factor, %', () => {
  it.each([
    [
      '0.90',
      [
        ['1', '-0.75'],
        ['0.96', '-0.75'],
        ['0.95', '-0.75'],
        ['0.94', '-0.6'],
        ['0.91', '-0.15'],
        ['0.9', '0'],
        ['0.89', '0.5'],
        ['0.8', '5'],
        ['0.7', '10'],
        ['0.69', '11'],
        ['0.65', '15'],
        ['0.64', '17'],
        ['0.62', '21'],
      ],
    ],
    [
      '0.85',
      [
        ['1', '-1.1'],
        ['0.94', '-1.1'],
        ['0.93', '-0.95'],
        ['0.92', '-0.8'],
        ['0.91', '-0.65'],
        ['0.9', '-0.5'],
        ['0.86', '-0.1'],
        ['0.85', '0'],
        ['0.84', '0.5'],
        ['0.65', '10'],
        ['0.64', '11'],
        ['0.6', '15'],
        ['0.59', '17'],
      ],
    ],
    [
      '0.80',
      [
        ['1', '-1.3'],
        ['0.92', '-1.3'],
        ['0.91', '-1.15'],
        ['0.9', '-1'],
        ['0.81', '-0.1'],
        ['0.8', '0'],
        ['0.79', '0.5'],
        ['0.6', '10'],
        ['0.59', '11'],
        ['0.55', '15'],
        ['0.54', '17'],
      ],
    ],
  ] as const)('standard %s', (standard, table) => {
    expect(table.map(([factor]) => powerFactorRate(d(factor), standard).toString())).toEqual(
      table.map(([, rate]) => rate),
    );
  });
  it('never falls as the power factor falls', () => {
    for (const standard of ['0.90', '0.85', '0.80'] as const)
      for (let hundredth = 1; hundredth <= 100; hundredth += 1) {
        const [better, worse] = [d('0.01').times(hundredth), d('0.01').times(hundredth - 1)];
        expect(powerFactorRate(worse, standard).gte(powerFactorRate(better, standard))).toBe(true);
      }
  });
});
