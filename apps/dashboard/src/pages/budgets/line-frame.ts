import type { EChartsCoreOption } from 'echarts/core';
import { axisDecimals, axisText } from '../../charts/axis';
import type { Palette } from '../../charts/palette';
import { withUnit, type Scale } from '../../format/quantity';

/** Axes and tooltip of a line over months or years, the quantity from 0 up in one unit. */
export const lineFrame = (
  categories: readonly string[],
  largest: number,
  palette: Palette,
  scale: Scale,
): EChartsCoreOption => {
  const decimals = axisDecimals(largest);
  return {
    grid: { left: 8, right: 72, top: 28, bottom: 4, outerBoundsMode: 'same' },
    xAxis: {
      type: 'category',
      data: [...categories],
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
  };
};
