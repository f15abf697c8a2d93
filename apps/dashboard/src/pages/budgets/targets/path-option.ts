import type { TargetProgress } from '@zerofab/contracts';
import type { EChartsCoreOption } from 'echarts/core';
import type { Palette } from '../../../charts/palette';
import type { Scale } from '../../../format/quantity';
import { lineFrame } from '../line-frame';

type Year = TargetProgress['items'][number]['years'][number];

interface Words {
  readonly planned: string;
  readonly actual: string;
  readonly forecast: string;
}

/** Option of a path: plan as a thin line, what was reached as a solid one, the running year's forecast as a ring. */
export const pathOption = (
  years: readonly Year[],
  palette: Palette,
  scale: Scale,
  words: Words,
): EChartsCoreOption => {
  const shown = (value: number | null): number | null => (value === null ? null : value / scale.divisor);
  const planned = years.map((year) => shown(year.planned === null ? null : Number(year.planned)));
  const actual = years.map((year) => (year.complete ? shown(year.actual) : null));
  const forecast = years.map((year) => shown(year.forecast));
  return {
    ...lineFrame(
      years.map(({ year }) => String(year)),
      Math.max(...[...planned, ...actual, ...forecast].map((value) => value ?? 0)),
      palette,
      scale,
    ),
    series: [
      {
        name: words.planned,
        type: 'line',
        data: planned,
        showSymbol: false,
        lineStyle: { color: palette.text, width: 1.5 },
        itemStyle: { color: palette.text },
        endLabel: { show: true, formatter: words.planned, color: palette.text3, fontSize: 12 },
      },
      {
        name: words.actual,
        type: 'line',
        data: actual,
        symbol: 'circle',
        symbolSize: 7,
        lineStyle: { color: palette.indirect, width: 2 },
        itemStyle: { color: palette.indirect },
      },
      {
        name: words.forecast,
        type: 'scatter',
        data: forecast,
        symbol: 'emptyCircle',
        symbolSize: 9,
        itemStyle: { color: palette.indirect },
      },
    ],
  };
};
