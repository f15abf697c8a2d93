import {
  budgetPace,
  budgetState,
  linearPace,
  seasonalPace,
  yearEnd,
  type PastDay,
  type YearEnd,
} from '@zerofab/budget';
import { dayLabel, keepsChineseHolidays, startOf } from '@zerofab/calendar';
import type { BudgetExecutionItem } from '@zerofab/contracts';
import { convert } from '@zerofab/units';
import type { BudgetItem } from './budget.store.js';
import type { Indicator } from './indicator.js';

/** What an execution is worked out from. */
export interface ExecutionInput {
  readonly item: BudgetItem;
  readonly indicator: Indicator;
  /** Of this year and the one before, in the unit of the indicator; the running day last. */
  readonly days: readonly PastDay[];
  readonly year: number;
  readonly zone: string;
  readonly nowMs: number;
}

/** Starts of the months of a year, and the end of the last. */
export const monthBorders = (year: number, zone: string): number[] => {
  const first = startOf(Date.UTC(year, 5, 30), 'year', zone);
  return Array.from({ length: 13 }, (_, n) => startOf(first, 'month', zone, n));
};

const known = (days: readonly PastDay[]): number | null => {
  const amounts = days.flatMap(({ value, atLeast }) => value ?? atLeast ?? []);
  return amounts.length === 0 ? null : amounts.reduce((sum, amount) => sum + amount, 0);
};

const isWhole = (days: readonly PastDay[]): boolean =>
  days.length > 0 && days.every(({ value }) => value !== null);

const inMonth = (days: readonly PastDay[], month: string): PastDay[] =>
  days.filter(({ day }) => day.startsWith(month));

/** The day of a year that today is: behind its last where it is over, its first where it is ahead. */
const dayWithin = (year: number, today: string): string => {
  const [first, behind] = [`${String(year)}-01-01`, `${String(year)}-12-32`];
  return today < first ? first : today > behind ? behind : today;
};

/** The days of an execution in the unit of the budget. */
const daysIn = ({ item, indicator, days }: ExecutionInput): PastDay[] => {
  const ratio = convert('1', indicator.unit, item.unit).toNumber();
  return days.map(({ day, value, atLeast }) => ({
    day,
    value: value === null ? null : value * ratio,
    ...(atLeast === undefined ? {} : { atLeast: atLeast * ratio }),
  }));
};

/** The running day is not over: it counts by the forecast, and as at least what it is. */
const forecastOf = (
  days: readonly PastDay[],
  { year, zone, nowMs }: ExecutionInput,
  firstMs: number,
): YearEnd | null => {
  if (firstMs > nowMs) return null;
  const today = dayLabel(nowMs, zone);
  const running = days
    .filter(({ day }) => day === today)
    .map(({ day, value, atLeast }): PastDay => ({ day, value: null, atLeast: value ?? atLeast ?? 0 }));
  return yearEnd(
    [...days.filter(({ day }) => day < today), ...running],
    { first: `${String(year)}-01-01`, end: `${String(year + 1)}-01-01` },
    keepsChineseHolidays(zone),
  );
};

const monthsOf = (
  { item, year, nowMs }: ExecutionInput,
  days: readonly PastDay[],
  borders: readonly number[],
  forecast: YearEnd | null,
): BudgetExecutionItem['months'] =>
  item.months.map((budget, n) => {
    const number = String(n + 1).padStart(2, '0');
    const month = `${String(year)}-${number}`;
    const own = inMonth(days, month);
    const over = (borders[n + 1] ?? 0) <= nowMs;
    const whole = over && isWhole(own);
    return {
      month,
      budget,
      actual: known(own),
      complete: whole,
      running: !over && (borders[n] ?? 0) <= nowMs,
      forecast: whole ? null : (forecast?.months.get(month) ?? null),
      lastYear: known(inMonth(days, `${String(year - 1)}-${number}`)),
    };
  });

/** How the budget of one indicator stands: so far, against its pace, and at the end of the year by forecast. */
export const executionOf = (input: ExecutionInput): BudgetExecutionItem => {
  const { item, indicator, year, zone, nowMs } = input;
  const days = daysIn(input);
  const today = dayLabel(nowMs, zone);
  const thisYear = days.filter(({ day }) => day.startsWith(String(year)));
  const lastYear = days.filter(({ day }) => day.startsWith(String(year - 1)));
  const borders = monthBorders(year, zone);
  const actual = known(thisYear);
  const total = Number(item.total);
  const share = (amount: number | null): number | null =>
    amount === null || total === 0 ? null : amount / total;
  const pace = {
    budget: budgetPace(item.months.map(Number), borders, nowMs),
    linear: linearPace(borders, nowMs),
    seasonal: seasonalPace(lastYear, dayWithin(year, today)),
  };
  const forecast = forecastOf(days, input, borders[0] ?? 0);
  const [used, forecastShare] = [share(actual), share(forecast?.value ?? null)];
  const whole = thisYear.filter(({ value }) => value !== null).length;
  return {
    indicator: item.indicator,
    siteUnit: item.siteUnit,
    name: indicator.name,
    unit: item.unit,
    total: item.total,
    actual,
    complete: isWhole(thisYear),
    coverage: thisYear.length === 0 ? 0 : whole / thisYear.length,
    used,
    pace,
    forecast: forecast === null ? null : forecastView(forecast),
    forecastShare,
    reason: reasonOf(actual, total, forecast === null, year > Number(today.slice(0, 4))),
    ...budgetState({ used, forecast: forecastShare, pace: pace.budget }),
    months: monthsOf(input, days, borders, forecast),
  };
};

const forecastView = (found: YearEnd) => {
  const { months: _months, backTest, ...forecast } = found;
  if (backTest === null) return { ...forecast, backTest };
  const { halfWidth: _halfWidth, ...test } = backTest;
  return { ...forecast, backTest: test };
};

const reasonOf = (
  actual: number | null,
  total: number,
  unforeseen: boolean,
  ahead: boolean,
): BudgetExecutionItem['reason'] => {
  if (ahead) return { zh: '该年度尚未开始', en: 'the year has not begun' };
  if (actual === null)
    return {
      zh: '尚无数据；请检查计量或录入活动数据',
      en: 'no data yet; check the meters or enter activity data',
    };
  if (total === 0) return { zh: '预算为 0，无法计算占比', en: 'the budget is 0: no share can be worked out' };
  return unforeseen
    ? { zh: '完整的日数不足 28 天，暂不预测', en: 'fewer than 28 whole days are known: no forecast yet' }
    : null;
};
