import type { ScoreIndicator } from '@zerofab/contracts';
import { formatFixed, formatSigned, MISSING, NNBSP } from '../format/number';
import { screenUnit } from '../format/quantity';

/** Three significant digits, no exponent: intensities, shares and counts of one table read alike. */
export function formatIndicator(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return MISSING;
  if (Number.isInteger(value)) return formatFixed(value, 0);
  const size = Math.floor(Math.log10(Math.abs(value)));
  const text = formatFixed(value, Math.max(0, Math.min(8, 2 - size)));
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** Unit as the screen writes it; a share of 1 has none. */
export const indicatorUnit = (unit: string): string =>
  ['fraction', 'piece', 'point', ''].includes(unit) ? '' : screenUnit(unit);

/** Figure and unit in one. */
export const withIndicatorUnit = (value: number | null | undefined, unit: string): string => {
  const text = formatIndicator(value);
  const name = indicatorUnit(unit);
  return text === MISSING || name === '' ? text : `${text}${NNBSP}${name}`;
};

/** Points: two decimals, as the score is told. */
export const formatPoints = (points: number | null | undefined): string =>
  points === null || points === undefined ? MISSING : formatFixed(points, 2);

/** Change in percent, sign always. */
export const formatPercentChange = (percent: number): string => `${formatSigned(percent, 1)}${NNBSP}%`;

/** Place on a bar whose right end is the leading value: `tick` is where the baseline stands, 0 to 100. */
export function placeOnBar(
  { value, baseline, leading }: Pick<ScoreIndicator, 'value' | 'baseline' | 'leading'>,
  tick: number,
): number | null {
  if (value === null || baseline === null || leading === null || baseline === leading) return null;
  const way = (value - baseline) / (leading - baseline);
  return way < 0 ? tick * Math.max(0, 1 + way) : tick + (100 - tick) * Math.min(1, way);
}

/** Corner of a regular polygon, the first one above, clockwise. */
export function cornerOf(index: number, corners: number, radius: number, centre: number): [number, number] {
  const angle = (2 * Math.PI * index) / corners - Math.PI / 2;
  return [centre + radius * Math.cos(angle), centre + radius * Math.sin(angle)];
}
