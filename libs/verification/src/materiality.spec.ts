import { describe, expect, it } from 'vitest';
import { DEFAULT_MATERIALITY, isMaterial, materialityInTonnes, materialityOf } from './materiality.js';

const byClass = new Map([
  ['purchasedElectricity', '800'],
  ['exportedElectricity', '-50'],
]);

describe('materialityInTonnes', () => {
  it('is the smaller one of the limits that are given', () => {
    const of = (percent: string | null, tonnes: string | null) =>
      materialityInTonnes({ percent, tonnes, classes: [] }, '1000', byClass).total;
    expect(of('5', null)).toBe('50');
    expect(of('5', '30')).toBe('30');
    expect(of('2.5', '30')).toBe('25');
    expect(of(null, '30')).toBe('30');
    expect(of(null, null)).toBeNull();
    expect(materialityInTonnes(DEFAULT_MATERIALITY, '1000', byClass).total).toBe('50');
  });

  it('of an unknown total has no limit in %, never 0', () => {
    expect(materialityInTonnes(DEFAULT_MATERIALITY, null, byClass).total).toBeNull();
    expect(materialityInTonnes({ percent: '5', tonnes: '30', classes: [] }, null, byClass).total).toBe('30');
  });

  it('takes a total below zero by its size', () => {
    expect(materialityInTonnes(DEFAULT_MATERIALITY, '-1000', byClass).total).toBe('50');
  });

  it('has limits of classes of their own, never above that of the total', () => {
    const limits = materialityInTonnes(
      {
        percent: '5',
        tonnes: null,
        classes: [
          { category: 'purchasedElectricity', percent: '2' },
          { category: 'exportedElectricity', percent: '10' },
          { category: 'fugitive', percent: '10' },
        ],
      },
      '1000',
      byClass,
    );
    expect([...limits.classes]).toEqual([
      ['purchasedElectricity', '16'],
      ['exportedElectricity', '5'],
    ]);
    expect(materialityOf(limits, 'purchasedElectricity')).toBe('16');
    expect(materialityOf(limits, 'fugitive')).toBe('50');
    const wide = [{ category: 'purchasedElectricity', percent: '50' }];
    const capped = materialityInTonnes({ percent: '5', tonnes: null, classes: wide }, '1000', byClass);
    expect(materialityOf(capped, 'purchasedElectricity')).toBe('50');
    const alone = materialityInTonnes({ percent: null, tonnes: null, classes: wide }, '1000', byClass);
    expect(materialityOf(alone, 'purchasedElectricity')).toBe('400');
    expect(materialityOf(alone, 'process')).toBeNull();
  });
});

describe('isMaterial', () => {
  it.each([
    ['49.999', '50', false],
    ['50', '50', true],
    ['-50', '50', true],
    ['0', '0', false],
    ['0.001', '0', true],
    ['50', null, null],
  ])('%s against %s', (tonnes, limit, wanted) => {
    expect(isMaterial(tonnes, limit)).toBe(wanted);
  });
});
