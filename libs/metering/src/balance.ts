import type { Carrier } from '@zerofab/vocabulary';

/** Share of a meter's use by which it may differ from the meters below it: energy balance of GB/T 17167 practice; ours. */
const LIMITS: Partial<Readonly<Record<Carrier, number>>> = { electricity: 0.03 };
const OTHER_LIMIT = 0.05;

export const balanceLimit = (carrier: Carrier): number => LIMITS[carrier] ?? OTHER_LIMIT;

/** A meter against those right below it. */
export interface Balance {
  /** Use of the meters below; null where one of them is not known. */
  readonly allocated: number | null;
  /** Own use − use below: what no meter below it measured; below zero: they measured more than it did. */
  readonly unallocated: number | null;
  /** Unallocated part of the own use, −∞ … 1; null where either is not known, or nothing was used. */
  readonly share: number | null;
  readonly alarm: boolean;
}

/**
 * Holds the use of a meter against the use of the meters right below it, all in one unit.
 * @param own null: not known
 * @param below at least one; null: not known
 */
export const balanceOf = (
  carrier: Carrier,
  own: number | null,
  below: readonly (number | null)[],
): Balance => {
  const known = below.filter((value) => value !== null);
  const allocated = known.length < below.length ? null : known.reduce((sum, value) => sum + value, 0);
  const unallocated = own === null || allocated === null ? null : own - allocated;
  const share = unallocated === null || own === null || own <= 0 ? null : unallocated / own;
  return { allocated, unallocated, share, alarm: share !== null && Math.abs(share) > balanceLimit(carrier) };
};
