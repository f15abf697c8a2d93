import { mainRegister, type ConsumptionSum, coverageOf } from '@zerofab/metering';
import { convert, ExactDecimal, findUnit } from '@zerofab/units';
import type { MeterInfo, RegisterInfo } from '../domain/record.js';
import { decimalOf } from '../activity/activity.js';

type Decimal = InstanceType<typeof ExactDecimal>;

/** Energy registers of the site's own generation: meters of carrier `pv`, without those below another of them. */
export const generationRegisters = (meters: readonly MeterInfo[]): RegisterInfo[] => {
  const own = meters.filter(({ carrier }) => carrier === 'pv');
  const ids = new Set(own.map(({ id }) => id));
  return own.flatMap((meter) => {
    if (meter.parentId !== null && ids.has(meter.parentId)) return [];
    const register = mainRegister(meter);
    return register !== undefined && findUnit(register.unit)?.dimension === 'energy' ? [register] : [];
  });
};

/** A register that adds to a sum of energy, or is taken from it. */
export interface SignedRegister {
  readonly register: Pick<RegisterInfo, 'id' | 'unit'>;
  readonly sign: 1 | -1;
  /** Decimal text; default 1. */
  readonly share?: string | undefined;
}
export type SumsByRegister = ReadonlyMap<number, ReadonlyMap<number, ConsumptionSum>>;

/** Below this part of an hour covered by measurement the hour is not known by the hour, e.g. spread over a gap. */
const KNOWN_SHARE = 0.99;

const factors = new Map<string, Decimal>();
/** MWh of one unit; worked out once, since a year has 8 760 hours of every register. */
const mwhPer = (unit: string): Decimal => {
  const known = factors.get(unit) ?? convert('1', unit, 'MWh');
  factors.set(unit, known);
  return known;
};

/**
 * Σ sign × share × energy of the registers of each stretch, MWh; null where one of them is not known there, and where
 * there is none.
 * @param nowMs where given, a stretch that is not measured nearly whole is not known
 */
export const energyBetween = (
  registersAt: (fromMs: number) => readonly SignedRegister[],
  sums: SumsByRegister,
  borders: readonly number[],
  nowMs?: number,
): (Decimal | null)[] =>
  borders.slice(0, -1).map((fromMs, index) => {
    const registers = registersAt(fromMs);
    if (registers.length === 0) return null;
    const span = { fromMs, toMs: borders[index + 1] ?? fromMs };
    let total = new ExactDecimal(0);
    for (const { register, sign, share } of registers) {
      const sum = sums.get(register.id)?.get(fromMs);
      if (sum === undefined || sum.value === null) return null;
      if (nowMs !== undefined && coverageOf(sum.covered, span, nowMs) < KNOWN_SHARE) return null;
      total = total.plus(
        decimalOf(sum.value)
          .times(mwhPer(register.unit))
          .times(sign)
          .times(share ?? 1),
      );
    }
    return total;
  });
