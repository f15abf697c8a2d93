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

/**
 * Σ sign × share × energy of registers by stretch, MWh; null where one of them is not known there.
 * @param nowMs where given, a stretch that is not measured nearly whole is not known
 */
export const energyBetween = (
  registers: readonly SignedRegister[],
  sums: SumsByRegister,
  borders: readonly number[],
  nowMs?: number,
): (Decimal | null)[] => {
  const perUnit = registers.map(({ register, sign, share }) =>
    convert('1', register.unit, 'MWh')
      .times(sign)
      .times(share ?? 1),
  );
  return borders.slice(0, -1).map((fromMs, index) => {
    if (registers.length === 0) return null;
    const span = { fromMs, toMs: borders[index + 1] ?? fromMs };
    let total = new ExactDecimal(0);
    for (const [n, { register }] of registers.entries()) {
      const sum = sums.get(register.id)?.get(fromMs);
      if (sum === undefined || sum.value === null) return null;
      if (nowMs !== undefined && coverageOf(sum.covered, span, nowMs) < KNOWN_SHARE) return null;
      total = total.plus(decimalOf(sum.value).times(perUnit[n] ?? 0));
    }
    return total;
  });
};
