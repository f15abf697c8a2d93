import { decimalText, ExactDecimal, parseDecimal, type DecimalInput } from '@zerofab/units';
import { AccountingError } from '../errors.js';

/** Energies as decimal text, MWh. */
export interface HourlyMatch {
  /** Σ min(load, generation) over the hours in which both are known. */
  readonly matchedMwh: string;
  /** Load and generation of those hours. */
  readonly loadMwh: string;
  readonly generationMwh: string;
  /** Load that generation of the same hour did not meet, and generation that no load of the same hour took. */
  readonly unmatchedMwh: string;
  readonly surplusMwh: string;
  /** matched ÷ load, six decimals; null where no load is known or all of it is 0. */
  readonly share: string | null;
  readonly hours: number;
  readonly knownHours: number;
  /** Known hours in which the load was more than the generation. */
  readonly unmatchedHours: number;
  /** knownHours ÷ hours; 0 of no hours. */
  readonly coverage: number;
}

const SHARE_DECIMALS = 6;

const hourOf = (
  value: DecimalInput | null | undefined,
  series: string,
  hour: number,
): ExactDecimal | null => {
  if (value === null || value === undefined) return null;
  const mwh = parseDecimal(value);
  if (mwh !== undefined && !mwh.isNegative()) return mwh;
  throw new AccountingError(
    mwh === undefined ? 'bad-number' : 'out-of-range',
    {
      zh: `${series} 第 ${String(hour)} 小时的值 ${String(value)} 不是不小于 0 的电量；未知的小时请给空值`,
      en: `Hour ${String(hour)} of ${series} is ${String(value)}, no energy of 0 or more; leave an hour that is not known empty.`,
    },
    { series, hour: String(hour), value: String(value) },
  );
};

/**
 * Share of the load that was met by generation of the same hour. Hours in which either is not known are left out and lower
 * the coverage; they are never taken as 0. For the revision of the GHG Protocol Scope 2 Guidance (in consultation, digest
 * §9.2): its rules are not final, the figure is shown beside the annual result and enters no emission.
 * @param load, generation MWh by hour, of the same hours; a series that is shorter is not known behind its end
 * @throws AccountingError `bad-number`, `out-of-range` naming the hour
 */
export const hourlyMatch = (
  load: readonly (DecimalInput | null)[],
  generation: readonly (DecimalInput | null)[],
): HourlyMatch => {
  const hours = Math.max(load.length, generation.length);
  let [matched, used, made] = [new ExactDecimal(0), new ExactDecimal(0), new ExactDecimal(0)];
  let [knownHours, unmatchedHours] = [0, 0];
  for (let hour = 0; hour < hours; hour += 1) {
    const l = hourOf(load[hour], 'load', hour);
    const g = hourOf(generation[hour], 'generation', hour);
    if (l === null || g === null) continue;
    knownHours += 1;
    if (l.gt(g)) unmatchedHours += 1;
    matched = matched.plus(ExactDecimal.min(l, g));
    used = used.plus(l);
    made = made.plus(g);
  }
  return {
    matchedMwh: decimalText(matched),
    loadMwh: decimalText(used),
    generationMwh: decimalText(made),
    unmatchedMwh: decimalText(used.minus(matched)),
    surplusMwh: decimalText(made.minus(matched)),
    share: used.isZero() ? null : decimalText(matched.div(used).toDecimalPlaces(SHARE_DECIMALS)),
    hours,
    knownHours,
    unmatchedHours,
    coverage: hours === 0 ? 0 : knownHours / hours,
  };
};
