import type { LocalDate } from '@zerofab/calendar';

/** A measuring device of the data quality control plan, as far as its calibration goes. */
export interface PlanDevice {
  readonly calibrationMonths: number | null;
  readonly lastCalibratedOn?: LocalDate | null | undefined;
}

/** An entry of the data quality control plan (数据质量控制计划): how one datum is measured. */
export interface PlannedDatum {
  readonly source: string;
  /** `activity`, or the path of an input of its formulas. */
  readonly input: string;
  readonly device?: PlanDevice | null | undefined;
}
