import { decimalText, ExactDecimal } from '@zerofab/units';
import { roundHalfUp, sum } from './money.js';
import type { UnitUse } from './share.js';

const QUARTER_HOURS = '0.25';
/** Shares of the limit at which one is warned (ours). */
const STEPS = [
  ['at100', '1'],
  ['at95', '0.95'],
  ['at90', '0.9'],
] as const;

/** What a supplier's meter counted in the running quarter hour. */
export interface RunningUse {
  readonly quantity: ExactDecimal;
  /** How much of the quarter hour its readings cover, 0 … 1. */
  readonly covered: number;
}

type DemandLevel = 'below' | 'at90' | 'at95' | 'at100';

export interface RunningDemand {
  /** How much of the quarter hour every meter is known for, 0 … 1. */
  readonly covered: number;
  /** Energy so far over the whole quarter hour, kW: the least that its mean can be. */
  readonly reachedKw: string;
  /** Mean of the whole quarter hour, kW, if the rest of it draws as what is known. */
  readonly projectedKw: string;
  /** Mean power that may be drawn in the rest without passing the limit, kW; null without a limit or a rest. */
  readonly roomKw: string | null;
  /** Share of the limit that the projection reaches; null without a limit. */
  readonly share: number | null;
  readonly level: DemandLevel | null;
}

/**
 * Demand of the running quarter hour. Each meter is projected by its own mean, energy ÷ share known, so that meters with
 * older readings do not pull the sum down.
 * @param limitKw contracted or target demand, kW
 * @returns undefined where a meter has no reading in it yet: nothing is known, not 0
 */
export const runningDemand = (
  meters: readonly RunningUse[],
  limitKw: ExactDecimal | undefined,
): RunningDemand | undefined => {
  if (meters.length === 0 || meters.some(({ covered }) => covered <= 0)) return undefined;
  const reached = sum(meters.map(({ quantity }) => quantity)).div(QUARTER_HOURS);
  const projected = sum(meters.map(({ quantity, covered }) => quantity.div(Math.min(1, covered)))).div(
    QUARTER_HOURS,
  );
  const covered = Math.min(1, ...meters.map((meter) => meter.covered));
  const limit = limitKw?.gt(0) === true ? limitKw : undefined;
  const room =
    limit === undefined || covered === 1
      ? undefined
      : ExactDecimal.max(0, limit.minus(reached)).div(new ExactDecimal(1).minus(covered));
  return {
    covered,
    reachedKw: decimalText(roundHalfUp(reached, 3)),
    projectedKw: decimalText(roundHalfUp(projected, 3)),
    roomKw: room === undefined ? null : decimalText(roundHalfUp(room, 3)),
    share: limit === undefined ? null : projected.div(limit).toNumber(),
    level: limit === undefined ? null : levelOf(projected, limit),
  };
};

const levelOf = (kW: ExactDecimal, limit: ExactDecimal): DemandLevel =>
  STEPS.find(([, share]) => kW.gte(limit.times(share)))?.[0] ?? 'below';

/** A unit's mean power in a quarter hour, and its share of the whole. */
export interface PeakShare {
  readonly code: string;
  readonly kW: string;
  readonly share: number | null;
}

/**
 * Who made the peak: mean power of each unit in that quarter hour, the largest first. Units without a reading in it are
 * left out; what no unit drew stays in the rest.
 */
export const peakMakers = (
  startMs: number,
  peakKw: ExactDecimal,
  units: readonly UnitUse[],
): { readonly units: readonly PeakShare[]; readonly restKw: string } => {
  const known = units.flatMap(({ code, byStart }) => {
    const quantity = byStart.get(startMs);
    return quantity === undefined ? [] : [{ code, kW: quantity.div(QUARTER_HOURS) }];
  });
  known.sort((one, other) => other.kW.comparedTo(one.kW));
  return {
    units: known.map(({ code, kW }) => ({
      code,
      kW: decimalText(roundHalfUp(kW, 3)),
      share: peakKw.isZero() ? null : kW.div(peakKw).toNumber(),
    })),
    restKw: decimalText(roundHalfUp(peakKw.minus(sum(known.map(({ kW }) => kW))), 3)),
  };
};
