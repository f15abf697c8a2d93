/**
 * Half-widths at 95 % where nothing better is known. GB/T 32150 gives none. `digest`: suggested by the digest §11,
 * marked there as design; `ipcc`: order of the ranges of IPCC 2006, from memory; `ours`: chosen by us from what is usual
 * in inventories. None is a standard's number, and every text says so.
 */
import type { Bilingual, DataGrade, Rung } from '@zerofab/vocabulary';
export interface DefaultWidth extends Bilingual {
  readonly percent: number;
  readonly source: 'digest' | 'ipcc' | 'ours';
}
const row = (percent: number, source: DefaultWidth['source'], zh: string, en: string): DefaultWidth => ({
  percent,
  source,
  zh,
  en,
});

/** By the way in which an amount is measured. */
export const ACTIVITY_WIDTHS: Readonly<Record<string, DefaultWidth>> = {
  meter: row(1, 'digest', '校准的计量器具', 'calibrated meter'),
  'belt-scale': row(2, 'digest', '皮带秤', 'belt scale'),
  weighbridge: row(1, 'ours', '地磅', 'weighbridge'),
  invoice: row(2, 'ours', '结算单据', 'invoice'),
  manual: row(2, 'ours', '人工记录', 'manual record'),
  stock: row(3, 'digest', '库存盘点', 'stock taking'),
  estimated: row(20, 'ours', '估算数据', 'estimate'),
  proxy: row(30, 'ours', '替代数据', 'proxy'),
};

/** By the grade of data quality alone, GB/T 32150-2025 Table 2, where the way of measuring is not known. */
export const GRADE_WIDTHS: Readonly<Record<DataGrade, DefaultWidth>> = {
  high: row(2, 'ours', '数据质量高，计量方式不明', 'data of high quality, measured in a way not known'),
  medium: row(5, 'ours', '数据质量中，计量方式不明', 'data of medium quality, measured in a way not known'),
  low: row(30, 'ours', '数据质量低，计量方式不明', 'data of low quality, measured in a way not known'),
};

export const UNKNOWN_ACTIVITY_WIDTH = row(5, 'ours', '计量方式不明', 'way of measuring not known');

/** A site's own factors, by the rung of the ladder. */
export const OWN_FACTOR_WIDTHS: Readonly<Partial<Record<Rung, DefaultWidth>>> = {
  measured: row(1.5, 'ours', '化验室实测因子', 'factor measured by a laboratory'),
  supplier: row(3, 'ours', '供方因子', 'factor of the supplier'),
};
export const OWN_FACTOR_WIDTH = row(2, 'ours', '实测或供方因子', 'measured or supplier factor');

/** A row of defaults of the factor library: the first whose table, category, parameter and fuel fit. */
interface FactorRule {
  readonly table: string;
  readonly categories?: ReadonlySet<string>;
  readonly parameters?: ReadonlySet<string>;
  readonly fuels?: ReadonlySet<string>;
  readonly width: DefaultWidth;
}

/** Waste and biomass differ from plant to plant, whatever the name. */
const VARIABLE_FUEL = new Set([
  'firewood',
  'wood',
  'charcoal',
  'peat',
  'agricultural-waste',
  'animal-dung',
  'industrial-waste',
  'msw-biogenic',
  'msw-fossil',
  'waste-oils',
  'black-liquor',
  'biogas',
  'landfill-gas',
  'sludge-gas',
  'other-solid-biomass',
  'other-liquid-biofuel',
]);
const PROCESS_GAS = new Set([
  'coke-oven-gas',
  'blast-furnace-gas',
  'converter-gas',
  'carbide-furnace-gas',
  'gas-works-gas',
  'other-coal-gas',
  'refinery-gas',
]);
const SOLID_FUEL = new Set([
  'coal',
  'power-coal',
  'power-coal-2025',
  'anthracite',
  'bituminous-coal',
  'sub-bituminous-coal',
  'coking-coal',
  'lignite',
  'washed-coal',
  'other-washed-coal',
  'other-coal-product',
  'briquette',
  'coke',
  'petroleum-coke',
]);
const OIL_OR_GAS = new Set([
  'crude-oil',
  'fuel-oil',
  'gasoline',
  'aviation-gasoline',
  'biogasoline',
  'diesel',
  'biodiesel',
  'kerosene',
  'jet-kerosene',
  'naphtha',
  'lubricant',
  'lubricants',
  'bitumen',
  'tar',
  'crude-benzol',
  'other-petroleum-product',
  'natural-gas',
  'lng',
  'lpg',
  'propane',
  'acetylene',
  'methanol',
  'ethanol',
  'hydrogen',
  'ammonia',
]);

export const FACTOR_RULES: readonly FactorRule[] = [
  { table: 'electricity', width: row(5, 'digest', '电网平均因子', 'grid average') },
  { table: 'heat', width: row(10, 'ours', '热力缺省因子', 'default factor of heat') },
  {
    table: 'fuels',
    parameters: new Set(['ch4Factor', 'n2oFactor']),
    width: row(100, 'ipcc', '燃烧 CH4/N2O 缺省因子', 'default CH4 or N2O of combustion'),
  },
  {
    table: 'fuels',
    parameters: new Set(['oxidationFactor']),
    width: row(1, 'ours', '氧化率缺省值', 'default oxidation'),
  },
  {
    table: 'fuels',
    fuels: VARIABLE_FUEL,
    width: row(20, 'ipcc', '废弃物或生物质燃料缺省参数', 'default parameter of waste or biomass'),
  },
  {
    table: 'fuels',
    fuels: PROCESS_GAS,
    width: row(20, 'ipcc', '工艺副产煤气缺省参数', 'default parameter of a gas from a process'),
  },
  {
    table: 'fuels',
    fuels: SOLID_FUEL,
    width: row(5, 'digest', '煤、焦类缺省热值或含碳量', 'default calorific value or carbon of coal or coke'),
  },
  {
    table: 'fuels',
    fuels: OIL_OR_GAS,
    width: row(2, 'digest', '油气类缺省参数', 'default parameter of oil or gas'),
  },
  // An imported fuel that no list names: wide, because nothing says that it is as even as oil or gas.
  {
    table: 'fuels',
    width: row(20, 'ours', '种类不明的燃料缺省参数', 'default parameter of a fuel of no known kind'),
  },
  {
    table: 'process',
    categories: new Set(['carbonate-decomposition', 'stoichiometry']),
    width: row(2, 'ours', '化学计量因子（纯度）', 'stoichiometric factor (purity)'),
  },
  { table: 'process', width: row(7.5, 'digest', '过程缺省因子', 'process default') },
  {
    table: 'fugitive-waste',
    width: row(30, 'digest', '逸散与废弃物缺省因子', 'fugitive or waste default'),
  },
];
export const OTHER_FACTOR_WIDTH = row(10, 'ours', '缺省因子', 'default factor');
