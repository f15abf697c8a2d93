import { decimalText, ExactDecimal, type Bilingual } from '@zerofab/units';

/**
 * Non-fossil electricity of a user by 发改能源〔2026〕622号, in MWh, beside the emission methods: it never sets an emission
 * to zero, since the grid factor already contains the apportioned part. Read in a transcription (digest §9.1).
 */
export interface LedgerInput {
  /** 1 physical: own generation used on site, direct connection; MWh. */
  readonly physicalMwh: readonly string[];
  /** 2a green-power trade and nuclear market trade, settled; MWh. */
  readonly tradeMwh: readonly string[];
  /** 2b retired certificates of this generation year; MWh. */
  readonly certificateMwh: readonly string[];
  /** W_off: electricity taken from the public grid; null where not known. */
  readonly offtakeMwh: string | null;
  /** Limit of the province or exchange on certificates; null where none is published. */
  readonly certificateLimitMwh: string | null;
  /** k_prov, published yearly by the province; null: way 3 is missing. */
  readonly apportionment: string | null;
}

interface LedgerLine {
  readonly way: 'physical' | 'trade' | 'certificates' | 'apportioned';
  /** null: cannot be computed, `reason` says why. */
  readonly mwh: string | null;
  readonly cutMwh: string | null;
  readonly reason: Bilingual;
}
export interface Ledger {
  readonly lines: readonly LedgerLine[];
  /** Sum of the ways that are known; without apportionment where k is blank. */
  readonly totalMwh: string;
  readonly withApportionment: boolean;
  /** Total ÷ (physical + offtake); null where the offtake is not known or nothing was used. */
  readonly share: string | null;
}

const REASON = {
  physical: {
    zh: '物理认定：自发自用、绿电直连',
    en: 'Physical: own generation used on site, direct connection',
  },
  trade: {
    zh: '交易认定：绿电交易、核电交易结算电量，不超过下网电量',
    en: 'Trade: settled green-power and nuclear trade, at most the grid offtake',
  },
  certificates: {
    zh: '绿证核销量，按电量生产年归属，不超过限额与剩余下网电量',
    en: 'Retired certificates by generation year, at most the limit and the remaining offtake',
  },
  apportioned: {
    zh: '分摊认定：(下网电量 − 交易 − 绿证) × 省级系数',
    en: 'Apportioned: (offtake − trade − certificates) × coefficient of the province',
  },
  noOfftake: { zh: '下网电量未知，无法分摊', en: 'The grid offtake is not known' },
  noCoefficient: {
    zh: '省级分摊系数未录入；合计不含分摊',
    en: 'No coefficient of the province is recorded; the total is without apportionment',
  },
} as const;

const sum = (values: readonly string[]): ExactDecimal =>
  values.reduce((total, value) => total.plus(value), new ExactDecimal(0));
const least = (...values: readonly ExactDecimal[]): ExactDecimal => ExactDecimal.min(...values);

/**
 * The ledger of one user and generation year. Total = 1 + 2a + 2b + 3; cap 2a + 2b ≤ W_off, trade first, certificates cut;
 * 3 = (W_off − 2a − 2b) × k_prov.
 */
export const nonFossilLedger = (input: LedgerInput): Ledger => {
  const physical = sum(input.physicalMwh);
  const offtake = input.offtakeMwh === null ? null : new ExactDecimal(input.offtakeMwh);
  const claimedTrade = sum(input.tradeMwh);
  const trade = offtake === null ? claimedTrade : least(claimedTrade, offtake);
  const claimed = sum(input.certificateMwh);
  const limited =
    input.certificateLimitMwh === null
      ? claimed
      : least(claimed, new ExactDecimal(input.certificateLimitMwh));
  const certificates = offtake === null ? limited : least(limited, offtake.minus(trade));
  const rest = offtake === null ? null : offtake.minus(trade).minus(certificates);
  const apportioned = rest === null || input.apportionment === null ? null : rest.times(input.apportionment);
  const total = physical
    .plus(trade)
    .plus(certificates)
    .plus(apportioned ?? 0);
  const used = offtake === null ? null : physical.plus(offtake);
  const cut = (before: ExactDecimal, after: ExactDecimal): string | null =>
    before.eq(after) ? null : decimalText(before.minus(after));
  const apportionedReason =
    apportioned !== null ? REASON.apportioned : rest === null ? REASON.noOfftake : REASON.noCoefficient;
  return {
    lines: [
      { way: 'physical', mwh: decimalText(physical), cutMwh: null, reason: REASON.physical },
      { way: 'trade', mwh: decimalText(trade), cutMwh: cut(claimedTrade, trade), reason: REASON.trade },
      {
        way: 'certificates',
        mwh: decimalText(certificates),
        cutMwh: cut(claimed, certificates),
        reason: REASON.certificates,
      },
      {
        way: 'apportioned',
        mwh: apportioned === null ? null : decimalText(apportioned),
        cutMwh: null,
        reason: apportionedReason,
      },
    ],
    totalMwh: decimalText(total),
    withApportionment: apportioned !== null,
    share: used === null || used.isZero() ? null : decimalText(total.div(used).toDecimalPlaces(6)),
  };
};
