import type { Bilingual, Labels } from './bilingual.js';

/** Source classes (排放源类别) of GB/T 32150-2025; the digest's class codes are FUEL_S, FUEL_M, PROC, WASTE, FUG, ELEC_IN … */
export const SOURCE_CATEGORIES = [
  'stationaryCombustion',
  'mobileCombustion',
  'process',
  'waste',
  'fugitive',
  'purchasedElectricity',
  'purchasedHeat',
  'exportedElectricity',
  'exportedHeat',
  'recovery',
  'biogenic',
  'removal',
  'otherIndirectTransport',
  'otherIndirectUsed',
  'otherIndirectSold',
  'otherIndirectOther',
] as const;
export type SourceCategory = (typeof SOURCE_CATEGORIES)[number];

export const SOURCE_CATEGORY_LABELS: Labels<SourceCategory> = {
  stationaryCombustion: { zh: '固定源燃烧', en: 'Stationary combustion' },
  mobileCombustion: { zh: '移动源燃烧', en: 'Mobile combustion' },
  process: { zh: '生产过程', en: 'Production process' },
  waste: { zh: '废弃物处理处置', en: 'Waste treatment' },
  fugitive: { zh: '逸散', en: 'Fugitive' },
  purchasedElectricity: { zh: '购入电力', en: 'Purchased electricity' },
  purchasedHeat: { zh: '购入热力', en: 'Purchased heat' },
  exportedElectricity: { zh: '输出电力', en: 'Exported electricity' },
  exportedHeat: { zh: '输出热力', en: 'Exported heat' },
  recovery: { zh: '回收利用', en: 'Recovery' },
  biogenic: { zh: '生物质燃料燃烧', en: 'Biomass combustion' },
  removal: { zh: '温室气体清除', en: 'Removals' },
  otherIndirectTransport: { zh: '其他间接：运输', en: 'Other indirect: transport' },
  otherIndirectUsed: { zh: '其他间接：使用的产品和服务', en: 'Other indirect: used goods and services' },
  otherIndirectSold: { zh: '其他间接：售出的产品和服务', en: 'Other indirect: sold goods and services' },
  otherIndirectOther: { zh: '其他间接：其他', en: 'Other indirect: other' },
};

/** direct 直接排放 · energyIndirect 能源间接排放 · otherIndirect 其他间接排放 · biogenic, removal: never in the total. */
export const SCOPES = ['direct', 'energyIndirect', 'otherIndirect', 'biogenic', 'removal'] as const;
export type Scope = (typeof SCOPES)[number];

export const SCOPE_LABELS: Labels<Scope> = {
  direct: { zh: '直接排放', en: 'Direct' },
  energyIndirect: { zh: '能源间接排放', en: 'Energy-indirect' },
  otherIndirect: { zh: '其他间接排放', en: 'Other indirect' },
  biogenic: { zh: '生物源 CO2（单列）', en: 'Biogenic CO2, apart' },
  removal: { zh: '清除（单列）', en: 'Removals, apart' },
};

/**
 * Where a class stands in a method: in a sum, on a line of its own outside every sum (`memo`: shown only, e.g. exported
 * electricity under ISO 14064-1 and the GHG Protocol), or not reported.
 */
export const METHOD_SCOPES = [...SCOPES, 'memo', 'excluded'] as const;
export type MethodScope = (typeof METHOD_SCOPES)[number];

export const METHOD_SCOPE_LABELS: Labels<MethodScope> = {
  ...SCOPE_LABELS,
  memo: { zh: '单列，不计入', en: 'Shown, not counted' },
  excluded: { zh: '不报告', en: 'Not reported' },
};

/** The scope of a class in GB/T 32150-2025; another method may place it elsewhere. */
export const scopeOf = (category: SourceCategory): Scope => {
  if (category === 'biogenic' || category === 'removal') return category;
  if (category.startsWith('otherIndirect')) return 'otherIndirect';
  return /^(purchased|exported)/.test(category) ? 'energyIndirect' : 'direct';
};

/** Classes in which something is burnt: their CO2 is by the fuel, CH4 and N2O count where the method says so. */
export const burnsFuel = (category: SourceCategory): boolean =>
  category === 'stationaryCombustion' || category === 'mobileCombustion' || category === 'biogenic';

/**
 * Classes whose factor may be a fuel: where it is burnt, and where others burn it on the site's account (a carrier's
 * diesel, a leased boiler, commuting), which is other indirect. Of the latter the combustion alone is counted.
 */
export const takesFuel = (category: SourceCategory): boolean =>
  burnsFuel(category) || scopeOf(category) === 'otherIndirect';

/** Classes in which a fuel drives something: vehicles on the road unless it says otherwise. */
export const isDriven = (category: SourceCategory): boolean =>
  category === 'mobileCombustion' || category === 'otherIndirectTransport';

/** 主要 / 辅助 / 附属生产系统 of the accounting boundary. */
export const BOUNDARY_SYSTEMS = ['main', 'auxiliary', 'ancillary'] as const;
export type BoundarySystem = (typeof BOUNDARY_SYSTEMS)[number];

export const BOUNDARY_SYSTEM_LABELS: Labels<BoundarySystem> = {
  main: { zh: '主要生产系统', en: 'Main production' },
  auxiliary: { zh: '辅助生产系统', en: 'Auxiliary production' },
  ancillary: { zh: '附属生产系统', en: 'Ancillary facilities' },
};

/** What kinds of amounts a source binds: meter registers, records by hand, or the balance of a stock. */
export const ACTIVITY_KINDS = ['meters', 'manual', 'stock'] as const;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

/** Records of a stock balance: bought, sold or taken out, and counts of the stock itself. */
export const STOCK_STREAMS = ['purchased', 'sold', 'stock'] as const;
export type StockStream = (typeof STOCK_STREAMS)[number];

/** A source's name, as every figure of it carries it. */
export interface NamedSource {
  readonly code: string;
  readonly name: Bilingual;
}
