/** Emissions of the mock factory over time. */
import type { EmissionsSeries } from '@zerofab/contracts';
import { monthsOf, sourceFigure } from './mock-accounting.js';
import { iso, NOW, ZONE } from './mock-factory.js';
import { MS_PER_DAY, SOURCES } from './mock-sources.js';

/** Emissions over time. */
export function seriesOf(from: number, to: number, bucket: 'hour' | 'day' | 'month'): EmissionsSeries {
  const spans =
    bucket === 'month'
      ? monthsOf(from, to)
      : Array.from(
          { length: Math.ceil((to - from) / (bucket === 'hour' ? 3_600_000 : MS_PER_DAY)) },
          (_, index) => {
            const step = bucket === 'hour' ? 3_600_000 : MS_PER_DAY;
            return { from: from + index * step, to: Math.min(from + (index + 1) * step, to) };
          },
        );
  const buckets = spans
    .filter((span) => span.from < NOW)
    .map((span): EmissionsSeries['buckets'][number] => {
      const sources = SOURCES.map((source) => sourceFigure(source, span.from, span.to));
      const metered = sources.filter((source) => source.activity.kind === 'meters');
      const gone = metered.every((source) => source.tco2e === null);
      const add = (scope: string): number | null =>
        gone ? null : sources.filter((s) => s.scope === scope).reduce((sum, s) => sum + (s.tco2e ?? 0), 0);
      return {
        start: iso(span.from),
        end: iso(span.to),
        directTco2e: add('direct'),
        indirectTco2e: add('energyIndirect'),
        estimatedTco2e: sources.reduce((sum, source) => sum + source.estimatedTco2e, 0),
        tce: gone ? null : sources.reduce((sum, source) => sum + Number(source.energy?.tce ?? 0), 0),
        coverage: Math.min(...metered.map((source) => source.activity.coverage)),
        quality: gone
          ? 'missing'
          : sources.some((source) => source.activity.quality === 'estimated')
            ? 'estimated'
            : 'measured',
        running: span.to > NOW,
        sources: sources.map((source) => ({ code: source.code, tco2e: source.tco2e })),
      };
    });
  return {
    from: iso(from),
    to: iso(to),
    bucket,
    timezone: ZONE,
    settled: true,
    buckets,
    sources: SOURCES.map((source) => ({
      code: source.code,
      name: { zh: source.zh, en: source.en },
      category: source.category,
      scope: source.category.startsWith('purchased') ? ('energyIndirect' as const) : ('direct' as const),
    })),
  };
}
