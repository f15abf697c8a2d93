import { axisDecimals, axisText } from '../charts/axis';
import type { Palette } from '../charts/palette';

/** What every chart of a card has: no motion on updates, the font of the page. */
export const chartBase = (palette: Palette, right = 12): object => ({
  animationDuration: 200,
  animationDurationUpdate: 0,
  textStyle: { fontFamily: palette.font, color: palette.text },
  grid: { left: 0, right, top: 12, bottom: 0, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
});

export const categoryAxis = (palette: Palette, data: readonly string[], more: object = {}): object => ({
  type: 'category',
  data,
  axisTick: { show: false },
  axisLine: { lineStyle: { color: palette.lineStrong } },
  axisLabel: { color: palette.text3, fontSize: 12, hideOverlap: true, margin: 6 },
  ...more,
});

/** Value axis from 0 in a unit of `divisor` stored ones. */
export const valueAxis = (palette: Palette, largest: number, divisor: number, more: object = {}): object => ({
  type: 'value',
  min: 0,
  splitNumber: 4,
  axisLabel: {
    color: palette.text3,
    fontSize: 12,
    formatter: (value: number) => axisText(value / divisor, axisDecimals(largest / divisor)),
  },
  splitLine: { lineStyle: { color: palette.line } },
  ...more,
});

export const tooltip = (palette: Palette, more: object): object => ({
  backgroundColor: palette.surface,
  borderColor: palette.lineStrong,
  padding: [8, 12],
  extraCssText: 'box-shadow:none;border-radius:4px',
  textStyle: { color: palette.text, fontSize: 12, fontFamily: palette.font },
  axisPointer: { lineStyle: { color: palette.lineStrong, type: 'solid' } },
  confine: true,
  ...more,
});

/** Names come from people: in a tooltip, which is HTML, they are text. */
export const safe = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
