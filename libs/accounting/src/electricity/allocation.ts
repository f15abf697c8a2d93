import { decimalText, ExactDecimal } from '@zerofab/units';
import { type Bilingual, PROOF_KINDS } from '@zerofab/vocabulary';
import { type Proof } from './proof.js';

/** Electricity of one stretch of time against which claims are held, MWh as decimal text; null where it is not known. */
export interface SupplyPeriod {
  readonly fromMs: number;
  readonly toMs: number;
  readonly mwh: string | null;
}
type Claim = Pick<Proof, 'id' | 'kind' | 'mwh' | 'fromMs' | 'toMs'>;

/** Where a claim went. Shares, waiting and cut add up to the claim. */
export interface Allocation<T extends Claim = Claim> {
  readonly proof: T;
  /** By period, in the order of the periods. */
  readonly shares: readonly ExactDecimal[];
  /** Part that falls to periods whose electricity is not known (yet). */
  readonly waiting: ExactDecimal;
  /** Part for which the periods of the claim have no room. */
  readonly cut: ExactDecimal;
}

/** Shares are rounded down to a millionth of a kWh; what rounding leaves goes where there is room. */
const SHARE_DECIMALS = 9;
const ZERO = new ExactDecimal(0);
const sum = (values: readonly ExactDecimal[]): ExactDecimal =>
  values.reduce((total, value) => total.plus(value), ZERO);
const least = (a: ExactDecimal, b: ExactDecimal): ExactDecimal => ExactDecimal.min(a, b);

const overlapMs = (proof: Claim, period: SupplyPeriod): number =>
  Math.max(0, Math.min(proof.toMs, period.toMs) - Math.max(proof.fromMs, period.fromMs));

const compare = (a: number | string, b: number | string): number => (a < b ? -1 : a > b ? 1 : 0);
const rank = ({ kind }: Claim): number => PROOF_KINDS.indexOf(kind);
/** Direct lines first, they are metered; then the shorter claim, which has less choice of time; never by order of entry. */
const inOrder = (a: Claim, b: Claim): number =>
  compare(a.kind === 'direct' ? 0 : 1, b.kind === 'direct' ? 0 : 1) ||
  compare(a.toMs - a.fromMs, b.toMs - b.fromMs) ||
  compare(rank(a), rank(b)) ||
  compare(a.fromMs, b.fromMs) ||
  compare(a.id, b.id);

/** `amount` in proportion to weights, rounded down. */
const inProportion = (amount: ExactDecimal, weights: readonly ExactDecimal[]): ExactDecimal[] => {
  const all = sum(weights);
  return weights.map((weight) =>
    weight.isZero()
      ? ZERO
      : amount.times(weight).div(all).toDecimalPlaces(SHARE_DECIMALS, ExactDecimal.ROUND_DOWN),
  );
};

/** `amount` over rooms in proportion to them: never more than a room, and exact in sum as long as there is room. */
export const fillRooms = (amount: ExactDecimal, rooms: readonly ExactDecimal[]): ExactDecimal[] => {
  if (amount.gte(sum(rooms))) return [...rooms];
  const shares = inProportion(amount, rooms);
  let left = amount.minus(sum(shares));
  return shares.map((share, index) => {
    const more = least(left, (rooms[index] ?? ZERO).minus(share));
    left = left.minus(more);
    return share.plus(more);
  });
};

/** Shares of some periods, and nothing for all others. */
const sharesAt = (
  indices: readonly number[],
  shares: readonly ExactDecimal[],
  length: number,
): readonly ExactDecimal[] => {
  const all = Array.from({ length }, () => ZERO);
  for (const [n, index] of indices.entries()) all[index] = shares[n] ?? ZERO;
  return all;
};
const touched = (proof: Claim, periods: readonly SupplyPeriod[]): number[] =>
  periods.flatMap((period, index) => (overlapMs(proof, period) > 0 ? [index] : []));
const roomsOf = (periods: readonly SupplyPeriod[]): (ExactDecimal | null)[] =>
  periods.map(({ mwh }) => (mwh === null ? null : ExactDecimal.max(mwh, 0)));

/** Evenly over the time of the claim first; what a period has no room for goes to the other periods of the claim. */
const byTime = <T extends Claim>(proofs: readonly T[], periods: readonly SupplyPeriod[]): Allocation<T>[] => {
  const left = roomsOf(periods);
  return proofs.toSorted(inOrder).map((proof) => {
    const whole = new ExactDecimal(proof.mwh);
    const indices = touched(proof, periods);
    const rooms = indices.map((index) => left[index] ?? null);
    const even = inProportion(
      whole,
      indices.flatMap((index) => {
        const period = periods[index];
        return period === undefined ? [] : [new ExactDecimal(overlapMs(proof, period))];
      }),
    );
    const waiting = rooms.includes(null) ? whole.minus(sum(even.filter((_, n) => rooms[n] !== null))) : ZERO;
    const first = even.map((share, n) => least(share, rooms[n] ?? ZERO));
    const second = fillRooms(
      whole.minus(waiting).minus(sum(first)),
      rooms.map((room, n) => room?.minus(first[n] ?? 0) ?? ZERO),
    );
    const shares = first.map((share, n) => share.plus(second[n] ?? 0));
    for (const [n, index] of indices.entries()) left[index] = rooms[n]?.minus(shares[n] ?? 0) ?? null;
    const cut = whole.minus(sum(shares)).minus(waiting);
    return { proof, shares: sharesAt(indices, shares, periods.length), waiting, cut };
  });
};

/** Period by period, the claim that ends first is served first: finds room for all wherever there is room for all. */
const byEnd = <T extends Claim>(proofs: readonly T[], periods: readonly SupplyPeriod[]): Allocation<T>[] => {
  const left = roomsOf(periods);
  const open = proofs
    .toSorted((a, b) => compare(a.toMs, b.toMs) || inOrder(a, b))
    .map((proof) => ({
      proof,
      cut: new ExactDecimal(proof.mwh),
      shares: periods.map((): ExactDecimal => ZERO),
    }));
  for (const [index, period] of periods.entries()) {
    for (const entry of open) {
      const room = left[index] ?? ZERO;
      if (room.isZero()) break;
      if (entry.cut.isZero() || overlapMs(entry.proof, period) === 0) continue;
      const share = least(room, entry.cut);
      entry.shares[index] = share;
      entry.cut = entry.cut.minus(share);
      left[index] = room.minus(share);
    }
  }
  return open.map((entry) => ({ ...entry, waiting: ZERO }));
};

/**
 * Puts claims to the periods in which the electricity was used, each within its own span: evenly over its time as far as
 * there is room, the rest where there is; never more than a period has. What finds no room is cut, and said so. The order
 * in which claims are given makes no difference. A claim that covers part of a period may use all of it: draw borders
 * where claims begin and end, and hand in periods over the whole span of the claims.
 * Source: Σ proofs ≤ purchase of the period, digest §9.2; how a claim spreads over its period is design of this project.
 */
export const allocateProofs = <T extends Claim>(
  proofs: readonly T[],
  periods: readonly SupplyPeriod[],
): readonly Allocation<T>[] => {
  const even = byTime(proofs, periods);
  if (even.every(({ cut }) => cut.isZero())) return even;
  // Claims whose spans cross may still fit when room is kept for those with less choice of time.
  const early = byEnd(proofs, periods);
  return early.every(({ cut }) => cut.isZero()) ? early : even;
};

/** A claim that is more than was bought in its period. */
export interface ProofExcess {
  readonly proof: string;
  /** MWh as decimal text: claimed; bought in the period of the claim as far as known; beyond the purchase. */
  readonly claimedMwh: string;
  readonly purchasedMwh: string;
  readonly excessMwh: string;
  readonly text: Bilingual;
}

/**
 * Holds claims against what was bought: Σ proofs ≤ purchase over every stretch of time. Own generation is no purchase and
 * is left out; periods whose purchase is not known refuse nothing. Empty when all fit; else each claim that does not, and
 * by how much.
 */
export const checkProofs = (
  proofs: readonly Claim[],
  purchases: readonly SupplyPeriod[],
): readonly ProofExcess[] =>
  allocateProofs(
    proofs.filter(({ kind }) => kind !== 'own'),
    purchases,
  )
    .filter(({ cut }) => cut.gt(0))
    .map(({ proof, cut }) => {
      const inside = purchases.filter((period) => overlapMs(proof, period) > 0);
      const purchased = decimalText(sum(inside.map(({ mwh }) => new ExactDecimal(mwh ?? 0))));
      const excess = decimalText(cut);
      return {
        proof: proof.id,
        claimedMwh: proof.mwh,
        purchasedMwh: purchased,
        excessMwh: excess,
        text: {
          zh: `${proof.mwh} MWh 连同同期其他凭证超过该期购入电量 ${purchased} MWh，超出 ${excess} MWh；请核对电量、使用期，或补录购入电量`,
          en: `${proof.mwh} MWh, with the other proofs of the period, is more than the ${purchased} MWh bought in it, by ${excess} MWh; check the amount and the period, or enter the missing purchase.`,
        },
      };
    });
