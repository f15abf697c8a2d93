import { ExactDecimal, parseDecimal, type Bilingual } from '@zerofab/units';
import { AccountingError } from '../errors.js';
import type { Method } from '../method.js';

/** What an electricity claim rests on: own plant, direct line, green-power trade, unbundled certificates. */
const PROOF_KINDS = ['own', 'direct', 'trade', 'certificate'] as const;
export type ProofKind = (typeof PROOF_KINDS)[number];

/** A claim to electricity of an attribute, with its proof. */
export interface Proof {
  readonly id: string;
  readonly kind: ProofKind;
  /** Decimal text. */
  readonly mwh: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** Month in which it was generated, YYYY-MM. */
  readonly generationMonth: string | null;
  readonly plant: string | null;
  readonly technology: string | null;
  readonly province: string | null;
  readonly contract: string | null;
  readonly settlement: string | null;
  readonly registry: string | null;
  readonly serialFrom: string | null;
  readonly serialTo: string | null;
  /** Day of retirement, YYYY-MM-DD. */
  readonly retiredOn: string | null;
  readonly beneficiary: string | null;
  readonly evidence: string | null;
}

const refuse = (field: string, zh: string, en: string): never => {
  throw new AccountingError('bad-proof', { zh, en }, { field });
};

const NEEDS: Readonly<Record<ProofKind, readonly (readonly [keyof Proof, Bilingual])[]>> = {
  own: [['evidence', { zh: '月度发电计量记录', en: 'the monthly records of the generation meter' }]],
  direct: [
    ['contract', { zh: '直连合同号', en: 'the contract of the direct line' }],
    ['settlement', { zh: '结算单', en: 'the settlement document' }],
  ],
  trade: [
    ['contract', { zh: '绿电交易合同号', en: 'the contract of the trade' }],
    ['settlement', { zh: '结算单', en: 'the settlement document' }],
  ],
  certificate: [
    ['registry', { zh: '绿证登记机构', en: 'the register of the certificates' }],
    ['serialFrom', { zh: '绿证起始编号', en: 'the first serial number' }],
    ['serialTo', { zh: '绿证终止编号', en: 'the last serial number' }],
    ['generationMonth', { zh: '发电月份', en: 'the month of generation' }],
    ['retiredOn', { zh: '核销日期', en: 'the day of retirement' }],
    ['beneficiary', { zh: '核销受益人', en: 'the beneficiary' }],
  ],
};

/** Certificates of a serial range: one MWh each. */
const certificatesIn = (proof: Pick<Proof, 'serialFrom' | 'serialTo'>): bigint | null => {
  const number = (text: string | null): bigint | null =>
    text !== null && /^\d{1,30}$/.test(text) ? BigInt(text) : null;
  const [from, to] = [number(proof.serialFrom), number(proof.serialTo)];
  return from === null || to === null ? null : to - from + 1n;
};

/**
 * Checks that a claim carries its proof: no proof, no zero factor.
 * Source: GB/T 32150-2025 Annex B and GB/T 32151.34-2024 Annex D as transcribed; 1 certificate = 1 MWh.
 * @throws AccountingError `bad-proof` naming the field and what to give
 */
export const checkProof = (proof: Proof): void => {
  const mwh = parseDecimal(proof.mwh);
  if (mwh === undefined || mwh.lte(0)) refuse('mwh', '电量须大于 0 MWh', 'Give an amount above 0 MWh.');
  if (proof.toMs <= proof.fromMs) refuse('to', '终止须晚于起始', 'The end must be after the beginning.');
  for (const [field, what] of NEEDS[proof.kind]) {
    if ((proof[field] ?? '') === '')
      refuse(
        field,
        `缺少凭证：${what.zh}；无凭证不按 0 计`,
        `The proof lacks ${what.en}; without it the electricity is not counted as zero.`,
      );
  }
  if (proof.kind !== 'certificate') return;
  const count = certificatesIn(proof);
  if (count === null || count <= 0n)
    refuse(
      'serialTo',
      '绿证编号须为数字且终止不小于起始',
      'Serial numbers are digits, and the last is not before the first.',
    );
  else if (mwh !== undefined && !mwh.eq(new ExactDecimal(count.toString())))
    refuse(
      'mwh',
      `编号区间共 ${count.toString()} 张（1 张 = 1 MWh），与电量 ${proof.mwh} MWh 不符`,
      `The serial range holds ${count.toString()} certificates of 1 MWh each, the claim is ${proof.mwh} MWh.`,
    );
};

/** Whether a method counts electricity of this proof as zero. Own generation is no purchase and lowers none. */
export const countsAsZero = (kind: ProofKind, { greenPower }: Method): boolean =>
  kind !== 'own' && greenPower[kind] === 'zero';
