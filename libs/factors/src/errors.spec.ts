import { expect, it } from 'vitest';
import { BadLookupError, FactorError, FactorNotFoundError, FactorRefusedError } from './errors.js';

const advice = { zh: '请核对', en: 'Check it.' };

it('an error says in both languages what is wrong and what to do, with a code and safe data', () => {
  const none = new FactorNotFoundError({ zh: '甲烷', en: 'methane' }, 'CN', '2026-01-01', advice);
  expect(none).toBeInstanceOf(FactorError);
  expect([none.name, none.code, none.message]).toEqual([
    'FactorNotFoundError',
    'factor-not-found',
    'The factor library has no factor for methane (region CN, date 2026-01-01). Check it.',
  ]);
  expect(none.text.zh).toBe('因子库中没有“甲烷”的因子（区域 CN，日期 2026-01-01）。请核对');
  expect(none.data).toEqual({ substance: 'methane', region: 'CN', date: '2026-01-01' });

  const refused = new FactorRefusedError('elec-x', advice);
  expect([refused.name, refused.code, refused.data]).toEqual([
    'FactorRefusedError',
    'factor-refused',
    { id: 'elec-x' },
  ]);
  expect(refused.text).toEqual({
    zh: '因子 elec-x 不能用于此处：请核对',
    en: 'Factor elec-x cannot be used here: Check it.',
  });

  const bad = new BadLookupError('unit', 'kg', advice);
  expect([bad.name, bad.code, bad.data]).toEqual([
    'BadLookupError',
    'bad-lookup',
    { field: 'unit', given: 'kg' },
  ]);
  expect(bad.text).toEqual({ zh: 'unit “kg”无效。请核对', en: 'unit "kg" is not valid. Check it.' });
  expect(new FactorError('bad-lookup', advice, {}).name).toBe('FactorError');
});
