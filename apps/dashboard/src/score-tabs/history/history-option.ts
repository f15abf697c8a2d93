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

/** What a period says of itself: score and upper bound, or why it has none. */
const wordsOf = (item: ScoreHistory['items'][number], reason: string | null, words: HistoryWords): string =>
  [
    item.period,
    ...(reason === null ? [] : [safe(reason)]),
    `${safe(words.score)} <b>${formatFixed(item.score, 2)}</b>`,
    `${safe(words.upper)} <b>${formatFixed(item.upperBound, 2)}</b>`,
  ].join('<br>');

const line = (name: string, color: string, data: readonly unknown[], more: object) => ({
  name,
  type: 'line',
  data,
  itemStyle: { color },
  connectNulls: false,
  ...more,
});

/** Score as a solid line, upper bound as a thin one; a period without score is a gap that its tooltip explains. */
export const historyOption = (
  items: ScoreHistory['items'],
  colors: ChartColors,
  words: HistoryWords,
): EChartsCoreOption => {
  const upper = items.map(({ upperBound }) => upperBound);
  const scores = items.map(({ score, complete }) => ({
    value: score,
    symbol: complete ? 'circle' : 'emptyCircle',
  }));
  const accent = colors.of('--zf-accent');
  return {
    ...chartBase(colors, 24),
    xAxis: categoryAxis(
      colors,
      items.map(({ period }) => period),
    ),
    yAxis: valueAxis(colors, 100, 1, { max: 100, interval: 25 }),
    tooltip: tooltip(colors, {
      trigger: 'axis',
      formatter: (hits: unknown) => {
        const index = Array.isArray(hits)
          ? (hits[0] as { dataIndex?: number } | undefined)?.dataIndex
          : undefined;
        const item = index === undefined ? undefined : items[index];
        return item === undefined ? '' : wordsOf(item, words.reasons[index ?? 0] ?? null, words);
      },
    }),
    series: [
      line(words.upper, colors.text3, upper, {
        symbolSize: 5,
        lineStyle: { color: colors.text3, width: 1, type: 'dashed' },
      }),
      line(words.score, accent, scores, { symbolSize: 8, lineStyle: { color: accent, width: 2 } }),
    ],
  };
};
