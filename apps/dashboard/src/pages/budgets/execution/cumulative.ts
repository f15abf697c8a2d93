import type { BudgetExecutionItem } from '@zerofab/contracts';
import type { EChartsCoreOption } from 'echarts/core';
import type { Palette } from '../../../charts/palette';
import type { Scale } from '../../../format/quantity';
import { lineFrame } from '../line-frame';

/** Sums from the beginning of the year, by month; null where nothing can be said. */
export interface Cumulative {
  readonly budget: readonly number[];
  readonly used: readonly (number | null)[];
  readonly forecast: readonly (number | null)[];
}

/** Budget, use and forecast of an indicator as running sums; the forecast goes on from the last month that is over. */
export const cumulativeOf = ({ months }: Pick<BudgetExecutionItem, 'months'>): Cumulative => {
  let [budget, used, forecast] = [0, 0, 0];
  let ended = false;
  const lines = months.map((month) => {
    budget += Number(month.budget);
    const amount = month.forecast ?? month.actual;
    ended ||= month.actual === null;
    if (month.actual !== null) used += month.actual;
    if (amount !== null) forecast += amount;
    return {
      budget,
      used: ended ? null : used,
      forecast: amount === null ? null : forecast,
      guessed: month.forecast !== null,
    };
  });
  const first = lines.findIndex(({ guessed }) => guessed);
  return {
    budget: lines.map((line) => line.budget),
    used: lines.map((line) => line.used),
    forecast: lines.map((line, n) => (first < 0 || n < first - 1 ? null : line.forecast)),
  };
};

interface Words {
  readonly months: readonly string[];
  readonly budget: string;
  readonly used: string;
  readonly forecast: string;
}

/** Option of the cumulative chart: use solid, forecast dotted, budget as a thin line of the text's colour. */
export const cumulativeOption = (
  lines: Cumulative,
  palette: Palette,
  scale: Scale,
  words: Words,
): EChartsCoreOption => {
  const shown = (value: number | null): number | null => (value === null ? null : value / scale.divisor);
  const largest = Math.max(...lines.budget, ...lines.forecast.map((value) => value ?? 0)) / scale.divisor;
  const line = (name: string, data: readonly (number | null)[], style: object): object => ({
    name,
    type: 'line',
    data: data.map(shown),
    symbolSize: 5,
    showSymbol: false,
    connectNulls: false,
    lineStyle: style,
    itemStyle: { color: (style as { color: string }).color },
    endLabel: { show: true, formatter: name, color: palette.text3, fontSize: 12 },
  });
  return {
    ...lineFrame(words.months, largest, palette, scale),
    series: [
      line(words.budget, lines.budget, { color: palette.text, width: 1.5 }),
      line(words.used, lines.used, { color: palette.indirect, width: 2 }),
      line(words.forecast, lines.forecast, { color: palette.indirect, width: 2, type: [2, 3] }),
    ],
  };
};
