import { splitDifference } from '@zerofab/budget';
import type { PutBudget } from '@zerofab/contracts';
import { convert, ExactDecimal, UnitError } from '@zerofab/units';
import { refusedField } from '@zerofab/vocabulary';
import type { BudgetItem } from './budget.store.js';
import type { Indicator } from './indicator.js';

/** The items of a request, as they are kept. */
export const itemsOf = ({ items }: PutBudget): BudgetItem[] =>
  items.map(({ indicator, siteUnit, unit, total, months }) => ({
    indicator,
    siteUnit: siteUnit ?? null,
    unit,
    total,
    months,
  }));

/** @throws RefusedError validation where the unit is not of the indicator, budget-does-not-add-up for its months */
export const checkItem = (item: BudgetItem, indicator: Indicator, index: number): void => {
  const at = (field: string): string => `items.${String(index)}.${field}`;
  try {
    convert('1', item.unit, indicator.unit);
  } catch (error) {
    if (!(error instanceof UnitError)) throw error;
    throw refusedField('validation', at('unit'), error.text);
  }
  const difference = splitDifference(item.total, item.months);
  if (difference === '0') return;
  throw refusedField('budget-does-not-add-up', at('months'), {
    zh: `${indicator.name.zh}各月合计与全年 ${item.total} ${item.unit} 相差 ${difference} ${item.unit}；请改正月度或全年数值`,
    en: `the months of ${indicator.name.en} differ from its year of ${item.total} ${item.unit} by ${difference} ${item.unit}; correct the months or the total`,
  });
};

/**
 * Units may take less than the site (a rest is unallocated), never more.
 * @throws RefusedError budget-does-not-add-up naming both sums
 */
export const checkUnits = (items: readonly BudgetItem[]): void => {
  for (const [index, whole] of items.entries()) {
    if (whole.siteUnit !== null) continue;
    const parts = items.filter(
      ({ indicator, siteUnit }) => indicator === whole.indicator && siteUnit !== null,
    );
    const sum = parts.reduce(
      (all, { total, unit }) => all.plus(convert(total, unit, whole.unit)),
      new ExactDecimal(0),
    );
    if (sum.lte(whole.total)) continue;
    throw refusedField('budget-does-not-add-up', `items.${String(index)}.total`, {
      zh: `各单元合计 ${sum.toFixed()} ${whole.unit}，超过全厂 ${whole.total} ${whole.unit}`,
      en: `the units take ${sum.toFixed()} ${whole.unit} together, more than the ${whole.total} ${whole.unit} of the site`,
    });
  }
};
