import {
  comprehensiveEnergy,
  inventoryGrade,
  inventoryTotals,
  type DataQuality,
  type InventoryQuality,
  type Method,
} from '@zerofab/accounting';
import { decimalText, ExactDecimal } from '@zerofab/units';
import { worstQuality, type Bilingual, type MethodScope, type Quality } from '@zerofab/vocabulary';
import type { GasLine, GasTerm, SourceEnergy } from '../domain/figure.js';
import { gasTotals, methodLines, type GasTotal } from './method-lines.js';
import type { UncertaintyInterval } from './inventory-uncertainty.js';

/** A line of an inventory, as far as its totals need it. */
export interface TotalledLine {
  readonly code: string;
  readonly status: 'ok' | 'missing';
  readonly methodScope: MethodScope;
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
export interface InventorySums {
  readonly complete: boolean;
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
  readonly coverage: number;
  readonly quality: Quality;
}

/** Below this share of its time measured or recorded, a source is covered in part. */
const WHOLE = 0.9999;

/** Whether an inventory is complete: every source has a figure, and data for all of its time. */
export const isComplete = (lines: readonly Pick<TotalledLine, 'status' | 'activity'>[]): boolean =>
  lines.length > 0 && lines.every((line) => line.status === 'ok' && line.activity.coverage > WHOLE);

/**
 * Coverage weighted by emissions: a gap of the largest source counts most. What is subtracted (an export) weighs by its
 * size, so that the coverage of a part never makes that of the whole more than 1; nothing but zeros weighs alike.
 */
export const weightedCoverage = (lines: readonly Pick<TotalledLine, 'exact' | 'activity'>[]): number => {
  if (lines.length === 0) return 0;
  const sizes = lines.map(({ exact }) => new ExactDecimal(exact ?? 0).abs());
  const all = sizes.reduce((sum, size) => sum.plus(size), new ExactDecimal(0)).toNumber();
  return lines.reduce((sum, { activity }, index) => {
    const weight = all === 0 ? 1 / lines.length : (sizes[index]?.toNumber() ?? 0) / all;
    return sum + weight * activity.coverage;
  }, 0);
};

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
  return energy.length === 0 ? null : Number(comprehensiveEnergy(energy).tce);
};

/**
 * Totals of an inventory under a method, with the method's own lines, gases, grade, coverage and energy.
 * @param uncertaintyOf the interval of a set of terms
 */
export const inventorySums = (
  lines: readonly TotalledLine[],
  method: Method,
  uncertaintyOf: (terms: readonly GasTerm[]) => UncertaintyInterval | null,
): InventorySums => {
  const terms = lines.flatMap((line) => line.terms);
  const { direct, energyIndirect, otherIndirect, biogenic, removal, total } = inventoryTotals(terms, method);
  const totalTco2e = numberOf(total);
  const inTotal = linesInTotal(lines, method);
  return {
    complete: isComplete(lines),
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
    coverage: weightedCoverage(inTotal),
    quality:
      lines.length === 0
        ? 'missing'
        : worstQuality(lines.map((line) => (line.status === 'ok' ? line.activity.quality : 'missing'))),
  };
};
