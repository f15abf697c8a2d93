import { decimalText, ExactDecimal } from '@zerofab/units';
import type { Bilingual } from '@zerofab/vocabulary';

type ElectricityAttribute = 'own' | 'direct' | 'trade' | 'certificate' | 'grid';
type FactorRule = 'average' | 'residual' | 'zero';

/** Electricity of one attribute: how much, by which factor, and why. */
export interface AttributeLine {
  readonly attribute: ElectricityAttribute;
  /** Decimal text. */
  readonly mwh: string;
  readonly factorRule: FactorRule;
  readonly reason: Bilingual;
}
/** Kinds of claims to what was bought, in the order in which they are shown. */
export const CLAIMED_KINDS = ['direct', 'trade', 'certificate'] as const;
type ClaimedKind = (typeof CLAIMED_KINDS)[number];

const PROVEN: Readonly<Record<ClaimedKind | 'own', Bilingual>> = {
  own: {
    zh: '自发自用，凭逐月发电计量记录',
    en: 'Own generation used on site, by monthly records of its meter',
  },
  direct: { zh: '绿电直连，凭合同与结算单', en: 'Direct line, by contract and settlement' },
  trade: {
    zh: '绿电（核电）交易，凭合同与结算单',
    en: 'Green-power or nuclear trade, by contract and settlement',
  },
  certificate: { zh: '绿证，凭编号与核销记录', en: 'Certificates, by serial numbers and retirement' },
};
const RULE: Readonly<Record<'zero' | 'average', Bilingual>> = {
  zero: { zh: '该方法按 0 计', en: 'the method counts it as 0' },
  average: { zh: '该方法不认可，按电网平均因子计', en: 'the method does not recognise it: grid average' },
};
const REST: Readonly<Record<'average' | 'residual', Bilingual>> = {
  average: { zh: '其余下网电量：电网平均因子', en: 'The rest of the grid power: average factor of the grid' },
  residual: {
    zh: '其余下网电量：剩余因子（不含市场化非化石电量，仅用于基于市场的结果）',
    en: 'The rest of the grid power: residual factor, without market-traded non-fossil power (market-based results only)',
  },
};
/** Electricity with its proof, as the method treats it. */
export const provenLine = (
  attribute: ClaimedKind | 'own',
  mwh: ExactDecimal,
  rule: 'zero' | 'average',
): AttributeLine => ({
  attribute,
  mwh: decimalText(mwh),
  factorRule: rule,
  reason: {
    zh: `${PROVEN[attribute].zh}；${RULE[rule].zh}`,
    en: `${PROVEN[attribute].en}; ${RULE[rule].en}`,
  },
});

/** What no claim stands for. */
export const gridLine = (mwh: ExactDecimal, factorRule: 'average' | 'residual'): AttributeLine => ({
  attribute: 'grid',
  mwh: decimalText(mwh),
  factorRule,
  reason: REST[factorRule],
});

const ORDER: readonly ElectricityAttribute[] = ['own', 'direct', 'trade', 'certificate', 'grid'];

/** Lines of several periods added up by attribute, e.g. the year of its months; periods that are missing add nothing. */
export const sumAttributes = (
  splits: readonly { readonly lines: readonly AttributeLine[] }[],
): readonly AttributeLine[] => {
  const all = splits.flatMap(({ lines }) => lines);
  return ORDER.flatMap((attribute) => {
    const own = all.filter((entry) => entry.attribute === attribute);
    const [first] = own;
    if (first === undefined) return [];
    return [
      { ...first, mwh: decimalText(own.reduce((total, { mwh }) => total.plus(mwh), new ExactDecimal(0))) },
    ];
  });
};
