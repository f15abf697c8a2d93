import type { EChartsCoreOption } from 'echarts/core';
import { axisDecimals, axisText } from '../../charts/axis';
import type { Palette } from '../../charts/palette';
import { formatFixed, MISSING, NNBSP } from '../../format/number';
import { decimalsFor, screenUnit } from '../../format/quantity';
import type { DayCurve } from './day-curve';

interface CurveWords {
  readonly today: string;
  readonly yesterday: string;
  readonly missing: string;
  readonly estimated: string;
}

const SLOTS = 96;
/** Time at which a quarter hour of a day begins. */
export const clock = (slot: number): string =>
  `${String(Math.floor(slot / 4)).padStart(2, '0')}:${String((slot % 4) * 15).padStart(2, '0')}`;

const line = (name: string, data: readonly (number | null)[], style: object, extra: object = {}): object => ({
  name,
  type: 'line',
  data,
  showSymbol: false,
  connectNulls: false,
  lineStyle: style,
  ...extra,
});

/** Axes of a day: the clock below, the quantity from 0. */
function axes(palette: Palette, decimals: number): object {
  return {
    xAxis: {
      type: 'category',
      boundaryGap: false,
      data: Array.from({ length: SLOTS + 1 }, (_, slot) => clock(slot)),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: palette.lineStrong } },
      axisLabel: { color: palette.text3, fontSize: 12, interval: 15, margin: 6 },
    },
    yAxis: {
      type: 'value',
      min: 0,
      splitNumber: 4,
      axisLabel: {
        color: palette.text3,
        fontSize: 12,
        formatter: (value: number) => axisText(value, decimals),
      },
      splitLine: { lineStyle: { color: palette.line } },
    },
  };
}

/** Option of a day's curve: today in the carrier's colour, estimated dashed, yesterday grey, missing as a gap. */
export function dayCurveOption(
  curve: DayCurve,
  palette: Palette,
  color: string,
  words: CurveWords,
): EChartsCoreOption {
  const measured = curve.today.map((value, slot) => (curve.estimated[slot] === true ? null : value));
  const decimals = axisDecimals(
    [...curve.today, ...curve.yesterday].reduce<number>((m, v) => Math.max(m, v ?? 0), 0),
  );
  // The dashed line begins at the last measured point, so that the two join.
  const guessed = curve.today.map((value, slot) =>
    curve.estimated[slot] === true || curve.estimated[slot + 1] === true ? value : null,
  );
  return {
    animationDuration: 200,
    animationDurationUpdate: 0,
    textStyle: { fontFamily: palette.font, color: palette.text },
    grid: {
      left: 0,
      right: 12,
      top: 12,
      bottom: 0,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    ...axes(palette, decimals),
    tooltip: curveTooltip(curve, palette, words),
    series: [
      line(
        words.yesterday,
        curve.yesterday,
        { color: palette.text3, width: 1.5 },
        { itemStyle: { color: palette.text3 } },
      ),
      line(
        words.today,
        measured,
        { color, width: 2 },
        { itemStyle: { color }, areaStyle: { color, opacity: 0.12 } },
      ),
      line(words.estimated, guessed, { color, width: 2, type: [5, 4] }, { itemStyle: { color } }),
    ],
  };
}

function curveTooltip(curve: DayCurve, palette: Palette, words: CurveWords): object {
  const text = (value: number | null | undefined): string =>
    value === null || value === undefined
      ? MISSING
      : `${formatFixed(value, curve.power ? 0 : decimalsFor(value))}${NNBSP}${screenUnit(curve.unit)}`;
  return {
    trigger: 'axis',
    backgroundColor: palette.surface,
    borderColor: palette.lineStrong,
    padding: [8, 12],
    extraCssText: 'box-shadow:none;border-radius:4px',
    textStyle: { color: palette.text, fontSize: 12, fontFamily: palette.font },
    axisPointer: { lineStyle: { color: palette.lineStrong, type: 'solid' } },
    confine: true,
    formatter: (hits: unknown) => {
      const slot = Array.isArray(hits)
        ? (hits[0] as { dataIndex?: number } | undefined)?.dataIndex
        : undefined;
      if (slot === undefined) return '';
      const now = curve.today[slot];
      const mark =
        curve.estimated[slot] === true ? ` ≈ ${words.estimated}` : now === null ? ` ⌀ ${words.missing}` : '';
      return (
        `${clock(slot)}–${clock(slot + 1)}<br>${words.today} <b>${text(now)}</b>${mark}` +
        `<br>${words.yesterday} ${text(curve.yesterday[slot])}`
      );
    },
  };
}
