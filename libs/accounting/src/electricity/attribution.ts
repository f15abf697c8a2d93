import { decimalText, ExactDecimal } from '@zerofab/units';
import type { Bilingual, ProofKind } from '@zerofab/vocabulary';
import { AccountingError } from '../errors.js';
import type { Method } from '../method.js';
import { allocateProofs, type Allocation } from './allocation.js';
import { CLAIMED_KINDS, gridLine, provenLine, type AttributeLine } from './attribute-line.js';
import { proofProblems } from './check-proof.js';
import { useProblems, type ClaimSituation } from './claim-use.js';
import type { Proof } from './proof.js';

/** What a method makes of each kind of green power, and which factor the rest of the grid takes. */
export type GreenPowerTreatment = Method['greenPower'];
/** A claim, or a part of one, that is not counted. */
export interface UncountedProof {
  readonly proof: string;
  readonly mwh: string;
  readonly reason: Bilingual;
}
export interface AttributeSplit {
  /** Own generation stands beside the purchase; the other lines add up to it, to the digit. */
  readonly lines: readonly AttributeLine[];
  readonly uncounted: readonly UncountedProof[];
  /** Why there are no lines. */
  readonly missing: Bilingual | null;
}

/** A month (or any stretch) of purchase, and of own generation used on site where it is metered. */
export interface AttributePeriod {
  readonly fromMs: number;
  readonly toMs: number;
  readonly purchasedMwh: string | null;
  /** null: metered, but not known; left out: not metered on this platform, own claims then stand on their records alone. */
  readonly ownMwh?: string | null | undefined;
}

const ZERO = new ExactDecimal(0);
const NOT_KNOWN: Bilingual = {
  zh: '购入电量未知，无法按属性划分；请绑定电表或录入电费单',
  en: 'The purchased electricity is not known and cannot be divided; bind its meters or enter the invoices.',
};

const WAITS: Bilingual = {
  zh: '使用期中电量尚未知的部分，待录入后再计',
  en: 'This part falls to time of which the electricity is not known yet; it counts when that is entered.',
};

/** Divides the claims into those that count and those that do not, each of these with its reason. */
const sorted = (
  proofs: readonly Proof[],
  situation: ClaimSituation | undefined,
): { whole: readonly Proof[]; uncounted: UncountedProof[] } => {
  const whole: Proof[] = [];
  const uncounted: UncountedProof[] = [];
  for (const proof of proofs) {
    const problems = [
      ...proofProblems(proof),
      ...(situation === undefined ? [] : useProblems(proof, situation)),
    ];
    if (problems.length === 0 && proof.kind !== 'other') {
      whole.push(proof);
      continue;
    }
    const reason =
      problems.length > 0
        ? {
            zh: problems.map(({ text }) => text.zh).join('；'),
            en: problems.map(({ text }) => text.en).join(' '),
          }
        : {
            zh: '没有任何方法认可此类凭证，按其余下网电量计',
            en: 'No method recognises this kind of proof; it counts as the rest of the grid power.',
          };
    uncounted.push({ proof: proof.id, mwh: proof.mwh, reason });
  }
  return { whole, uncounted };
};

/** What of the claims found no electricity to stand for, or none that is known yet. */
const beyond = (allocations: readonly Allocation[], tooMuch: Bilingual): UncountedProof[] =>
  allocations.flatMap(({ proof, cut, waiting }) => [
    ...(cut.gt(0) ? [{ proof: proof.id, mwh: decimalText(cut), reason: tooMuch }] : []),
    ...(waiting.gt(0) ? [{ proof: proof.id, mwh: decimalText(waiting), reason: WAITS }] : []),
  ]);

/** Sums of the shares by period and kind. */
const byPeriodAndKind = (
  allocations: readonly Allocation[],
): ((index: number, kind: ProofKind) => ExactDecimal) => {
  const sums = new Map<string, ExactDecimal>();
  for (const { proof, shares } of allocations) {
    for (const [index, share] of shares.entries()) {
      if (share.isZero()) continue;
      const key = `${String(index)} ${proof.kind}`;
      sums.set(key, (sums.get(key) ?? ZERO).plus(share));
    }
  }
  return (index, kind) => sums.get(`${String(index)} ${kind}`) ?? ZERO;
};

const checked = (mwh: string | null | undefined, field: string): void => {
  if (mwh === null || mwh === undefined || !new ExactDecimal(mwh).isNegative()) return;
  throw new AccountingError(
    'out-of-range',
    {
      zh: `${field} 为 ${mwh} MWh，电量不能为负；请核对输出电量是否已另列`,
      en: `${field} is ${mwh} MWh; electricity cannot be negative. Check that exported electricity is a source of its own.`,
    },
    { field, value: mwh },
  );
};

/** Claims to own generation, over the periods: by what is metered, or by time where no meter is on this platform. */
const ownAllocation = (own: readonly Proof[], periods: readonly AttributePeriod[]): readonly Allocation[] => {
  const metered = periods.some(({ ownMwh }) => ownMwh !== undefined);
  const room = own.reduce((total, { mwh }) => total.plus(mwh), ZERO);
  return allocateProofs(
    own,
    periods.map(({ fromMs, toMs, ownMwh }) => ({
      fromMs,
      toMs,
      mwh: metered ? (ownMwh ?? null) : decimalText(room),
    })),
  );
};

/**
 * Purchased electricity of consecutive periods by attribute, with the factor each part takes under a method. No proof, no
 * zero factor: a claim without its proof stays with the rest of the grid. The lines of a period other than `own` add up
 * to its purchase; over the periods no claim counts more than once. Hand in periods over the whole span of the
 * claims: a claim counts whole within the periods it is given.
 * Source: digest §9 (GB/T 32151.34-2024 Annex D as transcribed; GHG Protocol Scope 2 Guidance, memory).
 * @throws AccountingError `out-of-range` for a negative purchase
 */
export const attributesByPeriod = ({
  periods,
  proofs,
  treatment,
  situation,
}: {
  readonly periods: readonly AttributePeriod[];
  readonly proofs: readonly Proof[];
  readonly treatment: GreenPowerTreatment;
  /** Whether a claim may serve: left out, every claim with its proof does. */
  readonly situation?: ClaimSituation | undefined;
}): { readonly periods: readonly AttributeSplit[]; readonly uncounted: readonly UncountedProof[] } => {
  for (const { purchasedMwh, ownMwh } of periods) {
    checked(purchasedMwh, 'purchasedMwh');
    checked(ownMwh, 'ownMwh');
  }
  const { whole, uncounted } = sorted(proofs, situation);
  const bought = allocateProofs(
    whole.filter(({ kind }) => kind !== 'own'),
    periods.map(({ fromMs, toMs, purchasedMwh }) => ({ fromMs, toMs, mwh: purchasedMwh })),
  );
  const own = ownAllocation(
    whole.filter(({ kind }) => kind === 'own'),
    periods,
  );
  const [boughtIn, ownIn] = [byPeriodAndKind(bought), byPeriodAndKind(own)];
  const splits = periods.map(({ purchasedMwh }, index): AttributeSplit => {
    const used = ownIn(index, 'own');
    const lines = used.isZero() ? [] : [provenLine('own', used, treatment.own)];
    if (purchasedMwh === null) return { lines, uncounted: [], missing: NOT_KNOWN };
    let rest = new ExactDecimal(purchasedMwh);
    for (const kind of CLAIMED_KINDS) {
      const mwh = boughtIn(index, kind);
      if (mwh.isZero()) continue;
      rest = rest.minus(mwh);
      lines.push(provenLine(kind, mwh, treatment[kind]));
    }
    lines.push(gridLine(rest, treatment.restOfGrid));
    return { lines, uncounted: [], missing: null };
  });
  return {
    periods: splits,
    uncounted: [
      ...uncounted,
      ...beyond(bought, {
        zh: '超过同期购入电量的部分不计',
        en: 'More than was bought in the period of the claim; this part is not counted.',
      }),
      ...beyond(own, {
        zh: '超过同期计量的自用发电量的部分不计',
        en: 'More than the metered own generation used on site; this part is not counted.',
      }),
    ],
  };
};

/** As `attributesByPeriod` for one period, whose claims count whole. */
export const splitByAttribute = ({
  purchasedMwh,
  ownMwh,
  proofs,
  treatment,
}: Omit<AttributePeriod, 'fromMs' | 'toMs'> & {
  readonly proofs: readonly Proof[];
  readonly treatment: GreenPowerTreatment;
}): AttributeSplit => {
  const fromMs = Math.min(0, ...proofs.map((proof) => proof.fromMs));
  const toMs = Math.max(1, ...proofs.map((proof) => proof.toMs));
  const { periods, uncounted } = attributesByPeriod({
    periods: [{ fromMs, toMs, purchasedMwh, ownMwh }],
    proofs,
    treatment,
  });
  const [only] = periods;
  return { lines: only?.lines ?? [], missing: only?.missing ?? null, uncounted };
};
