import { calculateFormula, readyFormula } from '@zerofab/accounting';
import { decimalText, type ExactDecimal } from '@zerofab/units';
import type { Amount } from './intensity.js';

interface Field {
  readonly name: string;
  readonly symbol: string;
  readonly unit: string;
  readonly zh: string;
  readonly en: string;
}

const formulaOf = (
  id: string,
  name: { readonly zh: string; readonly en: string },
  text: string,
  expression: string,
  fields: readonly Field[],
) =>
  readyFormula({
    id,
    edition: '2020',
    standard: 'GB/T 2589-2020',
    clause: 'E = Σ(e_i × p_i)',
    name,
    text,
    expression,
    confidence: 'transcribed',
    classes: [],
    gas: null,
    inputs: fields.map(({ zh, en, ...input }) => ({
      ...input,
      description: { zh, en },
      role: 'parameter' as const,
      min: null,
      max: null,
    })),
    groups: [],
    constants: [],
    checks: [],
    output: { name: 'energy', symbol: 'E', unit: 'tce' },
    note: null,
  });

const ofSite = formulaOf(
  'comprehensive-energy-of-site',
  { zh: '综合能耗', en: 'comprehensive energy' },
  'E = E_o + Q·p',
  'otherEnergy + electricity * electricityFactor',
  [
    { name: 'otherEnergy', symbol: 'E_o', unit: 'tce', zh: '燃料和热力', en: 'fuels and heat' },
    { name: 'electricity', symbol: 'Q', unit: 'MWh', zh: '用电量', en: 'electricity used' },
    {
      name: 'electricityFactor',
      symbol: 'p',
      unit: 'tce/MWh',
      zh: '折标准煤系数',
      en: 'coefficient to standard coal',
    },
  ],
);

const ofProduct = formulaOf(
  'energy-of-product',
  { zh: '产品综合能耗', en: 'energy of a product' },
  'E_i = E·s_i',
  'energy * share',
  [
    { name: 'energy', symbol: 'E', unit: 'tce', zh: '综合能耗', en: 'comprehensive energy' },
    { name: 'share', symbol: 's', unit: 'fraction', zh: '分摊比例', en: 'allocated share' },
  ],
);

const given = (amount: Amount & { readonly state: 'value' }) => ({
  value: amount.value,
  unit: amount.unit,
  origin: amount.trace === null ? ('given' as const) : ('formula' as const),
  trace: amount.trace,
});
/**
 * Comprehensive energy of a site under a convention, GB/T 2589-2020: fuels and heat, and electricity used (bought and own)
 * times its coefficient (当量值 or 等价值). One of them missing makes it missing.
 */
export const siteEnergy = (
  otherEnergy: Amount,
  electricity: Amount,
  factor: { readonly value: string; readonly unit: string },
): Amount => {
  if (electricity.state === 'missing') return electricity;
  if (otherEnergy.state === 'missing') return otherEnergy;
  const figure = calculateFormula(ofSite, {
    otherEnergy: given(otherEnergy),
    electricity: given(electricity),
    electricityFactor: { ...factor, origin: 'factor' },
  });
  return { state: 'value', value: figure.value, unit: figure.unit, trace: figure.trace };
};

/** Energy of one product: that of the site times the share which the allocation gives it. */
export const productEnergy = (energy: Amount, share: ExactDecimal): Amount => {
  if (energy.state === 'missing') return energy;
  const figure = calculateFormula(ofProduct, {
    energy: given(energy),
    share: { value: decimalText(share), unit: 'fraction', origin: 'given' },
  });
  return { state: 'value', value: figure.value, unit: figure.unit, trace: figure.trace };
};
