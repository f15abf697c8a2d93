import { convert, decimalText, ExactDecimal } from '@zerofab/units';
import type { LimitLevel } from '@zerofab/vocabulary';

/** Unit energy beside a level of a standard. */
export interface LimitGap {
  readonly level: LimitLevel;
  /** At or below the level: less energy is better. */
  readonly met: boolean;
  /** Value less level, in the unit of the level; above 0: too much. */
  readonly gap: string;
  /** The same as a part of the level; null where the level is 0. */
  readonly gapShare: string | null;
}

/**
 * How far unit energy is from a level (单位产品能耗限额等级、标杆或基准水平).
 * @throws UnitError where the units do not fit
 */
export const limitGap = (
  intensity: { readonly value: string; readonly unit: string },
  limit: { readonly level: LimitLevel; readonly value: string; readonly unit: string },
): LimitGap => {
  const level = new ExactDecimal(limit.value);
  const gap = convert(intensity.value, intensity.unit, limit.unit).minus(level);
  return {
    level: limit.level,
    met: gap.lte(0),
    gap: decimalText(gap),
    gapShare: level.isZero() ? null : decimalText(gap.div(level)),
  };
};
