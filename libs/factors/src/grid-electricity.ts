import { type Bilingual, type UsedFactor, type GridFactorRule, GRID_FACTOR_RULES } from '@zerofab/vocabulary';
import { requireDay, requireYear } from './lookup-checks.js';
import { BadLookupError, FactorNotFoundError } from './errors.js';
import type { LibraryFactor } from './factor-row.js';
import { gridRegion, type GridRegion } from './grid-region.js';
import { builtInLibrary, type FactorLibrary } from './library.js';
import { useFactor } from './used-factor.js';

export interface GridLookup {
  /** Key of a grid region, see `gridRegions()`. */
  readonly region: string;
  /** Calendar year of the activity data. */
  readonly accountingYear: number;
  /** Day on which the report is made, YYYY-MM-DD. */
  readonly asOf: string;
  readonly rule: GridFactorRule;
}

const SUBSTANCE: Bilingual = {
  zh: '电网平均二氧化碳排放因子（位置法）',
  en: 'grid average electricity CO2 (location-based)',
};

const isGridAverage = (row: LibraryFactor): boolean => row.category.startsWith('grid-average-');

const publication = (row: LibraryFactor): string => row.validFrom ?? '';

/** Latest publication first; by data year: the nearest to the accounting year, and of two the later. */
const best =
  ({ rule, accountingYear }: Pick<GridLookup, 'rule' | 'accountingYear'>) =>
  (a: LibraryFactor, b: LibraryFactor): number => {
    const distance = (row: LibraryFactor): number => Math.abs(Number(row.year ?? 0) - accountingYear);
    const nearer = rule === 'data-year' ? distance(a) - distance(b) : 0;
    return nearer === 0
      ? Number(publication(a) < publication(b)) - Number(publication(a) > publication(b))
      : nearer;
  };

const publishedBy = (library: FactorLibrary, region: string, lookup: GridLookup): LibraryFactor | undefined =>
  library.factors
    .filter((row) => isGridAverage(row) && row.region === region)
    .filter((row) => row.validFrom !== null && row.validFrom <= lastDay(lookup))
    .toSorted(best(lookup))[0];

/** Last day whose publications count. The report of a year is due on 31 March of the next. */
const lastDay = ({ accountingYear, asOf, rule }: GridLookup): string => {
  const due = `${accountingYear + 1}-03-31`;
  return rule === 'latest-at-report-due' && due < asOf ? due : asOf;
};

const firstPublication = (library: FactorLibrary, region: string): string | undefined =>
  library.factors
    .filter((row) => isGridAverage(row) && row.region === region && row.validFrom !== null)
    .map((row) => row.validFrom ?? '')
    .sort()[0];

const ADVICE_UNKNOWN: Bilingual = {
  zh: '请将站点的电网区域设为 CN、grid-* 或 CN-XX（省级），或为该排放源录入站点因子并注明来源',
  en: 'Set the grid region of the site to CN, grid-* or CN-XX (province), or enter a site factor with its source for this emission source.',
};
const adviceEarly = (key: string, first: string): Bilingual => ({
  zh: `${key} 的首个官方因子于 ${first} 公布；请为该排放源录入站点因子并注明来源，或改用规则 data-year（数据年份最接近核算年份）`,
  en: `The first official factor of ${key} was published on ${first}; enter a site factor with its source for this emission source, or use the rule data-year (the data year nearest to the accounting year).`,
});

const whyOf = (
  lookup: GridLookup,
  day: string,
  row: LibraryFactor,
  asked: GridRegion,
  used: GridRegion,
): Bilingual => {
  const own = asked.key === used.key;
  const due = lookup.rule === 'latest-at-report-due' ? '（不晚于次年3月31日的报告期限）' : '';
  const dueEn =
    lookup.rule === 'latest-at-report-due' ? ' (not after the report is due, 31 March of the next year)' : '';
  return {
    zh:
      (own
        ? ''
        : `${asked.name.zh}（${asked.key}）没有自己的官方因子，采用上级区域${used.name.zh}（${used.key}）的因子。`) +
      (lookup.rule === 'data-year'
        ? `截至 ${day} 已公布的因子中，数据年份最接近核算年份的：`
        : `截至 ${day}${due}最新公布的官方因子：`) +
      `${row.validFrom ?? ''} 公布，数据年份 ${row.year ?? '未注明'}，核算年份 ${lookup.accountingYear}`,
    en:
      (own
        ? ''
        : `${asked.name.en} (${asked.key}) has no official factor of its own; the factor of its parent region ${used.name.en} (${used.key}) is used. `) +
      (lookup.rule === 'data-year'
        ? `Of the official factors published by ${day} the one whose data year is nearest: `
        : `Latest official factor published by ${day}${dueEn}: `) +
      `published ${row.validFrom ?? ''}, data year ${row.year ?? 'not stated'}, accounting year ${lookup.accountingYear}`,
  };
};

/**
 * The average grid factor for purchased electricity, location-based.
 *
 * `latest-at-report-due`: the factor with the latest publication day on or before both `asOf` and 31 March after the
 * accounting year, i.e. what was newest when the report was due. `latest-published`: the latest on or before `asOf`.
 * `data-year`: of those published by `asOf` the one whose data year is the accounting year, or nearest to it: the rule
 * that answers for the years before the first publication.
 * A province without a factor of its own takes its regional grid's, marked `parent-region` with the reason; a factor
 * that was merely not yet published is never replaced by a wider region's.
 * Source: GB/T 32150-2025 7.5.6 and GB/T 32151.34-2024 (latest factor published by MEE/NBS).
 * @returns factor in kgCO2/kWh, role `emissionFactor`
 * @throws FactorNotFoundError naming substance, region, date and what to do; BadLookupError for a bad day, year or rule
 */
export const lookupGridFactor = (lookup: GridLookup, library = builtInLibrary()): UsedFactor => {
  requireDay('asOf', lookup.asOf);
  requireYear('accountingYear', lookup.accountingYear);
  if (!GRID_FACTOR_RULES.includes(lookup.rule)) {
    const rules = GRID_FACTOR_RULES.join(', ');
    throw new BadLookupError('rule', lookup.rule, { zh: `可用规则：${rules}`, en: `Rules: ${rules}.` });
  }
  const day = lastDay(lookup);
  const asked = gridRegion(lookup.region, library);
  const used = asked?.factor === 'parent' ? gridRegion(asked.parent ?? '', library) : asked;
  if (asked === undefined || used === undefined || used.factor === 'none') {
    throw new FactorNotFoundError(SUBSTANCE, lookup.region, day, ADVICE_UNKNOWN);
  }
  const row = publishedBy(library, used.key, lookup);
  if (row === undefined) {
    const advice = adviceEarly(used.key, firstPublication(library, used.key) ?? '');
    throw new FactorNotFoundError(SUBSTANCE, lookup.region, day, advice);
  }
  return useFactor(row, 'emissionFactor', {
    how: asked.key === used.key ? 'exact' : 'parent-region',
    rule: lookup.rule,
    why: whyOf(lookup, day, row, asked, used),
  });
};

/**
 * The national factor of what is left after market-traded non-fossil power, for the rest of a market-based result only.
 * Chosen by the same rule of publication as the average.
 * @throws FactorNotFoundError when none was published by then
 */
export const lookupResidualFactor = (
  lookup: Omit<GridLookup, 'region'>,
  library = builtInLibrary(),
): UsedFactor => {
  const whole = { ...lookup, region: 'CN' };
  const day = lastDay(whole);
  const row = library.factors
    .filter((candidate) => candidate.category === 'grid-residual-national')
    .filter((candidate) => candidate.validFrom !== null && candidate.validFrom <= day)
    .toSorted(best(lookup))[0];
  if (row === undefined) {
    const substance = { zh: '剩余电力因子（市场法）', en: 'residual electricity factor (market-based)' };
    throw new FactorNotFoundError(
      substance,
      'CN',
      day,
      adviceEarly('CN', firstPublication(library, 'CN') ?? ''),
    );
  }
  return useFactor(row, 'emissionFactor', {
    how: 'exact',
    rule: `residual-${lookup.rule}`,
    why: {
      zh: `市场法：有凭证电量按 0 计，其余电量用截至 ${day} 最新公布的剩余因子（不含市场化非化石电量）`,
      en: `Market-based: proven electricity counts as 0, the rest takes the residual factor published latest by ${day}`,
    },
  });
};
