import type { BoundarySystem, Bilingual } from '@zerofab/vocabulary';
import type { SourceDefinition } from '../domain/source.js';
import type { UnitPeriod, BoundaryContent } from '../domain/boundary.js';

/** What a warning needs to know of a source. */
export type BoundSource = Pick<SourceDefinition, 'code' | 'included' | 'system' | 'validFrom' | 'validTo'>;

const ALWAYS = '';
const FOREVER = '~';
interface Stretch {
  readonly from: string;
  readonly to: string;
}

/** Stretches of days in which a unit is inside the boundary, neighbours joined. */
const insideOf = (periods: readonly UnitPeriod[]): Stretch[] => {
  const inside = periods
    .filter(({ tenure }) => tenure !== 'leasedOut')
    .map(({ from, to }) => ({ from: from ?? ALWAYS, to: to ?? FOREVER }))
    .toSorted((a, b) => (a.from < b.from ? -1 : 1));
  const joined: Stretch[] = [];
  for (const stretch of inside) {
    const last = joined.at(-1);
    if (last !== undefined && stretch.from <= last.to)
      joined[joined.length - 1] = { from: last.from, to: last.to > stretch.to ? last.to : stretch.to };
    else joined.push(stretch);
  }
  return joined;
};

const dayText = ({ from, to }: Stretch): string =>
  `[${from === ALWAYS ? '…' : from}, ${to === FOREVER ? '…' : to})`;

const unitWarnings = (units: readonly UnitPeriod[], sources: ReadonlyMap<string, BoundSource>): Bilingual[] =>
  [...new Set(units.map(({ code }) => code))].flatMap((code) => {
    const periods = units.filter((unit) => unit.code === code);
    const inside = insideOf(periods);
    const bound = [...new Set(periods.flatMap((period) => period.sources))];
    return bound.flatMap((name) => {
      const source = sources.get(name);
      if (source === undefined || source.included === false) return [];
      const own = { from: source.validFrom ?? ALWAYS, to: source.validTo ?? FOREVER };
      if (inside.some(({ from, to }) => from <= own.from && own.to <= to)) return [];
      const allowed = inside.map(dayText);
      return [
        {
          zh: `排放源 ${name} 计入 ${dayText(own)}，但单元 ${code} 在边界内的时段为 ${allowed.join('、') || '无'}；请修改排放源的 validFrom / validTo`,
          en: `Source ${name} counts in ${dayText(own)}, but unit ${code} is inside the boundary in ${allowed.join(', ') || 'no period'}; set validFrom and validTo of the source`,
        },
      ];
    });
  });

const systemWarnings = (
  systems: BoundaryContent['systems'],
  sources: ReadonlyMap<string, BoundSource>,
): Bilingual[] => {
  const placed = new Map<string, BoundarySystem[]>();
  for (const system of ['main', 'auxiliary', 'ancillary'] as const)
    for (const code of systems[system].flatMap((part) => part.sources))
      placed.set(code, [...(placed.get(code) ?? []), system]);
  return [...sources.values()].flatMap(({ code, included, system }) => {
    const at = placed.get(code);
    if (at === undefined) {
      return included === false
        ? []
        : [
            {
              zh: `排放源 ${code} 不属于任何生产系统`,
              en: `Source ${code} belongs to no production system of the record`,
            },
          ];
    }
    const own = system ?? 'main';
    return at.every((name) => name === own)
      ? []
      : [
          {
            zh: `排放源 ${code} 在边界记录中属于 ${at.join('、')}，自身标注为 ${own}`,
            en: `Source ${code} stands in ${at.join(', ')} of the record, but is marked ${own} itself`,
          },
        ];
  });
};

/**
 * Where the boundary record and the sources of a site do not fit together: a source of a unit that was sold still
 * counts, a source stands in no production system or in another one. Days are compared as text, YYYY-MM-DD.
 */
export const boundaryWarnings = (record: BoundaryContent, sources: readonly BoundSource[]): Bilingual[] => {
  const byCode = new Map(sources.map((source) => [source.code, source]));
  return [...unitWarnings(record.units, byCode), ...systemWarnings(record.systems, byCode)];
};
