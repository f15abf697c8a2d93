import { decimalText, ExactDecimal, parseDecimal } from '@zerofab/units';
import type { Bilingual } from '@zerofab/vocabulary';
import { AccountingError } from '../errors.js';
import { ledgerEntry, type LedgerCertificate, type LedgerEntry, type LedgerItem } from './ledger-entry.js';

/**
 * Non-fossil electricity of a user by 发改能源〔2026〕622号, in MWh, for one calendar year. Read as full text in a
 * transcription (digest §9.1). It gives no emission factor: its result stands beside the emission methods and never sets
 * kgCO2 to zero, since the factor of the grid already contains the apportioned power.
 */
export interface LedgerInput {
  readonly year: number;
  /** Way 1, physical: own generation used on site, the self-used part of a direct line, supply inside a micro-grid. */
  readonly physical: readonly LedgerItem[];
  /** Way 2a: settled green-power trade, nuclear market trade. Other energy contracts do not count at user level. */
  readonly trade: readonly LedgerItem[];
  /** Way 2b: certificates of any year; those generated in the year and retired count. */
  readonly certificates: readonly LedgerCertificate[];
  /** W_off (下网电量): electricity taken from the public grid; null where not known. */
  readonly offtakeMwh: string | null;
  /** Limit of the province or exchange on certificates; null where none is published. */
  readonly certificateLimitMwh: string | null;
  /** k_prov, published yearly by the province; null: way 3 is missing. */
  readonly apportionment: string | null;
}

type LedgerWay = 'physical' | 'trade' | 'certificates' | 'apportioned';
interface LedgerLine {
  readonly way: LedgerWay;
  /** Before limit and cap; null for the apportioned part, which nobody claims. */
  readonly claimedMwh: string | null;
  /** null: cannot be computed, `reason` says why. */
  readonly mwh: string | null;
  /** Claimed, but beyond limit or cap; null where nothing was cut. */
  readonly cutMwh: string | null;
  readonly reason: Bilingual;
}
export interface Ledger {
  readonly lines: readonly LedgerLine[];
  readonly certificates: readonly LedgerEntry[];
  /** Sum of the ways that are known; without apportionment where k is blank. */
  readonly totalMwh: string;
  readonly withApportionment: boolean;
  /** physical + offtake; null where the offtake is not known. */
  readonly useMwh: string | null;
  /** Total ÷ use, six decimals; null where the use is not known or 0. */
  readonly share: string | null;
}

const SHARE_DECIMALS = 6;
const ZERO = new ExactDecimal(0);

const amountOf = (text: string, field: string): ExactDecimal => {
  const value = parseDecimal(text);
  if (value !== undefined && !value.isNegative()) return value;
  throw new AccountingError(
    value === undefined ? 'bad-number' : 'out-of-range',
    {
      zh: `台账输入 ${field} 为“${text}”，须为不小于 0 的数`,
      en: `Input ${field} of the ledger is "${text}"; give a number of 0 or more.`,
    },
    { field, value: text },
  );
};
const known = (text: string | null, field: string): ExactDecimal | null =>
  text === null ? null : amountOf(text, field);
const coefficient = (text: string | null): ExactDecimal | null => {
  const k = known(text, 'apportionment');
  if (k?.gt(1) !== true) return k;
  throw new AccountingError(
    'out-of-range',
    {
      zh: `省级分摊系数 ${decimalText(k)} 大于 1；请按小数录入，如 0.35`,
      en: `The coefficient of the province is ${decimalText(k)}, above 1; give it as a decimal such as 0.35.`,
    },
    { field: 'apportionment', value: decimalText(k) },
  );
};
const sumOf = (items: readonly LedgerItem[], way: LedgerWay): ExactDecimal =>
  items.reduce((total, { id, mwh }) => total.plus(amountOf(mwh, `${way}.${id}`)), ZERO);
/** What of a claim fits under the cap; null where the cap is not known, unless nothing is claimed. */
const atMost = (claimed: ExactDecimal, cap: ExactDecimal | null): ExactDecimal | null =>
  cap === null ? (claimed.isZero() ? claimed : null) : ExactDecimal.min(claimed, cap);
const least = (a: ExactDecimal, b: ExactDecimal | null): ExactDecimal =>
  b === null ? a : ExactDecimal.min(a, b);

const OFFTAKE_UNKNOWN: Bilingual = {
  zh: '下网电量未知，无法核定上限（交易 + 绿证 ≤ 下网电量）；请录入购入电量',
  en: 'The grid offtake is not known, and with it the cap (trade + certificates ≤ offtake); enter the purchase.',
};
const REASONS = {
  physical: {
    zh: '物理认定：自发自用、绿电直连自用',
    en: 'Physical: own generation used on site, direct connection',
  },
  trade: {
    zh: '交易认定：绿电交易、核电市场化交易结算电量，不超过下网电量',
    en: 'Trade: settled green-power and nuclear trade, at most the grid offtake',
  },
  certificates: {
    zh: '绿证核销量，按电量生产年归属，不超过限额与交易之后的下网电量',
    en: 'Retired certificates by year of generation, at most their limit and the offtake that trade leaves',
  },
  apportioned: {
    zh: '分摊认定：（下网电量 − 交易 − 绿证）× 省级系数',
    en: 'Apportioned: (offtake − trade − certificates) × coefficient of the province',
  },
} as const satisfies Record<LedgerWay, Bilingual>;
const NO_COEFFICIENT: Bilingual = {
  zh: '省级分摊系数未录入；合计不含分摊',
  en: 'No coefficient of the province is recorded; the total is without apportionment',
};

const lineOf = (
  way: LedgerWay,
  claimed: ExactDecimal,
  counted: ExactDecimal | null,
  reason: Bilingual,
): LedgerLine => {
  const cut = counted === null ? ZERO : claimed.minus(counted);
  return {
    way,
    claimedMwh: decimalText(claimed),
    mwh: counted === null ? null : decimalText(counted),
    cutMwh: cut.isZero() ? null : decimalText(cut),
    reason,
  };
};

/**
 * The ledger of one user and calendar year: total = 1 + 2a + 2b + 3; cap 2a + 2b ≤ W_off, certificates at most their
 * limit, trade first, certificates cut; 3 = (W_off − 2a − 2b) × k_prov. Ways 1, 2a, 2b, 3, the cap and the formula of way 3
 * are of the guide (transcribed); that trade goes before certificates under the cap is design of this project.
 * @throws AccountingError `bad-number`, `out-of-range` for a negative amount or a coefficient above 1
 */
export const nonFossilLedger = (input: LedgerInput): Ledger => {
  const offtake = known(input.offtakeMwh, 'offtakeMwh');
  const limit = known(input.certificateLimitMwh, 'certificateLimitMwh');
  const k = coefficient(input.apportionment);
  const entries = input.certificates.map((certificate) => ledgerEntry(certificate, input.year));
  const physical = sumOf(input.physical, 'physical');
  const [tradeClaimed, certificatesClaimed] = [
    sumOf(input.trade, 'trade'),
    sumOf(
      entries.filter(({ counted }) => counted),
      'certificates',
    ),
  ];
  const trade = atMost(tradeClaimed, offtake);
  const certificates = atMost(
    least(certificatesClaimed, limit),
    offtake === null || trade === null ? null : offtake.minus(trade),
  );
  const rest =
    offtake === null || trade === null || certificates === null
      ? null
      : offtake.minus(trade).minus(certificates);
  const apportioned = rest === null || k === null ? null : rest.times(k);
  const total = [physical, trade, certificates, apportioned].reduce<ExactDecimal>(
    (all, part) => all.plus(part ?? 0),
    ZERO,
  );
  const use = offtake === null ? null : physical.plus(offtake);
  return {
    lines: [
      lineOf('physical', physical, physical, REASONS.physical),
      lineOf('trade', tradeClaimed, trade, trade === null ? OFFTAKE_UNKNOWN : REASONS.trade),
      lineOf(
        'certificates',
        certificatesClaimed,
        certificates,
        certificates === null ? OFFTAKE_UNKNOWN : REASONS.certificates,
      ),
      {
        way: 'apportioned',
        claimedMwh: null,
        mwh: apportioned === null ? null : decimalText(apportioned),
        cutMwh: null,
        reason: apportioned !== null ? REASONS.apportioned : rest === null ? OFFTAKE_UNKNOWN : NO_COEFFICIENT,
      },
    ],
    certificates: entries,
    totalMwh: decimalText(total),
    withApportionment: apportioned !== null,
    useMwh: use === null ? null : decimalText(use),
    share: use === null || use.isZero() ? null : decimalText(total.div(use).toDecimalPlaces(SHARE_DECIMALS)),
  };
};
