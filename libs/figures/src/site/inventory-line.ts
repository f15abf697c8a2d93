import type { CrossCheck, DataQuality, HalfWidth, Leaf, Method } from '@zerofab/accounting';
import { dayLabel } from '@zerofab/calendar';
import { weakestRung } from '@zerofab/factors';
import { scopeOf, type Bilingual, type MethodScope, type Quality } from '@zerofab/vocabulary';
import type { SourceActivityData } from '../activity/binding.js';
import { sourceCoverage } from '../activity/source-coverage.js';
import type { SourceFigure } from '../domain/figure.js';
import type { SourceDefinition } from '../domain/source.js';
import type { SiteFacts } from '../source/figure-context.js';
import { uncertaintyOfTerms, type UncertaintyInterval } from './inventory-uncertainty.js';
import { crossCheckOf, qualityOfLine } from './line-quality.js';
import { weightInTotal } from './method-lines.js';
import { statedInterval } from './stated-interval.js';

/** Where a source stands in the inventory of a method. */
const headOf = (source: SourceDefinition, method: Method) => {
  const rule = method.classes[source.category];
  return {
    code: source.code,
    name: source.name,
    category: source.category,
    scope: scopeOf(source.category),
    facility: source.facility ?? null,
    sourceVersion: source.version,
    system: source.system ?? 'main',
    methodScope: rule?.scope ?? 'excluded',
    line: rule?.line ?? { zh: '', en: '' },
    weight: weightInTotal(source, method),
  } as const;
};

/** A line of an inventory, without what it shows of its activity data beyond coverage and quality. */
export type InventoryLine = ReturnType<typeof headOf> &
  SourceFigure & {
    readonly methodScope: MethodScope;
    readonly line: Bilingual;
    readonly activity: { readonly coverage: number; readonly quality: Quality };
    readonly uncertainty: UncertaintyInterval | null;
    readonly rung: string | null;
    readonly dataQuality: DataQuality | null;
    readonly crossCheck: CrossCheck | null;
  };

/**
 * The line of a source: its figure, where the method puts it, how well it is known.
 * @param halfWidthOf `halfWidthsOf` of the data of the whole site
 */
export const inventoryLine = (
  data: SourceActivityData,
  figure: SourceFigure,
  method: Method,
  { nowMs, zone }: Pick<SiteFacts, 'nowMs' | 'zone'>,
  halfWidthOf: (leaf: Leaf) => HalfWidth | null,
): InventoryLine => {
  // Of a source that its formulas' streams make up, the own activity alone says nothing.
  const activity = sourceCoverage(data, nowMs);
  const interval = uncertaintyOfTerms(figure.terms, method, halfWidthOf, false);
  return {
    ...headOf(data.source, method),
    ...figure,
    activity,
    uncertainty: statedInterval(interval, activity.coverage).interval,
    rung: weakestRung(figure.factors),
    dataQuality: qualityOfLine(data, figure, dayLabel(nowMs, zone), nowMs),
    crossCheck: crossCheckOf(data, nowMs),
  };
};
