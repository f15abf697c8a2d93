import {
  comprehensiveEnergy,
  inventoryGrade,
  inventoryTotals,
  type DataQuality,
  type InventoryQuality,
  type Method,
} from '@zerofab/accounting';
import { decimalText } from '@zerofab/units';
import { worstQuality, type Bilingual, type MethodScope, type Quality } from '@zerofab/vocabulary';
import type { GasLine, GasTerm, SourceEnergy } from '../domain/figure.js';
import { completenessOf, type Completeness } from './completeness.js';
import { gasTotals, methodLines, type GasTotal } from './method-lines.js';
import type { UncertaintyInterval } from './inventory-uncertainty.js';

/** A line of an inventory, as far as its totals need it. */
export interface TotalledLine {
  readonly code: string;
  readonly status: 'ok' | 'missing';
  readonly methodScope: MethodScope;
  /** 1 adds to the total, −1 is subtracted, 0 stands beside it. */
  readonly weight: number;
  readonly activity: { readonly coverage: number; readonly quality: Quality };
  readonly tco2e: number | null;
  readonly exact: string | null;
  readonly estimatedTco2e: number;
  readonly energy: SourceEnergy | null;
  readonly gases: readonly GasLine[];
  readonly dataQuality: DataQuality | null;
  readonly terms: readonly GasTerm[];
}

/** Totals of an inventory under a method; a total without any figure is null, never 0. */
export interface InventorySums extends Completeness {
  readonly directTco2e: number | null;
  readonly indirectTco2e: number | null;
  readonly otherIndirectTco2e: number | null;
  readonly removalTco2e: number | null;
  readonly totalTco2e: number | null;
  readonly exact: {
    readonly direct: string | null;
    readonly indirect: string | null;
    readonly total: string | null;
  };
  readonly estimatedTco2e: number;
  readonly biogenicTco2: number;
  readonly gases: GasTotal[];
  readonly lines: {
    readonly scope: MethodScope;
    readonly line: Bilingual;
    readonly sign: number;
    readonly tco2e: number;
    readonly exact: string;
    readonly sources: string[];
    readonly uncertainty: UncertaintyInterval | null;
  }[];
  readonly dataQuality: InventoryQuality | null;
  readonly comprehensiveEnergyTce: number | null;
  readonly quality: Quality;
}

/** Lines that make up the total of the method. */
export const linesInTotal = <L extends Pick<TotalledLine, 'methodScope'>>(
  lines: readonly L[],
  method: Method,
): L[] => lines.filter(({ methodScope }) => method.total.some((scope) => scope === methodScope));

/** Share of each line in the total, by code; lines beside the total have none. */
export const sharesOf = (
  lines: readonly TotalledLine[],
  method: Method,
  totalTco2e: number | null,
): ReadonlyMap<string, number> =>
  new Map(
    totalTco2e === null || totalTco2e === 0
      ? []
      : linesInTotal(lines, method).flatMap(({ code, tco2e }) =>
          tco2e === null ? [] : [[code, tco2e / totalTco2e]],
        ),
  );

/** Grade of the whole, weighted by emissions; null without a graded line. */
const wholeQuality = (lines: readonly TotalledLine[]): InventoryQuality | null =>
  inventoryGrade(lines.map(({ dataQuality, exact }) => ({ quality: dataQuality, tco2e: exact })));

const numberOf = (part: { readonly tco2e: string } | null): number | null =>
  part === null ? null : Number(part.tco2e);

const energyOf = (lines: readonly TotalledLine[]): number | null => {
  const energy = lines.flatMap((line) =>
    line.energy === null ? [] : [{ sourceCode: line.code, ...line.energy }],
  );
  // Deliveries alone are no use of energy.
  return energy.every(({ tce }) => tce.startsWith('-')) ? null : Number(comprehensiveEnergy(energy).tce);
};

/**
 * Totals of an inventory under a method, with the method's own lines, gases, grade, coverage and energy.
 * @param uncertaintyOf the interval of a set of terms
 * @param before share of each source in the last comparable span; needed where one is missing
 */
export const inventorySums = (
  lines: readonly TotalledLine[],
  method: Method,
  uncertaintyOf: (terms: readonly GasTerm[]) => UncertaintyInterval | null,
  before?: ReadonlyMap<string, number>,
): InventorySums => {
  const terms = lines.flatMap((line) => line.terms);
  const { direct, energyIndirect, otherIndirect, biogenic, removal, total } = inventoryTotals(terms, method);
  const totalTco2e = numberOf(total);
  const inTotal = linesInTotal(lines, method);
  return {
    ...completenessOf(lines, before),
    directTco2e: numberOf(direct),
    indirectTco2e: numberOf(energyIndirect),
    otherIndirectTco2e: numberOf(otherIndirect),
    removalTco2e: numberOf(removal),
    totalTco2e,
    exact: {
      direct: direct?.tco2e ?? null,
      indirect: energyIndirect?.tco2e ?? null,
      total: total?.tco2e ?? null,
    },
    estimatedTco2e: inTotal.reduce((sum, line) => sum + line.estimatedTco2e, 0),
    biogenicTco2: numberOf(biogenic) ?? 0,
    gases: gasTotals(terms, lines, method),
    lines: methodLines(terms, method).map(({ terms: own, ...line }) => ({
      ...line,
      exact: decimalText(line.exact),
      uncertainty: uncertaintyOf(own),
    })),
    dataQuality: wholeQuality(inTotal),
    comprehensiveEnergyTce: energyOf(lines),
    quality:
      lines.length === 0
        ? 'missing'
        : worstQuality(lines.map((line) => (line.status === 'ok' ? line.activity.quality : 'missing'))),
  };
};
