import { FactorRefusedError } from '@zerofab/factors';
import { convert } from '@zerofab/units';
import { describe, expect, it } from 'vitest';
import { attempt, wrong } from './findings.js';

describe('a look-up that may fail', () => {
  it('gives what it found, or what is wrong in both languages', () => {
    expect(attempt(() => 7)).toEqual({ found: 7 });
    const refused = attempt(() => {
      throw new FactorRefusedError('x', { zh: '不可', en: 'not possible' });
    });
    expect('text' in refused && refused.text.en).toContain('not possible');
    const unit = attempt(() => convert('1', 't', 'kWh'));
    expect('text' in unit && unit.text.zh).toContain('kWh');
  });

  it('hides no fault of ours', () => {
    const fault = new TypeError('x');
    expect(() =>
      attempt(() => {
        throw fault;
      }),
    ).toThrow(fault);
    expect(wrong('f', 'en', 'zh')).toEqual({ field: 'f', text: { en: 'en', zh: 'zh' } });
  });
});
