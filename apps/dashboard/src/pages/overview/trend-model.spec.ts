import type { EmissionsSeries } from '@zerofab/contracts';
import { describe, expect, it } from 'vitest';
import type { Palette } from '../../charts/palette';
import { comparisonOf, spanAround } from '../../span/span';
import { trendCsv } from './trend-csv';
import { keyOf, missingRuns, placesOf, segmentsOf, trendPoints, trendSummary } from './trend-model';
import { barWidth, trendOption } from './trend-option';

type Bucket = EmissionsSeries['buckets'][number];
const bucket = (start: string, values: Partial<Bucket> = {}): Bucket => ({
  start,
  end: start,
  directTco2e: 2,
  indirectTco2e: 8,
  estimatedTco2e: 0,
  tce: 1,
  coverage: 1,
  quality: 'measured',
  running: false,
  sources: [],
  ...values,
});
const SOURCES: EmissionsSeries['sources'] = [
  { code: 'gas', name: { zh: 'g', en: 'g' }, category: 'stationaryCombustion', scope: 'direct' },
  { code: 'elec', name: { zh: 'e', en: 'e' }, category: 'purchasedElectricity', scope: 'energyIndirect' },
];
const seriesOf = (buckets: readonly Bucket[], size: EmissionsSeries['bucket'] = 'day'): EmissionsSeries => ({
  from: '',
  to: '',
  bucket: size,
  timezone: 'Asia/Shanghai',
  settled: true,
  sources: SOURCES,
  buckets: [...buckets],
});
const span = spanAround('month', '2026-05-19');
const NOW = Date.parse('2026-05-19T14:35:00+08:00');
const points = trendPoints({
  span,
  comparedSpan: comparisonOf(span),
  bucket: 'day',
  series: seriesOf([
    bucket('2026-05-01T00:00:00+08:00'),
    bucket('2026-05-02T00:00:00+08:00', { estimatedTco2e: 9 }),
    bucket('2026-05-03T00:00:00+08:00', {
      directTco2e: null,
      indirectTco2e: null,
      coverage: 0,
      quality: 'missing',
    }),
    bucket('2026-05-04T00:00:00+08:00', {
      directTco2e: null,
      indirectTco2e: null,
      coverage: 0,
      quality: 'missing',
    }),
    bucket('2026-05-19T00:00:00+08:00', { running: true, indirectTco2e: null }),
    bucket('2026-05-20T00:00:00+08:00', { directTco2e: null, indirectTco2e: null }),
  ]),
  compared: seriesOf([
    bucket('2025-05-01T00:00:00+08:00', { indirectTco2e: null }),
    bucket('2025-05-02T00:00:00+08:00', { directTco2e: 3 }),
  ]),
  now: NOW,
  lang: 'en',
});

describe('points of the trend', () => {
  it('cover the whole span; the future is blank, not missing', () => {
    expect(points).toHaveLength(31);
    expect(points[2]).toMatchObject({ total: null, missing: true });
    expect(points[19]).toMatchObject({ total: null, missing: false });
    expect(missingRuns(points)).toEqual([
      [2, 3],
      [18, 18],
    ]);
  });
  it('add what is known and compare place by place', () => {
    expect(points[0]?.total).toBe(10);
    expect(points[18]).toMatchObject({ total: 2, indirect: null, running: true, partial: true });
    expect(points.map((point) => point.compared).slice(0, 3)).toEqual([null, 11, null]);
  });
  it('summarise without counting what is missing', () => {
    expect(trendSummary(points)).toMatchObject({ total: 22, gaps: 2 });
    expect(trendSummary([]).total).toBeNull();
  });
  it('take the estimated part from the energy-indirect first and lose nothing', () => {
    expect(segmentsOf(points[1]!)).toEqual({
      direct: 1,
      directEstimated: 1,
      indirect: 0,
      indirectEstimated: 8,
    });
  });
  it('write a missing figure as an empty cell', () => {
    expect(trendCsv(points)[3]).toEqual(['2026-05-03', '2026-05-04', '', '', '', '', '', '0', 'missing']);
    expect(trendCsv(points)).toHaveLength(1 + 5);
  });
});

it('places hours by the wall clock of the site and joins the repeated one', () => {
  expect(keyOf('2026-05-18T16:00:00Z', 'hour', 'Asia/Shanghai')).toBe('2026-05-19T00');
  expect(placesOf(spanAround('today', '2026-05-19'), 'hour', 'zh-CN')).toHaveLength(24);
  expect(placesOf(spanAround('year', '2026-05-19'), 'month', 'zh-CN').map((place) => place.key)[11]).toBe(
    '2026-12',
  );
  const day = spanAround('today', '2026-10-25');
  const joined = trendPoints({
    span: day,
    comparedSpan: comparisonOf(day),
    bucket: 'hour',
    series: {
      ...seriesOf([bucket('2026-10-25T02:00:00+02:00'), bucket('2026-10-25T02:00:00+01:00')], 'hour'),
      timezone: 'Europe/Berlin',
    },
    compared: null,
    now: Date.parse('2026-10-26T00:00:00Z'),
    lang: 'en',
  });
  expect(joined[2]?.total).toBe(20);
});

describe('option of the chart', () => {
  const palette: Palette = {
    surface: 'surface',
    line: 'line',
    lineStrong: 'strong',
    text: 'text',
    text3: 'text3',
    direct: 'd',
    indirect: 'i',
    font: 'f',
  };
  const option = trendOption({
    points,
    palette,
    scale: { divisor: 1, unit: 'tCO₂e', decimals: 2 },
    width: 900,
    words: {
      direct: 'Direct',
      indirect: 'Indirect',
      estimated: 'Estimated',
      compared: 'Last year',
      total: 'Total',
      ofIt: 'estimated',
      missing: 'missing',
      coverage: (share) => share,
    },
  }) as {
    series: { data: unknown[]; itemStyle?: { decal?: unknown }; markArea?: { data: unknown[] } }[];
    tooltip: { formatter: (hits: unknown) => string };
    yAxis: { min: number };
  };
  it('starts at 0, leaves missing places blank and names the gap', () => {
    expect(option.yAxis.min).toBe(0);
    expect(option.series[0]?.data[2]).toMatchObject({ value: null });
    expect(option.series[0]?.markArea?.data).toHaveLength(2);
  });
  it('hatches the estimated part and pales the running bucket', () => {
    expect(option.series.filter((series) => series.itemStyle?.decal !== undefined)).toHaveLength(2);
    expect(option.series[0]?.data[18]).toMatchObject({ itemStyle: { opacity: 0.45 } });
  });
  it('tells all in the tooltip', () => {
    const html = option.tooltip.formatter([{ dataIndex: 1 }]);
    for (const word of ['Direct', 'Indirect', 'estimated', 'Last year', 'Total', 'Sat 2 May'])
      expect(html).toContain(word);
    expect(option.tooltip.formatter([{ dataIndex: 2 }])).toContain('⌀ missing');
    expect(option.tooltip.formatter([])).toBe('');
  });
  it('keeps bars between 3 and 24 px', () => {
    expect([barWidth(2000, 12), barWidth(860, 31), barWidth(300, 62)]).toEqual([24, 16, 3]);
  });
});
