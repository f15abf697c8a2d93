import { plainNumber } from '../../format/number';
import type { TrendPoint } from './trend-model';

/** Rows of the trend for a CSV file: stored units, plain digits, an empty cell where a figure is missing. */
export function trendCsv(points: readonly TrendPoint[]): readonly (readonly string[])[] {
  const head = [
    'from',
    'to',
    'direct_tCO2e',
    'energy_indirect_tCO2e',
    'total_tCO2e',
    'estimated_tCO2e',
    'compared_tCO2e',
    'coverage',
    'quality',
  ];
  const rows = points
    .filter((point) => point.total !== null || point.missing)
    .map((point) => [
      point.from,
      point.to,
      plainNumber(point.direct, 6),
      plainNumber(point.indirect, 6),
      plainNumber(point.total, 6),
      point.total === null ? '' : plainNumber(point.estimated, 6),
      plainNumber(point.compared, 6),
      point.coverage === null ? '' : plainNumber(point.coverage, 4),
      point.quality ?? '',
    ]);
  return [head, ...rows];
}
