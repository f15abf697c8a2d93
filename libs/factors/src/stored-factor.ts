import { confidenceOf, type FactorParameter, type LibraryFactor } from './factor-row.js';
import type { PublishedRung } from './rung.js';

/*
 * Editions and imports that were stored before factors had the columns `rung`, `fuel`, `parameter` and `set`
 * (version 2026.11-b2469b46 of the data and before). Their rows stay as they were written; when they are read, the columns
 * are derived here once, by the rules of that time, so that what was believed then is answered as it was then. Nothing
 * else may read these things out of ids or prose.
 */

type Columns = 'rung' | 'fuel' | 'parameter' | 'set';
/** A factor as the database holds it: of today, or of the version without the columns. */
export type StoredFactor = Omit<LibraryFactor, Columns> & Partial<Pick<LibraryFactor, Columns>>;

/** By what the source of a factor is; the first that fits. */
const RUNG_OF_SOURCE: readonly (readonly [RegExp, PublishedRung])[] = [
  [/GB\/T 3215[01]|GB\/T 36/, 'sector-part'],
  [/provincial/i, 'regional'],
  [/NDRC|sector guide/, 'sector-part'],
  [/NCSC|MEE|NBS|生态环境部|国家统计局|公告|announcement/i, 'national-database'],
  [/IPCC/, 'ipcc'],
];
const rungOf = ({ id, table, source }: StoredFactor): PublishedRung | null => {
  if (table === 'gwp') return null;
  if (id.startsWith('elec-')) return 'national-database';
  return RUNG_OF_SOURCE.find(([pattern]) => pattern.test(source))?.[1] ?? 'regional';
};

const FUEL_ROW = /^fuel-(.+?)-(ncv|cc|of|co2heat|ch4|n2o)-([a-z0-9][a-z0-9.-]*)$/;
const PARAMETER_OF: Readonly<Record<string, FactorParameter>> = {
  ncv: 'netCalorificValue',
  cc: 'carbonContent',
  of: 'oxidationFactor',
  co2heat: 'emissionFactor',
  ch4: 'ch4Factor',
  n2o: 'n2oFactor',
};
const GWP_SET = /-(sar|ar4|ar5|ar6)$/;

const columnsOf = (factor: StoredFactor): Pick<LibraryFactor, Columns> => {
  const rung = rungOf(factor);
  if (factor.table === 'gwp') {
    const parameter = factor.category.startsWith('gwp100') ? ('gwp' as const) : null;
    return { rung, fuel: null, parameter, set: GWP_SET.exec(factor.id)?.[1] ?? null };
  }
  const [, fuel, kind = '', set] = (factor.table === 'fuels' ? FUEL_ROW.exec(factor.id) : null) ?? [];
  return { rung, fuel: fuel ?? null, parameter: PARAMETER_OF[kind] ?? null, set: set ?? null };
};

/** Factors of a stored edition or import in the shape of today; those that have their columns stay as they are. */
export const upcastFactors = (stored: readonly StoredFactor[]): readonly LibraryFactor[] =>
  stored.map(({ rung, fuel, parameter, set, ...written }) => {
    const factor = {
      ...written,
      confidence: confidenceOf(written.confidence) as LibraryFactor['confidence'],
    };
    return rung === undefined
      ? { ...factor, ...columnsOf(factor) }
      : { ...factor, rung, fuel: fuel ?? null, parameter: parameter ?? null, set: set ?? null };
  });
