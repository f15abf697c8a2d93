import { putBudgetSchema } from '@zerofab/contracts';
import { expect, it } from 'vitest';
import { bodyOf, differenceOf, rowFrom, split, weightsOf } from './plan-form';

const months = (value: (n: number) => number | null) =>
  Array.from({ length: 12 }, (_, n) => ({
    month: `2025-${String(n + 1)}`,
    actual: value(n),
    complete: true,
  }));
const proposal = (value: (n: number) => number | null) => ({
  indicator: 'tce',
  siteUnit: null,
  name: { zh: '', en: '' },
  unit: 'tce',
  months: months(value),
});

it('begins from last year and adds up', () => {
  const row = rowFrom(proposal((n) => (n < 6 ? 100 : 300)));
  expect(row.total).toBe('2400');
  expect(row.months).toEqual([
    ...Array.from({ length: 6 }, () => '100'),
    ...Array.from({ length: 6 }, () => '300'),
  ]);
  expect(differenceOf(row)).toBeNull();
  expect(putBudgetSchema.safeParse(bodyOf([row], 0, '')).error).toBeUndefined();
});

it('takes the mean for a month without data, and equal parts without any', () => {
  expect(weightsOf(months((n) => (n === 0 ? null : 50)))[0]).toBe(50);
  expect(rowFrom(proposal(() => null))).toMatchObject({
    total: '0',
    months: Array.from({ length: 12 }, () => '0'),
  });
});

it('tells what does not add up, and leaves alone what is no number', () => {
  const row = { ...rowFrom(proposal(() => 10)), total: '121' };
  expect(differenceOf(row)).toBe('-1');
  expect(
    differenceOf(
      split(
        row,
        months(() => 1).map(() => 1),
      ),
    ),
  ).toBeNull();
  expect(split({ ...row, total: 'much' }, [1])).toMatchObject({ total: 'much', months: row.months });
  expect(differenceOf({ ...row, total: 'much' })).toBeNull();
});
