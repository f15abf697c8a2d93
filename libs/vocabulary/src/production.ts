import type { Labels } from './bilingual.js';

/** What a factory tells of its production besides energy: amounts that add up over time, and states that hold for it. */
export const PRODUCTION_MEASURES = [
  'output',
  'outputValue',
  'valueAdded',
  'landArea',
  'builtArea',
  'floorArea',
  'headCount',
] as const;
export type ProductionMeasure = (typeof PRODUCTION_MEASURES)[number];

export const PRODUCTION_MEASURE_LABELS: Labels<ProductionMeasure> = {
  output: { zh: '合格品产量', en: 'Qualified output' },
  outputValue: { zh: '工业总产值', en: 'Gross industrial output value' },
  valueAdded: { zh: '工业增加值', en: 'Industrial value added' },
  landArea: { zh: '用地面积', en: 'Land area' },
  builtArea: { zh: '建（构）筑物与堆场占地面积', en: 'Land under buildings, structures and open stores' },
  floorArea: { zh: '计容建筑面积', en: 'Counted floor area' },
  headCount: { zh: '从业人员平均人数', en: 'Mean number of employees' },
};

/** Unit of a measure; null: that of the product. Money is told in yuan, or in ten thousand yuan (万元). */
export const PRODUCTION_UNITS: Readonly<Record<ProductionMeasure, string | null>> = {
  output: null,
  outputValue: '10^4CNY',
  valueAdded: '10^4CNY',
  landArea: 'm2',
  builtArea: 'm2',
  floorArea: 'm2',
  headCount: 'person',
};

const STATES: ReadonlySet<ProductionMeasure> = new Set(['landArea', 'builtArea', 'floorArea', 'headCount']);

/** Whether a measure is a state (an area): over a longer time its mean counts, not its sum. */
export const isState = (measure: ProductionMeasure): boolean => STATES.has(measure);

/**
 * Levels that unit energy of a product is held against: 1 to 3 of a mandatory limit standard (单位产品能源消耗限额), and the
 * benchmark and baseline levels of the key sectors (工业重点领域能效标杆水平和基准水平).
 */
export const LIMIT_LEVELS = ['level1', 'level2', 'level3', 'benchmark', 'baseline'] as const;
export type LimitLevel = (typeof LIMIT_LEVELS)[number];

export const LIMIT_LEVEL_LABELS: Labels<LimitLevel> = {
  level1: { zh: '1 级', en: 'Level 1' },
  level2: { zh: '2 级', en: 'Level 2' },
  level3: { zh: '3 级', en: 'Level 3' },
  benchmark: { zh: '标杆水平', en: 'Benchmark level' },
  baseline: { zh: '基准水平', en: 'Baseline level' },
};

/** How electricity becomes standard coal: 当量值, 等价值. A property of a standard, never a global switch. */
export const COAL_CONVENTIONS = ['calorific', 'equivalent'] as const;
export type CoalConvention = (typeof COAL_CONVENTIONS)[number];

export const COAL_CONVENTION_LABELS: Labels<CoalConvention> = {
  calorific: { zh: '当量值', en: 'calorific value' },
  equivalent: { zh: '等价值', en: 'equivalent value' },
};

/** How the energy of a site is shared out to its products. */
export const ALLOCATIONS = ['single', 'share', 'equivalent', 'output'] as const;
export type Allocation = (typeof ALLOCATIONS)[number];

export const ALLOCATION_LABELS: Labels<Allocation> = {
  single: { zh: '仅一种产品，全部计入', en: 'one product, which takes all' },
  share: { zh: '按各产品登记的用能占比分摊', en: 'by the share of energy that each product records' },
  equivalent: { zh: '按折标准产品产量分摊', en: 'by output in equivalents of the standard product' },
  output: { zh: '按产量分摊（平台默认）', en: 'by output (default of ours)' },
};
