import { findUnit } from '@zerofab/units';
import type { Bilingual } from '@zerofab/vocabulary';
import { isDay } from '@zerofab/calendar';
import type { LibraryFactor } from '../factor-row.js';
import { gridRegion } from '../grid-region.js';
import type { FactorLibrary } from '../library.js';

/** Why a row is not taken: the column, and what to do. */
export interface RowProblem {
  readonly column: string;
  readonly reason: Bilingual;
}

const problem = (column: string, zh: string, en: string): RowProblem => ({ column, reason: { zh, en } });

const listed = (names: ReadonlySet<string>): string => [...names].slice(0, 12).join(', ');

const checkTable = (factor: LibraryFactor, library: FactorLibrary): RowProblem | undefined => {
  const known = library.byId.get(factor.id);
  if (known === undefined || known.table === factor.table) return undefined;
  return problem(
    'id',
    `该 id 已用于表 ${known.table}（${known.name.zh}）；请换一个 id`,
    `this id belongs to table ${known.table} (${known.name.en}); choose another`,
  );
};

const checkCategory = (factor: LibraryFactor, library: FactorLibrary): RowProblem | undefined => {
  const categories = new Set(
    library.factors.filter(({ table }) => table === factor.table).map(({ category }) => category),
  );
  if (categories.has(factor.category)) return undefined;
  return problem(
    'category',
    `表 ${factor.table} 没有类别 ${factor.category}，核算不会用到它；可用：${listed(categories)}`,
    `table ${factor.table} has no category ${factor.category}, nothing would use it; there are: ${listed(categories)}`,
  );
};

/** Unit of a dimension the category already has; kg/kWh where kg/GJ stands would be a slip. */
const checkUnit = (factor: LibraryFactor, library: FactorLibrary): RowProblem | undefined => {
  const units = new Set(
    library.factors
      .filter(({ table, category }) => table === factor.table && category === factor.category)
      .map(({ unit }) => unit),
  );
  if (units.size === 0 || units.has(factor.unit)) return undefined;
  const dimension = findUnit(factor.unit)?.dimension;
  if (dimension !== undefined && [...units].some((unit) => findUnit(unit)?.dimension === dimension))
    return undefined;
  return problem(
    'unit',
    `单位 ${factor.unit} 与类别 ${factor.category} 不符；可用：${listed(units)}`,
    `unit ${factor.unit} does not fit category ${factor.category}; use ${listed(units)}`,
  );
};

const checkValue = ({ parameter, unit, value }: LibraryFactor): RowProblem | undefined => {
  if (value.startsWith('-')) return problem('value', '因子不能为负', 'a factor is not negative');
  const share = unit === '%' ? 100 : unit === 'fraction' ? 1 : undefined;
  if (share === undefined || Number(value) <= share || parameter !== 'oxidationFactor') return undefined;
  return problem(
    'value',
    `氧化率不能超过 ${String(share)}（单位 ${unit}）`,
    `an oxidation factor cannot exceed ${String(share)} (unit ${unit})`,
  );
};

const checkDays = ({ validFrom, validTo }: LibraryFactor): RowProblem | undefined => {
  const fits = (day: string | null): boolean => day === null || isDay(day);
  if (!fits(validFrom)) return problem('valid_from', '该日期不存在', 'there is no such day');
  if (!fits(validTo)) return problem('valid_to', '该日期不存在', 'there is no such day');
  if (validFrom !== null && validTo !== null && validTo < validFrom)
    return problem('valid_to', '早于 valid_from', 'lies before valid_from');
  return undefined;
};

/** A grid factor is found by region and day of publication, and its data year is part of what a report states. */
const checkElectricity = (factor: LibraryFactor, library: FactorLibrary): RowProblem | undefined => {
  // Rows that the library was built with and that name no day are there to be looked at, not to be chosen.
  if (!factor.category.startsWith('grid-') || library.byId.has(factor.id)) return undefined;
  if (factor.year === null)
    return problem('year', '电网因子须注明数据年份', 'a grid factor needs its data year');
  if (factor.validFrom === null)
    return problem(
      'valid_from',
      '电网因子须注明公布日期，核算按公布日期选取',
      'a grid factor needs its day of publication; accounting chooses by it',
    );
  if (factor.region === null || gridRegion(factor.region, library) === undefined)
    return problem(
      'region',
      `“${factor.region ?? ''}”不是已知区域；用 CN、grid-east … 或 CN-JS …`,
      `"${factor.region ?? ''}" is no known region; use CN, grid-east … or CN-JS …`,
    );
  return undefined;
};

/** What is looked up by fuel and set is found by nobody without them. */
const checkNamed = (factor: LibraryFactor, library: FactorLibrary): RowProblem | undefined => {
  if (library.byId.has(factor.id)) return undefined;
  const alike = library.factors.filter(
    ({ table, category }) => table === factor.table && category === factor.category,
  );
  const column = (['fuel', 'set'] as const).find(
    (name) => factor[name] === null && alike.some((row) => row[name] !== null),
  );
  if (column === undefined) return undefined;
  const names = listed(new Set(alike.flatMap((row) => row[column] ?? [])));
  return problem(
    column,
    `类别 ${factor.category} 按 fuel 与 set 两列查找；请填写列 ${column}，如 ${names}`,
    `category ${factor.category} is looked up by its columns fuel and set; fill column ${column}, e.g. ${names}`,
  );
};

const CHECKS = [checkTable, checkCategory, checkNamed, checkUnit, checkValue, checkDays, checkElectricity];

/** The first reason why a well-formed row cannot enter this library; undefined when it can. */
export const problemOf = (factor: LibraryFactor, library: FactorLibrary): RowProblem | undefined => {
  for (const check of CHECKS) {
    const found = check(factor, library);
    if (found !== undefined) return found;
  }
  return undefined;
};
