import { decimalText, findUnit, parseDecimal } from '@zerofab/units';
import type { UsedFactor } from '@zerofab/vocabulary';
import { BadLookupError } from './errors.js';
import type { FactorPurpose } from './library-choice.js';

/** Dimensions a factor may have by purpose; `other` takes any, the formula decides. */
const DIMENSIONS: Readonly<Record<FactorPurpose, readonly string[]>> = {
  purchasedElectricity: ['mass of CO2/energy'],
  purchasedHeat: ['mass of CO2/energy'],
  stationaryCombustion: [
    'mass of CO2/energy',
    'mass of CO2/mass',
    'mass of CO2/normal gas volume',
    'mass of CO2/volume',
  ],
  mobileCombustion: [
    'mass of CO2/energy',
    'mass of CO2/mass',
    'mass of CO2/normal gas volume',
    'mass of CO2/volume',
  ],
  biogenic: [],
  other: [],
};
const EXAMPLES: Readonly<Record<FactorPurpose, string>> = {
  purchasedElectricity: 'kgCO2/kWh, tCO2/MWh',
  purchasedHeat: 'tCO2/GJ, kgCO2/MJ',
  stationaryCombustion: 'tCO2/t, tCO2/10^4Nm3, kgCO2/Nm3, kgCO2/L, tCO2/GJ',
  mobileCombustion: 'tCO2/t, kgCO2/L, tCO2/GJ',
  biogenic: 'tCO2/t, kgCO2/Nm3, tCO2/GJ',
  other: 'tCO2/t, kg/t, tCO2/t·km, fraction',
};

/** A factor that the site entered itself. */
export interface SiteFactorInput {
  readonly purpose: FactorPurpose;
  readonly value: string | number;
  readonly unit: string;
  /** Where the figure comes from: contract, supplier's statement, laboratory report. */
  readonly source: string;
  readonly year?: number | null | undefined;
  /** Version of the source definition that holds it. Default `site`. */
  readonly version?: string | undefined;
}

/**
 * A site's own emission factor in the shape of every other, with `confidence` and `choice.how` = `site`.
 * @throws BadLookupError for a value that is no decimal number or negative, a unit that does not fit the purpose,
 * or a missing source
 */
export const siteFactor = (input: SiteFactorInput): UsedFactor => {
  const value = parseDecimal(input.value);
  if (value === undefined || value.isNegative()) {
    throw new BadLookupError('value', String(input.value), {
      zh: '请填写不小于 0 的十进制数',
      en: 'Give a decimal number of 0 or more.',
    });
  }
  const unit = findUnit(input.unit);
  const allowed = DIMENSIONS[input.purpose];
  if (unit === undefined || (allowed.length > 0 && !allowed.includes(unit.dimension))) {
    throw new BadLookupError('unit', input.unit, {
      zh: `此类排放源的因子单位如：${EXAMPLES[input.purpose]}`,
      en: `A factor of this category has a unit such as ${EXAMPLES[input.purpose]}.`,
    });
  }
  if (input.source.trim() === '') {
    throw new BadLookupError('source', input.source, {
      zh: '请注明因子来源（合同、供方说明、检测报告）',
      en: 'Name the source of the factor (contract, supplier statement, laboratory report).',
    });
  }
  return {
    role: 'emissionFactor',
    id: 'site-factor',
    // What a site enters without saying how it was found counts as a supplier's figure, not as measured.
    rung: 'supplier',
    name: { zh: '站点录入因子', en: 'Factor entered by the site' },
    value: decimalText(value),
    unit: unit.symbol,
    gas: unit.symbol.includes('CO2e') ? 'CO2e' : 'CO2',
    region: null,
    year: input.year === undefined || input.year === null ? null : String(input.year),
    validFrom: null,
    source: input.source.trim(),
    sourceUrl: null,
    confidence: 'site',
    version: input.version ?? 'site',
    note: null,
    choice: {
      how: 'site',
      rule: 'site-factor',
      why: {
        zh: '站点录入，非因子库或标准缺省值；须以所注来源核对',
        en: 'Entered by the site, not from the library or a standard; to be checked against the named source',
      },
    },
  };
};
