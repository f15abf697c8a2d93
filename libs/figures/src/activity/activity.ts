import { type ConsumptionSum, coverageOf, qualityOf } from '@zerofab/metering';
import { convert, ExactDecimal, findUnit, UnitError } from '@zerofab/units';
import { worstQuality, type Bilingual, type Quality } from '@zerofab/vocabulary';
import type { Span } from '@zerofab/calendar';
import type { ManualRecord } from '../domain/record.js';

type Decimal = InstanceType<typeof ExactDecimal>;

/** Consumption is telemetry (binary floats): it becomes a decimal here, to a millionth of the register's unit. */
const STORED_DECIMALS = 6;

/** A register that a source is bound to, as far as activity data needs it. */
export interface BoundRegister {
  readonly id: number;
  readonly unit: string;
  readonly sign: 1 | -1;
  /** Part of the register that belongs to the source, decimal text; default 1. */
  readonly share?: string | undefined;
}

/** Activity data of one stretch of time, in the activity's unit. */
export interface ActivityPeriod {
  readonly span: Span;
  readonly value: Decimal | null;
  readonly estimated: Decimal;
  /** 0..1 */
  readonly coverage: number;
  readonly quality: Quality;
  readonly readings: number;
}

export interface Activity {
  readonly unit: string;
  readonly periods: readonly ActivityPeriod[];
  /** Why there is no figure, when there can be none. */
  readonly problem: Bilingual | null;
}

export const decimalOf = (value: number): Decimal => new ExactDecimal(value.toFixed(STORED_DECIMALS));

const spansOf = (borders: readonly number[]): Span[] =>
  borders.slice(0, -1).map((fromMs, index) => ({ fromMs, toMs: borders[index + 1] ?? fromMs }));

/** The unit all registers of a source are brought to; undefined when they do not fit together. */
const commonUnit = (registers: readonly BoundRegister[]): { unit: string } | { problem: Bilingual } => {
  const [first] = registers;
  const unit = findUnit(first?.unit ?? '');
  if (unit === undefined) {
    const given = first?.unit ?? '';
    return {
      problem: {
        zh: `寄存器单位“${given}”无法识别，请改用 kWh、GJ、Nm3、t 等`,
        en: `The register's unit "${given}" is not known; use kWh, GJ, Nm3, t …`,
      },
    };
  }
  const other = registers.find((register) => findUnit(register.unit)?.dimension !== unit.dimension);
  if (other !== undefined) {
    const both = `${first?.unit ?? ''}, ${other.unit}`;
    return {
      problem: {
        zh: `寄存器单位不一致（${both}），无法相加`,
        en: `The registers' units cannot be added (${both})`,
      },
    };
  }
  return { unit: unit.symbol };
};

const meterPeriod = (
  span: Span,
  registers: readonly BoundRegister[],
  sums: ReadonlyMap<number, ConsumptionSum>,
  unit: string,
  nowMs: number,
): ActivityPeriod => {
  let value: Decimal | null = null;
  let estimated = new ExactDecimal(0);
  let coverage = 0;
  let readings = 0;
  const qualities: Quality[] = [];
  for (const register of registers) {
    const sum = sums.get(register.id);
    coverage += coverageOf(sum?.covered ?? 0, span, nowMs) / registers.length;
    if (sum === undefined || sum.value === null) continue;
    const part = (number: number): Decimal =>
      convert(decimalOf(number).toString(), register.unit, unit).times(register.share ?? 1);
    value = (value ?? new ExactDecimal(0)).plus(part(sum.value).times(register.sign));
    estimated = estimated.plus(part(sum.estimated));
    readings += sum.readings;
    qualities.push(qualityOf(sum.quality, sum.value));
  }
  return {
    span,
    value,
    estimated,
    coverage,
    quality: value === null ? 'missing' : worstQuality(qualities),
    readings,
  };
};

/**
 * Activity data from meters: Σ sign × consumption of the registers, per stretch between `borders`.
 * @param sums consumption per register and stretch, as `ConsumptionQuery.sumBetween` gives it for the same borders
 */
export const meterActivity = (
  registers: readonly BoundRegister[],
  sums: readonly ConsumptionSum[],
  borders: readonly number[],
  nowMs: number,
): Activity => {
  const common = commonUnit(registers);
  if ('problem' in common) return { unit: registers[0]?.unit ?? '', periods: [], problem: common.problem };
  const byStart = new Map<number, Map<number, ConsumptionSum>>();
  for (const sum of sums) {
    const stretch = byStart.get(sum.startMs) ?? new Map<number, ConsumptionSum>();
    byStart.set(sum.startMs, stretch.set(sum.registerId, sum));
  }
  const periods = spansOf(borders).map((span) =>
    meterPeriod(
      span,
      registers,
      byStart.get(span.fromMs) ?? new Map<number, ConsumptionSum>(),
      common.unit,
      nowMs,
    ),
  );
  return { unit: common.unit, periods, problem: null };
};

const overlapMs = (record: Pick<ManualRecord, 'fromMs' | 'toMs'>, span: Span): number =>
  Math.max(0, Math.min(record.toMs, span.toMs) - Math.max(record.fromMs, span.fromMs));

/**
 * The part of a manual record that falls into a span, by time, in `unit`. What has accrued until an instant is rounded,
 * not the part itself: the parts of neighbouring spans add up to the whole record, to the digit.
 */
export const shareOf = (
  record: Pick<ManualRecord, 'fromMs' | 'toMs' | 'quantity' | 'unit'>,
  span: Span,
  unit: string,
): Decimal => {
  const whole = convert(record.quantity, record.unit, unit);
  const length = record.toMs - record.fromMs;
  const accrued = (ms: number): Decimal => {
    const elapsed = Math.min(Math.max(ms - record.fromMs, 0), length);
    return elapsed === length ? whole : whole.times(elapsed).div(length).toDecimalPlaces(12);
  };
  return accrued(span.toMs).minus(accrued(span.fromMs));
};

/** Activity data from manual records of one source; a record is spread evenly over its span. */
export const manualActivity = (
  binding: { readonly unit: string },
  records: readonly ManualRecord[],
  borders: readonly number[],
  nowMs: number,
): Activity => {
  const unit = findUnit(binding.unit)?.symbol ?? binding.unit;
  const problem = recordProblem(unit, records);
  if (problem !== null) return { unit, periods: [], problem };
  const periods = spansOf(borders).map((span): ActivityPeriod => {
    const inside = records.filter((record) => overlapMs(record, span) > 0);
    const elapsedMs = Math.min(span.toMs, nowMs) - span.fromMs;
    const coveredMs = inside.reduce(
      (total, record) =>
        total +
        overlapMs(record, { fromMs: span.fromMs, toMs: Math.min(span.toMs, Math.max(nowMs, span.fromMs)) }),
      0,
    );
    return {
      span,
      value:
        inside.length === 0
          ? null
          : inside.reduce((total, record) => total.plus(shareOf(record, span, unit)), new ExactDecimal(0)),
      estimated: new ExactDecimal(0),
      coverage: elapsedMs <= 0 ? 0 : Math.min(1, coveredMs / elapsedMs),
      quality: inside.length === 0 ? 'missing' : 'manual',
      readings: 0,
    };
  });
  return { unit, periods, problem: null };
};

const recordProblem = (unit: string, records: readonly ManualRecord[]): Bilingual | null => {
  if (findUnit(unit) === undefined)
    return { zh: `单位“${unit}”无法识别`, en: `The unit "${unit}" is not known` };
  for (const record of records) {
    try {
      convert(record.quantity, record.unit, unit);
    } catch (error) {
      if (error instanceof UnitError) return error.text;
      throw error;
    }
  }
  return null;
};

export interface ActivityTotal {
  readonly value: Decimal | null;
  readonly estimated: Decimal;
  readonly coverage: number;
  readonly quality: Quality;
  readonly readings: number;
}

/** Sum of periods; the coverage is weighted by the time that has passed. */
export const totalActivity = (periods: readonly ActivityPeriod[], nowMs: number): ActivityTotal => {
  const known = periods.filter((period) => period.value !== null);
  const passed = (period: ActivityPeriod): number =>
    Math.max(0, Math.min(period.span.toMs, nowMs) - period.span.fromMs);
  const allMs = periods.reduce((total, period) => total + passed(period), 0);
  const coveredMs = periods.reduce((total, period) => total + passed(period) * period.coverage, 0);
  return {
    value:
      known.length === 0
        ? null
        : known.reduce((total, period) => total.plus(period.value ?? 0), new ExactDecimal(0)),
    estimated: periods.reduce((total, period) => total.plus(period.estimated), new ExactDecimal(0)),
    coverage: allMs === 0 ? 0 : Math.min(1, coveredMs / allMs),
    quality: known.length === 0 ? 'missing' : worstQuality(known.map((period) => period.quality)),
    readings: periods.reduce((total, period) => total + period.readings, 0),
  };
};
