import type { Bilingual } from '@zerofab/units';
import type { HalfWidth } from './uncertainty.js';

/**
 * Half-widths at 95 % where nothing better is known. GB/T 32150 gives none: these are defaults of this project, chosen
 * from the ranges usual in inventories, and every result that rests on one says so.
 */
const DEFAULT: Bilingual = {
  zh: '本平台缺省值，非标准规定',
  en: 'default of this platform, not of a standard',
};
const width = (percent: number, zh: string, en: string): HalfWidth => ({
  percent,
  basis: { zh: `${zh}（${DEFAULT.zh}）`, en: `${en} (${DEFAULT.en})` },
});

const ACTIVITY: Readonly<Record<string, HalfWidth>> = {
  meter: width(1, '校准的计量器具', 'calibrated meter'),
  'belt-scale': width(2, '皮带秤', 'belt scale'),
  weighbridge: width(1, '地磅', 'weighbridge'),
  invoice: width(2, '结算单据', 'invoice'),
  manual: width(2, '人工记录', 'manual record'),
  stock: width(3, '库存盘点', 'stock taking'),
  estimated: width(20, '估算数据', 'estimate'),
  proxy: width(30, '替代数据', 'proxy'),
};

/** How the amount of an activity is known. */
export interface ActivityCertainty {
  /** Stated by the site, % at 95 %. */
  readonly percent?: number | undefined;
  /** Accuracy class of the meter, e.g. 0.5. */
  readonly meterClass?: number | undefined;
  /** `meter`, `manual`, `stock`, `belt-scale`, `weighbridge`, `invoice`, `proxy`. */
  readonly kind: string;
  /** Part that was estimated, 0 to 1. */
  readonly estimatedShare: number;
}

/** Half-width of an activity; the estimated part is wider and adds in quadrature. */
export const activityHalfWidth = (certainty: ActivityCertainty): HalfWidth => {
  const { percent, meterClass, kind, estimatedShare } = certainty;
  const measured: HalfWidth =
    percent !== undefined
      ? { percent, basis: { zh: '站点给定', en: 'stated by the site' } }
      : meterClass !== undefined
        ? {
            percent: meterClass,
            basis: { zh: `准确度等级 ${String(meterClass)}`, en: `accuracy class ${String(meterClass)}` },
          }
        : (ACTIVITY[kind] ?? width(5, '计量方式不明', 'way of measuring not known'));
  if (estimatedShare <= 0) return measured;
  const estimate = ACTIVITY['estimated']?.percent ?? 0;
  const share = Math.min(1, estimatedShare);
  return {
    percent: Math.hypot(measured.percent * (1 - share), estimate * share),
    basis: {
      zh: `${measured.basis.zh}；其中 ${(share * 100).toFixed(1)} % 为估算，按 ${String(estimate)} %`,
      en: `${measured.basis.en}; ${(share * 100).toFixed(1)} % of it estimated, taken as ${String(estimate)} %`,
    },
  };
};

/** What is known of a factor. */
export interface FactorCertainty {
  readonly id: string;
  readonly role: string;
  /** Table of the factor library; null for a factor of the site. */
  readonly table: string | null;
  readonly measured: boolean;
}

const COAL = /coal|anthracite|lignite|coke|briquette|gangue/;

/** Half-width of a factor; null for GWP values and others that are a convention, not a measurement. */
export const factorHalfWidth = ({ id, role, table, measured }: FactorCertainty): HalfWidth | null => {
  if (role === 'gwp') return null;
  if (measured || table === null) return width(2, '实测或供方因子', 'measured or supplier factor');
  switch (table) {
    case 'electricity':
      return width(5, '电网平均因子', 'grid average');
    case 'heat':
      return width(10, '热力缺省因子', 'default factor of heat');
    case 'fuels':
      if (role === 'oxidationFactor') return width(1, '氧化率缺省值', 'default oxidation');
      if (role === 'ch4Factor' || role === 'n2oFactor')
        return width(100, '燃烧 CH4/N2O 缺省因子', 'default CH4 or N2O of combustion');
      return COAL.test(id)
        ? width(5, '煤类缺省热值或含碳量', 'default calorific value or carbon of coal')
        : width(2, '油气类缺省参数', 'default parameter of oil or gas');
    case 'process':
      return width(7.5, '过程缺省因子', 'process default');
    case 'fugitive-waste':
      return width(30, '逸散与废弃物缺省因子', 'fugitive or waste default');
    default:
      return width(10, '缺省因子', 'default factor');
  }
};
