import { convert, findUnit } from '@zerofab/units';
import type { Bilingual } from '@zerofab/vocabulary';
import type { LibraryFactor } from '../factor-row.js';
import type { FactorLibrary } from '../library.js';
import { isUnusual, type UsualRange } from '../usual-range.js';

/** A factor that may be right, but is far from everything alike: somebody has to look at it and say so. */
export interface DoubtedFactor {
  readonly line: number;
  readonly id: string;
  /** Value and unit as the file has them. */
  readonly value: string;
  readonly reason: Bilingual;
}

interface Taken {
  readonly line: number;
  readonly factor: LibraryFactor;
  /** The publication before it, or the row that it corrects. */
  readonly predecessor: LibraryFactor | null;
}

const dimensionOf = (unit: string): string | undefined => findUnit(unit)?.dimension;

/** Rows that say the same of something alike: of the same fuel and gas where there are any, else of the category. */
const alikeOf = ({ factor, predecessor }: Taken, { factors }: FactorLibrary): readonly LibraryFactor[] => {
  if (predecessor !== null) return [predecessor];
  const same = factors.filter(
    (row) =>
      row.id !== factor.id &&
      row.table === factor.table &&
      row.category === factor.category &&
      row.parameter === factor.parameter &&
      row.gas === factor.gas,
  );
  const ofFuel = same.filter(({ fuel }) => fuel === factor.fuel);
  return factor.fuel !== null && ofFuel.length > 0 ? ofFuel : same;
};

/** Smallest and greatest value above 0 of the rows in the unit of the factor; undefined where there is none. */
const rangeOf = (rows: readonly LibraryFactor[], unit: string, of: Bilingual): UsualRange | undefined => {
  const values = rows
    .filter((row) => dimensionOf(row.unit) === dimensionOf(unit))
    .map((row) => convert(row.value, row.unit, unit))
    .filter((value) => value.gt(0));
  const [first] = values;
  if (first === undefined) return undefined;
  return values.reduce<UsualRange>(
    ({ low, high }, value) => ({
      low: value.lt(low) ? value : low,
      high: value.gt(high) ? value : high,
      unit,
      of,
    }),
    { low: first, high: first, unit, of },
  );
};

const doubtOf = (taken: Taken, library: FactorLibrary): DoubtedFactor | undefined => {
  const { line, factor, predecessor } = taken;
  if (dimensionOf(factor.unit) === undefined) return undefined;
  const usual = rangeOf(
    alikeOf(taken, library),
    factor.unit,
    predecessor === null
      ? { zh: '同类因子', en: 'factors alike' }
      : { zh: `前一版 ${predecessor.id}`, en: `its predecessor ${predecessor.id}` },
  );
  if (usual === undefined || !isUnusual(factor.value, factor.unit, usual)) return undefined;
  const value = `${factor.value} ${factor.unit}`;
  const ends = [usual.low, usual.high].map((end) => end.toSignificantDigits(6).toFixed());
  const range = `${[...new Set(ends)].join(' – ')} ${usual.unit}`;
  return {
    line,
    id: factor.id,
    value,
    reason: {
      zh: `${value} 与${usual.of.zh}（${range}）相差三倍以上；请核对数值与单位，确认无误请注明理由`,
      en: `${value} is more than three times off ${usual.of.en} (${range}); check value and unit, or confirm it with a reason`,
    },
  };
};

/**
 * The factors of a file that are more than three times off the publication they supersede or correct, or off the range
 * of factors alike where they have no predecessor: a slipped unit, rather than news.
 */
export const doubtedFactors = (taken: readonly Taken[], library: FactorLibrary): DoubtedFactor[] =>
  taken.flatMap((one) => doubtOf(one, library) ?? []);
