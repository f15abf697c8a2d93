import { startOfDay, type Span } from '@zerofab/calendar';
import type { SourceDefinition } from '../domain/source.js';

/** The span in which a source is part of the boundary, by its dates; infinite where it has none. */
export const boundarySpan = (
  { validFrom, validTo }: Pick<SourceDefinition, 'validFrom' | 'validTo'>,
  zone: string,
): Span => ({
  fromMs: validFrom === undefined ? -Infinity : startOfDay(validFrom, zone),
  toMs: validTo === undefined ? Infinity : startOfDay(validTo, zone),
});

/** The borders within the days on which the source is part of the boundary; fewer than two where it never is. */
export const bordersWithin = (
  borders: readonly number[],
  source: Pick<SourceDefinition, 'validFrom' | 'validTo'>,
  zone: string,
): readonly number[] => {
  if (source.validFrom === undefined && source.validTo === undefined) return borders;
  const { fromMs, toMs } = boundarySpan(source, zone);
  return [...new Set(borders.map((ms) => Math.min(Math.max(ms, fromMs), toMs)))].filter(Number.isFinite);
};
