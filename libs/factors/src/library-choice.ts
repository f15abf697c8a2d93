import type { Bilingual, UsedFactor } from '@zerofab/vocabulary';
import { FactorNotFoundError, FactorRefusedError } from './errors.js';
import type { LibraryFactor } from './factor-row.js';
import { builtInLibrary } from './library.js';
import { useFactor } from './used-factor.js';

/** What a factor is to be used for: a source class with rules of its own, or `other` for the rest. */
export type FactorPurpose =
  | 'stationaryCombustion'
  | 'mobileCombustion'
  | 'biogenic'
  | 'purchasedElectricity'
  | 'purchasedHeat'
  | 'other';

const INSTEAD: Bilingual = {
  zh: '请采用电网平均因子（规则 latest-at-report-due）',
  en: 'Take the grid average (rule latest-at-report-due).',
};
const reason = (zh: string, en: string): Bilingual => ({
  zh: `${zh}。${INSTEAD.zh}`,
  en: `${en}. ${INSTEAD.en}`,
});

/** Electricity factors that must never enter location-based accounting of consumption, by category, with the reason. */
const REFUSED_ELECTRICITY: Readonly<Record<string, Bilingual>> = {
  'grid-residual-national': reason(
    '不包括市场化非化石电量的剩余因子只用于市场法结果',
    'A residual factor (without market-traded non-fossil power) belongs to a market-based result only',
  ),
  'grid-fossil-national': reason(
    '化石能源电力因子只用于属性明确的化石电力，不是电网平均',
    'A fossil-power factor is for power bought with that attribute; it is no grid average',
  ),
  'electricity-lifecycle': reason(
    '全生命周期因子只用于产品碳足迹，包含上游排放',
    'A life-cycle factor is for product footprints only; it holds upstream emissions',
  ),
  'electricity-nonfossil': reason(
    '零因子须有逐兆瓦时的非化石电力证明，本版本尚不管理该证明',
    'Zero needs proof of non-fossil power for each MWh, which this version does not manage yet',
  ),
};
const OPERATING_MARGIN = /operating-margin|build-margin|combined-margin|(^|-)(om|bm|cm)(-|$)/;

/** Why this factor may not be used for purchased electricity, location-based; undefined when it may. */
export const electricityRefusal = (category: string): Bilingual | undefined => {
  if (category.startsWith('grid-average-') || category === 'ets-electricity') return undefined;
  if (OPERATING_MARGIN.test(category)) {
    return reason(
      '电量/容量边际因子是减排项目的基准线，不用于核算消费',
      'Operating and build margins are baselines of reduction projects, not factors of consumption',
    );
  }
  return (
    REFUSED_ELECTRICITY[category] ??
    reason(
      `类别 ${category} 不是电力消费因子`,
      `Category ${category} is no factor of electricity consumption`,
    )
  );
};

const COMBUSTION = new Set(['fuel-co2-per-heat', 'fuel-co2-per-mass']);
const otherRefusal = (row: LibraryFactor, purpose: FactorPurpose): Bilingual | undefined => {
  if (purpose === 'purchasedHeat') {
    return row.category === 'heat'
      ? undefined
      : { zh: '请选择类别 heat 的因子', en: 'Choose a factor of category heat.' };
  }
  if (row.gas === 'CO2-biogenic' && purpose !== 'biogenic') {
    return {
      zh: '生物质 CO2 单列，不计入总量；请将排放源类别设为 biogenic（生物质）',
      en: 'CO2 of biomass stands on its own line and in no total; give the source the class biogenic.',
    };
  }
  if (purpose === 'biogenic' && COMBUSTION.has(row.category) && row.gas !== 'CO2-biogenic') {
    return {
      zh: '该因子属于化石燃料，列入生物质类别会使其从总量中消失',
      en: 'this factor is of a fossil fuel; in class biogenic it would vanish from the total.',
    };
  }
  if (purpose === 'other' || (purpose === 'biogenic' && row.table !== 'fuels')) {
    return row.table === 'electricity' ? electricityRefusal(row.category) : undefined;
  }
  return COMBUSTION.has(row.category)
    ? undefined
    : {
        zh: '单个参数不足以核算燃烧排放；请用 fuel 选择整套参数，或选择单位热量/质量的 CO2 因子',
        en: 'One parameter does not make a combustion factor: choose kind "fuel" for a whole set, or a factor of CO2 per heat or mass.',
      };
};

/**
 * A factor chosen by its id, checked against what it is to be used for.
 * @throws FactorNotFoundError for an unknown id; FactorRefusedError with the reason, e.g. for residual, fossil,
 * life-cycle and operating-margin factors of electricity, for biomass, and for single fuel parameters
 */
export const lookupLibraryFactor = (
  id: string,
  purpose: FactorPurpose,
  library = builtInLibrary(),
): UsedFactor => {
  const row = library.byId.get(id);
  if (row === undefined) {
    throw new FactorNotFoundError({ zh: id, en: id }, '-', '-', {
      zh: '请从因子库中选择一个 id，或录入站点因子并注明来源',
      en: 'Choose an id of the factor library, or enter a site factor with its source.',
    });
  }
  const refusal =
    purpose === 'purchasedElectricity' ? electricityRefusal(row.category) : otherRefusal(row, purpose);
  if (refusal !== undefined) throw new FactorRefusedError(id, refusal);
  return useFactor(row, 'emissionFactor', {
    how: 'exact',
    rule: 'library-id',
    why: {
      zh: `排放源按 id 指定；不随公布日期更换${row.category === 'ets-electricity' ? '；全国碳市场口径' : ''}`,
      en: `Chosen by id by the emission source; does not change with later publications${row.category === 'ets-electricity' ? '; national ETS scope' : ''}`,
    },
  });
};
