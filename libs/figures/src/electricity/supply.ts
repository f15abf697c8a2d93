import type { AttributePeriod, Proof } from '@zerofab/accounting';
import { convert, decimalText, ExactDecimal, UnitError } from '@zerofab/units';
import type { Span } from '@zerofab/calendar';
import type { SourceDefinition } from '../domain/source.js';
import type { SourceActivityData } from '../activity/binding.js';

type Decimal = InstanceType<typeof ExactDecimal>;
const ZERO = new ExactDecimal(0);

/** A stretch of time: what the site bought in it, and which source how much of it; MWh. */
export interface PurchasePeriod extends AttributePeriod {
  readonly bySource: ReadonlyMap<string, Decimal>;
}
/** Electricity of a site over time, with the claims that are held against it. */
export interface ElectricitySupply<P extends Proof = Proof> {
  /** Over the whole span of the claims, divided where months, claims and the question begin and end. */
  readonly periods: readonly PurchasePeriod[];
  readonly proofs: readonly P[];
  /** Names of the company for which certificates are retired; none where no boundary names it. */
  readonly names?: readonly string[] | undefined;
}

/** Sources whose electricity is a purchase to which claims apply: those a factor is multiplied with. */
export const isPurchase = ({ category, included, calculation }: SourceDefinition): boolean =>
  category === 'purchasedElectricity' && included !== false && calculation === undefined;

/** MWh of an amount; null where its unit is no energy. */
const mwhOf = (value: Decimal, unit: string): Decimal | null => {
  try {
    return convert(decimalText(value), unit, 'MWh');
  } catch (error) {
    if (error instanceof UnitError) return null;
    throw error;
  }
};

export const isWithin = (inner: Span, outer: Span): boolean =>
  inner.fromMs >= outer.fromMs && inner.toMs <= outer.toMs;

/** What one source took in a stretch of time; null where nothing is known. */
const amountIn = ({ activity }: SourceActivityData, span: Span): Decimal | null => {
  const known = activity.periods.flatMap((period) =>
    period.value !== null && isWithin(period.span, span) ? [period.value] : [],
  );
  if (known.length === 0) return null;
  return mwhOf(
    known.reduce((sum, value) => sum.plus(value), ZERO),
    activity.unit,
  );
};

/**
 * What sources of electricity took between the borders.
 * @param data of those sources, read with the same borders
 * @param ownMwh own generation used on site by stretch; left out where it is not metered
 */
export const purchasePeriods = (
  data: readonly SourceActivityData[],
  borders: readonly number[],
  ownMwh?: readonly (Decimal | null)[],
): PurchasePeriod[] =>
  borders.slice(0, -1).map((fromMs, index) => {
    const span = { fromMs, toMs: borders[index + 1] ?? fromMs };
    const bySource = new Map<string, Decimal>();
    for (const source of data) {
      const mwh = amountIn(source, span);
      if (mwh !== null) bySource.set(source.source.code, mwh);
    }
    const bought = [...bySource.values()].reduce((sum, mwh) => sum.plus(mwh), ZERO);
    const own = ownMwh?.[index] ?? null;
    return {
      ...span,
      // A net purchase below zero (a meter that also counts exports) is none that a claim could stand for.
      purchasedMwh: bySource.size === 0 ? null : decimalText(ExactDecimal.max(bought, 0)),
      ownMwh: ownMwh === undefined ? undefined : own === null ? null : decimalText(ExactDecimal.max(own, 0)),
      bySource,
    };
  });

/** The span that holds a question and every claim that touches it, or touches a claim that does. */
export const closureOf = <T extends Span>(span: Span, proofs: readonly T[]): { span: Span; proofs: T[] } => {
  let wide = span;
  for (;;) {
    const { fromMs, toMs } = wide;
    const touching = proofs.filter((proof) => proof.fromMs < toMs && fromMs < proof.toMs);
    const next = {
      fromMs: Math.min(fromMs, ...touching.map((proof) => proof.fromMs)),
      toMs: Math.max(toMs, ...touching.map((proof) => proof.toMs)),
    };
    if (next.fromMs === fromMs && next.toMs === toMs) return { span: wide, proofs: touching };
    wide = next;
  }
};
