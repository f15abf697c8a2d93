import type { EmissionsSeries } from '@zerofab/contracts';
import type { Bilingual, SourceCategory } from '@zerofab/vocabulary';
import { sourceColor } from '../../charts/carrier-color';
import { screenUnit } from '../../format/quantity';

type Source = EmissionsSeries['sources'][number];
export const GROUPINGS = ['source', 'scope', 'category', 'gas'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** One layer of the stack. */
interface SeriesGroup {
  readonly key: string;
  readonly name: string;
  /** Name of a CSS variable. */
  readonly color: string;
  /** Per bucket, tCO2e; null where none of its sources has a figure. */
  readonly values: readonly (number | null)[];
}
interface GroupWords {
  readonly scope: (scope: Source['scope']) => string;
  readonly category: (category: SourceCategory) => string;
  readonly source: (name: Bilingual) => string;
  readonly rest: string;
}

/** More layers than this cannot be told apart; the smallest become one. */
const MOST_LAYERS = 5;
const SCOPE_COLORS: Readonly<Partial<Record<Source['scope'], string>>> = {
  direct: '--zf-s-direct',
  energyIndirect: '--zf-s-indirect',
  removal: '--zf-s-removal',
  biogenic: '--zf-c-pv',
};
/** For what shares its carrier's colour with a larger layer. */
const SPARE = ['--zf-c-water', '--zf-c-h2', '--zf-c-storage', '--zf-c-pv', '--zf-c-air'];

type SourceGrouping = Exclude<Grouping, 'gas'>;
const GAS_COLORS: Readonly<Record<string, string>> = {
  CO2: '--zf-s-direct',
  CH4: '--zf-c-gas',
  N2O: '--zf-c-water',
  SF6: '--zf-c-storage',
  CO2e: '--zf-s-indirect',
};

const keyOf = (source: Source, by: SourceGrouping): string => (by === 'source' ? source.code : source[by]);
const nameOf = (source: Source, by: SourceGrouping, words: GroupWords): string =>
  by === 'source'
    ? words.source(source.name)
    : by === 'scope'
      ? words.scope(source.scope)
      : words.category(source.category);

const add = (values: readonly (number | null)[]): number | null => {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
};
const sizeOf = (group: SeriesGroup): number => Math.abs(add(group.values) ?? 0);

const recoloured = (groups: readonly SeriesGroup[]): SeriesGroup[] => {
  const taken = new Set<string>();
  return groups.map((group) => {
    const color = taken.has(group.color)
      ? (SPARE.find((spare) => !taken.has(spare)) ?? group.color)
      : group.color;
    taken.add(color);
    return { ...group, color };
  });
};

const bySources = (series: EmissionsSeries, by: SourceGrouping, words: GroupWords): SeriesGroup[] => {
  const members = new Map<string, Source[]>();
  for (const source of series.sources)
    members.set(keyOf(source, by), [...(members.get(keyOf(source, by)) ?? []), source]);
  return [...members].map(([key, sources]): SeriesGroup => {
    const [first] = sources;
    const codes = new Set(sources.map(({ code }) => code));
    return {
      key,
      name: first === undefined ? key : nameOf(first, by, words),
      color:
        first === undefined
          ? '--zf-c-air'
          : by === 'scope'
            ? (SCOPE_COLORS[first.scope] ?? '--zf-s-other')
            : sourceColor(first.category),
      values: series.buckets.map((bucket) =>
        add(bucket.sources.filter(({ code }) => codes.has(code)).map(({ tco2e }) => tco2e)),
      ),
    };
  });
};

const byGases = ({ buckets }: EmissionsSeries): SeriesGroup[] => {
  const gases = new Set(buckets.flatMap((bucket) => (bucket.gases ?? []).map(({ gas }) => gas)));
  return [...gases].map((gas) => ({
    key: gas,
    name: screenUnit(gas),
    color: GAS_COLORS[gas] ?? '--zf-c-air',
    values: buckets.map((bucket) => bucket.gases?.find((each) => each.gas === gas)?.tco2e ?? null),
  }));
};

/** Layers of the stack, the largest first, at most five and the rest as one. What is missing in a bucket is not 0. */
export function seriesGroups(series: EmissionsSeries, by: Grouping, words: GroupWords): SeriesGroup[] {
  const groups = by === 'gas' ? byGases(series) : bySources(series, by, words);
  const sorted = groups.toSorted((a, b) => sizeOf(b) - sizeOf(a));
  const shown = recoloured(sorted.slice(0, sorted.length > MOST_LAYERS ? MOST_LAYERS - 1 : MOST_LAYERS));
  const rest = sorted.slice(shown.length);
  if (rest.length === 0) return shown;
  const values = series.buckets.map((_, index) => add(rest.map((group) => group.values[index] ?? null)));
  return [...shown, { key: 'rest', name: words.rest, color: '--zf-text3', values }];
}
