import { putApplicationSchema, type Application } from '@zerofab/contracts';
import { describe, expect, it } from 'vitest';
import { bodyOfApplication, formOfApplication, yearsOf } from './application-form';

const part = { id: 'factory', title: { zh: '厂', en: 'f' }, hint: { zh: '厂', en: 'f' }, evidence: null };
const SHOWN = {
  fromYear: 2026,
  toYear: 2028,
  plan: [{ ...part, text: 'a plan' }],
  acceptance: [],
  years: [
    { year: 2026, rows: [{ indicator: '1.1', promised: '1.5', actual: null, kept: null }], evaluation: null },
    { year: 2028, rows: [{ indicator: '1.1', promised: null, actual: null, kept: null }], evaluation: null },
  ],
} as unknown as Application;

describe('the form of an application', () => {
  it('sends what is typed and leaves out what is empty', () => {
    const form = formOfApplication(SHOWN);
    form.targets['1.1 2028'] = ' 0.2 ';
    const body = bodyOfApplication(form, ['1.1', '1.2'], 3);
    expect(body.targets).toEqual([
      { year: 2026, indicator: '1.1', value: '1.5' },
      { year: 2028, indicator: '1.1', value: '0.2' },
    ]);
    expect(body).toMatchObject({ expectedVersion: 3, plan: [{ id: 'factory', text: 'a plan' }] });
    expect(body.note).toBeUndefined();
    expect(putApplicationSchema.safeParse(body).success).toBe(true);
  });
  it('targets of years that were struck are not sent', () => {
    const form = { ...formOfApplication(SHOWN), fromYear: '2027' };
    expect(bodyOfApplication(form, ['1.1'], 1).targets).toEqual([]);
  });
  it.each([
    ['2026', '2030', 5],
    ['2026', '2026', 1],
    ['2026', '2025', 0],
    ['2026', '2038', 0],
    ['soon', '2030', 0],
  ])('%s to %s are %s years', (fromYear, toYear, count) => {
    expect(yearsOf({ ...formOfApplication(SHOWN), fromYear, toYear })).toHaveLength(count);
  });
});
