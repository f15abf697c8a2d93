import type { Quality, SourceCategory } from '@zerofab/contracts';
import type { Lang } from './report-meta.js';

type Both = readonly [zh: string, en: string];

const CATEGORIES: Readonly<Record<SourceCategory, Both>> = {
  stationaryCombustion: ['固定源燃烧', 'Stationary combustion'],
  mobileCombustion: ['移动源燃烧', 'Mobile combustion'],
  process: ['生产过程', 'Production process'],
  waste: ['废弃物处理处置', 'Waste treatment'],
  fugitive: ['逸散', 'Fugitive'],
  purchasedElectricity: ['购入电力', 'Purchased electricity'],
  purchasedHeat: ['购入热力', 'Purchased heat'],
  exportedElectricity: ['输出电力', 'Exported electricity'],
  exportedHeat: ['输出热力', 'Exported heat'],
  recovery: ['回收利用', 'Recovery'],
  biogenic: ['生物质燃料燃烧', 'Biomass combustion'],
  removal: ['温室气体清除', 'Removals'],
  otherIndirectTransport: ['其他间接：运输', 'Other indirect: transport'],
  otherIndirectUsed: ['其他间接：使用的产品和服务', 'Other indirect: used goods and services'],
  otherIndirectSold: ['其他间接：售出的产品和服务', 'Other indirect: sold goods and services'],
  otherIndirectOther: ['其他间接：其他', 'Other indirect: other'],
};
const SCOPES: Readonly<Record<string, Both>> = {
  direct: ['直接排放', 'Direct'],
  energyIndirect: ['能源间接排放', 'Energy-indirect'],
  otherIndirect: ['其他间接排放', 'Other indirect'],
  biogenic: ['生物源 CO2（单列）', 'Biogenic CO2, apart'],
  removal: ['清除（单列）', 'Removals, apart'],
};
const QUALITIES: Readonly<Record<Quality, Both>> = {
  measured: ['实测', 'measured'],
  manual: ['人工录入', 'manual'],
  estimated: ['估算', 'estimated'],
  missing: ['缺测', 'missing'],
};
const ROLES: Readonly<Record<string, Both>> = {
  emissionFactor: ['排放因子', 'Emission factor'],
  netCalorificValue: ['低位发热量', 'Net calorific value'],
  carbonContent: ['单位热值含碳量', 'Carbon content'],
  oxidationFactor: ['碳氧化率', 'Oxidation factor'],
  energyCoefficient: ['折标准煤系数', 'Standard-coal coefficient'],
  activity: ['活动数据', 'Activity'],
  value: ['换算前数值', 'Value to convert'],
  multiplyBy: ['乘数', 'Multiplied by'],
  divideBy: ['除数', 'Divided by'],
  temperatureNormal: ['标准状态温度', 'Normal temperature'],
  temperatureMetered: ['计量温度', 'Metered temperature'],
  molarMassCo2: ['CO2 摩尔质量', 'Molar mass of CO2'],
  molarMassCarbon: ['碳摩尔质量', 'Molar mass of carbon'],
};
const CHOICES: Readonly<Record<string, Both>> = {
  exact: ['精确匹配', 'exact'],
  'parent-region': ['上级区域', 'parent region'],
  default: ['缺省', 'default'],
  site: ['站点录入', 'site'],
};
const ORIGINS: Readonly<Record<string, Both>> = {
  activity: ['活动数据', 'activity data'],
  factor: ['因子', 'factor'],
  constant: ['常数', 'constant'],
  formula: ['公式', 'formula'],
  given: ['给定', 'given'],
};

/** The words of a report in its language. */
export class Labels {
  constructor(private readonly lang: Lang) {}

  say(zh: string, en: string): string {
    return this.lang === 'zh' ? zh : en;
  }
  /** A text that comes in both languages. */
  of(both: { readonly zh: string; readonly en: string }): string {
    return both[this.lang];
  }
  /** Both languages, the report's first: for titles an auditor abroad must find too. */
  both(zh: string, en: string): string {
    return this.lang === 'zh' ? `${zh} ${en}` : `${en} ${zh}`;
  }
  private pick(both: Both | undefined, raw: string): string {
    return both === undefined ? raw : this.say(...both);
  }
  category = (code: SourceCategory): string => this.pick(CATEGORIES[code], code);
  scope = (code: string): string => this.pick(SCOPES[code], code);
  quality = (code: Quality): string => this.pick(QUALITIES[code], code);
  role = (code: string): string => this.pick(ROLES[code], code);
  choice = (code: string): string => this.pick(CHOICES[code], code);
  origin = (code: string): string => this.pick(ORIGINS[code], code);
}
