import type { DurationPoint } from '@zerofab/metering';
import type { EChartsCoreOption } from 'echarts/core';
import { categoryAxis, chartBase, safe, tooltip, valueAxis } from '../../chart-card/axes';
import type { ChartColors } from '../../chart-card/use-palette';
import { formatShare } from '../../format/number';
import { withUnit, type Scale } from '../../format/quantity';
import type { LoadRow } from './load-model';

interface Drawn {
  readonly scale: Scale;
  readonly colors: ChartColors;
  readonly color: string;
}
interface LoadInput extends Drawn {
  readonly rows: readonly LoadRow[];
  readonly other: readonly LoadRow[] | null;
  readonly names: {
    readonly own: string;
    readonly other: string;
    readonly estimated: string;
    readonly missing: string;
  };
  /** Peak, base and idle load. */
  readonly lines: readonly { readonly name: string; readonly kw: number | null }[];
  readonly label: (row: LoadRow) => string;
  /** Of a span of several days. */
  readonly dayLabel: ((day: string) => string) | undefined;
}

const powers = (rows: readonly LoadRow[]): (number | null)[] =>
  rows.map(({ kwh, hours }) => (kwh === null ? null : kwh / hours));
const largestOf = (...series: readonly (readonly (number | null)[])[]): number =>
  series.flat().reduce<number>((most, value) => Math.max(most, value ?? 0), 0);
const line = (
  name: string,
  data: readonly unknown[],
  color: string,
  width: number,
  more: object = {},
): object => ({
  name,
  type: 'line',
  data,
  showSymbol: false,
  connectNulls: false,
  sampling: 'lttb',
  itemStyle: { color },
  lineStyle: { color, width },
  ...more,
});

/** Labelled lines of peak, base and idle load; each name stands above its line, at its begin. */
const markLines = (lines: LoadInput['lines'], { colors, scale }: Drawn): object => ({
  silent: true,
  symbol: 'none',
  lineStyle: { color: colors.text3, type: 'solid', width: 1 },
  label: {
    color: colors.text,
    fontSize: 12,
    position: 'insideStartTop',
    distance: [0, 2],
    textBorderColor: colors.surface,
    textBorderWidth: 3,
    formatter: '{b}',
  },
  data: lines.flatMap(({ name, kw }, index) =>
    kw === null
      ? []
      : [
          {
            yAxis: kw,
            name: `${name} ${withUnit(scale, kw)}`,
            // Base and idle load lie close together: their names stand at different ends.
            ...(index === 2 ? { label: { position: 'insideEndTop' } } : {}),
          },
        ],
  ),
});

/** Days below a curve of several days, each at its first step; the clock below a single one. */
const dayLabels = ({ rows, colors, dayLabel }: LoadInput): object => {
  if (dayLabel === undefined) return {};
  const begins = (index: number): boolean => rows[index]?.day !== rows[index - 1]?.day;
  return {
    axisLabel: {
      color: colors.text3,
      fontSize: 12,
      margin: 6,
      hideOverlap: true,
      alignMinLabel: 'left',
      alignMaxLabel: 'right',
      interval: begins,
      formatter: (_: string, index: number) => dayLabel(rows[index]?.day ?? ''),
    },
  };
};

/** Five round steps at most, the last at or above the peak, so that its line stands in the chart. */
function topAxis(largest: number): object {
  if (largest <= 0) return {};
  const size = 10 ** Math.floor(Math.log10(largest / 4));
  const step =
    [1, 2, 2.5, 5, 10].map((factor) => factor * size).find((one) => one * 4.5 >= largest) ?? largest;
  return { max: Math.ceil(largest / step) * step, interval: step };
}

/** Stretches without data, named where there is room. */
const gaps = (rows: readonly LoadRow[], { colors, names }: LoadInput): object => {
  const runs: [number, number][] = [];
  for (const [index, { kwh }] of rows.entries()) {
    if (kwh !== null) continue;
    const last = runs.at(-1);
    if (last !== undefined && last[1] === index - 1) last[1] = index;
    else runs.push([index, index]);
  }
  return {
    silent: true,
    itemStyle: { color: 'transparent', borderColor: colors.lineStrong, borderWidth: 1, borderType: [2, 3] },
    label: { color: colors.text3, fontSize: 12, position: 'insideTop', formatter: '{b}' },
    data: runs.map(([first, last]) => [
      { name: (last - first) * 20 > rows.length ? `⌀ ${names.missing}` : '', xAxis: first },
      { xAxis: last },
    ]),
  };
};

/** Load curve: measured solid, estimated dashed, what it is compared with grey, missing as a gap. */
export function loadOption(input: LoadInput): EChartsCoreOption {
  const { rows, other, names, colors, color, scale, label } = input;
  const own = powers(rows);
  const beside = other === null ? [] : powers(other);
  const measured = own.map((value, index) => (rows[index]?.estimated === true ? null : value));
  // The dashed line begins at the last measured point, so that the two join.
  const guessed = own.map((value, index) =>
    rows[index]?.estimated === true || rows[index + 1]?.estimated === true ? value : null,
  );
  return {
    ...chartBase(colors),
    xAxis: categoryAxis(colors, rows.map(label), { boundaryGap: false, ...dayLabels(input) }),
    yAxis: valueAxis(colors, largestOf(own, beside), scale.divisor, topAxis(largestOf(own, beside))),
    tooltip: tooltip(colors, {
      trigger: 'axis',
      formatter: (hits: unknown) => {
        const index = Array.isArray(hits)
          ? (hits[0] as { dataIndex?: number } | undefined)?.dataIndex
          : undefined;
        const row = index === undefined ? undefined : rows[index];
        if (index === undefined || row === undefined) return '';
        const mark = row.estimated ? ` ≈ ${names.estimated}` : row.kwh === null ? ` ⌀ ${names.missing}` : '';
        const compared =
          other === null ? '' : `<br>${safe(names.other)} ${withUnit(scale, beside[index] ?? null)}`;
        return `${label(row)}<br>${safe(names.own)} <b>${withUnit(scale, own[index] ?? null)}</b>${mark}${compared}`;
      },
    }),
    series: [
      ...(other === null ? [] : [line(names.other, beside, colors.text3, 1.5)]),
      line(names.own, measured, color, 2, {
        areaStyle: { color, opacity: 0.12 },
        markLine: markLines(input.lines, input),
        markArea: gaps(rows, input),
      }),
      line(names.estimated, guessed, color, 2, { lineStyle: { color, width: 2, type: [5, 4] } }),
    ],
  };
}

interface DurationInput extends Drawn {
  readonly own: readonly DurationPoint[];
  readonly other: readonly DurationPoint[] | null;
  readonly names: { readonly own: string; readonly other: string };
}
const pairs = (points: readonly DurationPoint[]): [number, number][] => {
  const [first] = points;
  const drawn = points.map(({ share, kw }): [number, number] => [share * 100, kw]);
  return first === undefined ? [] : [[0, first.kw], ...drawn];
};

/** Load duration curve: power over the share of the known time in which it is reached. */
export function durationOption({
  own,
  other,
  names,
  colors,
  color,
  scale,
}: DurationInput): EChartsCoreOption {
  const largest = largestOf(
    own.map(({ kw }) => kw),
    (other ?? []).map(({ kw }) => kw),
  );
  return {
    ...chartBase(colors, 24),
    xAxis: {
      type: 'value',
      min: 0,
      max: 100,
      axisLabel: { color: colors.text3, fontSize: 12, formatter: '{value} %' },
      axisLine: { show: true, lineStyle: { color: colors.lineStrong } },
      splitLine: { show: false },
    },
    yAxis: valueAxis(colors, largest, scale.divisor),
    tooltip: tooltip(colors, {
      trigger: 'axis',
      formatter: (hits: unknown) => {
        const points = (Array.isArray(hits) ? hits : []) as {
          seriesName?: string;
          value?: [number, number];
        }[];
        const [first] = points;
        if (first?.value === undefined) return '';
        const lines = points.map(
          ({ seriesName, value }) => `${safe(seriesName ?? '')} <b>${withUnit(scale, value?.[1])}</b>`,
        );
        return [`≤ ${formatShare(first.value[0] / 100)}`, ...lines].join('<br>');
      },
    }),
    series: [
      ...(other === null ? [] : [line(names.other, pairs(other), colors.text3, 1.5)]),
      line(names.own, pairs(own), color, 2, { areaStyle: { color, opacity: 0.12 } }),
    ],
  };
}
