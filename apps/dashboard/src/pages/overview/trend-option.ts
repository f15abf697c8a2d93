import type { EChartsCoreOption } from 'echarts/core';
import type { Palette } from '../../charts/palette';
import { formatCoverage, formatShare, MISSING, NNBSP } from '../../format/number';
import { axisDecimals, axisText } from '../../charts/axis';
import { formatIn, type Scale } from '../../format/quantity';
import { missingRuns, segmentsOf, type TrendPoint } from './trend-model';

/** Words of the chart in the page's language. */
interface TrendWords {
  readonly direct: string;
  readonly indirect: string;
  readonly estimated: string;
  readonly compared: string;
  readonly total: string;
  readonly ofIt: string;
  readonly missing: string;
  readonly coverage: (share: string) => string;
}

interface TrendInput {
  readonly points: readonly TrendPoint[];
  readonly palette: Palette;
  readonly words: TrendWords;
  readonly scale: Scale;
  /** Inner width of the chart, px: decides the width of bars and comparison ticks. */
  readonly width: number;
}

const RUNNING_OPACITY = 0.45;
/** More places than this are drawn as areas. */
const MOST_BARS = 62;

/** Width of a bar, px: 62 % of its place, never above 24. */
export function barWidth(width: number, places: number): number {
  return Math.max(3, Math.min(24, Math.floor(((width - 48) / Math.max(1, places)) * 0.62)));
}

/** Option of the emissions trend: stacked scopes, the estimated part hatched, ticks of the span compared with. */
export function trendOption(input: TrendInput): EChartsCoreOption {
  const { points, palette, scale } = input;
  return {
    animationDuration: points.length > MOST_BARS ? 0 : 200,
    animationDurationUpdate: 0,
    textStyle: { fontFamily: palette.font, color: palette.text },
    grid: { left: 0, right: 4, top: 12, bottom: 0, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: {
      type: 'category',
      data: points.map((point) => point.label),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: palette.lineStrong } },
      axisLabel: { color: palette.text3, fontSize: 12, hideOverlap: true, margin: 6 },
    },
    yAxis: {
      type: 'value',
      min: 0,
      splitNumber: 4,
      axisLabel: {
        color: palette.text3,
        fontSize: 12,
        formatter: (value: number) =>
          axisText(value / scale.divisor, axisDecimals(largest(points) / scale.divisor)),
      },
      splitLine: { lineStyle: { color: palette.line } },
    },
    tooltip: tooltipOf(input),
    series: points.length > MOST_BARS ? lines(input) : [...bars(input), comparedTicks(input)],
  };
}

const largest = (points: readonly TrendPoint[]): number =>
  points.reduce((most, point) => Math.max(most, point.total ?? 0, point.compared ?? 0), 0);

function bars({ points, palette, words, width }: TrendInput): object[] {
  const size = barWidth(width, points.length);
  const hatch = {
    symbol: 'rect',
    dashArrayX: [1, 0],
    dashArrayY: [2, 3],
    rotation: -Math.PI / 4,
    color: palette.surface,
  };
  const parts = points.map((point) => segmentsOf(point));
  const segment = (
    name: string,
    key: keyof (typeof parts)[number],
    color: string,
    estimated: boolean,
  ): object => ({
    name,
    type: 'bar',
    stack: 'emissions',
    barWidth: size,
    emphasis: { disabled: true },
    itemStyle: {
      color,
      borderColor: palette.surface,
      borderWidth: 0.5,
      ...(estimated ? { decal: hatch } : {}),
    },
    data: points.map((point, index) => ({
      value: point.total === null ? null : (parts[index]?.[key] ?? 0),
      itemStyle: {
        opacity: point.running ? RUNNING_OPACITY : 1,
        borderRadius: topKey(parts[index]) === key ? [2, 2, 0, 0] : 0,
      },
    })),
  });
  const series = [
    segment(words.direct, 'direct', palette.direct, false),
    segment(words.estimated, 'directEstimated', palette.direct, true),
    segment(words.indirect, 'indirect', palette.indirect, false),
    segment(words.estimated, 'indirectEstimated', palette.indirect, true),
  ];
  return [{ ...series[0], markArea: gapAreas(points, palette, words) }, ...series.slice(1)];
}

/** The segment at the free end of a bar carries the rounded corners. */
function topKey(parts: ReturnType<typeof segmentsOf> | undefined): string {
  const order = ['indirectEstimated', 'indirect', 'directEstimated', 'direct'] as const;
  return order.find((key) => (parts?.[key] ?? 0) > 0) ?? 'direct';
}

/** Missing places: no fill, dashed edges, named. */
function gapAreas(points: readonly TrendPoint[], palette: Palette, words: TrendWords): object {
  return {
    silent: true,
    itemStyle: { color: 'transparent', borderColor: palette.lineStrong, borderWidth: 1, borderType: [2, 3] },
    label: { color: palette.text3, fontSize: 12, position: 'inside', formatter: '{b}' },
    data: missingRuns(points).map(([first, last]) => [
      { name: last - first >= 2 ? `⌀ ${words.missing}` : '⌀', xAxis: first },
      { xAxis: last },
    ]),
  };
}

/** Many places: stacked areas, the comparison as a thin line, missing places blank. */
function lines({ points, palette, words }: TrendInput): object[] {
  const area = (name: string, color: string, value: (point: TrendPoint) => number | null): object => ({
    name,
    type: 'line',
    stack: 'emissions',
    step: 'middle',
    showSymbol: false,
    connectNulls: false,
    sampling: 'lttb',
    itemStyle: { color },
    lineStyle: { width: 1, color },
    areaStyle: { color, opacity: 0.85 },
    data: points.map((point) => (point.total === null ? null : value(point))),
  });
  const direct = area(words.direct, palette.direct, (point) => point.direct ?? 0);
  return [
    { ...direct, markArea: gapAreas(points, palette, words) },
    area(words.indirect, palette.indirect, (point) => point.indirect ?? 0),
    {
      name: words.compared,
      type: 'line',
      step: 'middle',
      showSymbol: false,
      connectNulls: false,
      itemStyle: { color: palette.text3 },
      lineStyle: { width: 1.5, color: palette.text3 },
      data: points.map((point) => point.compared),
    },
  ];
}

function comparedTicks({ points, palette, words, width }: TrendInput): object {
  return {
    name: words.compared,
    type: 'scatter',
    symbol: 'rect',
    symbolSize: [barWidth(width, points.length), 2],
    silent: true,
    emphasis: { disabled: true },
    z: 5,
    itemStyle: { color: palette.text3 },
    data: points.map((point) => point.compared),
  };
}

function tooltipOf(input: TrendInput): object {
  const { points, palette } = input;
  return {
    trigger: 'axis',
    axisPointer: { type: 'shadow', shadowStyle: { color: palette.lineStrong, opacity: 0.12 } },
    backgroundColor: palette.surface,
    borderColor: palette.lineStrong,
    borderWidth: 1,
    padding: [8, 12],
    extraCssText: 'box-shadow:none;border-radius:4px',
    textStyle: { color: palette.text, fontSize: 12, fontFamily: palette.font },
    confine: true,
    formatter: (hits: unknown) => {
      const index = Array.isArray(hits)
        ? (hits[0] as { dataIndex?: number } | undefined)?.dataIndex
        : undefined;
      const point = index === undefined ? undefined : points[index];
      return point === undefined ? '' : tooltipHtml(point, input);
    },
  };
}

function tooltipHtml(point: TrendPoint, { palette, words, scale }: TrendInput): string {
  const row = (
    color: string | null,
    name: string,
    value: number | null,
    share: number | null,
    bold = false,
  ): string => {
    const square =
      color === null
        ? '<i style="display:inline-block;width:8px"></i>'
        : `<i style="display:inline-block;width:8px;height:8px;background:${color}"></i>`;
    const unit = value === null ? '' : `${NNBSP}${scale.unit}`;
    return (
      `<tr style="font-weight:${bold ? 600 : 400}"><td style="padding-right:8px">${square} ${name}</td>` +
      `<td style="text-align:right">${value === null ? MISSING : formatIn(scale, value)}${unit}</td>` +
      `<td style="text-align:right;padding-left:8px;color:${palette.text3}">${share === null ? '' : formatShare(share)}</td></tr>`
    );
  };
  const shareOf = (value: number | null): number | null =>
    value === null || point.total === null || point.total === 0 ? null : value / point.total;
  const rows = [
    row(palette.direct, words.direct, point.direct, shareOf(point.direct)),
    row(palette.indirect, words.indirect, point.indirect, shareOf(point.indirect)),
    ...(point.estimated > 0 ? [row(null, `≈ ${words.ofIt}`, point.estimated, shareOf(point.estimated))] : []),
    ...(point.compared === null ? [] : [row(palette.text3, words.compared, point.compared, null)]),
    row(null, words.total, point.total, null, true),
  ];
  const state =
    point.missing || point.partial
      ? `⌀ ${words.missing}`
      : point.coverage === null || point.coverage >= 1
        ? ''
        : words.coverage(formatCoverage(point.coverage));
  const foot = state === '' ? '' : `<div style="color:${palette.text3};padding-top:4px">${state}</div>`;
  return `<div style="padding-bottom:4px">${point.title}</div><table style="border-spacing:0">${rows.join('')}</table>${foot}`;
}
