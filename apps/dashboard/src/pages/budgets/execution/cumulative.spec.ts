import type { BudgetExecutionItem } from '@zerofab/contracts';
import { expect, it } from 'vitest';
import { cumulativeOf } from './cumulative';

const month = (
  budget: number,
  actual: number | null,
  forecast: number | null = null,
): BudgetExecutionItem['months'][number] => ({
  month: '',
  budget: String(budget),
  actual,
  complete: forecast === null,
  running: false,
  forecast,
  lastYear: null,
});

it('adds up; the forecast begins where the last whole month ends', () => {
  const lines = cumulativeOf({
    months: [month(10, 9), month(10, 12), month(10, 4, 11), month(10, null, 10)],
  });
  expect(lines).toEqual({
    budget: [10, 20, 30, 40],
    used: [9, 21, 25, null],
    forecast: [null, 21, 32, 42],
  });
});

it('shows no forecast of a year that is over, and nothing where nothing is known', () => {
  expect(cumulativeOf({ months: [month(10, 9), month(10, 12)] }).forecast).toEqual([null, null]);
  expect(cumulativeOf({ months: [month(10, null), month(10, null)] }).used).toEqual([null, null]);
});
