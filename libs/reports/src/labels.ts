import {
  FACTOR_CHOICE_LABELS,
  QUALITY_LABELS,
  METHOD_SCOPE_LABELS,
  SOURCE_CATEGORY_LABELS,
  TRACE_ORIGIN_LABELS,
  type FactorChoiceMade,
  type Quality,
  type MethodScope,
  type SourceCategory,
  type TraceInput,
} from '@zerofab/vocabulary';
import type { Lang } from './report-meta.js';

type Both = readonly [zh: string, en: string];

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
  category = (code: SourceCategory): string => this.of(SOURCE_CATEGORY_LABELS[code]);
  scope = (code: MethodScope): string => this.of(METHOD_SCOPE_LABELS[code]);
  quality = (code: Quality): string => this.of(QUALITY_LABELS[code]);
  role = (code: string): string => this.pick(ROLES[code], code);
  choice = (code: FactorChoiceMade['how']): string => this.of(FACTOR_CHOICE_LABELS[code]);
  origin = (code: TraceInput['origin']): string => this.of(TRACE_ORIGIN_LABELS[code]);
}
