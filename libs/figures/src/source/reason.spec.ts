import { AccountingError } from '@zerofab/accounting';
import { FactorRefusedError } from '@zerofab/factors';
import { convert } from '@zerofab/units';
import { describe, expect, it } from 'vitest';
import { MissingInput, reasonOf } from './reason.js';

const thrown = (run: () => unknown): unknown => {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
};

describe('why a figure cannot be given', () => {
  it('is told in both languages by every error of the pure libraries', () => {
    const text = { zh: '不可', en: 'not possible' };
    expect(reasonOf(new FactorRefusedError('x', text)).en).toContain('not possible');
    expect(reasonOf(thrown(() => convert('1', 't', 'GJ'))).zh).toContain('GJ');
    expect(reasonOf(new MissingInput('coal.amount', '没有', 'there is none'))).toEqual({
      zh: '输入 coal.amount：没有',
      en: 'Input coal.amount: there is none',
    });
    expect(new MissingInput('', '没有', 'there is none')).toMatchObject({
      name: 'MissingInput',
      message: 'there is none',
      text: { zh: '输入 activity：没有', en: 'Input activity: there is none' },
    });
    expect(AccountingError.prototype).toBeInstanceOf(Error);
  });

  it('is no cover for a fault of ours', () => {
    const fault = new TypeError('x is undefined');
    expect(() => reasonOf(fault)).toThrow(fault);
  });
});
