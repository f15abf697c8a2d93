import { putTargetSchema } from '@zerofab/contracts';
import { expect, it } from 'vitest';
import { bodyOfTarget, emptyTarget } from './target-form';

const form = {
  ...emptyTarget('tco2e', 'tCO2e', 2024),
  baseValue: '5000',
  source: 'inventory',
  targetValue: '3000',
};

it('sends the fields of the chosen path alone, a percentage as a share', () => {
  expect(bodyOfTarget(form, 0)).toMatchObject({ targetValue: '3000', yearlyRate: null, points: [] });
  expect(bodyOfTarget({ ...form, path: 'rate' }, 0)).toMatchObject({
    targetValue: null,
    yearlyRate: '0.042',
  });
  const own = { ...form, path: 'own' as const, points: [{ year: '2030', value: '100' }] };
  expect(bodyOfTarget(own, 2)).toMatchObject({ points: [{ year: 2030, value: '100' }], expectedVersion: 2 });
  for (const each of [form, own])
    expect(putTargetSchema.safeParse(bodyOfTarget(each, 0)).error).toBeUndefined();
});
