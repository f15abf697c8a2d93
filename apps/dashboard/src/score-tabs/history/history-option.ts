import type { ScoreHistory } from '@zerofab/contracts';
import type { EChartsCoreOption } from 'echarts/core';
import { categoryAxis, chartBase, safe, tooltip, valueAxis } from '../../chart-card/axes';
import type { ChartColors } from '../../chart-card/use-palette';
import { formatFixed } from '../../format/number';

export interface HistoryWords {
  readonly score: string;
  readonly upper: string;
  /** Why a period has no score. */
  readonly reasons: readonly (string | null)[];
}

/** Score as a solid line, upper bound as a thin one; a period without score is a gap that its tooltip explains. */
export const historyOption = (
  items: ScoreHistory['items'],
  colors: ChartColors,
  words: HistoryWords,
): EChartsCoreOption => {
  const text = (value: number | null): string => formatFixed(value, 2);
  return {
    ...chartBase(colors, 24),
    xAxis: categoryAxis(
      colors,
      items.map(({ period }) => period),
    ),
    yAxis: valueAxis(colors, 100, 1, { max: 100 }),
    tooltip: tooltip(colors, {
      trigger: 'axis',
      formatter: (hits: unknown) => {
        const index = Array.isArray(hits)
          ? (hits[0] as { dataIndex?: number } | undefined)?.dataIndex
          : undefined;
        const item = index === undefined ? undefined : items[index];
        if (item === undefined || index === undefined) return '';
        const reason = words.reasons[index] ?? null;
        return [
          item.period,
          ...(reason === null ? [] : [safe(reason)]),
          `${safe(words.score)} <b>${text(item.score)}</b>`,
          `${safe(words.upper)} <b>${text(item.upperBound)}</b>`,
        ].join('<br>');
      },
    }),
    series: [
      {
        name: words.upper,
        type: 'line',
        data: items.map(({ upperBound }) => upperBound),
        symbolSize: 5,
        lineStyle: { color: colors.text3, width: 1, type: 'dashed' },
        itemStyle: { color: colors.text3 },
        connectNulls: false,
      },
      {
        name: words.score,
        type: 'line',
        data: items.map(({ score, complete }) => ({
          value: score,
          symbol: complete ? 'circle' : 'emptyCircle',
        })),
        symbolSize: 8,
        lineStyle: { color: colors.of('--zf-accent'), width: 2 },
        itemStyle: { color: colors.of('--zf-accent') },
        connectNulls: false,
      },
    ],
  };
};
