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

/** A meter as it stands in the tree. */
export interface PlacedMeter {
  readonly code: string;
  readonly carrier: Carrier;
  /** Code of the meter right above it. */
  readonly parent: string | null;
}

/** The site's own net: what feeds it, and who takes from it. */
export interface PowerNet<M> {
  readonly bought: readonly M[];
  readonly made: readonly M[];
  readonly users: readonly M[];
}

/**
 * Incomers and own generation feed one net, so that the meters below are held against both together, as the flow of the
 * site's energy and the overview do. An incomer without meters below it is itself where its electricity is used.
 * @returns undefined where nothing is generated and nothing delivered: each incomer is then held against its own meters;
 * and where no meter stands below the net
 */
export const powerNet = <M extends PlacedMeter>(
  meters: readonly M[],
  delivers: boolean,
): PowerNet<M> | undefined => {
  const byCode = new Map(meters.map((meter) => [meter.code, meter]));
  const above = ({ parent }: M): M | undefined => byCode.get(parent ?? '');
  const made = meters.filter((meter) => meter.carrier === 'pv' && above(meter)?.carrier !== 'pv');
  const bought = meters.filter(
    (meter) =>
      meter.carrier === 'electricity' && !['electricity', 'pv'].includes(above(meter)?.carrier ?? ''),
  );
  const below = (meter: M): M[] =>
    meters.filter(({ carrier, parent }) => carrier === 'electricity' && parent === meter.code);
  const feeds = [...bought, ...made];
  if ((made.length === 0 && !delivers) || !feeds.some((meter) => below(meter).length > 0)) return undefined;
  const users = feeds.flatMap((meter) => {
    const found = below(meter);
    return found.length > 0 || meter.carrier === 'pv' ? found : [meter];
  });
  return { bought, made, users };
};
