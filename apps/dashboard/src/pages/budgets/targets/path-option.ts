import type { TargetProgress } from '@zerofab/contracts';
import type { EChartsCoreOption } from 'echarts/core';
import { axisDecimals, axisText } from '../../../charts/axis';
import type { Palette } from '../../../charts/palette';
import { withUnit, type Scale } from '../../../format/quantity';

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
  const largest = Math.max(...[...planned, ...actual, ...forecast].map((value) => value ?? 0));
  const decimals = axisDecimals(largest);
  return {
    grid: { left: 8, right: 56, top: 28, bottom: 4, outerBoundsMode: 'same' },
    xAxis: {
      type: 'category',
      data: years.map(({ year }) => String(year)),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: palette.lineStrong } },
      axisLabel: { color: palette.text3, fontSize: 12 },
    },
    yAxis: {
      type: 'value',
      name: scale.unit,
      nameTextStyle: { color: palette.text3, fontSize: 12, align: 'left' },
      min: 0,
      splitNumber: 4,
      axisLabel: {
        color: palette.text3,
        fontSize: 12,
        formatter: (value: number) => axisText(value, decimals),
      },
      splitLine: { lineStyle: { color: palette.line } },
    },
    tooltip: {
      trigger: 'axis',
      backgroundColor: palette.surface,
      borderColor: palette.lineStrong,
      textStyle: { color: palette.text, fontSize: 12, fontFamily: palette.font },
      extraCssText: 'box-shadow:none;border-radius:4px',
      valueFormatter: (value: unknown) =>
        withUnit(scale, typeof value === 'number' ? value * scale.divisor : null),
      confine: true,
    },
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
